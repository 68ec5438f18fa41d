"""R05: what practices sent in, and what the region says about it."""
