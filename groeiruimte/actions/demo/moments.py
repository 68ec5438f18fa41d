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
    Moment(date(2021, 1, 12), "Het jaar 2021 van ROHA begint."),
    Moment(date(2021, 8, 16), "U kunt laten weten of u mee wilt doen in 2022."),
    Moment(date(2021, 12, 15), "U kunt zich aanmelden voor 2022."),
    Moment(date(2022, 1, 10), "De lijst van kwartaal 1 kan binnenkomen."),
    Moment(START, "De lijst van kwartaal 2 kan binnenkomen. Hier begint de demo."),
    Moment(date(2022, 4, 20), "De lijst van kwartaal 2 is te laat."),
    Moment(date(2022, 7, 1), "De lijst van kwartaal 3 gaat open."),
    Moment(date(2022, 8, 31), "De laatste dag voor een plan van aanpak in Utrecht."),
    Moment(date(2022, 10, 3), "De lijst van kwartaal 4 kan binnenkomen."),
    Moment(date(2022, 12, 12), "De verantwoording van Rijnmond kan binnenkomen."),
    Moment(date(2023, 1, 15), "Het jaar 2022 is voorbij."),
    Moment(date(2023, 2, 9), "De bijeenkomst van Utrecht, begin 2023."),
    Moment(date(2023, 10, 2), "De eindrapportage van Utrecht kan binnenkomen."),
)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """That time of day in the Netherlands."""
    return datetime.combine(day, time(hour, minute), tzinfo=AMSTERDAM)
