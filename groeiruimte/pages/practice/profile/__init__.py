"""P02, Onze praktijk: the facts of a practice, once."""
