"""Aanmeldingen: which practices take part."""
