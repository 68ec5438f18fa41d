"""The log of support: what was given, added up; writing down, changing, striking out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import support as verbs
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionYear, SupportRecord
from groeiruimte.reports.sheets import CSV_TYPE, table_csv
from groeiruimte.rules.tracks import counted

from . import overview
from .forms import LogForm, SupportForm

READ, LOG = "support.read", "support.log"
ROWS_A_PAGE = 50
_COUNTS = (Column("Wat"), Column("Praktijken", "number"), Column("Keren", "number"), Column("Minuten", "number"))
_TRACKS = (
    Column("Traject"),
    Column("Gekozen", "number"),
    Column("Begonnen", "number"),
    Column("Helemaal klaar", "number"),
)
_RECORDS = (Column("Praktijk"), Column("Dag", "date"), Column("Wat"), Column("Waarbij"), Column("Minuten", "number"))
_SHEET = ("Praktijk", "AGB-code", "Dag", "Wat", "Fase", "Doelstelling", "Minuten", "Toelichting", "Door")


@require_safe
def support(request: Request, region_key: str) -> HttpResponse:
    """Everything added up, then the log with the newest first."""
    region = region_or_404(request, region_key, READ)
    year, programme, years = year_or_404(request, region)
    found = overview.logged(request, year)
    kind = _kind(request, programme)
    page = Paginator(_records(request, year, kind), ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    may_log = access.may(request.actor, LOG, region=region)
    asked = {"programma": year.programme, "soort": kind}
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "count_columns": _COUNTS,
        "kinds": overview.per_kind(programme, found),
        "phases": overview.per_phase(programme, found),
        "objectives": overview.per_objective(programme, found),
        "track_columns": _TRACKS,
        "tracks": _tracks(request, year, programme),
        "columns": _RECORDS,
        "rows": [_row(programme, year, each, may_log) for each in page],
        "page": page,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "choices": [(each.key, each.label, each.key == kind) for each in programme.support_kinds],
        "may_log": may_log and bool(programme.support_kinds),
    }
    return render(request, "region/support/page.html", context)


@require_safe
def support_csv(request: Request, region_key: str) -> HttpResponse:
    """What the table shows, to take away."""
    region = region_or_404(request, region_key, READ)
    year, programme, _ = year_or_404(request, region)
    words = verbs.words_of(programme)
    rows = [
        (
            each.practice.name,
            each.practice.agb_code,
            each.day,
            verbs.named(programme, each),
            words["phase"].get(each.phase, ""),
            words["objective"].get(each.objective, ""),
            each.minutes,
            each.text,
            each.by.name,
        )
        for each in _records(request, year, _kind(request, programme))
    ]
    return attachment(table_csv(_SHEET, rows), f"ondersteuning-{year.programme}.csv", CSV_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
def support_add(request: Request, region_key: str) -> HttpResponse:
    """Write down the same support for one practice or several; `?praktijk=` ticks one."""
    region = region_or_404(request, region_key, LOG)
    year, programme, _ = year_or_404(request, region)
    enrolled = access.enrolments(request.actor, LOG).filter(region_year=year).order_by("practice__name", "pk")
    practices = [(each.pk, f"{each.practice.name} ({each.practice.agb_code})") for each in enrolled]
    ticked = [each.pk for each in enrolled if each.practice_id == request.GET.get("praktijk")]
    initial = {"day": request.actor.on, "enrolments": ticked}
    form = LogForm(request.POST or None, initial=initial, programme=programme, practices=practices)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            chosen = tuple(form.cleaned_data["enrolments"])
            try:
                verbs.log_support(
                    region=region,
                    region_year=year,
                    enrolments=chosen,
                    text=form.support,
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
            except Refused as refusal:
                form.refuse(refusal)
            else:
                many = len(chosen)
                messages.success(request, f"Vastgelegd voor {many} {'praktijk' if many == 1 else 'praktijken'}.")
                return HttpResponseRedirect(_back(region, year))
    context = {"region": region, "programme": programme, "form": form, "back": _back(region, year)}
    return render(request, "region/support/add.html", context | {"here": request.get_full_path()})


@require_http_methods(["GET", "HEAD", "POST"])
def support_edit(request: Request, region_key: str, support_id: str) -> HttpResponse:
    """Change one record. That of a step of a track is changed at the track."""
    region = region_or_404(request, region_key, LOG)
    found = _one(request, region, support_id)
    year = found.enrolment.region_year
    if found.track:
        place = {"region_key": region.pk, "track": found.track, "step": found.step, "enrolment_id": found.enrolment_id}
        return HttpResponseRedirect(reverse("region:track_step", kwargs=place))
    programme = programme_of(year.edition)
    version = typed_version(request) if request.method == "POST" else found.version
    initial = {name: getattr(found, name) for name in verbs.LABELS}
    form = SupportForm(request.POST or None, initial=initial, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change(
                practice=found.practice,
                support=found,
                version=version,
                text=form.support,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw wijziging is bewaard.")
            return HttpResponseRedirect(_back(region, year))
    context: dict[str, Any] = {"region": region, "support": found, "form": form, "version": version}
    return render(request, "region/support/edit.html", context | {"back": _back(region, year)})


@require_POST
def support_strike(request: Request, region_key: str, support_id: str) -> HttpResponse:
    """Strike one out."""
    region = region_or_404(request, region_key, LOG)
    found = _one(request, region, support_id)
    verbs.strike_out(
        practice=found.practice, support=found, by=request.actor, at=request.at, key=submission_key(request)
    )
    messages.success(request, "Doorgestreept. Het telt niet meer mee.")
    return HttpResponseRedirect(_back(region, found.enrolment.region_year))


def _one(request: Request, region: Region, support_id: str) -> SupportRecord:
    """A struck out one as well: the verb says what happened, and the same key leads to the same answer."""
    found = access.support_records(request.actor, LOG).filter(region=region)
    return get_object_or_404(found.select_related("practice__region", "enrolment__region_year__edition"), pk=support_id)


def _records(request: Request, year: RegionYear, kind: str) -> QuerySet[SupportRecord]:
    found = access.support_records(request.actor, READ).filter(enrolment__region_year=year, removed_on=None)
    return (found.filter(kind=kind) if kind else found).order_by("-day", "-at", "practice__name", "pk")


def _kind(request: Request, programme: Programme) -> str:
    kind = request.GET.get("soort", "")
    if kind and kind not in {each.key for each in programme.support_kinds}:
        raise Http404
    return kind


def _row(programme: Programme, year: RegionYear, each: SupportRecord, may_log: bool) -> tuple[Cell, ...]:
    words = verbs.words_of(programme)
    place = {"region_key": year.region_id, "support_id": each.pk}
    about = [words["phase"].get(each.phase, ""), words["objective"].get(each.objective, "")]
    return (
        Cell(
            each.practice.name, reverse("region:support_edit", kwargs=place) if may_log else "", each.practice.agb_code
        ),
        Cell(each.day, note=each.by.name),
        Cell(verbs.named(programme, each), note=each.text),
        Cell(", ".join(part for part in about if part) or None),
        Cell(each.minutes),
    )


def _tracks(request: Request, year: RegionYear, programme: Programme) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for track in programme.tracks:
        many = counted(track, (each.walk for each in overview.walkers(request, year, programme, track)))
        url = reverse("region:track", kwargs={"region_key": year.region_id, "track": track.key})
        where = f"{url}?programma={year.programme}"
        rows.append((Cell(track.label, url=where), Cell(many.chosen), Cell(many.started), Cell(many.complete)))
    return rows


def _back(region: Region, year: RegionYear) -> str:
    return reverse("region:support", kwargs={"region_key": region.pk}) + f"?programma={year.programme}"
