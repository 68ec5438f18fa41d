"""A02: the platform sets up and publishes a programme year."""
