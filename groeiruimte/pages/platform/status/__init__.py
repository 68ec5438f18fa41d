"""A05, Systeemstatus: jobs, mail, the backup, the log, and what runs here."""
