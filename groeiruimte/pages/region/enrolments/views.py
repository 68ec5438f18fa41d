"""The practices of a region that take part, and those that do not yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Practice

COLUMNS = (Column("Praktijk"), Column("Stand"), Column("Vanaf"), Column("Doelstelling"), Column("Getekend door"))
OBJECTIVE_COLUMNS = (Column("Doelstelling"), Column("Praktijken", "number"))
ROWS_A_PAGE = 100


@require_GET
def enrolments(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    year, programme, years = year_or_404(request, region)
    found = {
        enrolment.practice_id: enrolment
        for enrolment in access.enrolments(request.actor)
        .select_related(None)
        .select_related("signed_by")
        .filter(region_year=year)
    }
    practices = list(access.practices(request.actor, "enrolment.read").select_related(None).filter(region=region))
    asked = request.GET.get("stand", "")
    chosen = [practice for practice in practices if _fits(practice, found, asked)]
    page = Paginator(chosen, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    taking_part = sum(1 for practice in practices if practice.pk in found)
    return render(
        request,
        "region/enrolments/page.html",
        {
            "region": region,
            "year": year,
            "years": years,
            "programme": programme,
            "columns": COLUMNS,
            "rows": [_cells(practice, found.get(practice.pk), programme) for practice in page],
            "page": page,
            "query": urlencode({"programma": year.programme, **({"stand": asked} if asked else {})}),
            "state": asked,
            "taking_part": taking_part,
            "practices": len(practices),
            "objective_columns": OBJECTIVE_COLUMNS,
            "objectives": _per_objective(programme, found.values()),
        },
    )


def _fits(practice: Practice, found: dict[str, Enrolment], asked: str) -> bool:
    return asked == "" or (asked == "wel") == (practice.pk in found)


def _cells(practice: Practice, enrolment: Enrolment | None, programme: Programme) -> tuple[Cell, ...]:
    name = Cell(practice.name, note=practice.agb_code)
    if enrolment is None:
        return (name, Cell("Niet aangemeld", tone="not_asked"), Cell(None), Cell(None), Cell(None))
    labels = [f"{key} {programme.objective(key).label}" for key in enrolment.objectives]
    return (
        name,
        Cell("Aangemeld", tone="done"),
        Cell(short_date(enrolment.effective)),
        Cell(", ".join(labels)),
        Cell(enrolment.signed_by, note=short_date(enrolment.enrolled_on)),
    )


def _per_objective(programme: Programme, found: Iterable[Enrolment]) -> list[tuple[str, int]]:
    chosen = [key for enrolment in found for key in enrolment.objectives]
    return [(f"{each.key} {each.label}", chosen.count(each.key)) for each in programme.objectives_in_order]
