"""Lays the records of a region beside the radar for double funding (Z13; R038, R072, R092)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import DocumentPart, Enrolment, ExtraHours, FormSubmission, RegionYear
from groeiruimte.records.models.region_document import ACTIVITY, REGIONAL_PLAN
from groeiruimte.rules.double_funding import Activity, Booking, Finding, Link, Place, links_of, radar

from .facts import standings_of
from .programmes import programme_of


def found(region_year: RegionYear) -> list[Finding]:
    """Every overlap in a region-year, of the region first, then by name of the practice. In six queries."""
    programme = programme_of(region_year.edition)
    enrolments = (
        Enrolment.objects.filter(region_year=region_year)
        .select_related("practice")
        .prefetch_related("practice__standings", "hours__employee")
        .order_by("practice__name", "pk")
    )
    sent = _sent(region_year)
    places = [_place(programme, each, sent.get(each.pk, {})) for each in enrolments]
    return list(radar(programme, places, _activities(region_year, programme)))


def _place(programme: Programme, enrolment: Enrolment, forms: Mapping[str, Mapping[str, Any]]) -> Place:
    practice = enrolment.practice
    return Place(
        id=practice.pk,
        name=practice.name,
        start=enrolment.effective,
        end=programme.period.end,
        standings=standings_of(practice, enrolment.effective),
        bookings=[_booking(each) for each in enrolment.hours.all() if each.removed_on is None],
        links=_links(programme, enrolment.choices, forms),
    )


def _booking(hours: ExtraHours) -> Booking:
    employee = hours.employee
    return Booking(
        objective=hours.objective,
        function=hours.function,
        type=hours.type,
        hours=Decimal(hours.minutes_a_week) / 60,
        start=hours.start,
        end=hours.end,
        who=str(employee.pk) if employee else "",
        contract_hours=Decimal(employee.hours_a_week) if employee and employee.hours_a_week else None,
        claimed_nowhere_else=hours.claimed_nowhere_else,
    )


def _links(programme: Programme, choices: Iterable[str], forms: Mapping[str, Mapping[str, Any]]) -> list[Link]:
    """Each project once: as a form that was sent says it, else as it was chosen."""
    found: dict[str, Link] = {}
    picked = set(choices)
    for choice in programme.choices:
        if choice.kind == "project" and choice.key in picked:
            found[choice.label] = Link(choice.label)
    for form in programme.forms:
        for link in links_of(form, forms.get(form.key, {})):
            found[link.project] = link
    return list(found.values())


def _sent(region_year: RegionYear) -> dict[str, dict[str, dict[str, Any]]]:
    """enrolment -> form -> the answers as they were sent last."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    sent = FormSubmission.objects.filter(filled_form__enrolment__region_year=region_year, filled_form__about=None)
    rows = sent.order_by("number").values_list("filled_form__enrolment_id", "filled_form__form", "answers")
    for enrolment, form, answers in rows:
        found[enrolment][form] = answers
    return found


def _activities(region_year: RegionYear, programme: Programme) -> list[Activity]:
    """The activities as they stand in the regional plan now: of each part the newest version."""
    parts = DocumentPart.objects.filter(
        document__region_year=region_year, document__kind=REGIONAL_PLAN, kind=ACTIVITY
    ).order_by("version")
    newest = {part.key: part.content for part in parts}
    labels = {choice.key: choice.label for choice in programme.choices}
    return [
        Activity(
            title=str(content.get("title") or ""),
            projects=[labels.get(str(each), str(each)) for each in content.get("other_funding") or ()],
            additional=str(content.get("additional") or ""),
        )
        for content in newest.values()
        if content is not None
    ]
