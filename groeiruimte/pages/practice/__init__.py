"""What people of a practice come to do."""
