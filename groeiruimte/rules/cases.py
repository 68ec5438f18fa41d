"""Worked examples of a programme: these facts, this result. They travel with the text and run before it is published.

A case that comes out otherwise is a problem, and so is a case that uses a word this programme does not know: with a
misspelt name most examples of a refusal would pass for the wrong reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, assert_never

from groeiruimte.programme.calendar import on_time
from groeiruimte.programme.money import Cents, euro
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Period
from groeiruimte.programme.syntax import parse

from . import eligibility, kpi, settlement
from .effort import may_book, may_spend
from .example import (
    AmountCase,
    AnyCase,
    DeadlineCase,
    EnrolmentCase,
    HoursCase,
    HoursGiven,
    KpiCase,
    ListsCase,
    RoomCase,
    SpendingCase,
    StandingGiven,
    WindowCase,
    read_case,
)
from .facts import (
    Attendance,
    BookedHours,
    BookedLine,
    CountedList,
    EvidenceFact,
    Facts,
    FormFact,
    Item,
    Measurement,
    StandingFact,
)
from .obligations import list_window, quarters
from .why import STANDINGS, listed, sentences

_MONEY = ("tariff", "amount")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came out, by the words that an example may expect, and why."""

    values: Mapping[str, Any]
    because: str = ""


def run(programme: Programme, cases: str) -> list[Problem]:
    """Runs the worked examples in a text; an empty list means that all came out as they say."""
    table, problems = parse(cases)
    if table is None:
        return problems
    for word in table:
        if word != "case":
            problems.append(
                Problem(word, f"Het woord {word} is hier niet bekend.", "Schrijf voorbeelden als [[case]].")
            )
    listing = table.get("case")
    if not isinstance(listing, list) or not listing:
        problems.append(Problem("case", "Er staat geen voorbeeld in.", "Voeg een voorbeeld toe met [[case]]."))
        return problems
    problems += _doubles(listing)
    for index, item in enumerate(listing, start=1):
        problems += _run_one(programme, f"case[{index}]", item)
    return problems


def _doubles(listing: list[Any]) -> list[Problem]:
    names = Counter(str(item["name"]) for item in listing if isinstance(item, dict) and "name" in item)
    return [
        Problem("case", f"Er zijn {times} voorbeelden met de naam “{name}”.", "Geef elk voorbeeld een eigen naam.")
        for name, times in names.items()
        if times > 1
    ]


def _run_one(programme: Programme, where: str, item: object) -> list[Problem]:
    case, problems = read_case(where, item)
    if case is None:
        return problems
    unknown = list(_unknown_names(programme, where, case))
    if unknown:
        return unknown
    outcome = _outcome(programme, case)
    if isinstance(outcome, str):
        return [Problem(where, f"“{case.name}”: {outcome}", "Verbeter het voorbeeld of het programma.")]
    return [
        _difference(where, case.name, word, expected, outcome)
        for word in sorted(case.expect.model_fields_set)
        if not _same(word, expected := getattr(case.expect, word), outcome.values[word])
    ]


def _same(word: str, expected: Any, got: Any) -> bool:
    if got is None:
        return False
    if word == "percent":
        return Fraction(expected) == Fraction(got)
    return bool(sorted(expected) == sorted(got) if isinstance(expected, list) else expected == got)


def _difference(where: str, name: str, word: str, expected: Any, outcome: _Outcome) -> Problem:
    got = outcome.values[word]
    what = f"“{name}”: verwacht was {word} = {_shown(word, expected)}, de uitkomst is {_shown(word, got)}."
    reason = f"Reden: {outcome.because}" if outcome.because else ""
    mend = "Verbeter het programma, of het voorbeeld als dat niet klopt."
    return Problem(f"{where}.expect.{word}", sentences(what, reason), mend)


def _shown(word: str, value: Any) -> str:
    """A value as the text of an example writes it."""
    match value:
        case None:
            return "onbekend"
        case bool():
            return "true" if value else "false"
        case int() if word in _MONEY:
            return euro(value)
        case str():
            return f'"{value}"'
        case list():
            return f"[{', '.join(_shown(word, part) for part in value)}]"
    return str(value)


