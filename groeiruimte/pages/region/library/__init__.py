"""Bibliotheek: what the region tells its practices, and the stories that they send in."""
