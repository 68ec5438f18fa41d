"""R11: the report of a region to its insurer: coverage, numbers, texts, exceptions, sign, send, answer."""
