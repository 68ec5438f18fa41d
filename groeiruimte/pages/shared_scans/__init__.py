"""Reports of scans that a practice shares: read by its region or its insurer, as long as it does."""
