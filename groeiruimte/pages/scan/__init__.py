"""T01-T03: the work of an IT specialist. Nobody else opens these pages; what they hold stays here (R106)."""
