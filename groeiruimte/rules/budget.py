"""The money of a region in a year: its own O&I budget, indexed tariffs, what the year will come to, what stays.

Source: R002, R040-R042, R045, R046, R179, R187. S3 (practices) and O&I (the region) are never added up (R013).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.programme.funding import Funding, GrowthRoom, Index, Tariff
from groeiruimte.programme.money import Cents, euro, part_of_year, round_half_up
from groeiruimte.programme.programme import Programme

from .why import Trace, number, sentences

_RULE = "Rekenregel Groeiruimte"
_ROUNDINGS = {"cent_half_up": "Op hele centen; een halve cent gaat omhoog."}


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in whole cents with the steps behind it."""

    cents: Cents
    trace: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """A year as far as it is known, in cents. `booked` and `expected` are running totals after each quarter: of those
    that are over, and of those that are not. `hit` is the day on which the maximum is reached."""

    booked: tuple[tuple[Quarter, Cents], ...]
    expected: tuple[tuple[Quarter, Cents], ...]
    total: Cents
    maximum: Cents | None
    over: Cents
    hit: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A growth room that stays available after its year (R045); `missing`: the later text no longer names it."""

    room: GrowthRoom
    missing: bool


def oi_budget(programme: Programme, patients: Sequence[int]) -> Amount | None:
    """The O&I budget of a region for a year (R042): `patients` holds the registered patients of each practice that was
    affiliated on the reference date. None when the programme names no budget or no amount for it."""
    rule = programme.funding.region_budget
    if rule is None or not (rule.per_patient or rule.per_practice):
        return None
    source = programme.source_title(rule.source)
    of_patients, of_practices = rule.per_patient * sum(patients), rule.per_practice * len(patients)
    trace = (
        Trace(f"Aangesloten op {short_date(rule.reference_date)}", f"{number(len(patients))} praktijken", source),
        Trace("Ingeschreven patiënten samen", number(sum(patients)), "Opgave van de praktijken"),
        Trace("Voor patiënten", f"{number(sum(patients))} × {euro(rule.per_patient)} = {euro(of_patients)}", source),
        Trace("Voor praktijken", f"{number(len(patients))} × {euro(rule.per_practice)} = {euro(of_practices)}", source),
        Trace("Budget voor de regio (O&I)", euro(of_patients + of_practices), source),
        Trace("Bevestigd", sentences(_known(rule.source.verified), rule.source.note), source),
    )
    return Amount(of_patients + of_practices, trace)


def oi_of_quarter(year: Cents, place: int, quarters: int, booked: Cents, *, again: bool = False) -> Amount:
    """What is booked for O&I at the close of quarter `place` (1 and up) of the programme, given what was booked before.

    As long as the budget stays the same this is its part of the year; a budget that was changed is caught up with.
    `again`: the part of this quarter was booked before, so only a change can be left.
    """
    so_far = sum(part_of_year(year, part, quarters) for part in range(1, place + 1))
    part = part_of_year(year, place, quarters)
    steps = [Trace("Budget voor de regio (O&I)", euro(year), "Besluit van de verzekeraar")]
    if again:
        part = 0
    else:
        steps.append(Trace(f"Deel {place} van {quarters}", euro(part), _RULE))
    if so_far - booked != part:
        steps.append(Trace("Inhalen na een gewijzigd budget", euro(so_far - booked - part), _RULE))
    return Amount(so_far - booked, (*steps, Trace("Geboekt", euro(so_far - booked), _RULE)))


def indexed(programme: Programme, tariff: Tariff, index: Index) -> Amount:
    """The tariff of the next year: the old one times the index, with the rounding that the index keeps (R046)."""
    source, before = programme.source_title(index.source), programme.source_title(tariff.source)
    per = "jaar" if tariff.per == "year" else "kwartaal"
    percent, after = f"{index.percent.replace('.', ',')}%", index.of(tariff.amount)
    exact = _exact(tariff.amount * (1 + Fraction(index.percent) / 100) / 100)
    trace = (
        Trace(f"Tarief tot en met {short_date(tariff.end)}", f"{euro(tariff.amount)} per {per}", before),
        Trace(f"Index van {index.year}", percent, source),
        Trace("Berekening", f"{euro(tariff.amount)} × (1 + {percent}) = € {exact}", _RULE),
        Trace("Afronding", _ROUNDINGS[index.rounding], source),
        Trace(f"Tarief van {index.year}", f"{euro(after)} per {per}", source),
    )
    return Amount(after, trace)


def forecast(
    booked: Mapping[Quarter, Cents], quarters: Sequence[Quarter], maximum: Cents | None, *, today: date
) -> Forecast:
    """Where a year ends when every quarter that is not over comes to the most that a quarter came to so far.

    `quarters` are all of the programme, in order. A quarter that runs has only some of its lists, so what is booked for
    it says little yet; of one that is over nothing more is expected. The day on which the maximum is reached lies in
    its quarter in proportion.
    """
    pace = max(booked.values(), default=0)
    over = [quarter.last_day < today for quarter in quarters]
    each = [
        booked.get(quarter, 0) if is_over else max(booked.get(quarter, 0), pace)
        for quarter, is_over in zip(quarters, over, strict=True)
    ]
    sums = [sum(each[: place + 1]) for place in range(len(each))]
    total = sums[-1] if sums else 0
    running = list(zip(quarters, sums, over, strict=True))
    return Forecast(
        booked=tuple((quarter, cents) for quarter, cents, is_over in running if is_over),
        expected=tuple((quarter, cents) for quarter, cents, is_over in running if not is_over),
        total=total,
        maximum=maximum,
        over=max(0, total - maximum) if maximum is not None else 0,
        hit=_hit(quarters, each, maximum),
    )


def kept(old: Funding, new: Funding, year: int) -> tuple[Kept, ...]:
    """The structural growth rooms of before `year` that stay in it (R045), and whether the new text has them."""
    named = {(room.year, room.percent) for room in new.growth_room if room.structural}
    return tuple(
        Kept(room, (room.year, room.percent) not in named)
        for room in old.growth_room
        if room.structural and room.year < year
    )


def _hit(quarters: Iterable[Quarter], each: Sequence[Cents], maximum: Cents | None) -> date | None:
    if maximum is None:
        return None
    before = 0
    for quarter, cents in zip(quarters, each, strict=True):
        if cents > 0 and before + cents > maximum:
            days = (quarter.last_day - quarter.first_day).days
            return quarter.first_day + timedelta(days=days * max(0, maximum - before) // cents)
        before += cents
    return None


def _known(verified: bool) -> str:
    return "Ja, dit staat in de bron." if verified else "Nee, dit is onze lezing."


def _exact(amount: Fraction) -> str:
    """Six places of a euro amount, as a Dutch reader writes it: `3,232680`."""
    millionths = round_half_up(amount * 1_000_000)
    return f"{millionths // 1_000_000},{millionths % 1_000_000:06d}"
