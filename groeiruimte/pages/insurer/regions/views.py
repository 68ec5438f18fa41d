"""V01 Regio's: every region that the insurer buys from, with phase, money and what asks for a look."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from groeiruimte.pages.insurer.bought import bought, calendar_years, insurer_or_404
from groeiruimte.pages.insurer.forecasts import forecasts
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.records.models import Insurer
from groeiruimte.reports import sheets

from .table import FIRST, Line, headings, in_order, line_of, sheet


@require_safe
def regions(request: Request, insurer_key: str) -> HttpResponse:
    insurer = insurer_or_404(request, insurer_key)
    year, years = calendar_years(request, insurer)
    asked = _sort(request)
    lines = in_order(_lines(request, insurer, year), asked)
    context = {
        "insurer": insurer,
        "asked_year": str(year),
        "years": [str(each) for each in years],
        "headings": headings(asked),
        "lines": lines,
        "waits": [line for line in lines if line.phase.tone == "todo"],
        "enrolled": sum(line.enrolled for line in lines),
        "s3": sum(line.s3 for line in lines),
        "oi": sum(line.oi for line in lines),
        "at_risk": sum(bool(line.risks) for line in lines),
        "query": urlencode({"jaar": str(year), "sorteer": asked}),
    }
    return render(request, "insurer/regions/page.html", context)


@require_safe
def regions_csv(request: Request, insurer_key: str) -> HttpResponse:
    """The same table, in the same order, to take away."""
    insurer = insurer_or_404(request, insurer_key)
    year, _ = calendar_years(request, insurer)
    head, *rows = sheet(in_order(_lines(request, insurer, year), _sort(request)))
    return attachment(sheets.table_csv(head, rows), f"regios-{year}.csv", sheets.CSV_TYPE)


def _lines(request: Request, insurer: Insurer, year: int) -> list[Line]:
    found = bought(request, insurer, year)
    expected = forecasts(request, found)
    return [line_of(each, expected[each.year.pk].over, request.actor.on) for each in found]


def _sort(request: Request) -> str:
    asked = request.GET.get("sorteer", FIRST)
    if asked not in {heading.sort for heading in headings("")}:
        raise Http404
    return asked
