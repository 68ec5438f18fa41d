"""What a column of the queue is made of, and who it is made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region, RegionYear


@dataclass(frozen=True, slots=True)
class Desk:
    """Who looks, at what moment, in which region; its programmes that are not long over, the latest first."""

    who: Actor
    at: datetime
    region: Region
    years: tuple[tuple[RegionYear, Programme], ...]

    @property
    def on(self) -> date:
        return self.who.on

    def may(self, right: str) -> bool:
        return access.may(self.who, right, region=self.region)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, how many, and where they stand together; `first` is the page of the one to begin with.

    `since` is the day from which the oldest waits, `due` the last day that is on time; `number` 0 is not shown.
    """

    title: str
    number: int
    url: str
    first: str = ""
    since: date | None = None
    due: date | None = None
    late: bool = False


def day_of(at: datetime | None) -> date | None:
    return local_date(at) if at else None
