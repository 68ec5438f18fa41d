"""R07: who delivered, with findings, late, jumped; totals against the maximum."""
