"""A03, Logboek: who did or saw what, whether the chain holds, and the weekly review."""
