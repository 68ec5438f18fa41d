"""The data that components show: small, frozen, typed. Views make them, templates only print them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

STATUSES = {
    "done": "Klaar",
    "in_progress": "Bezig",
    "todo": "Nog doen",
    "blocked": "Kan nog niet",
    "not_asked": "Niet gevraagd",
    "late": "Te laat",
}
TONES = ("counted", "other", "inactive", "double", "fault")

_BAR_UNITS = 1000
_SMALLEST = 10


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step in the path to this page; without `url` it is this page."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class NextTask:
    """The one thing to do now, with its minutes and its day."""

    title: str
    url: str
    action: str = "Begin"
    minutes: int | None = None
    due: date | None = None
    needs: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A row of a task list; `status` is a key of STATUSES, `note` replaces its word."""

    title: str
    url: str
    status: str
    note: str = ""
    due: date | None = None

    @property
    def is_link(self) -> bool:
        return bool(self.url) and self.status not in ("blocked", "not_asked")


@dataclass(frozen=True, slots=True)
class TaskGroup:
    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """A point in the year: `state` is done, open, late or later."""

    month: int
    label: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """A question and its answer, with the way to change it."""

    label: str
    value: object
    url: str = ""
    action: str = "Wijzig"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened: when, by whom, what."""

    at: datetime
    who: str
    what: str
    note: str = ""
    url: str = ""
    action: str = "Bekijk"


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is text, number, money, date or status."""

    label: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """`note` is a small second line; `tone` is a key of STATUSES and colours the value."""

    value: object
    url: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar; `tone` is one of TONES."""

    label: str
    count: int
    tone: str


@dataclass(frozen=True, slots=True)
class Slice:
    """A part with its place in the drawing, as text so that no thousands dot slips in."""

    part: Part
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Bar:
    title: str
    summary: str
    slices: tuple[Slice, ...]
    total: int
    note: str = ""


def bar(title: str, parts: Sequence[Part], note: str = "") -> Bar:
    """A stacked bar. A part that counts something stays visible, however small; empty parts stay in the legend."""
    total = sum(part.count for part in parts)
    widths = [max(_SMALLEST, part.count * _BAR_UNITS // total) if part.count else 0 for part in parts]
    if total:
        widths[widths.index(max(widths))] += _BAR_UNITS - sum(widths)
    starts = [sum(widths[:i]) for i in range(len(parts))]
    return Bar(
        title=title,
        summary=", ".join(f"{part.label} {part.count}" for part in parts),
        slices=tuple(Slice(part, str(x), str(width)) for part, x, width in zip(parts, starts, widths, strict=True)),
        total=total,
        note=note,
    )
