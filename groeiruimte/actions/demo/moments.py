"""The days of the demo year: where it starts, and where it is worth going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from groeiruimte.programme.calendar import AMSTERDAM

START = date(2022, 4, 5)
"""The list of the second quarter is open in Rijnmond, from 1 to 14 April."""

FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day to go to, and what there is to do or see."""

    day: date
    what: str


MOMENTS = (
    Moment(date(2021, 12, 15), "U kunt zich aanmelden voor 2022."),
    Moment(date(2022, 1, 10), "De lijst van kwartaal 1 kan binnenkomen."),
    Moment(START, "De lijst van kwartaal 2 kan binnenkomen. Hier begint de demo."),
    Moment(date(2022, 4, 20), "De lijst van kwartaal 2 is te laat."),
    Moment(date(2022, 7, 1), "De lijst van kwartaal 3 gaat open."),
    Moment(date(2022, 10, 3), "De lijst van kwartaal 4 kan binnenkomen."),
    Moment(date(2023, 1, 15), "Het jaar 2022 is voorbij."),
)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """That time of day in the Netherlands."""
    return datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)
