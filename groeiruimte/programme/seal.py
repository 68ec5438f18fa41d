"""The seal of a published text: change one letter of it or of its base and the seal breaks."""

from __future__ import annotations

import hashlib


def digest(text: str, base: str | None) -> str:
    """The sha256 in hex of a text and its base.

    Line ends do not count, so a text that passed through Windows keeps its seal. Each part is preceded by its length:
    a line cannot move from base to text unseen.
    """
    seal = hashlib.sha256()
    for part in (text, base):
        if part is None:
            seal.update(b"none\n")
            continue
        content = part.removeprefix("\ufeff").replace("\r\n", "\n").encode()
        seal.update(f"{len(content)}\n".encode() + content)
    return seal.hexdigest()
