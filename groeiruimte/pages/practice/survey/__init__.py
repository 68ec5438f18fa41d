"""P18, P19: a practice holds a survey under its team or patients, and reads what came of it."""
