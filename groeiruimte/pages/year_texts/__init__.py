"""A programme text in the making, as the region and the platform both see it: edit, check, try, play."""
