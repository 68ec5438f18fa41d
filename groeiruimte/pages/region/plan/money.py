"""The budget beside the plan: what is agreed, booked and expected for practices (S3), and what the region plans (O&I).

The two streams are never added up (R013). Source: R040, R042, R187.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from groeiruimte.pages.layout.parts import Column
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import Cents
from groeiruimte.records import access
from groeiruimte.rules.budget import Forecast, forecast

from .work import Work

COLUMNS = (Column("Geld van dit programma"), Column("Bedrag", "money"))


@dataclass(frozen=True, slots=True)
class Budget:
    """Amounts in whole cents; None: not known yet. `left` is what O&I has for other things than the activities."""

    s3: Forecast
    booked: Cents
    oi: Cents | None
    planned: Cents

    columns = COLUMNS

    @property
    def left(self) -> Cents | None:
        return None if self.oi is None else self.oi - self.planned

    @property
    def rows(self) -> list[list[object]]:
        known: list[tuple[str, Cents | None]] = [
            ("Maximum voor praktijken (S3)", self.s3.maximum),
            ("Geboekt voor praktijken tot nu toe", self.booked),
            ("Verwacht voor praktijken aan het einde", self.s3.total),
            ("Budget van de regio (O&I)", self.oi),
            ("Kosten van de activiteiten in dit plan", self.planned),
            ("Over van het budget van de regio", self.left),
        ]
        return [[label, cents] for label, cents in known]

    @property
    def warning(self) -> str:
        if self.left is not None and self.left < 0:
            return "De activiteiten kosten meer dan het budget van de regio."
        return "Het maximum voor praktijken is niet genoeg." if self.s3.over else ""


def budget(work: Work) -> Budget:
    """One query."""
    lines = access.settlement_lines(work.request.actor).filter(enrolment__region_year=work.year).order_by()
    sums = lines.values_list("quarter").annotate(cents=Sum("amount_cents"))
    booked = {Quarter.read(quarter): cents for quarter, cents in sums}
    every = (Quarter(year, place) for year in work.programme.period.years for place in range(1, 5))
    quarters = [quarter for quarter in every if work.programme.period.holds(quarter.first_day)]
    return Budget(
        s3=forecast(booked, quarters, work.year.s3_maximum, today=work.request.actor.on),
        booked=sum(booked.values()),
        oi=work.figures["oi_cents"],
        planned=work.figures["cost_cents"],
    )
