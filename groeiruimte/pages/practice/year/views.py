"""P01."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from groeiruimte.actions.facts import NEEDED, practice_facts
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.participation import Participation, of_today, participations
from groeiruimte.records import access
from groeiruimte.records.models import Practice
from groeiruimte.rules.eligibility import assess, may_take_part
from groeiruimte.rules.obligations import owed

from .overview import Offer, Ways, overview


@require_safe
def year(request: Request, practice_id: str) -> HttpResponse:
    """What to do now, what the year asks, and the amount so far."""
    practices = access.practices(request.actor, "practice.read").prefetch_related(*NEEDED)
    practice = get_object_or_404(practices, pk=practice_id)
    on = request.actor.on
    found = participations(practice, on)
    now = of_today(found, on)
    if now and not _is_about(now, on):
        now = None
    ways = Ways(
        practice.pk,
        deliver=access.may(request.actor, "list.deliver", practice=practice),
        read_amount=access.may(request.actor, "amount.read", practice=practice),
    )
    page = overview(found, now, _offers(request, practice, found), ways, on)
    context = {"practice": practice, "now": now, "page": page}
    return render(request, "practice/year/page.html", context)


def _is_about(participation: Participation, on: date) -> bool:
    """Whether a participation still says something about today: this year, a later one, or a programme that runs on."""
    return participation.enrolment.year >= on.year or participation.programme.period.holds(on)


def _offers(request: Request, practice: Practice, found: list[Participation]) -> list[Offer]:
    """The programmes of the region that are not over and that the practice is not in."""
    joined = [participation.enrolment.region_year_id for participation in found]
    coming = access.region_years(request.actor).filter(region=practice.region_id, end__gte=request.actor.on)
    offers = []
    for region_year in coming.exclude(pk__in=joined).order_by("start"):
        programme, facts = practice_facts(practice, region_year, request.actor.on)
        asked = [each for each in owed(programme, facts, request.actor.on) if each.kind == "enrolment"]
        can_enrol = may_take_part(assess(programme, facts, on=request.actor.on))
        offers += [Offer(programme, enrolment, can_enrol) for enrolment in asked]
    return offers
