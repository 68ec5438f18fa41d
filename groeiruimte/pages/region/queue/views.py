"""R01: three columns, and the one thing to begin with."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.records import access
from groeiruimte.records.models import Region

from .now import now
from .others import others
from .parts import Desk, Line
from .week import changed, week

AFTERMATH = timedelta(days=365)
"""So long after a programme is over there can still be something to do for it."""


@require_safe
def queue(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    desk = _desk(request, region)
    waiting = now(desk)
    columns = [
        ("nu", "Nu", waiting, "Er wacht niets op u."),
        ("week", "Deze week", week(desk), "Deze week is er geen uiterste datum."),
        ("anderen", "Wacht op anderen", others(desk), "U wacht op niemand."),
    ]
    context = {
        "region": region,
        "columns": [(key, title, lines, _number(lines), empty) for key, title, lines, empty in columns],
        "first": next((line for line in waiting if line.first), None),
        "all_done": not any(lines for _, _, lines, _ in columns),
        "changed": changed(desk),
    }
    return render(request, "region/queue/page.html", context)


def _desk(request: Request, region: Region) -> Desk:
    years = access.region_years(request.actor).filter(region=region, end__gte=request.actor.on - AFTERMATH)
    return Desk(request.actor, request.at, region, tuple((year, programme_of(year.edition)) for year in years))


def _number(lines: list[Line]) -> int:
    """How many there are in a column; a line without a number is one thing."""
    return sum(line.number or 1 for line in lines)
