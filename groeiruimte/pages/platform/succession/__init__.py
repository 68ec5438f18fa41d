"""A practice of any region changes (Z21)."""
