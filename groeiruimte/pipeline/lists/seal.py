"""Seals the claim file of a practice: AES-256-GCM under a key that is not kept where the sealed bytes are.

Sealing happens in the child process that read the list, so names and BSNs leave it only as sealed bytes.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_SIZE = 32
_NONCE_SIZE = 12
_PURPOSE = b"groeiruimte claim 1"


class SealError(ValueError):
    """These bytes were not sealed under this key, or were altered since."""


def new_key() -> bytes:
    """A fresh random key; use it for one practice and quarter."""
    return AESGCM.generate_key(bit_length=8 * KEY_SIZE)


def seal(content: bytes, key: bytes) -> bytes:
    """The content, encrypted; raises ValueError when the key is not 32 bytes."""
    nonce = os.urandom(_NONCE_SIZE)
    return nonce + _cipher(key).encrypt(nonce, content, _PURPOSE)


def open_sealed(sealed: bytes, key: bytes) -> bytes:
    """The content again; raises SealError when the key is another or a byte was altered."""
    cipher = _cipher(key)
    try:
        return cipher.decrypt(sealed[:_NONCE_SIZE], sealed[_NONCE_SIZE:], _PURPOSE)
    except (InvalidTag, ValueError):
        raise SealError("the seal does not open") from None


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_SIZE:
        raise ValueError(f"a key has {KEY_SIZE} bytes")
    return AESGCM(key)
