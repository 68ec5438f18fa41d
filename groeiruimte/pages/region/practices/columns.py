"""The columns of R02, each for as many practices as are asked for: one query, and never a rule per practice.

Not joined in the database: what an order or a filter needs is fetched for all practices, the rest for one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from groeiruimte.pages.region.stage import Standing, standings
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region, RegionYear
from groeiruimte.records.models.kpi_state import MET
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED
from groeiruimte.rules.obligations import list_window, quarters

INSIDE, CHECKED_ONLY, NOT_READ, MISSING, TOO_LATE = "binnen", "bekeken", "niet-gelezen", "mist", "laat"
LISTS = {
    INSIDE: "Binnen",
    CHECKED_ONLY: "Gecontroleerd, nog niet ingestuurd",
    NOT_READ: "Bestand kon niet gelezen worden",
    MISSING: "Nog niet binnen",
    TOO_LATE: "Te laat",
}
EVERYBODY = Q()


@dataclass(frozen=True, slots=True)
class Place:
    """Whose table it is: who looks, at which programme of which region."""

    who: Actor
    region: Region
    year: RegionYear
    programme: Programme

    @property
    def on(self) -> date:
        return self.who.on

    @property
    def quarter(self) -> Quarter | None:
        """The quarter whose list is shown: the last one that has opened; None when no list was asked yet."""
        every = [quarter for year in self.programme.period.years for quarter in quarters(self.programme, year)]
        opened = [quarter for quarter in every if list_window(self.programme, quarter)[0] <= self.on]
        return opened[-1] if opened else None


@dataclass(frozen=True, slots=True)
class Owed:
    """How many tasks are late, and the first day of what can be done and is not late."""

    late: int = 0
    due: date | None = None


def owed(place: Place, whose: Q) -> dict[str, Owed]:
    """Of each practice that has something to do now."""
    found = access.obligations(place.who).open(place.on).filter(whose, region=place.region, region_year=place.year)
    counted = (
        found.order_by()
        .values_list("practice")
        .annotate(late=Count("pk", filter=Q(due__lt=place.on)), first=Min("due", filter=Q(due__gte=place.on)))
    )
    return {practice: Owed(late, due) for practice, late, due in counted}


def objectives(place: Place, whose: Q) -> dict[str, tuple[str, ...]]:
    """Of each practice that is enrolled, in the order in which it chose them."""
    found = access.enrolments(place.who).filter(whose, region=place.region, region_year=place.year)
    return {practice: tuple(chosen) for practice, chosen in found.order_by().values_list("practice", "objectives")}


def stages(place: Place, whose: Q) -> dict[str, Standing]:
    return standings(place.who, place.year, place.programme, whose)


def list_states(place: Place, whose: Q) -> dict[str, str]:
    """Of each practice that is asked for the list of the quarter: a key of LISTS."""
    quarter = place.quarter
    if quarter is None:
        return {}
    here = whose & Q(region=place.region)
    asked = access.enrolments(place.who).filter(here, region_year=place.year, effective__lte=quarter.first_day)
    sent = access.lists(place.who, "list.totals").filter(
        here, enrolment__region_year=place.year, quarter=str(quarter), status__in=(CHECKED, COUNTS, REFUSED)
    )
    last: dict[str, str] = {}
    for practice, status in sent.order_by("number").values_list("practice", "status"):
        if last.get(practice) != COUNTS:
            last[practice] = status
    nothing = TOO_LATE if place.on > list_window(place.programme, quarter)[1] else MISSING
    return {
        practice: _list_state(last.get(practice, ""), nothing)
        for practice in asked.order_by().values_list("practice", flat=True)
    }


def _list_state(status: str, nothing: str) -> str:
    """Once the last day is over, what does not count is late, whatever came in (as R07 says it)."""
    if status == COUNTS:
        return INSIDE
    return nothing if nothing == TOO_LATE else {CHECKED: CHECKED_ONLY, REFUSED: NOT_READ}.get(status, nothing)


def kpis(place: Place, whose: Q) -> dict[str, tuple[int, int]]:
    """Of each practice that is asked for KPIs: how many are met, and how many are asked."""
    found = access.kpi_states(place.who).filter(whose, region=place.region, enrolment__region_year=place.year)
    counted = found.order_by().values_list("practice").annotate(met=Count("pk", filter=Q(state=MET)), asked=Count("pk"))
    return {practice: (met, asked) for practice, met, asked in counted}
