"""Logging in and out, the second factor, passwords and invitations. The work is done by allauth; the words are ours."""
