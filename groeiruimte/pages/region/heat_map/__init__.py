"""R04 Stand van zaken: which practice needs help, how its KPIs stand, and where a region loses practices."""
