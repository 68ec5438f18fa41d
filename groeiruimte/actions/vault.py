"""The claim file's key: each file has its own, wrapped by a key that is not in the database."""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


def fresh_key() -> bytes:
    return AESGCM.generate_key(bit_length=256)


def wrap(key: bytes, about: str) -> bytes:
    """`key` sealed under the vault key, bound to the id of the record it belongs to."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(settings.VAULT_KEY).encrypt(nonce, key, about.encode())


def unwrap(wrapped: bytes, about: str) -> bytes:
    """Raises InvalidTag when the vault key is another, or the record is not the one it was made for."""
    return AESGCM(settings.VAULT_KEY).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], about.encode())
