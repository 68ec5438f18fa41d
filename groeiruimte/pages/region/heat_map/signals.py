"""What is seen of every practice that takes part: seven queries of sums, however many practices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Count, Min, Q, TextField
from django.db.models.functions import Cast

from groeiruimte.pages.region.contact import last_contacts
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.kpi_state import NOT_YET
from groeiruimte.rules.risk import Signals

_BEGAN = Cast("effective", TextField())
_day = cache(date.fromisoformat)
"""Thousands of practices begin on a few days: as text, so that each of those is read once."""


@dataclass(frozen=True, slots=True)
class Line:
    """A practice that takes part, with what is seen of it."""

    practice_id: str
    name: str
    agb_code: str
    district: str
    signals: Signals


def lines(who: Actor, year: RegionYear, objective: str = "") -> list[Line]:
    """Every practice of a programme by name; with an objective those that chose it."""
    enrolled = access.enrolments(who, "dossier.read").select_related(None).filter(region_year=year)
    if objective:  # a list of letters as text: both databases write it alike
        chosen = Cast("objectives", TextField())
        enrolled = enrolled.annotate(chosen=chosen).filter(chosen__contains=f'"{objective}"')
    late, kpis, contact = _late(who, year), _kpis(who, year), last_contacts(who, year.region)

    def signals(practice: str, began: str) -> Signals:
        many, first = late.get(practice, (0, None))
        missing, asked = kpis.get(practice, (0, 0))
        return Signals(many, first, missing, asked, contact.get(practice), _day(began))

    found = enrolled.order_by("practice__name", "practice_id").values_list(
        "practice_id", "practice__name", "practice__agb_code", "practice__district", _BEGAN
    )
    return [
        Line(practice, name, agb_code, district, signals(practice, began))
        for practice, name, agb_code, district, began in found
    ]


def _late(who: Actor, year: RegionYear) -> dict[str, tuple[int, date]]:
    """How many tasks are late, and since when the oldest was due."""
    owed = access.obligations(who, "dossier.read").select_related(None).filter(region_year=year, done_on=None)
    late = owed.filter(due__lt=who.on).order_by().values_list("practice_id")
    return {practice: (many, since) for practice, many, since in late.annotate(many=Count("pk"), since=Min("due"))}


def _kpis(who: Actor, year: RegionYear) -> dict[str, tuple[int, int]]:
    """Of how many KPIs nothing was found, and how many are asked."""
    states = access.kpi_states(who, "dossier.read").filter(enrolment__region_year=year)
    counted = states.order_by().values_list("practice_id")
    nothing = Count("pk", filter=Q(state=NOT_YET, have=0))
    found = counted.annotate(missing=nothing, asked=Count("pk"))
    return {practice: (missing, asked) for practice, missing, asked in found}
