"""Vragen: what practices ask their project leader, and what support they need."""
