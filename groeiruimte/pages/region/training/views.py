"""The trainings of a region: the list with what was promised, the text, publishing, who took part."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import trainings as texts
from groeiruimte.actions.refusal import SEPARATOR
from groeiruimte.actions.sign_ups import Seats, seats_of
from groeiruimte.actions.training_mails import when
from groeiruimte.actions.trainings import TrainingText
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.models import Region, Session, Training
from groeiruimte.records.models.training import CALLED_OFF, CLOSED, SIGNED_UP
from groeiruimte.reports.sheets import CSV_TYPE, table_csv
from groeiruimte.rules.offer import Offered, counts_for, offer_checks

from .around import (
    MANAGE,
    function_words,
    kind_words,
    manages,
    one_programme,
    programmes,
    region_or_404,
    topic_words,
    training_or_404,
)
from .forms import TrainingForm

_DAYS = (Column("Scholing"), Column("Wanneer"), Column("Plaats"), Column("Ingeschreven", "number"), Column("Stand"))
_TRAININGS = (Column("Scholing"), Column("Soort"), Column("Dagen", "number"), Column("Stand"))
_CHECKS = (Column("Wat"), Column("Doelstelling"), Column("Op de agenda"), Column("Stand", "status"))
_PARTICIPATION = (
    Column("Praktijk"),
    Column("Bezocht", "number"),
    Column("Staat op de lijst", "number"),
    Column("Aangeboden", "number"),
)


@require_safe
def trainings(request: Request, region_key: str) -> HttpResponse:
    """The desk sees everything; a trainer the own days."""
    region = region_or_404(request, region_key)
    found = list(
        access.sessions(request.actor, "training.run").filter(region=region).order_by("start", "training__title", "pk")
    )
    seats = seats_of(found)
    coming = [one for one in found if one.end >= request.at and one.status != CLOSED]
    past = [one for one in reversed(found) if one not in coming]
    context = {
        "region": region,
        "manages": manages(request, region),
        "day_columns": _DAYS,
        "coming": [_day(one, seats[one.pk]) for one in coming],
        "past": [_day(one, seats[one.pk]) for one in past],
    }
    if context["manages"]:
        context |= _texts_and_promises(request, region, found)
    return render(request, "region/training/page.html", context)


def _texts_and_promises(request: Request, region: Region, found: list[Session]) -> dict[str, object]:
    per_training = Counter(one.training_id for one in found)
    texts_there = access.trainings(request.actor, MANAGE).filter(region=region).order_by("title", "pk")
    running = next(iter(programmes(request, region)), None)
    offered = [
        Offered(one.training.kind, tuple(one.training.objectives), local_date(one.start))
        for one in found
        if one.status != CALLED_OFF and one.training.published
    ]
    checks = offer_checks(running, offered) if running else ()
    return {
        "training_columns": _TRAININGS,
        "trainings": [_text_row(region, one, per_training[one.pk]) for one in texts_there],
        "check_columns": _CHECKS,
        "checks": [
            (
                Cell(check.title),
                Cell(f"{check.objective} {running.objective(check.objective).label}"),
                Cell(check.because),
                Cell("done" if check.met else "todo", note="Gehaald" if check.met else "Nog niet gehaald"),
            )
            for check in checks
            if running
        ],
    }


def _text_row(region: Region, one: Training, number: int) -> tuple[Cell, ...]:
    state = Cell("Zichtbaar", tone="done") if one.published else Cell("Concept", tone="todo")
    where = reverse("region:training", args=[region.pk, one.pk])
    return Cell(one.title, url=where), Cell(kind_words()[one.kind]), Cell(number), state


def _day(session: Session, seats: Seats) -> tuple[Cell, ...]:
    where = reverse("region:session", args=[session.region_id, session.pk])
    waits = f"{seats.waiting} op de wachtlijst" if seats.waiting else ""
    return (
        Cell(session.training.title, url=where),
        Cell(when(session)),
        Cell(session.place),
        Cell(f"{seats.taken} van {seats.seats}", note=waits),
        state_of(session),
    )


def state_of(session: Session) -> Cell:
    words = {
        "planned": ("Gepland", "todo"),
        "open": ("Deur open", "in_progress"),
        "closed": ("Gesloten", "done"),
        "called_off": ("Gaat niet door", "not_asked"),
    }
    word, tone = words[session.status]
    return Cell(word, tone=tone)


@require_safe
def training(request: Request, region_key: str, training_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = training_or_404(request, region, training_id)
    planned = list(
        access.sessions(request.actor, MANAGE).filter(training=found).order_by("start", "training__title", "pk")
    )
    seats = seats_of(planned)
    known = programmes(request, region)
    topics, functions = topic_words(known, found.topics), function_words(known, found.functions)
    labels = {each.key: f"{each.key} {each.label}" for programme in known[:1] for each in programme.objectives_in_order}
    counts = {kpi.title for programme in known[:1] for kpi in counts_for(programme, found.topics)}
    return render(
        request,
        "region/training/training.html",
        {
            "region": region,
            "training": found,
            "kind": kind_words()[found.kind],
            "topics": [topics[key] for key in found.topics],
            "objectives": [labels.get(key, key) for key in found.objectives],
            "functions": [functions[key] for key in found.functions],
            "counts": sorted(counts),
            "day_columns": _DAYS,
            "days": [_day(one, seats[one.pk]) for one in planned],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: Request, region_key: str) -> HttpResponse:
    """A new text; `?van=` begins with that of an earlier training."""
    region = region_or_404(request, region_key, MANAGE)
    earlier = training_or_404(request, region, request.GET["van"]) if request.GET.get("van") else None
    start = TrainingForm.initial_of(TrainingText.of(earlier)) if earlier else {}
    form = TrainingForm(request.POST or None, initial=start, words=_words(request, region, earlier))
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            made = texts.make(region=region, text=form.text, by=request.actor, at=request.at, key=key)
            messages.success(request, "De scholing is bewaard. Praktijken zien haar nog niet.")
            return redirect("region:training", region.pk, made.pk)
    return render(request, "region/training/edit.html", {"region": region, "form": form, "earlier": earlier})


@require_http_methods(["GET", "HEAD", "POST"])
def training_edit(request: Request, region_key: str, training_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = training_or_404(request, region, training_id)
    words = _words(request, region, found)
    if request.method != "POST":
        form = TrainingForm(initial=TrainingForm.initial_of(TrainingText.of(found)), words=words)
        context = {"region": region, "training": found, "form": form, "typed_version": found.version}
        return render(request, "region/training/edit.html", context)
    form, version, key = TrainingForm(request.POST, words=words), typed_version(request), submission_key(request)
    if form.is_valid():
        texts.edit(
            region=region,
            training=found,
            version=version,
            text=form.text,
            words=lambda field, value: _said(words, field, value),
            by=request.actor,
            at=request.at,
            key=key,
        )
        messages.success(request, "De tekst is bewaard.")
        return redirect("region:training", region.pk, found.pk)
    context = {"region": region, "training": found, "form": form, "typed_version": version}
    return render(request, "region/training/edit.html", context)


def _words(request: Request, region: Region, training: Training | None) -> dict[str, dict[str, str]]:
    """What the choices of the form are called, by field."""
    known = programmes(request, region) or [one_programme(request, region)]
    objectives = {key: key for key in (training.objectives if training else [])}
    objectives |= {each.key: f"{each.key} {each.label}" for each in known[0].objectives_in_order}
    return {
        "kind": kind_words(),
        "topics": topic_words(known, training.topics if training else []),
        "objectives": objectives
        | {key: key for key in (training.objectives if training else []) if key not in objectives},
        "functions": function_words(known, training.functions if training else []),
    }


def _said(words: dict[str, dict[str, str]], field: str, value: str) -> str:
    if field == "recommended":
        return "ja" if value else "nee"
    if field not in words:
        return value
    return ", ".join(words[field].get(part, part) for part in value.split(SEPARATOR) if part)


@require_POST
def training_publish(request: Request, region_key: str, training_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = training_or_404(request, region, training_id)
    show = request.POST.get("tonen") == "ja"
    texts.publish(
        region=region, training=found, published=show, by=request.actor, at=request.at, key=submission_key(request)
    )
    messages.success(
        request, "Praktijken zien deze scholing nu." if show else "Praktijken zien deze scholing niet meer."
    )
    return redirect("region:training", region.pk, found.pk)


@require_safe
def participation(request: Request, region_key: str) -> HttpResponse:
    """Per practice what was offered and what was attended (R032)."""
    region = region_or_404(request, region_key, MANAGE)
    rows = [
        (Cell(name, note=agb_code), Cell(visited), Cell(listed), Cell(offered))
        for name, agb_code, visited, listed, offered in _taken_part(request, region)
    ]
    context = {"region": region, "columns": _PARTICIPATION, "rows": rows}
    return render(request, "region/training/participation.html", context)


@require_safe
def participation_csv(request: Request, region_key: str) -> HttpResponse:
    """The same list to take away."""
    region = region_or_404(request, region_key, MANAGE)
    labels = ("Praktijk", "AGB-code", *(column.label for column in _PARTICIPATION[1:]))
    return attachment(table_csv(labels, _taken_part(request, region)), "deelname-scholing.csv", CSV_TYPE)


def _taken_part(request: Request, region: Region) -> list[tuple[str, str, int, int, int]]:
    """By name: the practice, its AGB code, days visited, days it is on the list of, days offered."""
    offered = access.sessions(request.actor, MANAGE).filter(region=region, training__published=True, end__lt=request.at)
    sessions = [one for one in offered if one.status != CALLED_OFF]
    been = access.attendances(request.actor, MANAGE).filter(removed_on=None, session__in=sessions)
    visits = Counter(practice for practice, _ in set(been.values_list("practice", "session")))
    coming = access.sign_ups(request.actor, MANAGE).filter(status=SIGNED_UP, session__end__gte=request.at)
    listed = Counter(practice for practice, _ in set(coming.values_list("practice", "session")))
    practices = access.practices(request.actor, MANAGE).filter(region=region).order_by("name")
    return [(one.name, one.agb_code, visits[one.pk], listed[one.pk], len(sessions)) for one in practices]
