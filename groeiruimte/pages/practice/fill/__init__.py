"""P07, P21, P22, P09, P10: a practice fills in a form of its programme, checks it, signs it, sees what became of it."""
