"""Extra hours together: which time an objective pays, and how many hours each function level has.

Source: R018-R029, R075-R079, R083, R086, R095.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from groeiruimte.programme.objective import Objective, TimeType
from groeiruimte.programme.programme import Programme

from .effort import Verdict, pays
from .facts import Facts

TIME: dict[TimeType, str] = {
    "patient_time": "Tijd met patiënten",
    "non_patient_time": "Tijd zonder patiënten",
}
"""The types of time as everybody knows them; an objective may have its own words besides."""


@dataclass(frozen=True, slots=True)
class TimeOffer:
    """A type of time and whether an objective pays it, with the reason."""

    type: TimeType
    label: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Booking:
    """Hours a week that were booked; `who` tells people apart, "" when nobody was found for them yet."""

    function: str
    who: str
    hours: Decimal
    runs: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A function level: how many people, hours a week in all, and of those the ones that run now."""

    function: str
    people: int
    hours: Decimal
    now: Decimal


def time_offered(programme: Programme, facts: Facts, objective: Objective, on: date) -> tuple[TimeOffer, ...]:
    """Every type of time with the answer of an objective; first what it pays."""
    day = within(programme, on)
    offers = [TimeOffer(kind, label, pays(programme, facts, objective, kind, day)) for kind, label in TIME.items()]
    return tuple(sorted(offers, key=lambda offer: not offer.verdict.allowed))


def within(programme: Programme, on: date) -> date:
    """A day, or the nearest one within the programme."""
    return min(max(on, programme.period.start), programme.period.end)


def levels(bookings: Iterable[Booking]) -> tuple[Level, ...]:
    """Hours for each function level, by the key of the function; they add up to all hours that were booked (R083)."""
    ordered = sorted(bookings, key=lambda booking: booking.function)
    return tuple(_level(function, list(found)) for function, found in groupby(ordered, lambda each: each.function))


def together(found: Iterable[Level]) -> Level:
    """The totals of levels."""
    each = list(found)
    return Level("", sum(level.people for level in each), _sum(each, "hours"), _sum(each, "now"))


def _level(function: str, found: list[Booking]) -> Level:
    known = {booking.who for booking in found if booking.who}
    unknown = sum(1 for booking in found if not booking.who)
    now = sum((booking.hours for booking in found if booking.runs), Decimal(0))
    return Level(function, len(known) + unknown, sum((booking.hours for booking in found), Decimal(0)), now)


def _sum(found: list[Level], name: str) -> Decimal:
    return sum((getattr(level, name) for level in found), Decimal(0))
