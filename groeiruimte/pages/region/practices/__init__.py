"""R02 Praktijken: one table of practices, to find and to act."""
