"""P20, the evidence shelf: a file or link is added once and used many times."""
