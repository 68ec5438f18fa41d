"""T03: the advice report."""
