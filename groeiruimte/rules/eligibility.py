"""May this practice take part, and may it claim? Every condition of the programme, answered from the records.

Source: R007, R008, R012, R054, R056-R058, R164, R186. An answer names what was found, what is needed, and the nearest
change that would pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.condition import Absent, Condition, Holds, ObjectivesAtMost, OnceAYear, PlanApproved
from groeiruimte.programme.programme import Programme

from .facts import Facts
from .standing import Finding, Need, absent, holds
from .why import listed, number, sentences, span

Stage = Literal["enrolment", "claim"]
Severity = Literal["refuse", "warn"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one condition. `mend` is "" when met; `blocked_by` names the condition that must hold first."""

    key: str
    title: str
    met: bool
    severity: Severity
    because: str
    mend: str
    source: str
    blocked_by: str = ""


@dataclass(frozen=True, slots=True)
class _Moment:
    """The days a condition can ask about: of enrolment, the first day of taking part, and the programme year."""

    stage: Stage
    asked_on: date
    enrolment: date
    first: date
    year: int
    year_start: date
    year_end: date


def assess(
    programme: Programme, facts: Facts, *, on: date, stage: Stage = "enrolment", year: int | None = None
) -> tuple[Answer, ...]:
    """The answers to all conditions of a stage, in order of definition, a condition that others need first.

    `on` is the day of enrolling, or of claiming; `year` the programme year, without it the year in which who enrols on
    that day starts. A practice that would start outside the programme gets one more answer, with key `period`, where no
    condition on the day of entry says so already.
    """
    moment = _moment(programme, facts, on, stage, year)
    answers: dict[str, Answer] = {}
    for condition in _in_order(programme.conditions, stage):
        in_the_way = next((answers[key] for key in condition.needs if key in answers and _refuses(answers[key])), None)
        answers[condition.key] = (
            _blocked(programme, condition, in_the_way) if in_the_way else _answer(programme, condition, facts, moment)
        )
    entry = _once_a_year(programme)
    said = entry is not None and entry.key in answers
    return (*(() if said else _outside_period(programme, moment)), *answers.values())


def may_take_part(answers: Iterable[Answer]) -> bool:
    """Whether nothing refuses; a warning never does."""
    return not any(_refuses(answer) for answer in answers)


def first_day(programme: Programme, on: date) -> date:
    """The first day of taking part for who enrols on a day (R058: the next entry day, 1 January in the sources)."""
    earliest = max(on, programme.period.start)
    entry = _once_a_year(programme)
    if entry is None:
        return earliest
    this_year = date(earliest.year, entry.month, entry.day)
    return this_year if earliest <= this_year else date(earliest.year + 1, entry.month, entry.day)


def _once_a_year(programme: Programme) -> OnceAYear | None:
    return next((condition for condition in programme.conditions if isinstance(condition, OnceAYear)), None)


def _moment(programme: Programme, facts: Facts, on: date, stage: Stage, year: int | None) -> _Moment:
    enrolment = (facts.enrolled_on or on) if stage == "claim" else on
    first = first_day(programme, enrolment)
    if year is not None:
        entry = _once_a_year(programme)
        first = date(year, entry.month, entry.day) if entry else max(first, date(year, 1, 1))
    of_year = first.year if year is None else year
    start, end = date(of_year, 1, 1), date(of_year, 12, 31)
    if of_year in programme.period.years:
        start, end = max(start, programme.period.start), min(end, programme.period.end)
    return _Moment(stage, on, enrolment, first, of_year, start, end)


def _in_order(conditions: Sequence[Condition], stage: Stage) -> list[Condition]:
    """The conditions of a stage in order of definition, each after those it needs (from another stage too)."""
    by_key = {condition.key: condition for condition in conditions}
    ordered: dict[str, Condition] = {}
    visited: set[str] = set()

    def visit(condition: Condition) -> None:
        if condition.key in visited:
            return
        visited.add(condition.key)
        for key in condition.needs:
            visit(by_key[key])
        ordered[condition.key] = condition

    for condition in conditions:
        if condition.stage == stage:
            visit(condition)
    return list(ordered.values())


def _refuses(answer: Answer) -> bool:
    return not answer.met and answer.severity == "refuse"


def _answer(programme: Programme, condition: Condition, facts: Facts, moment: _Moment) -> Answer:
    finding = _look(programme, condition, facts, moment)
    return Answer(
        key=condition.key,
        title=condition.title,
        met=finding.met,
        severity=condition.severity,
        because=sentences(condition.met if finding.met else condition.unmet, finding.because),
        mend="" if finding.met else sentences(condition.mend, finding.nearest),
        source=programme.source_title(condition.source),
    )


def _blocked(programme: Programme, condition: Condition, first: Answer) -> Answer:
    return Answer(
        key=condition.key,
        title=condition.title,
        met=False,
        severity=condition.severity,
        because=sentences("Wij kunnen dit nog niet controleren", f"Eerst moet dit in orde zijn: {first.title}"),
        mend=first.mend,
        source=programme.source_title(condition.source),
        blocked_by=first.key,
    )


