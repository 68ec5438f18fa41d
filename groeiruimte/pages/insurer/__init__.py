"""Who buys care at an insurer: what regions sent in, and money added up. Never a practice from within."""
