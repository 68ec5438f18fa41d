"""R01 Werkvoorraad: what waits for the region, what goes late this week, and what waits for others."""
