"""P14 and P15: trainings and meetings, signing up, being there, certificates."""
