"""Which of a practice's own columns is which: what we guess, and how an answer is kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from groeiruimte.pipeline.lists.columns import column_name, plain
from groeiruimte.programme.list_layout import ListLayout

_MADE_UP = re.compile(r"Kolom [A-Z]+")
_CUT_OFF = 40  # the check shows no more of a header than this


def recognised(layout: ListLayout, headers: Sequence[str], known: Mapping[str, str | int]) -> dict[str, str]:
    """Per column key the place to fill in: as pointed out before, else by the names of the layout."""
    places: dict[str, int] = {}
    for place, header in enumerate(headers):
        places.setdefault(plain(header), place)
    found: dict[str, str] = {}
    for column in layout.columns:
        before = known.get(column.key)
        if isinstance(before, int) and before < len(headers):
            found[column.key] = str(before)
            continue
        words = [plain(word) for word in ([before] if isinstance(before, str) else []) + list(column.headers)]
        at = next((places[word] for word in words if word in places), None)
        if at is not None:
            found[column.key] = str(at)
    return found


def name_or_place(headers: Sequence[str], place: int) -> str | int:
    """The header, so that a moved column is found again; its place when the header says too little."""
    header = headers[place]
    alone = sum(plain(other) == plain(header) for other in headers) == 1
    whole = len(header) < _CUT_OFF and "…" not in header and not _MADE_UP.fullmatch(header)
    return header if alone and whole and plain(header) else place


def place_said(headers: Sequence[str], said: str) -> str:
    """The place that a form names; the conflict page names it in words. What is not there stays as it was said."""
    places = {column_name(place): place for place in range(len(headers))}
    places |= {name: place for place, name in enumerate(headers)}
    return said if said.isdecimal() else str(places.get(said, said))
