"""A track: how far every practice is, and noting a step down. Source: R111-R119."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import support as verbs
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.questions import QuestionForm, answers_from, question_form
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import Track, TrackStep
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Region, SupportRecord
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.tracks import counted, sheet, tracks_of

from .forms import DayForm
from .overview import Walker, walkers

READ, LOG = "support.read", "support.log"
_STANDS = {True: Cell("done", note="Klaar"), False: Cell("in_progress", note="Bezig")}


@require_safe
def track(request: Request, region_key: str, track: str) -> HttpResponse:
    """Everybody who chose a track, with each step (R115, R118)."""
    region = region_or_404(request, region_key, READ)
    year, programme, _ = year_or_404(request, region)
    found = next((each for each in programme.tracks if each.key == track), None)
    if found is None:
        raise Http404
    there = walkers(request, year, programme, found)
    many = counted(found, (each.walk for each in there))
    may_log = access.may(request.actor, LOG, region=region)
    context = {
        "region": region,
        "year": year,
        "programme": programme,
        "track": found,
        "many": many,
        "columns": (
            Column("Praktijk"),
            *(Column(step.label, "status") for step in found.steps),
            Column("Stand", "status"),
        ),
        "rows": [_row(region, found, each, may_log) for each in there],
        "steps": [(step.label, many.per_step[step.key]) for step in found.steps],
        "step_columns": (Column("Stap"), Column("Praktijken klaar", "number")),
        "back": reverse("region:support", kwargs={"region_key": region.pk}) + f"?programma={year.programme}",
    }
    return render(request, "region/support/track.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def track_step(request: Request, region_key: str, track: str, enrolment_id: str, step: str) -> HttpResponse:
    """Note one step of one practice, or change what was noted. Who saves second sees both texts."""
    region = region_or_404(request, region_key, LOG)
    enrolment = get_object_or_404(access.enrolments(request.actor, LOG).filter(region=region), pk=enrolment_id)
    programme = programme_of(enrolment.region_year.edition)
    asked_in, asked = _asked(programme, enrolment, track, step)
    noted = access.support_records(request.actor, LOG).filter(
        enrolment=enrolment, track=track, step=step, removed_on=None
    )
    stored = noted.first()
    version, stale = _version(request, stored), None
    day, form = _forms(request, programme, asked_in, asked, stored)
    if request.method == "POST" and day.is_valid() and (form is None or form.is_valid()):
        try:
            verbs.note_step(
                practice=enrolment.practice,
                enrolment=enrolment,
                track=track,
                step=step,
                version=version,
                day=day.cleaned_data["day"],
                answers=_given(form),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            day.refuse(refusal)
        except Stale as newer:
            stale, version = newer, newer.version
        else:
            messages.success(request, f"Vastgelegd: {asked.label}, {enrolment.practice.name}.")
            return HttpResponseRedirect(_track_url(region, enrolment, track))
    context = {
        "region": region,
        "practice": enrolment.practice,
        "track": asked_in,
        "step": asked,
        "stored": stored,
        "day": day,
        "form": form,
        "problems": _problems(day, form),
        "version": version,
        "stale": stale,
        "back": _track_url(region, enrolment, track),
    }
    return render(request, "region/support/step.html", context, status=409 if stale else 200)


def _asked(programme: Programme, enrolment: Enrolment, track: str, step: str) -> tuple[Track, TrackStep]:
    mine = tracks_of(programme, enrolment.objectives, enrolment.choices)
    found = next(((t, s) for t in mine for s in t.steps if (t.key, s.key) == (track, step)), None)
    if found is None:
        raise Http404
    return found


def _version(request: Request, stored: SupportRecord | None) -> int:
    if request.method == "POST":
        return typed_version(request)
    return stored.version if stored else 0


def _forms(
    request: Request, programme: Programme, track: Track, step: TrackStep, stored: SupportRecord | None
) -> tuple[DayForm, QuestionForm | None]:
    """The day, and the questions of the step when it has any."""
    sent = request.POST if request.method == "POST" else None
    first = stored.day if stored else request.actor.on
    day = DayForm(sent, today=request.actor.on, initial={"day": first})
    if not step.questions:
        return day, None
    answers: Any = stored.answers if stored else {}
    of = sheet(track, step)
    form = question_form(
        of.questions, of=of, programme=programme, facts=Facts(), answers=answers, data=sent, strict=True
    )
    return day, form


def _given(form: QuestionForm | None) -> dict[str, Any]:
    return {key: value for key, value in answers_from(form).items() if value is not None} if form else {}


def _problems(day: DayForm, form: QuestionForm | None) -> list[tuple[str, str]]:
    """What stands wrong, each with the place to mend it."""
    every = [day, *([form] if form else [])]
    found = [
        (str(text), f"#{one[name].auto_id}")
        for one in every
        for name, texts in one.errors.items()
        if name in one.fields
        for text in texts
    ]
    return found + [(str(text), "#formulier") for one in every for text in one.non_field_errors()]


def _row(region: Region, track: Track, walker: Walker, may_log: bool) -> tuple[Cell, ...]:
    cells = []
    for each in walker.walk.steps:
        place = {
            "region_key": region.pk,
            "track": track.key,
            "enrolment_id": walker.enrolment,
            "step": each.step.key,
        }
        url = reverse("region:track_step", kwargs=place) if may_log else ""
        cells.append(Cell("done" if each.done else "todo", url, "Klaar" if each.done else "Nog doen"))
    stands = _STANDS[walker.walk.complete] if walker.walk.started else Cell("todo", note="Nog niet begonnen")
    return (Cell(walker.name, note=walker.agb_code), *cells, stands)


def _track_url(region: Region, enrolment: Enrolment, track: str) -> str:
    address = reverse("region:track", kwargs={"region_key": region.pk, "track": track})
    return f"{address}?programma={enrolment.region_year.programme}"
