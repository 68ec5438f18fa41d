"""What a programme asks and gives, for everybody, from the published text itself (Z28)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.money import euro
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.rules.why import name_of

TARIFFS = (Column("Vanaf", "date"), Column("Tarief per ingeschreven patiënt"), Column("Bron"))
DATES = (Column("Wat"), Column("Opent", "date"), Column("Uiterlijk", "date"))


@dataclass(frozen=True, slots=True)
class Theme:
    """An objective with what it asks and its KPIs."""

    title: str
    summary: str
    asks: tuple[str, ...]
    kpis: tuple[str, ...]
    source: str


@require_safe
def programme(request: Request, programme_key: str) -> HttpResponse:
    """The edition that was published last."""
    edition = access.published_editions().filter(key=programme_key).order_by("-number").first()
    if edition is None:
        raise Http404
    found = programme_of(edition)
    context = {
        "programme": found,
        "insurer": name_of(found.insurer),
        "conditions": [(each.title, found.source_title(each.source)) for each in found.conditions],
        "themes": [_theme(found, each.key) for each in found.objectives_in_order if each.supported],
        "general": [each.title for each in found.kpis if each.objective is None],
        "tariff_columns": TARIFFS,
        "tariffs": _tariffs(found),
        "date_columns": DATES,
        "dates": _dates(found),
    }
    return render(request, "public/programme.html", context)


def listed_programmes() -> list[tuple[str, str]]:
    """Key and name of every programme that was published, by name."""
    newest = {each.key: each for each in access.published_editions().order_by("key", "number")}
    return sorted(((key, programme_of(each).short_title) for key, each in newest.items()), key=lambda pair: pair[1])


def _theme(found: Programme, key: str) -> Theme:
    objective = found.objective(key)
    own = [kpi for kpi in found.kpis if kpi.objective == objective.key]
    return Theme(
        title=f"{objective.key} {objective.label}",
        summary=objective.summary,
        asks=objective.asks,
        kpis=tuple(kpi.title for kpi in own),
        source=found.source_title(objective.source),
    )


def _tariffs(found: Programme) -> list[list[Cell]]:
    """Every tariff with its source; of a part of the period without one, why it is not known."""
    per = {"year": "per jaar", "quarter": "per kwartaal"}
    known = [
        (
            each.start,
            [Cell(each.start), Cell(f"{euro(each.amount)} {per[each.per]}"), Cell(found.source_title(each.source))],
        )
        for each in found.funding.tariffs
    ]
    unknown = [
        (each.start, [Cell(each.start), Cell(each.note), Cell(found.source_title(each.source))])
        for each in found.funding.tariffs_unknown
    ]
    return [row for _, row in sorted(known + unknown, key=lambda pair: pair[0])]


def _dates(found: Programme) -> list[list[Cell]]:
    """What a practice hands in, and when."""
    deadlines = [found.intention] if found.intention else []
    deadlines += [each for each in found.deadlines if each.who == "practice"]
    return [
        [Cell(each.title), Cell(each.opens), Cell(each.date)] for each in sorted(deadlines, key=lambda each: each.date)
    ]
