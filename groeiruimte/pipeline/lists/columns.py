"""Which column of the list is which: by the header synonyms of the programme's layout, or as a person pointed out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from .names import LONG_NUMBER, Vocabulary, column_name, plain

NEEDED = ("bsn", "birth_date", "uzovi_code", "ion_start")
"""Without these no list can be counted, whatever a layout says (also asked of a layout in `programme.list_layout`)."""

HEADER_ROWS = 25
"""So many rows from the top a header is looked for; above it stand titles."""

_MIN_HEADERS = 3  # fewer known headers than this in one row is chance
_POSTCODE = re.compile(r"\b\d{4} ?[a-z]{2}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """The part of a programme's `ListLayout` that reading a list needs, made from its JSON form."""

    sheet: str | None
    jump_percent: int
    synonyms: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    required: tuple[str, ...]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Layout:
        columns = data["columns"]
        return cls(
            sheet=data["sheet"],
            jump_percent=data["jump_percent"],
            synonyms={each["key"]: tuple([plain(header) for header in each["headers"]]) for each in columns},
            labels={each["key"]: each["label"] for each in columns},
            required=tuple([each["key"] for each in columns if each["required"] or each["key"] in NEEDED]),
            vocabulary=Vocabulary.of(_words_of(data)),
        )


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what it says. `row` counts from 0, -1 when the list has none.

    `names` are the headers from column A on, fit to show; `at` says per column key in which column it stands.
    """

    row: int
    names: tuple[str, ...]
    at: dict[str, int]

    def name(self, key: str, layout: Layout) -> str:
        """The header as it stands in the file, or the label of the layout when the file has none."""
        place = self.at.get(key)
        return self.names[place] if place is not None and place < len(self.names) else layout.labels[key]


def _words_of(data: Mapping[str, Any]) -> list[str]:
    columns = data["columns"]
    return [data["sheet"] or "", *(text for each in columns for text in (each["label"], *each["headers"]))]


def find_header(top: Sequence[Sequence[Any]], layout: Layout, mapping: Mapping[str, str | int] | None) -> Header:
    """The header among the first rows of a list: the row that holds most known headers.

    A header over two rows counts too ("ION" above "startdatum"). `mapping` is what a person pointed out, by the name
    that `Header.names` gave or by place, and goes before the synonyms. When no row holds enough known headers, the
    first row that could be a header is given back to point at, never a row that may hold a patient.
    """
    pointed = {
        key: plain(said) if isinstance(said, str) else said
        for key, said in (mapping or {}).items()
        if key in layout.synonyms and isinstance(said, (str, int)) and said != ""
    }
    named = {key: said for key, said in pointed.items() if isinstance(said, str)}
    best, found = Header(-1, (), {}), 0
    for number in range(min(len(top), HEADER_ROWS)):
        for cells in (top[number], _with_row_above(top, number)):
            at = _match(cells, layout, named)
            enough = len(at) >= _MIN_HEADERS or (bool(named) and named.keys() <= at.keys())
            if enough and len(at) > found:
                best, found = Header(number, _names(cells, layout), at), len(at)
        if found and best.at.keys() >= set(layout.required):
            break
    header = best if found else _unknown_header(top, layout)
    return replace(header, at=header.at | _pointed_places(header.names, pointed))


def _pointed_places(names: Sequence[str], pointed: Mapping[str, str | int]) -> dict[str, int]:
    """Where the columns stand that were pointed out by place, or by the name of a column without a header."""
    known = {plain(name): place for place, name in enumerate(names)}
    places = {key: known.get(said, -1) if isinstance(said, str) else said for key, said in pointed.items()}
    return {key: place for key, place in places.items() if place >= 0}


def _unknown_header(top: Sequence[Sequence[Any]], layout: Layout) -> Header:
    for number, row in enumerate(top[:HEADER_ROWS]):
        if sum(1 for cell in row if cell != "") < len(NEEDED):
            continue
        if looks_like_data(row):
            break  # a row below a patient is a patient too, also one of whom little more than the name is known
        return Header(number, _names(row, layout), {})
    width = max((len(row) for row in top), default=0)
    return Header(-1, _names([""] * width, layout), {})


def _match(cells: Sequence[Any], layout: Layout, named: Mapping[str, str]) -> dict[str, int]:
    """Per column key where its header stands: the header pointed out, else the first synonym that is there."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if isinstance(cell, str) and cell:
            places.setdefault(plain(cell), place)
    if named:
        names = enumerate(_names(cells, layout))
        places |= {plain(name): place for place, name in names if name != column_name(place)}
    places.pop("", None)
    at: dict[str, int] = {}
    for key, synonyms in layout.synonyms.items():
        word = next((word for word in (named.get(key, ""), *synonyms) if word in places), None)
        if word is not None:
            at[key] = places[word]
    return at


def _with_row_above(top: Sequence[Sequence[Any]], number: int) -> list[Any]:
    """The row with the words above each cell in front of it; a merged cell stands above all its columns."""
    if number == 0 or looks_like_data(top[number - 1]):
        return []  # nothing above, or patients above: then this is no header
    above, joined = "", []
    for place, cell in enumerate(top[number]):
        over = top[number - 1][place] if place < len(top[number - 1]) else ""
        above = str(over) or above
        joined.append(f"{above} {cell}" if cell != "" and above else cell or over)
    return joined


def looks_like_data(row: Sequence[Any]) -> bool:
    """Whether a row holds values rather than headers: a number, a date, a BSN, a postcode; never to be shown."""
    return any(_is_value(cell) for cell in row)


def _is_value(cell: Any) -> bool:
    if isinstance(cell, str):
        return bool(LONG_NUMBER.search(cell) or _POSTCODE.search(cell))
    return isinstance(cell, (float, int, date, datetime, time))


def _names(cells: Sequence[Any], layout: Layout) -> tuple[str, ...]:
    """A name for each column, fit to show; a second column of the same name says which it is."""
    names: list[str] = []
    for place, cell in enumerate(cells):
        column = column_name(place)
        name = layout.vocabulary.show(str(cell)) or column
        names.append(name if name not in names else f"{name} ({column})")
    return tuple(names)
