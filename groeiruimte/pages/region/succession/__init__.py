"""A practice of the region changes (Z21)."""
