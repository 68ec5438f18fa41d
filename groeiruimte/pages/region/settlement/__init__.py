"""R08: the settlement of a quarter, prepared by one person and closed by a second."""
