"""R10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import outbox as post
from groeiruimte.actions import reminders
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.records import access
from groeiruimte.records.models import Mail, Region
from groeiruimte.records.models.mail import DROPPED, FAILED, HELD, SENT

COLUMNS = (Column("Onderwerp"), Column("Aan"), Column("Waarom"), Column("Gaat weg", "date"), Column("Stand"))
COMING = (Column("Dag", "date"), Column("Taak"), Column("Mails", "number"))
LATE = (Column("Taak"), Column("Te laat", "number"), Column("Herinneren"))
STATES = {
    HELD: ("Wacht", "in_progress"),
    SENT: ("Verstuurd", "done"),
    FAILED: ("Niet aangekomen", "late"),
    DROPPED: ("Tegengehouden", "not_asked"),
}
ROWS_A_PAGE = 50
DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Late:
    """One thing that practices are late with, in one programme."""

    programme: str
    key: str
    title: str
    number: int


@require_http_methods(["GET", "POST"])
def outbox(request: Request, region_key: str) -> HttpResponse:
    """What goes, what went, what failed; and what goes in the next two weeks if nothing is done."""
    region = region_or_404(request, region_key, "mail.read")
    problem = None
    if request.method == "POST":
        region_or_404(request, region_key, "mail.send")
        try:
            post.send_again(region=region, by=request.actor, at=request.at, key=submission_key(request))
            return redirect("region:outbox", region.pk)
        except Refused as refusal:
            problem = refusal
    found = access.mails(request.actor).filter(region=region)
    state = request.GET.get("stand", "")
    chosen = found.filter(status=state) if state in STATES else found
    page = Paginator(chosen, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    failed = found.filter(status=FAILED).count()
    titles = _titles(request, region)
    context = {
        "region": region,
        "problem": problem,
        "columns": COLUMNS,
        "rows": [_cells(mail, region) for mail in page],
        "page": page,
        "query": urlencode({"stand": state}) if state else "",
        "state": state,
        "states": [(key, words, found.filter(status=key).count()) for key, (words, _) in STATES.items()],
        "failed": failed,
        "made": found.count(),
        "coming_columns": COMING,
        "coming": _coming(region, request.actor.on),
        "late_columns": LATE,
        "late": [_late_cells(each, region, titles) for each in _late(request, region)],
        "may_send": access.may(request.actor, "mail.send", region=region),
    }
    return render(request, "region/outbox/page.html", context, status=409 if problem else 200)


def _cells(mail: Mail, region: Region) -> tuple[Cell, ...]:
    words, tone = STATES[mail.status]
    return (
        Cell(mail.subject, url=reverse("region:mail", args=[region.pk, mail.pk])),
        Cell(mail.user.name, note=mail.practice.name if mail.practice else ""),
        Cell(mail.why),
        Cell(mail.sent_at or mail.due_at),
        Cell(words, tone=tone),
    )


def _coming(region: Region, on: date) -> list[tuple[Cell, ...]]:
    """Per day and task: how many mails go if nobody does anything."""
    rows: list[tuple[Cell, ...]] = []
    for day, found in reminders.coming(region, on, DAYS_AHEAD):
        for title in dict.fromkeys(each.obligation.title for each in found):
            rows.append((Cell(day), Cell(title), Cell(sum(1 for each in found if each.obligation.title == title))))
    return rows


def _late(request: Request, region: Region) -> list[Late]:
    counted: dict[tuple[str, str, str], int] = {}
    rows = access.obligations(request.actor, "mail.read").filter(
        region=region, done_on__isnull=True, due__lt=request.actor.on
    )
    for programme, key, title in rows.values_list("region_year__programme", "key", "title"):
        counted[programme, key, title] = counted.get((programme, key, title), 0) + 1
    return [Late(*what, number) for what, number in sorted(counted.items())]


def _titles(request: Request, region: Region) -> dict[str, str]:
    """The short title of each programme of the region, by its key."""
    years = access.region_years(request.actor, "mail.read").filter(region=region).select_related("edition")
    return {year.programme: programme_of(year.edition).short_title for year in years}


def _late_cells(late: Late, region: Region, titles: dict[str, str]) -> tuple[Cell, ...]:
    url = reverse("region:remind", args=[region.pk, late.programme, late.key])
    return (Cell(late.title, note=titles[late.programme]), Cell(late.number), Cell("Herinner deze praktijken", url=url))


@require_http_methods(["GET", "POST"])
def mail(request: Request, region_key: str, mail_id: str) -> HttpResponse:
    """One mail as it goes, and holding it back."""
    region = region_or_404(request, region_key, "mail.read")
    found = get_object_or_404(access.mails(request.actor).filter(region=region), pk=mail_id)
    problem = None
    if request.method == "POST":
        region_or_404(request, region_key, "mail.send")
        try:
            post.drop(region=region, mail=found, by=request.actor, at=request.at, key=submission_key(request))
            return redirect("region:mail", region.pk, found.pk)
        except Refused as refusal:
            problem = refusal
    words, tone = STATES[found.status]
    context = {
        "region": region,
        "mail": found,
        "state": words,
        "tone": tone,
        "problem": problem,
        "may_drop": found.status in (HELD, FAILED) and access.may(request.actor, "mail.send", region=region),
    }
    return render(request, "region/outbox/mail.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "POST"])
def remind(request: Request, region_key: str, programme_key: str, obligation: str) -> HttpResponse:
    """One mail to everybody who is late with one thing: who, what it says, and sending it."""
    region = region_or_404(request, region_key, "mail.send")
    years = access.region_years(request.actor, "mail.send").filter(region=region)
    year = get_object_or_404(years, programme=programme_key)
    problem = None
    if request.method == "POST":
        try:
            reminders.remind(
                region=region,
                region_year=year,
                obligation=obligation,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return redirect("region:outbox", region.pk)
        except Refused as refusal:
            problem = refusal
    found = reminders.late_for(year, obligation, request.actor.on)
    if not found and problem is None:
        raise Http404
    context = {
        "region": region,
        "problem": problem,
        "found": found,
        "title": found[0].obligation.title if found else "",
        "subject": reminders.subject_of(found[:1]) if found else "",
        "body": reminders.body_of(found[:1]) if found else "",
        "practices": list(dict.fromkeys(each.practice.name for each in found)),
    }
    return render(request, "region/outbox/remind.html", context, status=409 if problem else 200)
