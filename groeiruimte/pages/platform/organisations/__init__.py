"""A01, Organisaties en gebruikers: who works where and how long; stopping access, sessions, the quarterly check."""
