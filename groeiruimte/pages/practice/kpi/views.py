"""P20: each KPI with its reason, and one KPI in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from groeiruimte.actions import surveys
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.programme.kpi import Kpi
from groeiruimte.records import access
from groeiruimte.rules.region_view import as_a_region_sees

from .overview import one, overview
from .rows import belongs, kinds_of
from .ways import Way, ways

_FACTS = [Column("Wat"), Column("Wanneer of hoeveel"), Column("Waar dit vandaan komt")]


@require_safe
def kpis(request: Request, practice_id: str) -> HttpResponse:
    """All KPIs; the way to what can be noted and to the shelf. Who does not take part yet is told what comes."""
    practice = get_object_or_404(access.practices(request.actor, "kpi.read"), pk=practice_id)
    if not access.enrolments(request.actor).filter(practice=practice).exists():
        return render(request, "practice/kpi/nothing.html", {"practice": practice})
    year = seen_year(request, practice_id)
    may_note = access.may(request.actor, "item.note", practice=year.practice)
    context = {
        "year": year,
        "practice": year.practice,
        "kpis": overview(year.programme, year.facts, _ways_of(request, year)),
        "kinds": kinds_of(year) if may_note else (),
        "has_map": any(kind.per == "district" and belongs(year, kind) for kind in year.programme.items),
        "has_surveys": bool(surveys.offered(year.programme, year.facts.objectives)),
        "may_see_evidence": access.may(request.actor, "evidence.read", practice=year.practice),
    }
    return render(request, "practice/kpi/page.html", context)


@require_safe
def kpi(request: Request, practice_id: str, kpi: str) -> HttpResponse:
    """One KPI: why it is met or not, which facts were found, what would be just enough, and where it is written."""
    year = seen_year(request, practice_id)
    shown = one(year.programme, year.facts, kpi, _ways_of(request, year))
    if shown is None:
        raise Http404
    context = {
        "year": year,
        "practice": year.practice,
        "shown": shown,
        "columns": _FACTS,
        "facts": [[Cell(fact.label), Cell(fact.value), Cell(fact.source)] for fact in shown.result.facts],
        "may_ask": access.may(request.actor, "question.ask", practice=year.practice),
    }
    return render(request, "practice/kpi/kpi.html", context)


def _ways_of(request: Request, year: YearOf) -> Callable[[Kpi], tuple[Way, ...]]:
    return lambda kpi: ways(year, kpi, request.actor, year.programme.period)


def seen_year(request: Request, practice_id: str) -> YearOf:
    """The year of a practice as this person may see it: a region sees no names of staff."""
    year = of_year(request, practice_id, "kpi.read")
    if access.may(request.actor, "practice.read", practice=year.practice):
        return year
    return replace(year, facts=as_a_region_sees(year.programme, year.facts))
