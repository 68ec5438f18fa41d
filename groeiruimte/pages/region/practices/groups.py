"""The rows of a page under the headings of their groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from groeiruimte.pages.region.stage import STAGES
from groeiruimte.programme.programme import Programme

from .asked import Asked
from .columns import Place
from .rows import PracticeRow
from .table import Found


@dataclass(frozen=True, slots=True)
class Group:
    """Rows, each with its address, under one heading; without `title` the table is not grouped.

    `number` counts those on other pages too.
    """

    title: str
    number: int
    rows: tuple[tuple[PracticeRow, str], ...]


def groups_of(rows: Sequence[PracticeRow], place: Place, asked: Asked, found: Found) -> list[Group]:
    """In the order of the rows."""
    query = f"?{asked.query}" if asked.query else ""
    addressed = [(row, reverse("region:practice", args=[place.region.pk, row.known.id]) + query) for row in rows]
    if not found.group_of:
        return [Group("", len(rows), tuple(addressed))] if rows else []
    return [
        Group(
            _title(group, asked.groep, place.programme),
            found.numbers[group],
            tuple(each for each in addressed if found.group_of[each[0].known.id] == group),
        )
        for group in dict.fromkeys(found.group_of[row.known.id] for row in rows)
    ]


def _title(group: Any, by: str, programme: Programme) -> str:
    match by:
        case "wijk":
            return group or "Zonder wijk"
        case "doelstelling":
            return objectives_in_words(group, programme)
    return STAGES[group]


def objectives_in_words(chosen: Sequence[str], programme: Programme) -> str:
    """`A Zorg op afstand en B Taakherschikking`."""
    if not chosen:
        return "Nog geen doelstelling"
    return " en ".join(f"{letter} {programme.objective(letter).label}" for letter in chosen)
