"""P16, P17: a practice does a scan, chooses a moment to talk about it, and decides what comes of the report."""
