"""P04 and P06: whether the practice wants to take part, and which objective it prefers."""
