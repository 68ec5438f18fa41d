"""What the pages share on which a practice answers questions: of a form of its programme, of a scan."""
