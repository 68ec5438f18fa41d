"""A practice that changes: what follows is shown before it is arranged. For a region and for the platform."""
