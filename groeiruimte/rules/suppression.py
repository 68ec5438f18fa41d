"""Leaves small numbers out of a table of counts, also where they would follow from the totals (Z19).

A cell of 1 to 4 practices is hidden; a total is a cell too. More cells are hidden until every hidden one can be
something else: then there is another table, with the same open cells, in which it has another value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

FEWEST_PRACTICES = 5
"""From how many practices a number is shown; zero is shown as well."""
FEWEST_PEOPLE = 5
"""From how many people a score is shown (T8)."""
FEWEST_TEXTS = 8
"""From how many texts those of an open box are shown (T8)."""
FEWEST_IN_A_GROUP = 3
"""From how many practices that answered the scores of a group are shown: each knows its own (G28)."""
TOO_FEW = f"Nog te weinig praktijken om te tonen (minimaal {FEWEST_PRACTICES})."

Place = tuple[int, int]
Cells = tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its totals: the last row and the last column of `cells`. None is hidden."""

    cells: Cells

    @property
    def rows(self) -> Cells:
        return tuple(row[:-1] for row in self.cells[:-1])

    @property
    def row_totals(self) -> tuple[int | None, ...]:
        return tuple(row[-1] for row in self.cells[:-1])

    @property
    def column_totals(self) -> tuple[int | None, ...]:
        return self.cells[-1][:-1]

    @property
    def total(self) -> int | None:
        return self.cells[-1][-1]

    @property
    def hides(self) -> bool:
        return any(cell is None for row in self.cells for cell in row)


def suppressed(rows: Sequence[Sequence[int]], *, also: Collection[Place] = (), known: Collection[Place] = ()) -> Shown:
    """The table that may be shown; counts are not negative, every row is as long. The totals are worked out here.

    `also` are places that stay hidden because they were so before: else two versions together would tell more. `known`
    are places that anybody could read before, with the number they still have: they cover nothing.
    """
    full = with_totals(rows)
    hidden = {place for place in _places(full) if 0 < _at(full, place) < FEWEST_PRACTICES or place in also}
    waiting = sorted(hidden)
    while waiting:
        place = waiting.pop()
        ways = (way for way in _ways(full, place) if not way & set(known) - {place})
        best = min(ways, key=lambda way: _cost(full, way, hidden), default=None)
        if best is None:  # too little in the whole table to hide anything in it
            return Shown(tuple(tuple(None for _ in row) for row in full))
        fresh = best - hidden
        hidden |= fresh
        waiting += sorted(fresh)
    return Shown(
        tuple(
            tuple(None if (number, place) in hidden else count for place, count in enumerate(row))
            for number, row in enumerate(full)
        )
    )


def _ways(full: Sequence[Sequence[int]], place: Place) -> Iterator[frozenset[Place]]:
    """The sets of four cells through a place that could all be one more or less, with every total as it is.

    A cell that would be one less keeps at least 1, so that who knows that no zero is hidden is no wiser.
    """
    row, column = place
    for other_row, other_column in product(range(len(full)), range(len(full[0]))):
        if other_row == row or other_column == column:
            continue
        corners = ((row, column, 1), (row, other_column, -1), (other_row, column, -1), (other_row, other_column, 1))
        steps = {(r, c): step * _sign(full, r, c) for r, c, step in corners}
        for way in (1, -1):
            if all(step * way > 0 or _at(full, where) > 1 for where, step in steps.items()):
                yield frozenset(steps)
                break


def _sign(full: Sequence[Sequence[int]], row: int, column: int) -> int:
    """In a line the cells add up to the total: a total moves with its cells, and cells against each other."""
    return (-1 if row == len(full) - 1 else 1) * (-1 if column == len(full[0]) - 1 else 1)


def _cost(full: Sequence[Sequence[int]], way: frozenset[Place], hidden: set[Place]) -> tuple[object, ...]:
    """As few more cells as can be; rather no totals, no zeros, and small numbers first."""
    fresh = sorted(way - hidden)
    last_row, last_column = len(full) - 1, len(full[0]) - 1
    totals = sum((row == last_row) + (column == last_column) for row, column in fresh)
    zeros = sum(_at(full, place) == 0 for place in fresh)
    return len(fresh), zeros, totals, sum(_at(full, place) for place in fresh), fresh


def with_totals(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    full = [[*row, sum(row)] for row in rows]
    return [*full, [sum(column) for column in zip(*full, strict=True)]] if full else [[0]]


def _places(full: Sequence[Sequence[int]]) -> Iterator[Place]:
    yield from product(range(len(full)), range(len(full[0])))


def _at(full: Sequence[Sequence[int]], place: Place) -> int:
    return full[place[0]][place[1]]
