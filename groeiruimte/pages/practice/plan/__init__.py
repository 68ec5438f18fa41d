"""P07 and P08, Plan: phases, forms, milestones, and practices that do it together."""
