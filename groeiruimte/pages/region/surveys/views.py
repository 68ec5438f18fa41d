"""The surveys of a region: who holds one, and the outcomes of districts and of the region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.pages.survey_scores import NOT_SHOWN, asked, mean, scores_of
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import GroupOutcome, Survey
from groeiruimte.records.models.survey import CALLED_OFF, CLOSED
from groeiruimte.rules.naming import noun
from groeiruimte.rules.suppression import FEWEST_PEOPLE

RIGHT = "survey.status"
HELD = (
    Column("Praktijk"),
    Column("Vragenlijst"),
    Column("Meting"),
    Column("Stand"),
    Column("Antwoorden", "number"),
)


@dataclass(frozen=True, slots=True)
class Groups:
    """The outcomes of one wave: a row for each question, a column for each group that is shown."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[str, ...]


@require_safe
def surveys(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    year, programme, years = year_or_404(request, region)
    held = access.surveys(request.actor, RIGHT).filter(enrolment__region_year=year).exclude(status=CALLED_OFF)
    found = access.group_outcomes(request.actor, RIGHT).filter(region_year=year)
    context = {
        "region": region,
        "year": year,
        "years": years,
        "here": "region:surveys",
        "columns": HELD,
        "rows": [_row(programme, each) for each in held.order_by("practice__name", "kind", "opens")],
        "groups": list(_groups(programme, found.order_by("kind", "wave", "district"))),
    }
    return render(request, "region/surveys/page.html", context)


def _row(programme: Programme, survey: Survey) -> tuple[str, ...]:
    definition = programme.survey(survey.kind)
    wave = definition.wave(survey.wave) if definition else None
    closed = survey.status == CLOSED and survey.closed_on is not None
    day = survey.closed_on if closed else survey.closes
    return (
        survey.practice.name,
        definition.title if definition else noun(programme, survey.kind),
        wave.title if wave else survey.wave,
        f"{'Gesloten op' if closed else 'Open tot en met'} {short_date(day or survey.closes)}",
        _people(survey.respondents) if closed else NOT_SHOWN,
    )


def _people(respondents: int | None) -> str:
    """A number below five could point at somebody."""
    return str(respondents) if (respondents or 0) >= FEWEST_PEOPLE else f"minder dan {FEWEST_PEOPLE}"


def _groups(programme: Programme, found: Iterable[GroupOutcome]) -> Iterable[Groups]:
    for (kind, wave), those in groupby(found, key=lambda each: (each.kind, each.wave)):
        definition = programme.survey(kind)
        if definition is None:
            continue
        every = list(those)
        shown = [each for each in every if each.shown]
        held_in = definition.wave(wave)
        scores = [scores_of(outcome.scores) for outcome in shown]
        yield Groups(
            title=f"{definition.title}: {held_in.title if held_in else wave}",
            columns=(Column("Vraag"), *(Column(f"{_name(each)} ({each.respondents})", "number") for each in shown)),
            rows=tuple(
                (asked(question), *(mean(of_group, question) for of_group in scores))
                for question in definition.on_a_scale
            )
            if shown
            else (),
            hidden=tuple(_name(each) for each in every if not each.shown),
        )


def _name(outcome: GroupOutcome) -> str:
    return outcome.district or "Hele regio"
