"""R02: the table, a practice beside it, and the same table to take away."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.region.stage import STAGES
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.records import access
from groeiruimte.records.models import RegionYear
from groeiruimte.reports import sheets

from .acts import ViewForm
from .asked import GROUPS, SORTS, Asked
from .columns import LISTS, Place
from .groups import groups_of, objectives_in_words
from .rows import rows_of
from .table import Known, asked_for, districts

ROWS_A_PAGE = 100
SHEET = (
    *("Praktijk", "AGB-code", "Plaats", "Wijk", "Doelstelling", "Fase", "Te laat", "Eerste datum"),
    *("Patiëntenlijst", "KPI's gehaald", "KPI's gevraagd", "Plan", "Laatste contact"),
)


def place_of(request: Request, region_key: str) -> tuple[Place, list[RegionYear], Asked]:
    """The table of the programme in the address, else of the one that runs today."""
    region = region_or_404(request, region_key, "dossier.read")
    asked = Asked.read(request.GET)
    year, programme, years = year_or_404(request, region, asked.programma or None)
    return Place(request.actor, region, year, programme), years, asked


@require_safe
def practices(request: Request, region_key: str) -> HttpResponse:
    place, years, asked = place_of(request, region_key)
    found = asked_for(place, asked)
    page = Paginator(found.practices, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "region": place.region,
        "year": place.year,
        "years": years,
        "programme": place.programme,
        "quarter": place.quarter,
        "asked": asked,
        "query": asked.query,
        "cleared": asked.cleared().query,
        "late_query": Asked(programma=place.year.programme, laat="ja").query,
        "page": page,
        "groups": groups_of(rows_of(list(page), place), place, asked, found),
        "objectives": place.programme.objectives,
        "districts": districts(place),
        "stages": STAGES,
        "lists": LISTS if place.quarter else {},
        "sorts": SORTS,
        "group_by": GROUPS,
        "task": _task(place, asked.taak),
        "views": access.saved_views(request.actor).filter(region=place.region),
        "save": ViewForm(),
        "may_remind": access.may(request.actor, "mail.send", region=place.region),
    }
    return render(request, "region/practices/page.html", context)


def _task(place: Place, key: str) -> str:
    """What is not done, when that is asked, in words."""
    if not key:
        return ""
    found = access.obligations(place.who).filter(region=place.region, region_year=place.year, key=key)
    return str(found.values_list("title", flat=True).first() or key)


@require_safe
def practice(request: Request, region_key: str, practice_id: str) -> HttpResponse:
    """One practice in short, beside the table; a page of its own without script."""
    place, _, asked = place_of(request, region_key)
    record = get_object_or_404(access.practices(request.actor, "dossier.read"), pk=practice_id, region=place.region)
    known = Known(record.pk, record.name, record.agb_code, record.city, record.district)
    (row,) = rows_of([known], place)
    owed = access.obligations(request.actor).open(request.actor.on).filter(practice=record, region_year=place.year)
    context = {
        "region": place.region,
        "programme": place.programme,
        "practice": record,
        "row": row,
        "quarter": place.quarter,
        "objectives": objectives_in_words(row.objectives, place.programme),
        "owed": [(each, "late" if each.due < request.actor.on else "todo") for each in owed],
        "back": f"{reverse('region:practices', args=[place.region.pk])}{f'?{asked.query}' if asked.query else ''}",
    }
    return render(request, "region/practices/practice.html", context)


@require_safe
def practices_csv(request: Request, region_key: str) -> HttpResponse:
    place, _, asked = place_of(request, region_key)
    content = sheets.table_csv(SHEET, _lines(place, asked))
    return attachment(content, f"praktijken-{place.year.programme}.csv", sheets.CSV_TYPE)


@require_safe
def practices_xlsx(request: Request, region_key: str) -> HttpResponse:
    place, _, asked = place_of(request, region_key)
    content = sheets.table_workbook("Praktijken", SHEET, _lines(place, asked))
    return attachment(content, f"praktijken-{place.year.programme}.xlsx", sheets.CONTENT_TYPE)


def _lines(place: Place, asked: Asked) -> Iterator[tuple[sheets.Value, ...]]:
    """Everybody who fits, in the order of the page."""
    for row in rows_of(asked_for(place, asked).practices, place):
        known, (met, of) = row.known, row.kpis or (None, None)
        yield (
            *(known.name, known.agb_code, known.city, known.district, ", ".join(row.objectives), row.stage),
            *(row.owed.late, row.owed.due, row.list, met, of, row.plan, row.last_contact),
        )
