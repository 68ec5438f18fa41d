"""Lays records beside the programme: the only reader that knows both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Enrolment, PatientList, Practice, RegionYear, SettlementLine
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules.facts import BookedLine, CountedList, Facts, StandingFact

from .programmes import programme_of

# What `facts_of` reads of a practice: prefetch it, and a page takes as many queries for one list as for a hundred.
NEEDED = (
    "standings",
    "employees",
    "enrolments__region_year__edition",
    "enrolments__region_year__closed_quarters",
    "enrolments__lists__counts",
    "enrolments__settlement_lines",
)


def standings_of(practice: Practice, on: date) -> tuple[StandingFact, ...]:
    """What is recorded of a practice. Affiliation and contracts do not end by themselves on `on`: periods decide."""
    return tuple(
        StandingFact(
            standing=standing.standing,
            value=standing.value,
            start=standing.start,
            end=standing.end,
            source=standing.source,
        )
        for standing in practice.standings.all()
    )


def practice_facts(practice: Practice, region_year: RegionYear, on: date) -> tuple[Programme, Facts]:
    """The facts of a practice that may still have to enrol."""
    enrolments = list(practice.enrolments.all())
    mine = next((e for e in enrolments if e.region_year_id == region_year.pk), None)
    return programme_of(region_year.edition), Facts(
        practice=practice.name,
        agb_code=practice.agb_code,
        standings=standings_of(practice, on),
        enrolled_on=mine.enrolled_on if mine else None,
        enrolled_years=tuple(sorted(e.year for e in enrolments)),
        objectives=tuple(mine.objectives) if mine else (),
        plan_approved_on=region_year.approved_on,
        employees=tuple(employee.function for employee in practice.employees.all()),
        districts=(practice.district,) if practice.district else (),
        lists=_lists(mine) if mine else (),
        booked=_booked(mine.settlement_lines.all()) if mine else (),
    )


def facts_of(enrolment: Enrolment, on: date) -> tuple[Programme, Facts]:
    """The programme of an enrolment and everything the records know of it."""
    return practice_facts(enrolment.practice, enrolment.region_year, on)


def _lists(enrolment: Enrolment) -> tuple[CountedList, ...]:
    counting = [found for found in enrolment.lists.all() if found.status == COUNTS]
    return tuple(counted_list(found) for found in sorted(counting, key=lambda found: found.quarter))


def counted_list(found: PatientList) -> CountedList:
    return CountedList(
        quarter=Quarter.read(found.quarter),
        counted={count.uzovi_code: count.count for count in found.counts.all()},
        rows=found.rows,
        number=found.number,
        delivered_at=found.handed_in_at or found.delivered_at,
        receipt=found.receipt,
    )


def _booked(lines: Iterable[SettlementLine]) -> tuple[BookedLine, ...]:
    return tuple(
        BookedLine(
            reference=line.reference,
            quarter=Quarter.read(line.quarter),
            uzovi_code=line.uzovi_code,
            count=line.count,
            tariff=line.tariff_cents,
            amount=line.amount_cents,
            corrects=line.corrects_id or "",
        )
        for line in lines
    )
