"""Identifiers that carry no meaning and can never be taken for a number of a person."""

from __future__ import annotations

import secrets

_LETTERS = "bcdfghjkmnpqrstvwxz"
LENGTH = 20


def new_id() -> str:
    """Twenty random consonants, about 85 bits: no digits, so no scan mistakes it for a BSN, and no words."""
    return "".join(secrets.choice(_LETTERS) for _ in range(LENGTH))


def new_secret() -> str:
    """A one-purpose token for a link: 128 random bits and more."""
    return "".join(secrets.choice(_LETTERS) for _ in range(32))
