"""The money of a programme: growth room, tariffs, route, eligible insurers.

Source: R002, R013, R040-R046, R060, R061, R157.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from .calendar import Quarter
from .money import Cents, part_of_year, read_cents, round_half_up
from .schedule import Day, Period
from .text import Source, Text, Words


def _cents(value: Any) -> Cents:
    if isinstance(value, float | int):
        raise ValueError('Een bedrag is tekst tussen aanhalingstekens. Schrijf bijvoorbeeld "3.16".')
    try:
        return read_cents(value)
    except ValueError:
        raise ValueError('Dit is geen bedrag in euro. Schrijf bijvoorbeeld "3.16".') from None


Amount = Annotated[
    int,
    BeforeValidator(_cents),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,9}(\.[0-9]{2})?$"}),
]

_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,4})?\Z")


def _percent(value: Any) -> str:
    if isinstance(value, float | int):
        raise ValueError('Een percentage is tekst tussen aanhalingstekens. Schrijf bijvoorbeeld "1.5".')
    if not isinstance(value, str) or _PERCENT.match(value) is None:
        raise ValueError('Dit is geen percentage. Schrijf bijvoorbeeld "1.5".')
    return value


Percent = Annotated[str, BeforeValidator(_percent)]


class GrowthRoom(Text):
    """Growth room (groeiruimte) of a year, as a share of all GP funding (R002, R179).

    `structural`: it stays available in later years for what was agreed with it, such as staff (R045).
    """

    year: int
    percent: Percent
    structural: bool = False
    source: Source

    @property
    def share(self) -> Fraction:
        return Fraction(self.percent) / 100


class Tariff(Period):
    """What one registered patient (ION) brings in a period. `per` is the setting year or quarter."""

    amount: Amount = Field(description='euro as quoted text, "3.16"; whole cents once read')
    per: Literal["year", "quarter"]
    source: Source

    @property
    def a_year(self) -> Cents:
        """What it comes to in a whole year."""
        return self.amount if self.per == "year" else 4 * self.amount


class TariffUnknown(Period):
    """Part of the period for which no source names a tariff: said aloud, so that a gap is never an oversight."""

    note: Words
    source: Source


class EligibleInsurer(Text):
    """A UZOVI code whose insured count for the claim, with the days it was in force."""

    code: Annotated[str, Field(pattern=r"^[0-9]{4}$")]
    name: Words
    start: date | None = None
    end: date | None = None
    source: Source

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start and self.end and self.end < self.start:
            raise ValueError("De einddatum ligt voor de begindatum. Draai ze om of verbeter het jaar.")
        return self

    def in_force(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Stream(Text):
    """A money stream that is never mixed with the other: S3 for the practice, O&I for the region (R013)."""

    key: Literal["s3", "oi"]
    label: Words
    receiver: Literal["practice", "region"]
    basis: Words
    source: Source


class Index(Text):
    """By how much tariffs rise from one year to the next (R046), in percent, with the rounding that was agreed."""

    year: int
    percent: Percent
    rounding: Literal["cent_half_up"] = "cent_half_up"
    source: Source

    def of(self, before: Cents) -> Cents:
        """The tariff of this year, given that of the year before; both for the same period."""
        return round_half_up(before * (1 + Fraction(self.percent) / 100))


class TariffMaximum(Period):
    """The most that a registered patient may bring in a year (R041)."""

    amount: Amount
    source: Source


class RegionBudget(Text):
    """How the O&I budget of a region follows from its practices (R042): so much a year for each registered patient of
    the affiliated practices on the reference date, and so much for each practice."""

    per_patient: Amount = 0
    per_practice: Amount = 0
    reference_date: Day
    source: Source


class Funding(Text):
    """Everything about money in one programme."""

    streams: tuple[Stream, ...] = ()
    growth_room: tuple[GrowthRoom, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    tariffs_unknown: tuple[TariffUnknown, ...] = ()
    route: Literal["direct", "cashier", "not_stated"] = "not_stated"
    route_source: Source | None = None
    indexes: tuple[Index, ...] = ()
    maxima: tuple[TariffMaximum, ...] = ()
    region_budget: RegionBudget | None = None
    over_maximum: Literal["report", "proportional"] = Field(
        default="report", description="what happens to what goes over the maximum of a region that pays out itself"
    )
    over_maximum_source: Source | None = None
    service_code_list: str = Field(default="008", description="aanduiding prestatiecodelijst (COD367)")
    service_code_note: str = Field(default="", description="why the programme itself holds no service code")
    eligible: tuple[EligibleInsurer, ...] = ()

    def tariff_on(self, day: date) -> Tariff | None:
        return next((tariff for tariff in self.tariffs if tariff.holds(day)), None)

    def quarter_tariff(self, quarter: Quarter) -> Cents | None:
        """Whole cents per registered patient for a quarter; None when no tariff is known on its first day.

        A yearly tariff is spread so that four quarters make the year exactly.
        """
        tariff = self.tariff_on(quarter.first_day)
        if tariff is None:
            return None
        return tariff.amount if tariff.per == "quarter" else part_of_year(tariff.amount, quarter.number, 4)

    def eligible_on(self, day: date) -> frozenset[str]:
        return frozenset(insurer.code for insurer in self.eligible if insurer.in_force(day))

    def insurer_name(self, code: str) -> str:
        return next((insurer.name for insurer in self.eligible if insurer.code == code), code)

    def growth_room_of(self, year: int) -> GrowthRoom:
        """The growth room of a year; a year without one is an error, never a default (R002)."""
        for room in self.growth_room:
            if room.year == year:
                return room
        raise LookupError(f"Voor {year} staat geen groeiruimte in de bron.")
