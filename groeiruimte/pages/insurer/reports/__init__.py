"""V06: the report of each region: read it, ask at a place, accept it or send it back."""
