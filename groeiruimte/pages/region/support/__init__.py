"""Ondersteuning: what the region did for practices, and how far they are in the tracks."""
