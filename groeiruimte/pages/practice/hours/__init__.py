"""Extra uren: what is booked for each function and objective, and what the objective allows."""
