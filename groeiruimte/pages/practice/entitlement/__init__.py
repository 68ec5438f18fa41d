"""P13, Vergoeding: what a quarter comes to, why, and the claim file."""
