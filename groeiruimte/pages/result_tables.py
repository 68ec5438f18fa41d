"""The tables of results as bars and as rows, small numbers left out already; for the insurer and for everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.pages.layout.parts import Bar, Cell, Column, Part, bar
from groeiruimte.rules.results import PARTICIPATION

HIDDEN = "te weinig"
"""What stands in a cell that is not shown."""
_TONES = ("counted", "other", "inactive")


@dataclass(frozen=True, slots=True)
class ResultTable:
    """`bar` is the row of all regions together, None when one of its numbers is hidden."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]]
    foot: list[Cell]
    bar: Bar | None
    hides: bool


def shown_tables(content: Mapping[str, Any]) -> list[ResultTable]:
    """Participation first, then each objective."""
    return [_shown(table) for table in (content[PARTICIPATION], *content["themes"])]


def csv_rows(content: Mapping[str, Any]) -> Iterator[list[str | int | None]]:
    """One number a row: table, region, what, practices."""
    for table in (content[PARTICIPATION], *content["themes"]):
        lines = [(row["name"], row["cells"], row["total"]) for row in table["rows"]]
        for name, cells, total in (*lines, ("Alle regio's", table["cells"], table["total"])):
            for label, cell in zip((*table["columns"], "Samen"), (*cells, total), strict=True):
                yield [_title(table), name, label, HIDDEN if cell is None else cell]


CSV_COLUMNS = ("Onderwerp", "Regio", "Uitkomst", "Praktijken")


def _shown(table: Mapping[str, Any]) -> ResultTable:
    labels = [*table["columns"], "Samen"]
    foot = [*table["cells"], table["total"]]
    rows = [[Cell(row["name"]), *map(_cell, (*row["cells"], row["total"]))] for row in table["rows"]]
    return ResultTable(
        key=table["key"],
        title=_title(table),
        columns=(Column("Regio"), *(Column(label, "number") for label in labels)),
        rows=rows,
        foot=[Cell("Alle regio's"), *map(_cell, foot)],
        bar=_bar(table) if None not in foot else None,
        hides=any(None in (*row["cells"], row["total"]) for row in table["rows"]) or None in foot,
    )


def _bar(table: Mapping[str, Any]) -> Bar:
    parts = [
        Part(label, count, tone) for label, count, tone in zip(table["columns"], table["cells"], _TONES, strict=False)
    ]
    return bar(_title(table), parts)


def _cell(value: int | None) -> Cell:
    return Cell(HIDDEN if value is None else value)


def _title(table: Mapping[str, Any]) -> str:
    key = table["key"]
    return f"{key} {table['title']}" if len(key) == 1 else str(table["title"])
