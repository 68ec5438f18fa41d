"""R09: trainings of the region: make, plan, run the door, correct the list."""
