"""Quarters, periods and deadlines. A deadline is a local date: it ends at 23:59:59 in Amsterdam."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache, total_ordering
from zoneinfo import ZoneInfo

from babel.dates import format_date

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_QUARTER = re.compile(r"(\d{4})-?[QqKk]([1-4])")


@total_ordering
@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of a calendar year, written `2022Q2`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4 or not 1 <= self.year <= 9998:
            raise ValueError(f"{self.year}Q{self.number}")

    @classmethod
    def read(cls, text: str) -> Quarter:
        """`2022Q2` as a quarter; raises ValueError on anything else."""
        match = _QUARTER.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """Also the reference date (peildatum) of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return (self.first_day + timedelta(days=93)).replace(day=1) - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def previous(self) -> Quarter:
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def label(self) -> str:
        return f"kwartaal {self.number} van {self.year}"

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    def __lt__(self, other: Quarter) -> bool:
        return (self.year, self.number) < (other.year, other.number)


def day_in(year: int, month: int, day: int) -> date:
    """That day of a month, or the last day of the month when the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def local_date(at: datetime) -> date:
    """The date in Amsterdam at an aware moment."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(AMSTERDAM).date()


def ends_at(day: date) -> datetime:
    """The last second of a local day, as an aware moment."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=AMSTERDAM)


def on_time(deadline: date, at: datetime) -> bool:
    """Whether a moment is on or before the local date of a deadline."""
    return local_date(at) <= deadline


@lru_cache(maxsize=1024)  # a page names the same few days time and again
def long_date(day: date) -> str:
    """The date in full Dutch words: `dinsdag 14 april 2022`."""
    return format_date(day, "EEEE d MMMM y", locale="nl")


@lru_cache(maxsize=1024)
def short_date(day: date) -> str:
    """`14 april 2022`."""
    return format_date(day, "d MMMM y", locale="nl")
