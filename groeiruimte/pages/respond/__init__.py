"""S06: somebody answers a survey, without saying who it is. No menu, no cookie, no log of who came or from where."""
