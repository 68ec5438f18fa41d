"""S02: what the programme brought, per year, for everybody; only what an insurer published (R033, R188, Z19)."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.result_tables import CSV_COLUMNS, ResultTable, csv_rows, shown_tables
from groeiruimte.records import access
from groeiruimte.records.models import Publication
from groeiruimte.reports.sheets import CSV_TYPE, Value, table_csv
from groeiruimte.rules.suppression import TOO_FEW


@require_safe
def results(request: Request) -> HttpResponse:
    """The newest year that was published; when there is none, when it comes."""
    years = _years()
    if not years:
        return render(request, "public/no_results.html", {"year": str(request.actor.on.year), "comes": _comes(request)})
    return _page(request, years[0], years)


@require_safe
def results_of(request: Request, year: int) -> HttpResponse:
    years = _years()
    if year not in years:
        raise Http404
    return _page(request, year, years)


@require_safe
def results_csv(request: Request, year: int) -> HttpResponse:
    """The same numbers, one a row."""
    found = newest(year)
    if not found:
        raise Http404
    return attachment(table_csv(("Verzekeraar", *CSV_COLUMNS), _lines(found)), f"resultaten-{year}.csv", CSV_TYPE)


def newest(year: int) -> list[Publication]:
    """What each insurer published last about a year, by its name."""
    found = access.publications().filter(year=year).select_related("insurer").order_by("number")
    last = {each.insurer_id: each for each in found}
    return sorted(last.values(), key=lambda each: each.insurer.name)


def _page(request: Request, year: int, years: list[int]) -> HttpResponse:
    found = newest(year)
    groups: list[tuple[Publication, list[ResultTable]]] = [(each, shown_tables(each.content)) for each in found]
    context = {
        "year": str(year),
        "years": [str(each) for each in years],
        "groups": groups,
        "too_few": TOO_FEW,
    }
    return render(request, "public/results.html", context)


def _years() -> list[int]:
    return sorted(set(access.publications().order_by().values_list("year", flat=True)), reverse=True)


def _lines(found: list[Publication]) -> Iterator[list[Value]]:
    for each in found:
        for row in csv_rows(each.content):
            yield [each.insurer.name, *row]


def _comes(request: Request) -> str:
    """The year after: a report comes in the first months of it."""
    return str(request.actor.on.year + 1)
