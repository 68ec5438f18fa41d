"""What do we run: the console command and the management commands behind it."""
