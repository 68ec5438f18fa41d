"""Rows of a table question: a row more or less without a script, and without losing what was typed."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import QueryDict

PREFIX = "v"
"""Before the name of every field of a question, so that it is never the name of something else in the form."""

ROWS = "rows"
MOST_ROWS = 60


def more_or_fewer_rows(sent: QueryDict, prefix: str = PREFIX) -> QueryDict | None:
    """What was typed, with a row more or less, when a button asked for that (`doe`); None when no such button did."""
    match sent.get("doe", "").split(":"):
        case ["erbij", key]:
            typed = sent.copy()
            counter = f"{prefix}-{key}.{ROWS}"
            typed[counter] = str(min(counted(sent.get(counter, ""), 1) + 1, MOST_ROWS))
            return typed
        case ["weg", key, place] if place.isascii() and place.isdigit():
            return _without_row(sent, f"{prefix}-{key}", int(place[:4]))
    return None


def _without_row(sent: QueryDict, table: str, gone: int) -> QueryDict:
    typed = sent.copy()
    many = counted(sent.get(f"{table}.{ROWS}", ""), 1)
    for name, place, column in list(_cells(sent, table)):
        del typed[name]
        if place != gone:
            typed.setlist(f"{table}.{place - (place > gone)}.{column}", sent.getlist(name))
    typed[f"{table}.{ROWS}"] = str(max(many - 1, 1))
    return typed


def _cells(sent: QueryDict, table: str) -> Iterator[tuple[str, int, str]]:
    """The names that belong to a table, row by row."""
    found = []
    for name in sent:
        parts = name.removeprefix(f"{table}.").split(".") if name.startswith(f"{table}.") else []
        if len(parts) == 2 and parts[0].isascii() and parts[0].isdigit():
            found.append((name, int(parts[0][:4]), parts[1]))
    return iter(sorted(found, key=lambda cell: cell[1]))


def counted(text: str, default: int) -> int:
    """How many rows a form says it has; `default` when it does not say."""
    return min(max(int(text[:4]), 1), MOST_ROWS) if text.isascii() and text.isdigit() else default
