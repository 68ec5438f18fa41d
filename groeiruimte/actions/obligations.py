"""Lays down what a practice owes as rows, and keeps them beside what the rules say (DHIS2's idea); so with its KPIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import lock
from groeiruimte.records.models import Enrolment, KpiState, Obligation, Practice, RegionYear
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.obligations import owed

from . import kpi_states
from .facts import all_fetched, year_facts

Place = tuple[str, str]
"""The practice and the key of an obligation."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a practice owes and how its KPIs stand, by practice and key."""

    owed: dict[Place, Obligation] = field(default_factory=dict)
    kpis: dict[Place, KpiState] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.owed or self.kpis)


def lay_down(practice: Practice, region_year: RegionYear, on: date) -> None:
    """Write every obligation of a practice in a programme, what became of it, and how its KPIs stand. Called inside the
    verbs that change something about it, in their transaction; the same call again changes nothing."""
    # Held by name, for a region may not lock the row of a practice (wall 2): the daily job waits for who acts.
    lock.hold(f"obligations {practice.pk}")
    fresh = Practice.objects.get(pk=practice.pk)  # without what the caller may have fetched before its change
    there = _there([fresh], region_year)
    wanted = wanted_of(fresh, region_year, on, there.owed)
    _write(there.owed, wanted.owed)
    kpi_states.write(there.kpis, wanted.kpis)


def lay_down_years(practice: Practice, on: date) -> None:
    """The same in every programme that a practice takes part in: after a change that may touch all of them."""
    for enrolment in practice.enrolments.select_related("region_year__edition"):
        lay_down(practice, enrolment.region_year, on)


def lay_down_region(region_year: RegionYear, on: date) -> None:
    """The same for every practice of the region, also for those that did nothing yet: when a programme is set up, and
    once a day. Where rows stand already, only what differs is laid down, under the lock of its practice."""
    practices = all_fetched(Practice.objects.filter(region=region_year.region_id))
    all_there = _there(practices, region_year)
    there = _by_practice(all_there)
    new: list[Rows] = []
    for practice in practices:
        wanted = wanted_of(practice, region_year, on, all_there.owed)
        if not there[practice.pk]:
            new.append(wanted)
        elif _stale(there[practice.pk], wanted):
            with transaction.atomic():
                lay_down(practice, region_year, on)
    # A practice that acts meanwhile writes its own.
    Obligation.objects.bulk_create((row for each in new for row in each.owed.values()), ignore_conflicts=True)
    KpiState.objects.bulk_create((row for each in new for row in each.kpis.values()), ignore_conflicts=True)


def differences(on: date) -> Iterator[tuple[str, list[str]]]:
    """Per programme that is not over: where the rows say otherwise than the rules, as `AGB key` or `AGB kpi key`."""
    for region_year in RegionYear.objects.filter(end__gte=on).select_related("edition", "region").order_by("pk"):
        practices = all_fetched(Practice.objects.filter(region=region_year.region_id))
        there = _there(practices, region_year)
        wanted = Rows()
        for each in practices:
            found = wanted_of(each, region_year, on, there.owed)
            wanted.owed.update(found.owed)
            wanted.kpis.update(found.kpis)
        agb_code = {practice.pk: practice.agb_code for practice in practices}
        wrong = [f"{agb_code[practice]} {key}" for practice, key in _wrong(there, wanted)]
        wrong += [f"{agb_code[practice]} kpi {key}" for practice, key in _wrong_kpis(there, wanted)]
        yield str(region_year), sorted(wrong)


def wanted_of(practice: Practice, region_year: RegionYear, on: date, there: Mapping[Place, Obligation]) -> Rows:
    """The rows as the rules want them, not saved; `there` are the obligations that stand."""
    programme, facts = year_facts(practice, region_year, on)
    enrolment = next((e for e in practice.enrolments.all() if e.region_year_id == region_year.pk), None)
    owes = _owed(practice, region_year, enrolment, programme, facts, on, there)
    states = kpi_states.wanted(enrolment, programme, facts, on)
    return Rows({_place(row): row for row in owes}, {kpi_states.place(row): row for row in states})


def _owed(
    practice: Practice,
    region_year: RegionYear,
    enrolment: Enrolment | None,
    programme: Programme,
    facts: Facts,
    on: date,
    there: Mapping[Place, Obligation],
) -> Iterator[Obligation]:
    intention = next((i for i in practice.intentions.all() if i.region_year_id == region_year.pk), None)
    answered_on = local_date(intention.given_at) if intention and intention.answer else facts.enrolled_on
    for each in owed(programme, facts, on):
        row = there.get((practice.pk, each.key))
        known = answered_on if each.kind == "intention" else row.done_on if row else None
        yield Obligation(
            practice=practice,
            region_id=region_year.region_id,  # that of the programme: a practice may have moved since
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


def _place(row: Obligation) -> Place:
    return row.practice_id, row.key


def _there(practices: Iterable[Practice], region_year: RegionYear) -> Rows:
    owes = Obligation.objects.filter(practice__in=practices, region_year=region_year).order_by()
    return Rows({_place(row): row for row in owes}, kpi_states.there(practices, region_year))


def _by_practice(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = defaultdict(Rows)
    for place, obligation in rows.owed.items():
        found[place[0]].owed[place] = obligation
    for place, state in rows.kpis.items():
        found[place[0]].kpis[place] = state
    return found


def _stale(there: Rows, wanted: Rows) -> bool:
    return bool(_wrong(there, wanted) or _wrong_kpis(there, wanted))


def _wrong(there: Rows, wanted: Rows) -> list[Place]:
    return [place for place in {**there.owed, **wanted.owed} if _differ(there.owed.get(place), wanted.owed.get(place))]


def _wrong_kpis(there: Rows, wanted: Rows) -> list[Place]:
    places = {**there.kpis, **wanted.kpis}
    return [place for place in places if kpi_states.differ(there.kpis.get(place), wanted.kpis.get(place))]


def _write(there: Mapping[Place, Obligation], rows: Mapping[Place, Obligation]) -> None:
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
