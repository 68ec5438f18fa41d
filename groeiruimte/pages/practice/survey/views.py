"""P18: the surveys of a practice, starting one, what comes in while it is open, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import survey_outcomes, surveys, team
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.surveys import definition_of, offered, wave_open_on
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.programme.survey import Survey as Definition
from groeiruimte.programme.survey import Wave
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Survey
from groeiruimte.records.models.survey import CALLED_OFF, CLOSED, OPEN
from groeiruimte.rules.suppression import FEWEST_PEOPLE

from .forms import CardsForm, MailForm, StartForm
from .reading import outcome_page

READ, HOLD = "survey.read", "survey.hold"
USUAL = timedelta(days=21)
WHO_SEES = f"Alleen uw praktijk ziet de uitkomst, vanaf {FEWEST_PEOPLE} antwoorden. Niemand ziet wie wat zei."


@dataclass(frozen=True, slots=True)
class Held:
    """A survey that was held or is open, with its wave in words."""

    survey: Survey
    wave: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A survey of the programme: what was held of it, the wave that is open now, the next one."""

    definition: Definition
    held: tuple[Held, ...]
    may_start: bool
    next: Wave | None
    own_kind: str


@require_safe
def surveys_page(request: Request, practice_id: str) -> HttpResponse:
    """Every survey that the programme asks, and what was held."""
    year = of_year(request, practice_id, READ)
    mine = access.surveys(request.actor, READ).filter(enrolment=year.enrolment).exclude(status=CALLED_OFF)
    held = list(mine.select_related("edition"))
    may_hold = access.may(request.actor, HOLD, practice=year.practice)
    context = {
        "year": year,
        "practice": year.practice,
        "may_hold": may_hold,
        "offers": [_offer(request, year, found, held) for found in offered(year.programme, year.facts.objectives)],
    }
    return render(request, "practice/survey/list.html", context)


def _offer(request: Request, year: YearOf, definition: Definition, held: list[Survey]) -> Offer:
    today = request.actor.on
    mine = [each for each in held if each.kind == definition.key]
    wave = wave_open_on(definition, today)
    item = year.programme.item_kind(definition.key)
    return Offer(
        definition=definition,
        held=tuple(Held(each, wave_title(each), surveys.is_open(each, today)) for each in mine),
        may_start=wave is not None and all(each.wave != wave.key for each in mine),
        next=next((each for each in definition.waves if each.opens > today), None),
        own_kind=item.key if item and access.may(request.actor, "item.note", practice=year.practice) else "",
    )


def wave_title(survey: Survey) -> str:
    wave = definition_of(survey).wave(survey.wave)
    return wave.title if wave else survey.wave


@require_http_methods(["GET", "HEAD", "POST"])
def survey_start(request: Request, practice_id: str, kind: str) -> HttpResponse:
    """Look at the questions, choose the last day, and begin."""
    year = of_year(request, practice_id, HOLD)
    definition = next((f for f in offered(year.programme, year.facts.objectives) if f.key == kind), None)
    wave = wave_open_on(definition, request.actor.on) if definition else None
    if definition is None or wave is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = StartForm(data, last=wave.closes, initial={"closes": min(request.actor.on + USUAL, wave.closes)})
    if request.method == "POST" and form.is_valid():
        try:
            made = surveys.start(
                practice=year.practice,
                enrolment=year.enrolment,
                kind=kind,
                closes=form.cleaned_data["closes"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{definition.title}” staat open.")
            return _to(made)
    context = {
        "year": year,
        "practice": year.practice,
        "definition": definition,
        "wave": wave,
        "form": form,
        "team": len(year.facts.staff),
        "smallest": FEWEST_PEOPLE,
        "who_sees": WHO_SEES,
        "is_small": definition.audience == "team" and len(year.facts.staff) < FEWEST_PEOPLE,
    }
    return render(request, "practice/survey/start.html", context)


@require_safe
def survey(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    """While it is open: how many came in, and the ways to it. Once it is closed: what came of it (P19)."""
    found = survey_or_404(request, practice_id, survey_id, READ)
    if found.status == CLOSED:
        return outcome_page(request, found, wave_title(found))
    return open_page(request, found)


def open_page(
    request: Request, found: Survey, cards: CardsForm | None = None, mail: MailForm | None = None
) -> HttpResponse:
    definition, practice = definition_of(found), found.practice
    may_hold = access.may(request.actor, HOLD, practice=practice)
    people = team.accounts_of(practice) if may_hold else {}
    works = [
        each for each in access.employees(request.actor).filter(practice=practice) if _works(each, request.actor.on)
    ]
    context = {
        "practice": practice,
        "survey": found,
        "definition": definition,
        "wave": wave_title(found),
        "is_called_off": found.status == CALLED_OFF,
        "still_open": surveys.is_open(found, request.actor.on),
        "needed": max(0, FEWEST_PEOPLE - found.counted),
        "may_hold": may_hold and found.status == OPEN,
        "address": surveys.address(found.pk, found.link) if found.link and may_hold else "",
        "cards": cards or CardsForm(initial={"number": max(surveys.FEWEST_LINKS, len(works))}),
        "mail": mail or MailForm(people=people),
        "form": cards or mail,
        "may_mail": mail is not None or len(people) >= surveys.FEWEST_LINKS,
        "fewest": surveys.FEWEST_LINKS,
    }
    return render(request, "practice/survey/open.html", context)


def _works(employee: Employee, on: date) -> bool:
    return employee.end is None or employee.end >= on


@require_POST
def survey_invite(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    """Mail the colleagues that were chosen."""
    found = survey_or_404(request, practice_id, survey_id, HOLD)
    form = MailForm(request.POST, people=team.accounts_of(found.practice))
    if not form.is_valid():
        return open_page(request, found, mail=form)
    surveys.invite(
        practice=found.practice,
        survey=found,
        colleagues=form.chosen(),
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    messages.success(request, "De mails gaan zo weg. Wie er al een had, krijgt geen tweede.")
    return _to(found)


@require_http_methods(["GET", "HEAD", "POST"])
def survey_close(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    """Close it before its last day; asked again, for it cannot be undone."""
    found = survey_or_404(request, practice_id, survey_id, HOLD)
    if request.method == "POST":
        survey_outcomes.close(
            practice=found.practice, survey=found, by=request.actor, at=request.at, key=submission_key(request)
        )
        messages.success(request, "De vragenlijst is gesloten.")
        return _to(found)
    context = {
        "practice": found.practice,
        "survey": found,
        "definition": definition_of(found),
        "smallest": FEWEST_PEOPLE,
    }
    return render(request, "practice/survey/close.html", context)


@require_POST
def survey_call_off(request: Request, practice_id: str, survey_id: str) -> HttpResponse:
    """Stop without an outcome; what came in is thrown away."""
    found = survey_or_404(request, practice_id, survey_id, HOLD)
    surveys.call_off(
        practice=found.practice, survey=found, by=request.actor, at=request.at, key=submission_key(request)
    )
    messages.success(request, "De vragenlijst is gestopt. De antwoorden zijn weggegooid.")
    return HttpResponseRedirect(reverse("practice:surveys", kwargs={"practice_id": practice_id}))


def survey_or_404(request: Request, practice_id: str, survey_id: str, right: str) -> Survey:
    mine = access.surveys(request.actor, right).filter(practice=practice_id).select_related("edition")
    return get_object_or_404(mine.select_related("practice__region"), pk=survey_id)


def _to(found: Survey) -> HttpResponse:
    return HttpResponseRedirect(
        reverse("practice:survey", kwargs={"practice_id": found.practice_id, "survey_id": found.pk})
    )
