"""P05, Aanmelden: every condition answered from the records, and one signature."""
