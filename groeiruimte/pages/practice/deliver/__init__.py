"""P11 and P12: a list comes in, is checked, and its counts are handed in."""
