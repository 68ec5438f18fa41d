"""How it is wired: settings, addresses, the web entry point."""
