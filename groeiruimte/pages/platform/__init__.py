"""Who looks after the product as a whole: organisations and people, the log, the state of the system. No content."""
