"""Lays records beside the programme: the only reader that knows both."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from groeiruimte.programme.calendar import Quarter, local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.scan import ADVICE
from groeiruimte.records import related
from groeiruimte.records.models import (
    Attendance as AttendanceRecord,
)
from groeiruimte.records.models import (
    Enrolment,
    ExtraHours,
    FilledForm,
    PatientList,
    Practice,
    RegionYear,
    Scan,
    SettlementLine,
    Survey,
)
from groeiruimte.records.models import (
    Item as ItemRecord,
)
from groeiruimte.records.models import (
    Milestone as MilestoneRecord,
)
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules.facts import (
    Attendance,
    BookedHours,
    BookedLine,
    CountedList,
    EmployeeFact,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
    MilestoneFact,
    ScanFact,
    ScanStatus,
    StandingFact,
)

from .programmes import programme_of

# What `facts_of` reads of a practice: fetch it, and a page takes as many queries for one list as for a hundred.
NEEDED = (
    "standings",
    "employees",
    "enrolments__region_year__edition",
    "enrolments__region_year__closed_quarters",
    "enrolments__lists__counts",
    "enrolments__settlement_lines",
)

PATIENTS, OPEN_LINK = "patients", " (open link)"

# What `year_facts` reads besides.
YEAR_NEEDED = (
    *NEEDED,
    "intentions",
    "evidence",
    "scans",
    "surveys",
    "attendances__employee",
    "enrolments__forms__answers",
    "enrolments__items__employee",
    "enrolments__milestones__owner",
    "enrolments__hours",
)


def fetched(practice: Practice, needed: Collection[str] = YEAR_NEEDED) -> Practice:
    """The practice with all of that: itself when it was fetched so, else another with what stands there now.

    The one that was given stays as it is, for a verb reads, writes and reads again.
    """
    if related.holds(practice, needed):
        return practice
    found = copy(practice)
    related.forget(found)
    related.fetch((found,), needed)
    return found


def all_fetched(practices: Iterable[Practice], needed: Collection[str] = YEAR_NEEDED) -> list[Practice]:
    """The practices with all of that, in as many queries as for one."""
    found = list(practices)
    related.fetch(found, needed)
    return found


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
    """The facts of a practice that may still have to enrol.

    Prefetch `NEEDED` when there are more than one; what is not there of a practice is fetched here. So with the others.
    """
    practice = fetched(practice, NEEDED)
    enrolments = list(practice.enrolments.all())
    mine = next((e for e in enrolments if e.region_year_id == region_year.pk), None)
    return programme_of(region_year.edition), Facts(
        practice=practice.name,
        agb_code=practice.agb_code,
        standings=standings_of(practice, on),
        enrolled_on=mine.enrolled_on if mine else None,
        enrolled_years=tuple(sorted(e.year for e in enrolments)),
        objectives=tuple(mine.objectives) if mine else (),
        choices=tuple(mine.choices) if mine else (),
        plan_approved_on=region_year.approved_on,
        employees=tuple(employee.function for employee in practice.employees.all()),
        districts=(practice.district,) if practice.district else (),
        lists=_lists(mine) if mine else (),
        booked=_booked(mine.settlement_lines.all()) if mine else (),
    )


def facts_of(enrolment: Enrolment, on: date) -> tuple[Programme, Facts]:
    """The programme of an enrolment and everything the records know of it."""
    return practice_facts(enrolment.practice, enrolment.region_year, on)


def year_facts(practice: Practice, region_year: RegionYear, on: date) -> tuple[Programme, Facts]:
    """As `practice_facts`, with everything that the practice did in its year: forms, notes, hours, trainings, plan.

    When there are more than one, prefetch `YEAR_NEEDED`.
    """
    practice = fetched(practice)
    programme, facts = practice_facts(practice, region_year, on)
    enrolments = list(practice.enrolments.all())
    mine = next((e for e in enrolments if e.region_year_id == region_year.pk), None)
    intention = next((i for i in practice.intentions.all() if i.region_year_id == region_year.pk), None)
    milestones = [m for m in mine.milestones.all() if m.removed_on is None] if mine else []
    items = [item for item in mine.items.all() if item.removed_on is None] if mine else []
    measured = {kind.key for kind in programme.items if kind.counts_as == "measurement"}
    staff = [one for one in practice.employees.all() if one.end is None or one.end >= on]
    return programme, replace(
        facts,
        profile={
            "name": practice.name,
            "agb_code": practice.agb_code,
            "city": practice.city,
            "district": practice.district,
            "registered_patients": str(practice.registered_patients or ""),
        },
        intention=intention.answer if intention else "",
        support_need=intention.support_need if intention else "",
        objectives=facts.objectives or (tuple(intention.objectives) if intention and mine is None else ()),
        employees=tuple(str(one.pk) for one in staff),
        staff=tuple(EmployeeFact(str(one.pk), one.name, one.function, one.hours_a_week) for one in staff),
        attendances=tuple(_attended(each) for each in practice.attendances.all() if each.removed_on is None),
        forms=tuple(
            _form(each, 0 if e is mine else e.year) for e in enrolments for each in e.forms.all() if not each.about_id
        ),
        items=(*(_item(each) for each in items if each.kind not in measured), *_improvements(milestones, programme)),
        measurements=(
            *(_measurement(each) for each in items if each.kind in measured),
            *(Measurement(each.kind, each.finished_on) for each in practice.scans.all() if each.finished_on),
            *_held(practice.surveys.all(), programme),
        ),
        scans=tuple(_scan(each) for each in practice.scans.all() if mine and each.enrolment_id == mine.pk),
        hours=tuple(booked_hours(each) for each in mine.hours.all() if each.removed_on is None) if mine else (),
        evidence=tuple(
            EvidenceFact(each.kind, each.day, each.checked_on, each.pk, each.title)
            for each in practice.evidence.all()
            if each.removed_on is None
        ),
        milestones=tuple(
            MilestoneFact(
                each.title, each.due, each.done_on, each.owner.name if each.owner else "", each.shows, each.training
            )
            for each in milestones
        ),
        milestones_done=sum(1 for each in milestones if each.done_on),
    )


def _attended(found: AttendanceRecord) -> Attendance:
    topics = frozenset(found.topics)
    return Attendance(topics, found.day, found.employee.function, found.title, str(found.employee_id))


def _form(found: FilledForm, year: int) -> FormFact:
    latest = {answer.question: answer.value for answer in sorted(found.answers.all(), key=lambda each: each.version)}
    day = local_date(found.submitted_at or found.saved_at)
    return FormFact(
        found.form, found.status, day, {key: value for key, value in latest.items() if value is not None}, year
    )


def _item(found: ItemRecord) -> Item:
    of = str(found.employee_id) if found.employee_id else found.district
    return Item(found.kind, found.day, of, found.answers)


def _measurement(found: ItemRecord) -> Measurement:
    respondents = str(found.answers.get("respondents") or "0")
    return Measurement(found.kind, found.day, int(Decimal(respondents)), str(found.answers.get("instrument") or ""))


def _scan(found: Scan) -> ScanFact:
    sent_on = local_date(found.submitted_at) if found.submitted_at else None
    status = cast(ScanStatus, found.status)
    return ScanFact(found.kind, status, sent_on, found.finished_on, found.answered, found.asked, found.follow_up)


def _improvements(milestones: Iterable[MilestoneRecord], programme: Programme) -> Iterable[Item]:
    """A milestone that carries out an advice of a scan is an improvement once it is done (R094, R105).

    All scans of a programme lead to the same kind of item: which of them gave the advice cannot be seen by everybody.
    """
    kind = programme.scans[0].improvement if programme.scans else None
    for each in milestones:
        if kind and each.advice_id and each.done_on:
            yield Item(kind, each.done_on, fields={ADVICE: each.title})


def _held(surveys: Iterable[Survey], programme: Programme) -> Iterable[Measurement]:
    """Surveys of the product itself, once they are closed; one that nobody answered measured nothing.

    From one answer on it is a measurement (R082 asks no number). What it says names how many there were, and that
    patients came by an open link: who has that could answer more than once.
    """
    for each in surveys:
        if each.closed_on and each.respondents:
            found = programme.survey(each.kind)
            title = f"{found.title}{OPEN_LINK if found.audience == PATIENTS else ''}" if found else ""
            yield Measurement(each.kind, each.closed_on, each.respondents, title)


def booked_hours(found: ExtraHours) -> BookedHours:
    return BookedHours(
        objective=found.objective,
        function=found.function,
        type=found.type,
        hours=Decimal(found.minutes_a_week) / 60,
        by_contract=found.contract_id is not None,
        claimed_nowhere_else=found.claimed_nowhere_else,
    )


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
