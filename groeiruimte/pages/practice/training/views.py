"""P14: the catalogue of the region, one session, signing up and off, the calendar file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import sign_ups
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.sign_ups import places_in_line, seats_of
from groeiruimte.actions.training_mails import event_of, page_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Practice, Session, SignUp
from groeiruimte.records.models.training import CALLED_OFF, CANCELLED, WAITING
from groeiruimte.reports import calendar_feed

from .around import OPEN_TO, Around, around, team
from .forms import SignUpForm
from .offer import offer, offers


@require_safe
def trainings(request: Request, practice_id: str) -> HttpResponse:
    """What stands on the calendar from today, all objectives (R149); `?onderwerp=` keeps one topic."""
    here = around(request, practice_id)
    coming = list(_sessions(request, here.practice).filter(end__gte=request.at).exclude(status=CALLED_OFF))
    mine = _mine(request, here.practice, coming)
    asked = request.GET.get("onderwerp", "")
    there = sorted({topic for session in coming for topic in session.training.topics}, key=here.topic)
    shown = [session for session in coming if not asked or asked in session.training.topics]
    found = offers(shown, seats_of(shown), mine, here)
    people = sign_ups.may_sign_up(request.actor, here.practice, team(request, here.practice))
    return render(
        request,
        "practice/training/catalogue.html",
        {
            "practice": here.practice,
            "offers": sorted(found, key=lambda each: (not each.counts, not each.recommended)),
            "topics": [(key, here.topic(key)) for key in there],
            "me": next((one for one in people if one.user_id == request.user.pk), None),
            "asked": asked,
            "asked_label": here.topic(asked) if asked else "",
        },
    )


@require_safe
def training(request: Request, practice_id: str, session_id: str) -> HttpResponse:
    here = around(request, practice_id)
    session = _session(request, here.practice, session_id)
    people = sign_ups.may_sign_up(request.actor, here.practice, team(request, here.practice))
    return _show(request, here, session, SignUpForm(people=_not_yet(request, session, people), around=here))


@require_POST
def sign_up(request: Request, practice_id: str, session_id: str) -> HttpResponse:
    here = around(request, practice_id)
    session = _session(request, here.practice, session_id)
    people = sign_ups.may_sign_up(request.actor, here.practice, team(request, here.practice))
    form = SignUpForm(request.POST, people=people, around=here)
    key = submission_key(request)
    if not form.is_valid():
        return _show(request, here, session, form)
    chosen = form.cleaned_data["employees"]
    try:
        sign_ups.sign_up(
            practice=here.practice, session=session, employees=chosen, by=request.actor, at=request.at, key=key
        )
    except Refused as refusal:
        form.add_error("employees", f"{refusal.message} {refusal.mend}")
        return _show(request, here, session, form)
    _say_how_it_went(request, here.practice, session, [one.pk for one in chosen])
    return _to(here.practice, session)


@require_POST
def sign_off(request: Request, practice_id: str, session_id: str, sign_up_id: str) -> HttpResponse:
    here = around(request, practice_id)
    found = access.sign_ups(request.actor, OPEN_TO).filter(practice=here.practice, session=session_id)
    mine = get_object_or_404(found.select_related("session__training", "session__region"), pk=sign_up_id)
    sign_ups.sign_off(
        practice=here.practice, sign_up=mine, by=request.actor, at=request.at, key=submission_key(request)
    )
    messages.success(request, f"{mine.employee.name} is afgemeld.")
    return _to(here.practice, mine.session)


@require_safe
def session_calendar(request: Request, practice_id: str, session_id: str) -> HttpResponse:
    """One session for somebody's own calendar."""
    here = around(request, practice_id)
    session = _session(request, here.practice, session_id)
    event = event_of(session, request.at, url=page_of(session, here.practice.pk))
    return attachment(calendar_feed.one(event).encode(), "scholing.ics", calendar_feed.CONTENT_TYPE)


def _sessions(request: Request, practice: Practice) -> QuerySet[Session]:
    found = access.sessions(request.actor, OPEN_TO)
    return found.filter(region=practice.region_id).order_by("start", "training__title", "pk")


def _session(request: Request, practice: Practice, session_id: str) -> Session:
    return get_object_or_404(_sessions(request, practice), pk=session_id)


def _mine(request: Request, practice: Practice, sessions: Sequence[Session]) -> list[SignUp]:
    found = access.sign_ups(request.actor, OPEN_TO).filter(practice=practice, session__in=sessions)
    return list(found.exclude(status=CANCELLED).order_by("session__start", "at", "pk"))


def _not_yet(request: Request, session: Session, people: Sequence[Employee]) -> list[Employee]:
    on_it = access.sign_ups(request.actor, OPEN_TO).filter(session=session).exclude(status=CANCELLED)
    there = {one.employee_id for one in on_it}
    return [one for one in people if one.pk not in there]


def _show(request: Request, here: Around, session: Session, form: SignUpForm) -> HttpResponse:
    mine = _mine(request, here.practice, [session])
    seats = seats_of([session])[session.pk]
    found = offer(session, seats, mine, places_in_line(mine), here)
    allowed = {one.pk for one in sign_ups.may_sign_up(request.actor, here.practice, [one.employee for one in mine])}
    begun = request.at >= session.start
    found = replace(
        found,
        mine=tuple(replace(one, may_cancel=not begun and one.sign_up.employee_id in allowed) for one in found.mine),
        over=found.over or ("Deze dag is voorbij." if request.at >= session.end else ""),
    )
    context = {"practice": here.practice, "offer": found, "form": form, "can": form.has_people}
    return render(request, "practice/training/session.html", context)


def _say_how_it_went(request: Request, practice: Practice, session: Session, chosen: Sequence[int]) -> None:
    mine = [one for one in _mine(request, practice, [session]) if one.employee_id in chosen]
    places = places_in_line(mine)
    names = {one.pk: "U" if one.employee.user_id == request.user.pk else one.employee.name for one in mine}
    certain = [f"{names[one.pk]} staat op de lijst." for one in mine if one.status != WAITING]
    waits = [f"{names[one.pk]} staat op plaats {places[one.pk]} van de wachtlijst." for one in mine if one.pk in places]
    full = ["Deze scholing is vol."] if waits else []
    say = messages.success if certain else messages.info
    say(request, " ".join([*certain, *full, *waits]))


def _to(practice: Practice, session: Session) -> HttpResponse:
    return HttpResponseRedirect(reverse("practice:training", args=[practice.pk, session.pk]))
