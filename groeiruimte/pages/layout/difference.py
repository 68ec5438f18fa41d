"""Two texts side by side, with the words marked that are not in the other one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    marked: bool


def pieces(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces; the pieces of each text put together are that text."""
    left, right = _WORDS.findall(mine), _WORDS.findall(theirs)
    of_mine, of_theirs = [], []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if a < b:
            of_mine.append(Piece("".join(left[a:b]), kind != "equal"))
        if c < d:
            of_theirs.append(Piece("".join(right[c:d]), kind != "equal"))
    return of_mine, of_theirs
