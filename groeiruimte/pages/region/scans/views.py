"""The scans of a region: to whom each is offered, how far they are, on which days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.scan_stands import STANDS
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Scan
from groeiruimte.records.models.scan import FINISHED
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.scan_offer import is_required, offered

RIGHT = "scan.status"
COLUMNS = (Column("Praktijk"), Column("Stand", "status"), Column("Verstuurd"), Column("Klaar"), Column("Verplicht"))


@dataclass(frozen=True, slots=True)
class Offer:
    """One scan of the programme: to how many practices it is offered, and a row for each of them."""

    title: str
    said: str
    rows: list[list[Cell]]


@require_safe
def scans(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    year, programme, years = year_or_404(request, region)
    enrolled = list(access.enrolments(request.actor).filter(region_year=year).order_by("practice__name"))
    held = {(each.practice_id, each.kind): each for each in access.scans(request.actor, RIGHT).filter(
        enrolment__region_year=year
    )}  # fmt: skip
    to = {each.pk: offered(programme, Facts(objectives=tuple(each.objectives))) for each in enrolled}
    context = {
        "region": region,
        "year": year,
        "years": years,
        "here": "region:scans",
        "columns": COLUMNS,
        "offers": [offer(scan, [each for each in enrolled if scan in to[each.pk]], held) for scan in programme.scans],
    }
    return render(request, "region/scans/page.html", context)


def offer(scan: Definition, enrolled: Sequence[Enrolment], held: Mapping[tuple[str, str], Scan]) -> Offer:
    """The practices that a scan is offered to, with how far each is."""
    found = [(each, held.get((each.practice_id, scan.key))) for each in enrolled]
    return Offer(scan.title, _said([mine for _, mine in found]), [_row(scan, each, mine) for each, mine in found])


def _said(held: Iterable[Scan | None]) -> str:
    """`Aangeboden aan 12 praktijken. 5 zijn begonnen, 3 zijn klaar.`"""
    every = list(held)
    begun, done = sum(each is not None for each in every), sum(bool(each and each.status == FINISHED) for each in every)
    practices = "1 praktijk" if len(every) == 1 else f"{len(every)} praktijken"
    return f"Aangeboden aan {practices}. Begonnen: {begun}. Klaar: {done}."


def _row(scan: Definition, enrolment: Enrolment, mine: Scan | None) -> list[Cell]:
    status, word = STANDS[mine.status] if mine else ("todo", "Nog niet begonnen")
    required = is_required(scan, Facts(objectives=tuple(enrolment.objectives)))
    return [
        Cell(enrolment.practice.name),
        Cell(status, note=word),
        Cell(_day(mine.submitted_at if mine else None)),
        Cell(short_date(mine.finished_on) if mine and mine.finished_on else ""),
        Cell("Ja" if required else "Nee"),
    ]


def _day(at: datetime | None) -> str:
    return short_date(local_date(at)) if at else ""
