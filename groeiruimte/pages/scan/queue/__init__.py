"""T01: which scans there are to work on, and the moments that are offered."""
