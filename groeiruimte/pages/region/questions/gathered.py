"""The needs of all practices of a programme: from the plan as it was sent last, else from the intention."""

from __future__ import annotations

from typing import Any

from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import RegionYear
from groeiruimte.rules.needs import Need, of_practice


def gathered(request: Request, year: RegionYear, programme: Programme) -> list[Need]:
    """By practice, in the order of their names; a practice that needs nothing is left out."""
    who = request.actor
    intentions = {each.practice_id: each for each in access.intentions(who).filter(region_year=year)}
    enrolments = {each.practice_id: each for each in access.enrolments(who).filter(region_year=year)}
    sent = _sent(request, year)
    practices = access.practices(who, "form.read").filter(region=year.region_id, pk__in={*intentions, *enrolments})
    found = []
    for practice in practices.order_by("name", "pk"):
        intention, enrolment = intentions.get(practice.pk), enrolments.get(practice.pk)
        chosen = enrolment or intention
        found.append(
            of_practice(
                programme,
                practice.name,
                objectives=chosen.objectives if chosen else (),
                choices=chosen.choices if chosen else (),
                intention=intention.support_need if intention else "",
                forms=sent.get(practice.pk, {}),
            )
        )
    return [need for need in found if need is not None]


def _sent(request: Request, year: RegionYear) -> dict[str, dict[str, dict[str, Any]]]:
    """practice -> form -> the answers as they were sent last."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    submissions = access.form_submissions(request.actor).select_related(None).select_related("filled_form")
    mine = submissions.filter(filled_form__enrolment__region_year=year, filled_form__about=None).order_by("number")
    for each in mine:
        found.setdefault(each.practice_id, {})[each.filled_form.form] = each.answers
    return found
