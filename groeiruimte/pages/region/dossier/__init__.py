"""R03 Praktijkdossier: one practice over time, the notes of the region, and one page to take along on a visit (Z17)."""
