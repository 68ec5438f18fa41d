"""P20, KPI's: whether each is met, why, from which facts, and what a practice notes down for them."""
