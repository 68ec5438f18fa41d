"""R04: the heat map, the same as a file, and the funnel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Region, RegionYear
from groeiruimte.reports import sheets
from groeiruimte.rules import risk

from . import funnel as funnels
from .cells import LEGEND, markup
from .signals import Line, lines
from .table import HeatColumn, columns, rows

RIGHT = "dossier.read"
ROWS_A_PAGE = 200
SORTS = {"risico": "Meeste risico", "naam": "Naam"}
GROUPS = {"": "Niet groeperen", "wijk": "Wijk"}
HELP = {"call": "bel", "watch": "let op", "none": ""}
STEPS = (Column("Stap"), Column("Praktijken", "number"), Column("Nog niet zo ver", "number"))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it does not know is not there."""

    objective: str
    sort: str
    group: str


@dataclass(frozen=True, slots=True)
class Place:
    """What every page here is about."""

    region: Region
    year: RegionYear
    years: list[RegionYear]
    programme: Programme


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    agb_code: str
    url: str
    cells: SafeString
    level: str
    help: str
    because: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; without groups there is one, without title."""

    title: str
    rows: tuple[Row, ...]


def place_of(request: Request, region_key: str) -> Place:
    region = region_or_404(request, region_key, RIGHT)
    year, programme, years = year_or_404(request, region)
    return Place(region, year, years, programme)


def asked_of(request: Request, programme: Programme) -> Asked:
    found = Asked(
        objective=request.GET.get("doelstelling", ""),
        sort=request.GET.get("sorteer", "risico"),
        group=request.GET.get("groep", ""),
    )
    known = found.objective in ("", *(each.key for each in programme.objectives))
    if not known or found.sort not in SORTS or found.group not in GROUPS:
        raise Http404
    return found


def in_order(request: Request, year: RegionYear, asked: Asked) -> list[Line]:
    """Who needs help most first, or by name; in groups by district, those without one last."""
    found = lines(request.actor, year, asked.objective)
    if asked.sort == "risico":
        found.sort(key=lambda line: risk.order(line.signals, request.actor.on))
    if asked.group:
        found.sort(key=lambda line: (not line.district, line.district))
    return found


@require_safe
def heat_map(request: Request, region_key: str) -> HttpResponse:
    place = place_of(request, region_key)
    asked = asked_of(request, place.programme)
    found = in_order(request, place.year, asked)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    shown = columns(place.programme, asked.objective)
    context = {
        "region": place.region,
        "year": place.year,
        "years": place.years,
        "programme": place.programme,
        "asked": asked,
        "sorts": SORTS.items(),
        "groups": GROUPS.items(),
        "columns": shown,
        "width": len(shown) + 2,
        "legend": [(markup([cell]), cell.words) for cell in LEGEND],
        "grouped": _grouped(request, place, asked, shown, list(page)),
        "page": page,
        "query": _query(place, asked),
        "on_schedule": sum(not line.signals.late for line in found),
        "practices": len(found),
    }
    return render(request, "region/heat_map/page.html", context)


def _query(place: Place, asked: Asked) -> str:
    given = {
        "programma": place.year.programme,
        "doelstelling": asked.objective,
        "sorteer": asked.sort,
        "groep": asked.group,
    }
    return urlencode({name: value for name, value in given.items() if value})


def _grouped(
    request: Request, place: Place, asked: Asked, shown: Sequence[HeatColumn], found: Sequence[Line]
) -> list[Group]:
    cells = rows(request.actor, place.year, place.programme, shown, [line.practice_id for line in found])
    query = urlencode({"programma": place.year.programme})
    made: list[tuple[str, Row]] = []
    for line, mine in zip(found, cells, strict=True):
        level = risk.level(line.signals, request.actor.on)
        row = Row(
            name=line.name,
            agb_code=line.agb_code,
            url=f"{reverse('region:dossier', args=[place.region.pk, line.practice_id])}?{query}",
            cells=markup(mine),
            level=level,
            help=HELP[level],
            because=risk.because(line.signals, request.actor.on),
        )
        made.append((line.district if asked.group else "", row))
    titled = groupby(made, key=lambda pair: pair[0])
    return [Group(_title(asked, district), tuple(row for _, row in of_group)) for district, of_group in titled]


def _title(asked: Asked, district: str) -> str:
    return (district or "Geen wijk bekend") if asked.group else ""


@require_safe
def heat_map_csv(request: Request, region_key: str) -> HttpResponse:
    """The whole map as asked for, all pages, in words."""
    place = place_of(request, region_key)
    asked = asked_of(request, place.programme)
    found = in_order(request, place.year, asked)
    shown = columns(place.programme, asked.objective)
    labels = (
        "Praktijk",
        "AGB-code",
        "Wijk",
        "Hulp",
        "Waarom",
        *(f"{column.label}: {column.title}" for column in shown),
    )
    content = sheets.table_csv(labels, _said(request, place, shown, found))
    return attachment(content, f"stand-{place.year.programme}.csv", sheets.CSV_TYPE)


def _said(request: Request, place: Place, shown: Sequence[HeatColumn], found: Sequence[Line]) -> Iterable[list[Any]]:
    on = request.actor.on
    cells = rows(request.actor, place.year, place.programme, shown, [line.practice_id for line in found])
    for line, mine in zip(found, cells, strict=True):
        help, because = HELP[risk.level(line.signals, on)], risk.because(line.signals, on)
        yield [line.name, line.agb_code, line.district, help, because, *(cell.words for cell in mine)]


@require_safe
def funnel(request: Request, region_key: str) -> HttpResponse:
    """Where a region loses practices, from intention to account."""
    place = place_of(request, region_key)
    found, everybody = funnels.steps(request.actor, place.year, place.programme)
    context = {
        "region": place.region,
        "year": place.year,
        "years": place.years,
        "programme": place.programme,
        "picture": funnels.picture(found),
        "columns": STEPS,
        "rows": [(step.label, step.count, step.lost) for step in found],
        "everybody": everybody,
        "first": found[0],
        "last": found[-1],
        "plans": any(form.kind == "action_plan" for form in place.programme.forms),
    }
    return render(request, "region/heat_map/funnel.html", context)
