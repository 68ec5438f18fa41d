"""Dubbele bekostiging: the radar over everything in a region-year (Z13)."""