def _unknown_names(programme: Programme, where: str, case: AnyCase) -> Iterator[Problem]:
    """The names in a case that this programme does not know."""
    match case:
        case EnrolmentCase():
            yield from _standings(programme, where, case.standings)
            for key in case.choices:
                yield from _known(f"{where}.choices", key, {choice.key for choice in programme.choices})
            known = {condition.key for condition in programme.conditions} | {"period"}
            for word in ("failed", "warned", "blocked"):
                for key in getattr(case.expect, word) or ():
                    yield from _known(f"{where}.expect.{word}", key, known)
        case HoursCase():
            yield from _standings(programme, where, case.standings)
            yield from _functions(programme, where, [case.function])
        case SpendingCase():
            yield from _standings(programme, where, case.standings)
            yield from _misspelt(f"{where}.spend", case.spend, [rule.key for rule in programme.spending])
        case KpiCase():
            yield from _known(f"{where}.kpi", case.kpi, {found.key for found in programme.kpis})
            forms = {form.key: {question.key for question in form.questions} for form in programme.forms}
            for given in case.forms:
                yield from _known(f"{where}.forms", given.form, forms)
                for question in given.answers if given.form in forms else ():
                    yield from _known(f"{where}.forms.answers", question, forms[given.form])
            yield from _functions(programme, where, [given.function for given in case.attendances])
            yield from _functions(programme, where, [given.function for given in case.hours])
        case DeadlineCase():
            yield from _known(f"{where}.deadline", case.deadline, {found.key for found in programme.deadlines})
        case AmountCase() | WindowCase() | RoomCase() | ListsCase():
            pass
        case _:
            assert_never(case)


def _known(where: str, key: str, known: Mapping[str, Any] | set[str]) -> Iterator[Problem]:
    if key not in known:
        mend = f"Kies uit: {listed(sorted(known), 'of')}." if known else "Voeg het eerst toe aan het programma."
        yield Problem(where, f"Dit programma kent {key} niet.", mend)


def _misspelt(where: str, key: str, known: list[str]) -> Iterator[Problem]:
    """Money may not go to what a programme does not name, so an example may say that; a near miss is a mistake."""
    close = [] if key in known else get_close_matches(key, known, n=1)
    if close:
        yield Problem(where, f"Dit programma kent {key} niet.", f"Bedoelt u {close[0]}?")


def _functions(programme: Programme, where: str, keys: list[str]) -> Iterator[Problem]:
    known = {function.key for function in programme.functions}
    for key in keys:
        if key and known:
            yield from _known(f"{where}.function", key, known)


def _standings(programme: Programme, where: str, given: list[StandingGiven]) -> Iterator[Problem]:
    """A standing must be one that records keep, or one that this programme asks for."""
    asked = {found.standing for found in programme.conditions if found.kind in ("holds", "absent")}
    asked |= {rule.when.standing for objective in programme.objectives for rule in objective.time if rule.when}
    asked |= {rule.when.standing for rule in programme.spending if rule.when}
    for found in given:
        yield from _known(f"{where}.standings", found.standing, {*STANDINGS, *asked})


def _outcome(programme: Programme, case: AnyCase) -> _Outcome | str:
    """What comes out of a case; a sentence when the question cannot be asked of this programme."""
    match case:
        case EnrolmentCase():
            return _enrolment(programme, case)
        case HoursCase():
            verdict = may_book(programme, Facts(standings=_facts_of(case.standings)), _hours(case), case.on)
            return _Outcome({"allowed": verdict.allowed}, verdict.because)
        case SpendingCase():
            verdict = may_spend(programme, Facts(standings=_facts_of(case.standings)), case.spend, case.on)
            return _Outcome({"allowed": verdict.allowed}, verdict.because)
        case KpiCase():
            return _kpi(programme, case)
        case AmountCase():
            return _of_year(programme, case) if case.quarter is None else _of_quarter(programme, case)
        case DeadlineCase():
            due = next(found.date for found in programme.deadlines if found.key == case.deadline)
            return _Outcome({"on_time": on_time(due, case.at)}, f"De uiterste datum is {due}.")
        case WindowCase():
            return _window(programme, case)
        case RoomCase():
            return _room(programme, case)
        case ListsCase():
            return _Outcome({"number": len(quarters(programme, case.year))})
        case _:
            assert_never(case)


