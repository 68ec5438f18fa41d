"""The seal of a published text: change one letter of it, of its base or of its examples and the seal breaks."""

from __future__ import annotations

import hashlib
from functools import lru_cache


@lru_cache(maxsize=4)  # who publishes a text asks whether it is new, and then seals it
def digest(text: str, base: str, cases: str) -> str:
    """The sha256 in hex of a text, its base and its worked examples; what is not there is empty.

    Line ends do not count, so a text that passed through Windows keeps its seal. Each part is preceded by its length:
    a line cannot move from one part to another unseen.
    """
    seal = hashlib.sha256()
    for part in (text, base, cases):
        content = part.removeprefix("\ufeff").replace("\r\n", "\n").encode()
        seal.update(f"{len(content)}\n".encode() + content)
    return seal.hexdigest()