def _look(programme: Programme, condition: Condition, facts: Facts, moment: _Moment) -> Finding:
    match condition:
        case Holds():
            return _holding(programme, condition, facts, moment)
        case Absent():
            need = Need(condition.standing, condition.value, moment.year_start, moment.year_end)
            return absent(need, facts.standings)
        case OnceAYear():
            return _entry(programme, facts, moment)
        case ObjectivesAtMost():
            return _number_of_objectives(programme, condition, facts)
        case PlanApproved():
            return _plan(facts, moment)
        case _:
            assert_never(condition)


def _holding(programme: Programme, condition: Holds, facts: Facts, moment: _Moment) -> Finding:
    match condition.on:
        case "enrolment_day":
            start = end = moment.enrolment
        case "first_day":
            start = end = moment.first
        case "whole_period":
            start, end = moment.first, max(moment.first, programme.period.end)
        case _:
            assert_never(condition.on)
    finding = holds(Need(condition.standing, condition.value, start, end), facts.standings)
    if finding.later and condition.on == "enrolment_day" and moment.stage == "enrolment":
        wait = f"Of meld u aan op of na {short_date(finding.later)}."
        return Finding(False, finding.because, sentences(finding.nearest, wait), finding.later)
    return finding


def _entry(programme: Programme, facts: Facts, moment: _Moment) -> Finding:
    """Once a year on a fixed day: one enrolment for a year, and who is late starts a year later (R058)."""
    if moment.stage == "enrolment" and moment.year in facts.enrolled_years:
        again = moment.year + 1
        goes_on = again in programme.period.years
        nearest = f"Meld u aan voor {again}." if goes_on else f"Wacht op het programma van {again}."
        found = f"Wij vonden al een aanmelding voor {moment.year}. Meer dan één per jaar kan niet."
        return Finding(False, found, nearest)
    days = _entry_days(programme)
    first = short_date(moment.first)
    if moment.first in days and moment.enrolment <= moment.first:
        late = "De vorige startdag is voorbij." if any(day < moment.enrolment for day in days) else ""
        return Finding(True, sentences(late, f"Uw deelname gaat in op {first}."))
    asked = moment.first if moment.first in days else max(days, default=programme.period.start)
    because = f"U meldt zich aan op {short_date(moment.enrolment)}. Nodig: op of vóór {short_date(asked)}."
    following = first_day(programme, moment.enrolment)
    if following in days:
        return Finding(False, because, f"U kunt meedoen vanaf {short_date(following)}.")
    elsewhere = f"De volgende startdag is {short_date(following)}. Kijk bij het programma van dat jaar."
    return Finding(False, because, elsewhere)


def _entry_days(programme: Programme) -> list[date]:
    """The entry days within the programme."""
    entry = _once_a_year(programme)
    if entry is None:
        return []
    days = [date(year, entry.month, entry.day) for year in programme.period.years]
    return [day for day in days if programme.period.holds(day)]


def _number_of_objectives(programme: Programme, condition: ObjectivesAtMost, facts: Facts) -> Finding:
    """How many were chosen; objectives that a region takes together as one subject count as one (R120)."""
    chosen = set(facts.objectives)
    labels = []
    for subject in programme.subjects:
        if chosen.issuperset(subject.objectives):
            chosen -= set(subject.objectives)
            labels.append(subject.label)
    labels = [o.label for o in programme.objectives_in_order if o.key in chosen] + labels
    found = f"U koos: {listed(labels)}." if labels else "U koos nog geen doelstelling."
    if len(labels) <= condition.most:
        return Finding(True, found)
    more = len(labels) - condition.most
    needed = f"Nodig: hoogstens {number(condition.most)}. U koos er {number(len(labels))}."
    nearest = f"U voldoet als u {number(more)} {'doelstelling' if more == 1 else 'doelstellingen'} minder kiest."
    return Finding(False, sentences(found, needed), nearest)


def _plan(facts: Facts, moment: _Moment) -> Finding:
    approved = facts.plan_approved_on
    if approved and approved <= moment.asked_on:
        return Finding(True, f"Het plan is goedgekeurd op {short_date(approved)}.")
    needed = f"Nodig: goedkeuring op of vóór {short_date(moment.asked_on)}."
    if approved:
        found = f"Het plan is goedgekeurd op {short_date(approved)}."
        return Finding(False, sentences(found, needed), f"U voldoet vanaf {short_date(approved)}.")
    found = "Wij vonden geen goedkeuring van het plan."
    return Finding(False, sentences(found, needed), "U voldoet zodra het plan is goedgekeurd.")


def _outside_period(programme: Programme, moment: _Moment) -> tuple[Answer, ...]:
    """The answer that taking part falls outside the programme, or after the year asked for."""
    if programme.period.holds(moment.first) and moment.first <= moment.year_end:
        return ()
    return (
        Answer(
            key="period",
            title="Binnen de looptijd van het programma",
            met=False,
            severity="refuse",
            because=sentences(
                f"U zou beginnen op {short_date(moment.first)} voor het jaar {moment.year}",
                f"Het programma loopt {span(programme.period.start, programme.period.end)}",
            ),
            mend="Kies het programma van dat jaar.",
            source=programme.title,
        ),
    )