def _enrolment(programme: Programme, case: EnrolmentCase) -> _Outcome:
    facts = Facts(
        standings=_facts_of(case.standings),
        enrolled_on=case.enrolled_on,
        enrolled_years=tuple(case.enrolled_years),
        objectives=tuple(case.objectives),
        choices=tuple(case.choices),
        plan_approved_on=case.plan_approved_on,
    )
    answers = eligibility.assess(programme, facts, on=case.on, stage=case.stage, year=case.year)
    unmet = [answer for answer in answers if not answer.met]
    looked_at = [answer for answer in unmet if not answer.blocked_by]
    values = {
        "may_take_part": eligibility.may_take_part(answers),
        "failed": [answer.key for answer in looked_at if answer.severity == "refuse"],
        "warned": [answer.key for answer in looked_at if answer.severity == "warn"],
        "blocked": [answer.key for answer in unmet if answer.blocked_by],
        "first_day": eligibility.first_day(programme, case.on),
    }
    return _Outcome(values, sentences(*(answer.because for answer in unmet)))


def _facts_of(given: list[StandingGiven]) -> tuple[StandingFact, ...]:
    return tuple(StandingFact(found.standing, found.value, found.start, found.end) for found in given)


def _hours(given: HoursGiven) -> BookedHours:
    return BookedHours(
        given.objective, given.function, given.type, given.hours, given.by_contract, given.claimed_nowhere_else
    )


def _kpi(programme: Programme, case: KpiCase) -> _Outcome | str:
    period = programme.period
    if case.year is not None:
        if case.year not in period.years:
            return f"het jaar {case.year} valt buiten het programma."
        start, end = date(case.year, 1, 1), date(case.year, 12, 31)
        period = Period(start=max(start, period.start), end=min(end, period.end))
    facts = Facts(
        attendances=tuple(Attendance(frozenset(a.topics), a.day, a.function, a.title) for a in case.attendances),
        forms=tuple(FormFact(form.form, form.status, form.day, form.answers) for form in case.forms),
        items=tuple(Item(item.record, item.day, item.of) for item in case.items),
        measurements=tuple(Measurement(m.kind, m.day, m.respondents, m.instrument) for m in case.measurements),
        evidence=tuple(EvidenceFact(found.evidence, found.day, found.checked) for found in case.evidence),
        employees=tuple(case.employees),
        districts=tuple(case.districts),
        hours=tuple(_hours(given) for given in case.hours),
        milestones_done=case.milestones_done,
    )
    asked = next(found for found in programme.kpis if found.key == case.kpi)
    result = kpi.evaluate(asked, facts, period=period, programme=programme)
    return _Outcome({"state": result.state, "have": result.have, "need": result.need}, result.because)


def _of_quarter(programme: Programme, case: AmountCase) -> _Outcome:
    """The statement of a quarter; without a tariff it has no amount at all, not an amount of nothing."""
    (quarter, counts), *_ = case.per_quarter.items()
    booked = tuple(
        BookedLine(b.reference, quarter, b.uzovi_code, b.count, b.tariff, b.amount, b.corrects) for b in case.booked
    )
    counted = CountedList(quarter, counts, rows=sum(counts.values()), number=1)
    statement = settlement.settle(programme, Facts(lists=(counted,), booked=booked), quarter=quarter)
    tariff = programme.funding.quarter_tariff(quarter)
    known = tariff is not None and programme.period.holds(quarter.first_day)
    values = {
        "tariff": tariff,
        "amount": statement.total if known else None,
        "lines": len(statement.lines),
        "unknown": tariff is None,
    }
    return _Outcome(values, sentences(*statement.problems))


def _of_year(programme: Programme, case: AmountCase) -> _Outcome:
    total: Cents | None
    try:
        total, because = settlement.year_total(programme, case.per_quarter), ""
    except LookupError as unknown:
        total, because = None, str(unknown)
    return _Outcome({"amount": total, "unknown": total is None}, because)


def _window(programme: Programme, case: WindowCase) -> _Outcome | str:
    try:
        opens, due = list_window(programme, case.quarter)
    except LookupError as unknown:
        return str(unknown)
    return _Outcome({"opens": opens, "due": due})


def _room(programme: Programme, case: RoomCase) -> _Outcome:
    try:
        return _Outcome({"percent": programme.funding.growth_room_of(case.year).percent, "unknown": False})
    except LookupError as unknown:
        return _Outcome({"percent": None, "unknown": True}, str(unknown))
