"""Which practices delivered which lists before the demo starts: most in time, some late, some with faults, some not.

All are csv: the counts are those of the xlsx with the same patients, and a csv is made much faster.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from groeiruimte.programme.calendar import Quarter

from .moments import at
from .sample_lists import FAULTY_CSV, GOOD_CSV, Kind, sample_of
from .world import PracticePlan, World

FIRST_QUARTER, SECOND_QUARTER = Quarter(2022, 1), Quarter(2022, 2)

NEVER = frozenset({31, 48})
LATE = frozenset({9, 22, 44})
MENDED = frozenset({1, 12, 18, 33, 47})
"""Delivered a list with faults, mended it in the system of the practice, and delivered again."""

WITH_FAULTS = frozenset({7, 25, 36})
"""Handed in a list with faults: the rows with a fault do not count."""

EARLY = {
    5: "Wij namen de patiënten van een collega over.",
    7: "De lijst van kwartaal 1 was niet volledig.",
    8: "",
    16: "",
    24: "",
    43: "",
}
"""Delivered the second quarter before 5 April; those with a reason jumped."""

WAITING = 35
"""Delivered the second quarter with faults, and did not hand in yet."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One list of one practice. Without `handed_in` it was checked and left."""

    practice: PracticePlan
    quarter: Quarter
    kind: Kind
    at: datetime
    handed_in: bool = True
    reason: str = ""


def deliveries(world: World) -> list[Delivery]:
    """Every list of before the demo, in order of time. Only Rijnmond asks for lists."""
    found: list[Delivery] = []
    for practice in world.of("rijnmond"):
        if practice.enrol_on is not None:
            found += _first_quarter(practice)
            found += _second_quarter(practice)
    return sorted(found, key=lambda delivery: (delivery.at, delivery.practice.agb_code))


def content_of(delivery: Delivery) -> bytes:
    """The file that came in. Needs no database, so another process can make it."""
    practice = delivery.practice
    return sample_of(practice.agb_code, practice.patients, delivery.quarter, delivery.kind).content


def _first_quarter(practice: PracticePlan) -> list[Delivery]:
    if practice.place in NEVER:
        return []
    days = (date(2022, 1, 17), date(2022, 1, 26)) if practice.place in LATE else (date(2022, 1, 3), date(2022, 1, 13))
    when = _office_hour(practice, FIRST_QUARTER, *days)
    if practice.place in WITH_FAULTS:
        return [Delivery(practice, FIRST_QUARTER, FAULTY_CSV, when)]
    if practice.place in MENDED:
        first = Delivery(practice, FIRST_QUARTER, FAULTY_CSV, when, handed_in=False)
        return [first, Delivery(practice, FIRST_QUARTER, GOOD_CSV, when + timedelta(minutes=50))]
    return [Delivery(practice, FIRST_QUARTER, GOOD_CSV, when)]


def _second_quarter(practice: PracticePlan) -> list[Delivery]:
    when = _office_hour(practice, SECOND_QUARTER, date(2022, 4, 1), date(2022, 4, 4))
    if practice.place == WAITING:
        return [Delivery(practice, SECOND_QUARTER, FAULTY_CSV, when, handed_in=False)]
    if practice.place in EARLY:
        return [Delivery(practice, SECOND_QUARTER, GOOD_CSV, when, reason=EARLY[practice.place])]
    return []


def _office_hour(practice: PracticePlan, quarter: Quarter, first: date, last: date) -> datetime:
    """A working hour of a weekday, the same for the same practice and quarter."""
    dice = random.Random(f"{practice.agb_code}/{quarter}")  # noqa: S311 - a made-up world needs no secrets
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    day = dice.choice([day for day in days if day.weekday() < 5])
    return at(day, dice.randint(8, 16), dice.randint(0, 59))
