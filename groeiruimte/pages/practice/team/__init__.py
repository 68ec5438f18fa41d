"""P03, Team en toegang: who has access with which role, and who works in the practice."""
