"""P05."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import enrolments
from groeiruimte.actions.facts import NEEDED
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Row
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment, Practice, RegionYear
from groeiruimte.rules.eligibility import Answer, first_day, may_take_part
from groeiruimte.rules.why import listed

from .choice import cards, labels_of, objectives_of
from .forms import EnrolForm


@require_safe
def enrol(request: Request, practice_id: str) -> HttpResponse:
    """The programme that there is something to do or see for."""
    practice = _practice(request, practice_id)
    region_years = _region_years(request, practice)
    found = _first(request, practice, region_years)
    if found is None:
        return render(request, "practice/enrol/closed.html", {"practice": practice})
    return _page(request, practice, found, region_years)


@require_http_methods(["GET", "HEAD", "POST"])
def enrol_programme(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """One programme by its key: what is asked, or what was signed."""
    practice = _practice(request, practice_id)
    region_years = _region_years(request, practice)
    found = next((each for each in region_years if each.programme == programme), None)
    if found is None:
        raise Http404
    return _page(request, practice, found, region_years)


def _practice(request: Request, practice_id: str) -> Practice:
    practices = access.practices(request.actor, "practice.read").prefetch_related(*NEEDED)
    return get_object_or_404(practices, pk=practice_id)


def _region_years(request: Request, practice: Practice) -> list[RegionYear]:
    """The programmes of the region that are not over, and those the practice is in."""
    joined = {enrolment.region_year_id for enrolment in practice.enrolments.all()}
    found = access.region_years(request.actor).filter(region=practice.region_id).order_by("start")
    return [each for each in found if each.end >= request.actor.on or each.pk in joined]


def _first(request: Request, practice: Practice, region_years: Sequence[RegionYear]) -> RegionYear | None:
    """A programme that can still be entered; else the last one that was; else the first that is shown anyway."""
    on = request.actor.on
    joined = [each for each in region_years if _enrolment(practice, each)]
    can_start = [
        each
        for each in region_years
        if each not in joined and each.end >= on and _begins_within(each, first_day(programme_of(each.edition), on))
    ]
    return next(iter(can_start), None) or next(reversed(joined), None) or next(iter(region_years), None)


def _begins_within(region_year: RegionYear, day: Any) -> bool:
    return bool(region_year.start <= day <= region_year.end)


def _enrolment(practice: Practice, region_year: RegionYear) -> Enrolment | None:
    return next((each for each in practice.enrolments.all() if each.region_year_id == region_year.pk), None)


def _page(
    request: Request, practice: Practice, region_year: RegionYear, region_years: Sequence[RegionYear]
) -> HttpResponse:
    others = [each for each in region_years if each.pk != region_year.pk]
    context = {
        "practice": practice,
        "region_year": region_year,
        "programme": programme_of(region_year.edition),
        "others": [(programme_of(each.edition).short_title, each.programme) for each in others],
    }
    enrolment = _enrolment(practice, region_year)
    if enrolment is not None:
        return _signed(request, enrolment, context)
    if request.method == "POST":
        return _sign(request, practice, region_year, context)
    return _ask(request, practice, region_year, context, EnrolForm(cards=cards(context["programme"])))


def _signed(request: Request, enrolment: Enrolment, context: dict[str, Any]) -> HttpResponse:
    """What was signed, with every answer as it stood then. A second submit of the same form ends here too."""
    labels = labels_of(context["programme"], enrolment.objectives)
    rows = [
        Row("Programma", context["programme"].title),
        Row("Doelstelling" if len(labels) == 1 else "Doelstellingen", listed(labels)),
        Row("U doet mee vanaf", _day(enrolment)),
        Row("Getekend door", enrolment.signed_by.name if enrolment.signed_by else "uw regio"),
    ]
    context |= {"enrolment": enrolment, "rows": rows, "answers": [Answer(**each) for each in enrolment.answers]}
    return render(request, "practice/enrol/signed.html", context)


def _day(enrolment: Enrolment) -> str:
    return short_date(enrolment.effective)


def _ask(
    request: Request,
    practice: Practice,
    region_year: RegionYear,
    context: dict[str, Any],
    form: EnrolForm,
    answers: Sequence[Answer] | None = None,
    warned: str = "",
) -> HttpResponse:
    on, programme = request.actor.on, context["programme"]
    found = enrolments.answers(practice, region_year, [], on) if answers is None else answers
    choices = {str(option.data["value"]): option for option in form["objectives"]}
    context |= {
        "form": form,
        "answers": found,
        "may_take_part": may_take_part(found),
        "cards": [(card, choices.get(card.value)) for card in cards(programme)],
        "first_day": first_day(programme, on),
        "may_sign": access.may(request.actor, "enrolment.sign", practice=practice),
        "signers": [membership.user.name for membership in access.signers(request.actor, practice)],
        "warned": warned,
        "warnings": [answer for answer in found if not answer.met and answer.severity == "warn"] if warned else [],
    }
    return render(request, "practice/enrol/page.html", context)
