"""The results of a year over regions, from the reports that were accepted, without small numbers (R033, R188, Z19).

What comes out may be read by everybody. Of a region whose participation is hidden no outcome is shown either: how many
practices chose an objective would say how many take part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .suppression import Place, Shown, suppressed, with_totals

PARTICIPATION, COVERAGE = "participation", "coverage"
_JOINED = (("joined", "Doet mee"), ("stayed_out", "Doet niet mee"))
_COVERED = (("complete", "Alle antwoorden"), ("missing", "Mist antwoorden"))
_OUTCOMES = (("all", "Alle KPI's gehaald"), ("some", "Een deel gehaald"), ("none", "Nog geen gehaald"))

Sealed = Mapping[str, Any]
"""The content of an accepted report (`rules.region_report`)."""


def results(reports: Sequence[Sealed], before: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The tables of a year: `participation`, and one in `themes` for each objective that a practice chose.

    A table is `{"key", "title", "columns": [..], "rows": [{"region", "name", "cells", "total"}], "cells", "total"}`;
    None is hidden. `before` is all that was published earlier: what was hidden there stays so, and what could be read
    there hides nothing now.
    """
    found = sorted(reports, key=lambda each: (each["region"]["name"], each["region"]["key"]))
    earlier: dict[str, list[Mapping[str, Any]]] = {}
    for content in before:
        for table in _tables(content):
            earlier.setdefault(table["key"], []).append(table)
    joined = _table(PARTICIPATION, "Deelname", _JOINED, [(each, _joined(each)) for each in found], earlier)
    open_ones = {row["region"] for row in joined["rows"] if None not in (*row["cells"], row["total"])}
    shown = [each for each in found if each["region"]["key"] in open_ones]
    themes = []
    for key, title in _titles(shown).items():
        rows = [(each, [theme[name] for name, _ in _OUTCOMES]) for each in shown if (theme := _theme(each, key))]
        themes.append(_table(key, title, _OUTCOMES, rows, earlier))
    return {PARTICIPATION: joined, "themes": themes}


def coverage_table(reports: Sequence[Sealed]) -> dict[str, Any]:
    """Of how many practices the answers are there (R037); for the insurer, not for everybody."""
    rows = [(each, [each["figures"]["coverage"][name] for name, _ in _COVERED]) for each in reports]
    return _table(COVERAGE, "Dekking", _COVERED, rows, {})


def _table(
    key: str,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[tuple[Sealed, Sequence[int]]],
    earlier: Mapping[str, Sequence[Mapping[str, Any]]],
) -> dict[str, Any]:
    counts = [list(cells) for _, cells in rows]
    also, known = _before(earlier.get(key, ()), [each["region"]["key"] for each, _ in rows], counts)
    shown = suppressed(counts, also=also, known=known) if rows else Shown(((0,) * (len(columns) + 1),))
    return {
        "key": key,
        "title": title,
        "columns": [label for _, label in columns],
        "rows": [
            {"region": each["region"]["key"], "name": each["region"]["name"], "cells": list(cells), "total": total}
            for (each, _), cells, total in zip(rows, shown.rows, shown.row_totals, strict=True)
        ],
        "cells": list(shown.column_totals),
        "total": shown.total,
    }


def _before(
    tables: Sequence[Mapping[str, Any]], regions: Sequence[str], counts: Sequence[Sequence[int]]
) -> tuple[set[Place], set[Place]]:
    """The places of this table that an earlier one hid, and those that one showed with the number of now; totals
    included."""
    places = {key: place for place, key in enumerate(regions)}
    full = with_totals(counts)
    hidden: set[Place] = set()
    known: set[Place] = set()
    for table in tables:
        lines = [
            (places[row["region"]], [*row["cells"], row["total"]]) for row in table["rows"] if row["region"] in places
        ]
        for row, cells in [*lines, (len(regions), [*table["cells"], table["total"]])]:
            for column, cell in enumerate(cells):
                if cell is None:
                    hidden.add((row, column))
                elif cell == full[row][column]:
                    known.add((row, column))
    return hidden, known - hidden


def _joined(report: Sealed) -> list[int]:
    """Who takes part may have left the region since, so nobody is less than nobody."""
    figures = report["figures"]
    return [figures["participants"], max(figures["affiliated"] - figures["participants"], 0)]


def _theme(report: Sealed, key: str) -> Mapping[str, Any] | None:
    return next((each for each in report["figures"]["themes"] if each["objective"] == key and each["practices"]), None)


def _titles(reports: Sequence[Sealed]) -> dict[str, str]:
    """The objectives that somebody chose, in the order of their letters, in the words of the first region."""
    found: dict[str, str] = {}
    for report in reports:
        for theme in report["figures"]["themes"]:
            if theme["practices"]:
                found.setdefault(theme["objective"], theme["title"])
    return dict(sorted(found.items()))


def _tables(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [content[PARTICIPATION], *content["themes"]]
