"""To which practices a scan is offered, and how far each is (R106, R125). Never what it says."""
