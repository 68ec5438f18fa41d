"""R12: the region sets up its next year."""
