"""P01, Mijn jaar: the one next step, everything the year asks, and the amount so far."""
