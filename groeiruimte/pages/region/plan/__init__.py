"""R06: the regional plan of a region: write, see what is missing, sign, send, answer the insurer."""
