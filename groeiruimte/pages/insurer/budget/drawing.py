"""The burn-up of one stream of one region: what was booked, what is expected, and the line of the maximum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.programme.money import Cents, euro
from groeiruimte.rules.budget import Forecast

WIDTH, HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 24, 28
COLUMNS = (
    Column("Kwartaal"),
    Column("In dit kwartaal", "money"),
    Column("Samen tot nu toe", "money"),
    Column("Verwacht", "money"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the drawing, as text so that no thousands dot slips in."""

    x: str
    y: str
    label: str


@dataclass(frozen=True, slots=True)
class BurnUp:
    """One stream. `booked` and `expected` are the points of a line, `maximum` the height of the other line.

    `rows` is the same as a table; `summary` says the outcome in a sentence.
    """

    title: str
    summary: str
    over: bool
    booked: str
    expected: str
    dots: tuple[Point, ...]
    labels: tuple[Point, ...]
    maximum: str
    rows: list[list[Cell]]


def burn_up(title: str, found: Forecast, each: Mapping[Quarter, Cents], quarters: Sequence[Quarter]) -> BurnUp:
    """`each` is what was booked in each quarter; the line of what was booked ends at the last of those."""
    last = max((quarter for quarter, cents in each.items() if cents), default=None)
    sums = dict(zip(quarters, accumulate(each.get(quarter, 0) for quarter in quarters), strict=True))
    known = [quarter for quarter in quarters if last is not None and quarter <= last]
    to_come = dict(found.expected) if last is not None else {}
    top = max([found.total, found.maximum or 0, *sums.values(), 1])
    places = {quarter: place for place, quarter in enumerate(quarters)}

    def point(quarter: Quarter, cents: Cents) -> Point:
        return _point(places[quarter], len(quarters), cents, top)

    from_last = [point(known[-1], sums[known[-1]])] if known and known[-1] not in to_come else []
    return BurnUp(
        title=title,
        summary=_summary(found, last is not None),
        over=found.over > 0,
        booked=_line(point(quarter, sums[quarter]) for quarter in known),
        expected=_line([*from_last, *(point(quarter, cents) for quarter, cents in to_come.items())]),
        dots=tuple(point(quarter, sums[quarter]) for quarter in known),
        labels=tuple(
            Point(point(quarter, 0).x, str(HEIGHT - 8), f"K{quarter.number} {quarter.year}") for quarter in quarters
        ),
        maximum="" if found.maximum is None else _height(found.maximum, top),
        rows=[
            [
                Cell(quarter.label),
                Cell(each.get(quarter)),
                Cell(sums[quarter] if quarter in known else None),
                Cell(to_come.get(quarter)),
            ]
            for quarter in quarters
        ],
    )


def _summary(found: Forecast, known: bool) -> str:
    if not known:
        return "Er is nog niets gedeclareerd."
    if found.maximum is None:
        return f"Prognose: {euro(found.total)}. Er is geen maximum afgesproken."
    if found.over and found.hit:
        return f"Prognose: {euro(found.over)} boven het maximum. Bereikt rond {short_date(found.hit)}."
    if found.over:
        return f"Prognose: {euro(found.over)} boven het maximum."
    return f"Prognose: {euro(found.total)}. Dat past binnen {euro(found.maximum)}."


def _point(place: int, many: int, cents: Cents, top: Cents) -> Point:
    step = (WIDTH - _LEFT - _RIGHT) / max(many, 1)
    return Point(f"{_LEFT + step * (place + 0.5):.1f}", _height(cents, top), euro(cents))


def _height(cents: Cents, top: Cents) -> str:
    room = HEIGHT - _TOP - _BOTTOM
    return f"{_TOP + room * (1 - max(cents, 0) / top):.1f}"


def _line(points: Iterable[Point]) -> str:
    return " ".join(f"{point.x},{point.y}" for point in points)
