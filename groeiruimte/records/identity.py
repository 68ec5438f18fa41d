"""Identifiers that carry no meaning and can never be taken for a number of a person."""

from __future__ import annotations

import secrets

LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 20


def new_id() -> str:
    """Twenty random consonants, about 85 bits: no digits, so no scan mistakes it for a BSN, and no words."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
