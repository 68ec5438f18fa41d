"""Team van de regio: who works at the region itself, inviting and stopping, and the quarterly check (A01)."""
