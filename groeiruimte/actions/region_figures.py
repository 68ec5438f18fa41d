"""The figures of a region and programme on a day, as its plan shows and seals them (R035, R038, R042, R053, R187).

Who takes part with which objective stands in the plan by name, on purpose (R053). Nothing else of a practice does: what
may be paid twice is told as numbers, because the radar names people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Enrolment, Intention, Practice, RegionYear, Training
from groeiruimte.records.models.intention import YES
from groeiruimte.records.models.training import CALLED_OFF
from groeiruimte.rules.budget import oi_budget
from groeiruimte.rules.burden import expected
from groeiruimte.rules.double_funding import Finding
from groeiruimte.rules.region_document import ACTIVITY, AGREEMENT, ALL, Parts

from . import double_funding
from .alignments import programme_of_year

Figures = dict[str, Any]


def figures(region_year: RegionYear, parts: Parts, on: date) -> Figures:
    """Everything that a plan takes from the records, JSON and no more. As many queries for one practice as for a
    thousand. Amounts in whole cents; None: not known yet.

    A practice that did not enrol yet but wants to take part is in it until the programme starts.
    """
    programme = programme_of_year(region_year)
    practices = _practices(region_year, parts, on)
    return {
        "on": on.isoformat(),
        "practices": practices,
        "supported": [each.key for each in programme.objectives_in_order if each.supported],
        "by_objective": _by_objective(programme, practices),
        "affiliated": len(practices),
        "patients": sum(practice["patients"] for practice in practices),
        "maximum_cents": region_year.maximum_cents,
        "oi_cents": _oi(programme, region_year, practices),
        "cost_cents": sum(content.get("cost_cents") or 0 for content in parts.get(ACTIVITY, {}).values()),
        "support": trainings(programme, region_year),
        "double_funding": _doubled(double_funding.found(region_year)),
        "minutes": expected(programme),
    }


def trainings(programme: Programme, region_year: RegionYear) -> list[dict[str, Any]]:
    """What the region published that has a day in the programme, per objective that it is for: `objective` is "" for
    what is open to everybody."""
    inside = Q(sessions__start__date__gte=region_year.start, sessions__start__date__lte=region_year.end) & ~Q(
        sessions__status=CALLED_OFF
    )
    published = (
        Training.objects.filter(region_id=region_year.region_id, published=True)
        .annotate(days=Count("sessions", filter=inside), first=Min("sessions__start", filter=inside))
        .filter(days__gt=0)
        .order_by("first", "title", "pk")
    )
    order = {each.key: each.order for each in programme.objectives}
    found = [
        {
            "objective": objective,
            "title": training.title,
            "kind": training.kind,
            "sessions": training.days,
            "when": f"vanaf {short_date(local_date(training.first))}",
        }
        for training in published
        for objective in (training.objectives or [""])
    ]
    return sorted(found, key=lambda each: order.get(each["objective"], 0))


def _practices(region_year: RegionYear, parts: Parts, on: date) -> list[dict[str, Any]]:
    """By name: who enrolled, and who said that it wants to."""
    enrolled = Enrolment.objects.filter(region_year=region_year, enrolled_on__lte=on).select_related("practice")
    found = {each.practice_id: (each.practice, each.objectives, True) for each in enrolled}
    if on < region_year.start:
        wanting = Intention.objects.filter(region_year=region_year, answer=YES).select_related("practice")
        for each in wanting:
            if local_date(each.given_at) <= on and each.objectives:
                found.setdefault(each.practice_id, (each.practice, each.objectives, False))
    ordered = sorted(found.values(), key=lambda each: (each[0].name, each[0].pk))
    return [_practice(practice, objectives, enrolled, parts) for practice, objectives, enrolled in ordered]


def _practice(practice: Practice, objectives: Iterable[str], enrolled: bool, parts: Parts) -> dict[str, Any]:
    agreements = parts.get(AGREEMENT, {})
    return {
        "id": practice.pk,
        "name": practice.name,
        "agb_code": practice.agb_code,
        "district": practice.district,
        "objectives": sorted(objectives),
        "patients": practice.registered_patients,
        "enrolled": enrolled,
        "agreement": ALL in agreements or practice.pk in agreements,
    }


def _by_objective(programme: Programme, practices: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many practices chose each objective; one that chose two counts for both."""
    counted = Counter(key for practice in practices for key in practice["objectives"])
    return {str(each.key): counted[each.key] for each in programme.objectives_in_order}


def _oi(programme: Programme, region_year: RegionYear, practices: Iterable[Mapping[str, Any]]) -> int | None:
    """What was decided, else what follows from who takes part (R042)."""
    if region_year.oi_cents is not None:
        return region_year.oi_cents
    found = oi_budget(programme, [practice["patients"] for practice in practices])
    return found.cents if found else None


def _doubled(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """What the radar found, added up per pair of streams: no name of a practice or a person, nor what it does."""
    groups: dict[tuple[tuple[str, str], str, str], list[Finding]] = {}
    for each in found:
        groups.setdefault((each.streams, each.rule, each.source), []).append(each)
    return [
        {
            "streams": list(streams),
            "rule": rule,
            "source": source,
            "practices": len({each.practice for each in group if each.practice}),
            "activities": sum(not each.practice for each in group),
            "open": sum(each.open for each in group),
        }
        for (streams, rule, source), group in groups.items()
    ]
