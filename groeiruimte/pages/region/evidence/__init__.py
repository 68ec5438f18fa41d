"""The region looks at a proof and notes the day, with a copy of what it saw (R112)."""
