"""Lays down what a practice owes as rows, and keeps them beside what the rules say (DHIS2's idea)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db import transaction

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import lock
from groeiruimte.records.models import Obligation, Practice, RegionYear
from groeiruimte.rules.obligations import owed

from .facts import YEAR_NEEDED, year_facts

Place = tuple[str, str]
"""The practice and the key of an obligation."""


def lay_down(practice: Practice, region_year: RegionYear, on: date) -> None:
    """Write every obligation of a practice in a programme, and what became of it. Called inside the verbs that change
    something about it, in their transaction; the same call again changes nothing."""
    # Held by name, for a region may not lock the row of a practice (wall 2): the daily job waits for who acts.
    lock.hold(f"obligations {practice.pk}")
    fresh = Practice.objects.get(pk=practice.pk)  # without what the caller may have fetched before its change
    there = _there([fresh], region_year)
    _write(there, wanted_of(fresh, region_year, on, there))


def lay_down_region(region_year: RegionYear, on: date) -> None:
    """The same for every practice of the region, also for those that did nothing yet: when a programme is set up, and
    once a day. Where rows stand already, only what differs is laid down, under the lock of its practice."""
    practices = list(Practice.objects.filter(region=region_year.region_id).prefetch_related(*YEAR_NEEDED))
    there = _there(practices, region_year)
    of_practice: dict[str, dict[Place, Obligation]] = defaultdict(dict)
    for place, row in there.items():
        of_practice[place[0]][place] = row
    new: list[Obligation] = []
    for practice in practices:
        rows = wanted_of(practice, region_year, on, there)
        if practice.pk not in of_practice:
            new += rows
        elif _stale(of_practice[practice.pk], rows):
            with transaction.atomic():
                lay_down(practice, region_year, on)
    Obligation.objects.bulk_create(new, ignore_conflicts=True)  # a practice that acts meanwhile writes its own


def _stale(there: Mapping[Place, Obligation], rows: Iterable[Obligation]) -> bool:
    wanted = {_place(row): row for row in rows}
    return any(_differ(there.get(place), wanted.get(place)) for place in {**there, **wanted})


def differences(on: date) -> Iterator[tuple[str, list[str]]]:
    """Per programme that is not over: where the rows say otherwise than the rules, as `AGB key`."""
    for region_year in RegionYear.objects.filter(end__gte=on).select_related("edition", "region").order_by("pk"):
        practices = list(Practice.objects.filter(region=region_year.region_id).prefetch_related(*YEAR_NEEDED))
        there = _there(practices, region_year)
        wanted = {_place(row): row for each in practices for row in wanted_of(each, region_year, on, there)}
        wrong = [place for place in {**there, **wanted} if _differ(there.get(place), wanted.get(place))]
        agb_code = {practice.pk: practice.agb_code for practice in practices}
        yield str(region_year), sorted(f"{agb_code[practice]} {key}" for practice, key in wrong)


def wanted_of(
    practice: Practice, region_year: RegionYear, on: date, there: Mapping[Place, Obligation]
) -> list[Obligation]:
    """The rows as the rules want them, not saved; `there` are those that stand."""
    programme, facts = year_facts(practice, region_year, on)
    enrolment = next((e for e in practice.enrolments.all() if e.region_year_id == region_year.pk), None)
    intention = next((i for i in practice.intentions.all() if i.region_year_id == region_year.pk), None)
    answered_on = local_date(intention.given_at) if intention and intention.answer else facts.enrolled_on
    found = []
    for each in owed(programme, facts, on):
        row = there.get((practice.pk, each.key))
        known = answered_on if each.kind == "intention" else row.done_on if row else None
        found.append(
            Obligation(
                practice=practice,
                region_id=practice.region_id,
                region_year=region_year,
                enrolment=enrolment,
                key=each.key,
                kind=each.kind,
                title=each.title[:200],
                opens=each.opens,
                due=each.due,
                # The facts hold no day for some things; then it is the day on which we saw that they are done.
                done_on=each.done_on or ((known or on) if each.state == "done" else None),
            )
        )
    return found


def _place(row: Obligation) -> Place:
    return row.practice_id, row.key


def _there(practices: Iterable[Practice], region_year: RegionYear) -> dict[Place, Obligation]:
    return {_place(row): row for row in Obligation.objects.filter(practice__in=practices, region_year=region_year)}


def _write(there: dict[Place, Obligation], wanted: Iterable[Obligation]) -> None:
    rows = {_place(row): row for row in wanted}
    gone = [row.pk for place, row in there.items() if place not in rows]
    if gone:
        Obligation.objects.filter(pk__in=gone).delete()
    for place, row in rows.items():
        if place in there:
            row.pk = there[place].pk
    new = [row for place, row in rows.items() if place not in there]
    Obligation.objects.bulk_create(new)
    changed = [row for place, row in rows.items() if place in there and _differ(there[place], row)]
    Obligation.objects.bulk_update(changed, _FIELDS)


_FIELDS = ("enrolment", "kind", "title", "opens", "due", "done_on")


def _differ(old: Obligation | None, new: Obligation | None) -> bool:
    return (
        old is None
        or new is None
        or any(getattr(old, name) != getattr(new, name) for name in ("enrolment_id", *_FIELDS[1:]))
    )
