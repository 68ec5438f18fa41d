"""A03. Who reads the log is in it too: every page here leaves a line (`layout.seen`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import audit_log
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.records.models import Event, LogReview
from groeiruimte.reports import sheets

from .forms import LogFilter, ReviewForm
from .lines import COLUMNS, SHEET, rows, sheet

_A_PAGE = 50
MOST = 20_000
TOO_MANY = "Dit zijn meer dan 20.000 regels."
_PEOPLE = (Column("Naam"), Column("E-mailadres"), Column("Deed"), Column("Gezien door"))
_FEWEST_SIGNS = 2
_MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the log, and who signed it off; `open` is the one to sign next."""

    key: str
    words: str
    review: LogReview | None


@require_safe
def log(request: Request) -> HttpResponse:
    """The lines, newest first, with what narrows them."""
    events = _events(request)
    form = LogFilter(request.GET if request.GET else None)
    found = _narrowed(request, form, events)
    context = _page(request, found) | {"form": form, "check": audit_log.last_check(), "weeks": _weeks(request)[:1]}
    return render(request, "platform/log/page.html", context)


@require_safe
def log_csv(request: Request) -> HttpResponse:
    """The lines of the same search, oldest first; not more than a spreadsheet can carry."""
    form = LogFilter(request.GET if request.GET else None)
    found = list(_narrowed(request, form, _events(request)).order_by("seq")[: MOST + 1])
    if len(found) > MOST:
        raise Refused(TOO_MANY, "Kies een kortere periode en probeer het opnieuw.", "too_many")
    table = sheet(found, _names(request, found))
    return attachment(sheets.table_csv(SHEET, table), f"logboek-{request.actor.on}.csv", sheets.CSV_TYPE)


@require_safe
def people(request: Request) -> HttpResponse:
    """Look for somebody, to see what they did and who saw them."""
    _events(request)
    asked = " ".join(request.GET.get("zoek", "").split())[:120]
    looks = len(asked) >= _FEWEST_SIGNS
    found = access.people_called(request.actor, asked, "log.read")[:_MOST_PEOPLE] if looks else []
    table = [
        [
            Cell(user.name),
            Cell(user.email),
            Cell("Toon wat deze persoon deed", url=reverse("platform:log_by", args=[user.pk])),
            Cell("Toon wie deze persoon zag", url=reverse("platform:log_about", args=[user.pk])),
        ]
        for user in found
    ]
    context = {"asked": asked, "looks": looks, "columns": _PEOPLE, "rows": table}
    return render(request, "platform/log/people.html", context)


@require_safe
def by_person(request: Request, user_id: int) -> HttpResponse:
    """Per employee: everything that somebody did or tried."""
    events = _events(request)
    user = get_object_or_404(access.accounts(request.actor, "log.read"), pk=user_id)
    context = _page(request, events.filter(actor_id=str(user.pk)))
    lead = "Alles wat deze persoon deed of probeerde, het laatste eerst."
    return render(request, "platform/log/person.html", context | {"person": user, "title": "Deed", "lead": lead})


@require_safe
def about_person(request: Request, user_id: int) -> HttpResponse:
    """Per person: who saw or changed what is kept of somebody."""
    events = _events(request)
    user = get_object_or_404(access.accounts(request.actor, "log.read"), pk=user_id)
    found = events.filter(audit_log.about(user)).exclude(actor_id=str(user.pk))
    lead = "Wie het account, de rollen of een pagina met het team van deze persoon zag of wijzigde."
    context = {"person": user, "title": "Gezien door", "lead": lead}
    return render(request, "platform/log/person.html", _page(request, found) | context)


@require_POST
def check(request: Request) -> HttpResponse:
    """Have the chain checked now."""
    _events(request)
    audit_log.ask_check(by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "Wij controleren de keten. Kijk over een minuut hier weer.")
    return HttpResponseRedirect(reverse("platform:log"))


@require_http_methods(["GET", "HEAD", "POST"])
def reviews(request: Request) -> HttpResponse:
    """The last weeks; the oldest that nobody signed is to be looked at first."""
    _events(request)
    weeks = _weeks(request)
    waiting = [each for each in weeks if each.review is None]
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            audit_log.review(
                week=request.POST.get("week", "")[:20],
                note=form.cleaned_data["note"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "De week is afgetekend.")
            return HttpResponseRedirect(reverse("platform:log_reviews"))
    return render(
        request,
        "platform/log/reviews.html",
        {"weeks": weeks, "next": waiting[-1] if waiting else None, "form": form, "query": _query_of(waiting)},
    )


def _events(request: Request) -> QuerySet[Event]:
    if not access.may(request.actor, "log.read"):
        raise Http404
    return access.events(request.actor)


def _narrowed(request: Request, form: LogFilter, events: QuerySet[Event]) -> QuerySet[Event]:
    """What was asked for; nothing while a field holds what cannot be used."""
    if not form.is_bound:
        return events
    if not form.is_valid():
        return events.none()
    asked = form.cleaned_data
    if asked["van"]:
        events = events.filter(at__date__gte=asked["van"])
    if asked["tot"]:
        events = events.filter(at__date__lte=asked["tot"])
    if asked["soort"]:
        events = events.filter(event__startswith=asked["soort"].lower())
    if asked["persoon"]:
        events = events.filter(actor_name__icontains=asked["persoon"])
    if asked["praktijk"]:
        events = events.filter(practice__in=audit_log.practices_called(asked["praktijk"], by=request.actor))
    return events


def _page(request: Request, found: QuerySet[Event]) -> dict[str, object]:
    """Fifty lines from a place in the log on: counting a long log costs more than showing a part of it."""
    before = request.GET.get("voor", "")
    narrowed = (
        found.filter(seq__lt=int(before)) if before.isascii() and before.isdigit() and len(before) < 16 else found
    )
    shown = list(narrowed[: _A_PAGE + 1])
    older = len(shown) > _A_PAGE
    shown = shown[:_A_PAGE]
    rest = {name: str(value) for name, value in request.GET.items() if name != "voor"}
    return {
        "columns": COLUMNS,
        "rows": rows(shown, _names(request, shown)),
        "older": urlencode(rest | {"voor": str(shown[-1].seq)}) if older else "",
        "newest": urlencode(rest) if before else "",
        "is_later": bool(before),
        "query": urlencode(rest),
    }


def _names(request: Request, found: list[Event]) -> dict[str, str]:
    return audit_log.practice_names((str(each.practice_id) for each in found if each.practice_id), by=request.actor)


def _weeks(request: Request) -> list[Week]:
    keys = audit_log.weeks_to_review(request.actor.on)
    signed = {each.week: each for each in access.log_reviews(request.actor).filter(Q(week__in=keys))}
    return [Week(key, _week_words(audit_log.first_day(key)), signed.get(key)) for key in keys]


def _week_words(monday: date) -> str:
    return f"{short_date(monday)} tot en met {short_date(monday + timedelta(days=6))}"


def _query_of(waiting: list[Week]) -> str:
    """The search that shows the lines of the week to look at."""
    if not waiting:
        return ""
    monday = audit_log.first_day(waiting[-1].key)
    return urlencode({"van": monday.isoformat(), "tot": (monday + timedelta(days=6)).isoformat()})
