"""Worked examples of a programme: these facts, this result. They travel with the text and run before it is published.

A case that comes out otherwise is a problem, and so is a case that uses a word this programme does not know: with a
misspelt name most examples of a refusal would pass for the wrong reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, assert_never

from groeiruimte.programme.calendar import on_time
from groeiruimte.programme.form import Form
from groeiruimte.programme.money import Cents, euro
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Period
from groeiruimte.programme.syntax import parse

from . import choices, eligibility, forms, intention, kpi, phases, prefill, region_document, scan, settlement, survey
from .answers import calculated, missing, questions, ranked
from .asked import as_number
from .case_words import unknown_names
from .effort import may_book, may_spend
from .example import (
    AmountCase,
    AnyCase,
    ChoicesCase,
    DeadlineCase,
    EnrolmentCase,
    FormCase,
    HoursCase,
    IntentionCase,
    KpiCase,
    ListsCase,
    PhaseCase,
    RegionalPlanCase,
    RoomCase,
    ScanCase,
    SpendingCase,
    SurveyCase,
    WindowCase,
    read_case,
)
from .facts import BookedLine, CountedList, Facts
from .given import standings
from .obligations import list_window, quarters
from .why import sentences

_MONEY = ("tariff", "amount")
_IN_ORDER = ("ranked", "advice")
"""Lists of which the order is part of what is expected."""
_ONLY_NAMED: Mapping[str, str | int] = {"prefilled": "", "scores": "", "levels": "", "means": "", "texts": 0}
"""Tables of which an example looks only at the names it gives, and what stands for nothing."""


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
    unknown = list(unknown_names(programme, where, case))
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
    if word == "calculated":
        return all(key in got and as_number(value) == got[key] for key, value in expected.items())
    if word in _ONLY_NAMED:
        return all(got.get(key, _ONLY_NAMED[word]) == value for key, value in expected.items())
    if word in _IN_ORDER:
        return bool(expected == got)
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
        case dict():
            return f"{{ {', '.join(f'{key} = {_shown(word, part)}' for key, part in value.items())} }}"
    return str(value)


def _outcome(programme: Programme, case: AnyCase) -> _Outcome | str:
    """What comes out of a case; a sentence when the question cannot be asked of this programme."""
    match case:
        case EnrolmentCase():
            return _enrolment(programme, case)
        case HoursCase():
            verdict = may_book(programme, Facts(standings=standings(case.standings)), case.booked, case.on)
            return _Outcome({"allowed": verdict.allowed}, verdict.because)
        case SpendingCase():
            verdict = may_spend(programme, Facts(standings=standings(case.standings)), case.spend, case.on)
            return _Outcome({"allowed": verdict.allowed}, verdict.because)
        case KpiCase():
            return _kpi(programme, case)
        case FormCase():
            return _form(programme, case)
        case PhaseCase():
            return _phase(programme, case)
        case ChoicesCase():
            return _chosen(programme, case)
        case IntentionCase():
            found = intention.availability(programme, case.on)
            return _Outcome({"open": found.state == "open"}, found.because)
        case RegionalPlanCase():
            return _regional_plan(programme, case)
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
        case ScanCase():
            return _scan(programme, case)
        case SurveyCase():
            return _survey(programme, case)
        case _:
            assert_never(case)


def _enrolment(programme: Programme, case: EnrolmentCase) -> _Outcome:
    facts = Facts(
        standings=standings(case.standings),
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


def _kpi(programme: Programme, case: KpiCase) -> _Outcome | str:
    period = programme.period
    if case.year is not None:
        if case.year not in period.years:
            return f"het jaar {case.year} valt buiten het programma."
        start, end = date(case.year, 1, 1), date(case.year, 12, 31)
        period = Period(start=max(start, period.start), end=min(end, period.end))
    asked = next(found for found in programme.kpis if found.key == case.kpi)
    result = kpi.evaluate(asked, case.facts, period=period, programme=programme)
    return _Outcome({"state": result.state, "have": result.have, "need": result.need}, result.because)


def _form(programme: Programme, case: FormCase) -> _Outcome:
    form = next(found for found in programme.forms if found.key == case.form)
    facts, on = case.facts, case.on or programme.period.end
    wanting = missing(programme, facts, form, case.answers)
    known = prefill.of_form(programme, facts, form, on=on)
    values = {
        "missing": [found.question for found in wanting],
        "shown": [question.key for question in questions(form, case.answers)],
        "calculated": calculated(form, case.answers),
        "ranked": _ranked(form, case.answers),
        "prefilled": {key: _confirmed(found.value) for key, found in known.items()},
        "available": forms.availability(programme, facts, form, on).state,
    }
    return _Outcome(values, sentences(*(found.because for found in wanting)))


def _ranked(form: Form, answers: Mapping[str, Any]) -> list[str] | None:
    """The first column of the table that is ranked; None for a form without one."""
    table = next((question for question in form.questions if question.ranked_by), None)
    if table is None:
        return None
    return [str(row.get(table.columns[0].key)) for row in ranked(table, answers.get(table.key, []))]


def _confirmed(value: Any) -> Any:
    return value["holds"] if isinstance(value, Mapping) else value


def _phase(programme: Programme, case: PhaseCase) -> _Outcome:
    found = phases.phases(programme, case.facts, case.on or programme.period.end)
    now = next((state.phase.key for state in found if state.state == "current"), "")
    done = [state.phase.key for state in found if state.state == "done"]
    return _Outcome({"current": now, "done": done}, sentences(*(state.because for state in found)))


def _chosen(programme: Programme, case: ChoicesCase) -> _Outcome:
    refusals = choices.wrong(programme, case.objectives, case.choices)
    still_open = choices.open_kinds(programme, case.objectives, case.choices)
    values = {"refused": bool(refusals), "open": [kind.kind for kind in still_open]}
    return _Outcome(values, sentences(*(refusal.because for refusal in refusals)))


def _regional_plan(programme: Programme, case: RegionalPlanCase) -> _Outcome | str:
    if programme.regional_plan is None:
        return "dit programma vraagt geen regioplan."
    gaps = region_document.missing(programme, case.parts, case.figures)
    values = {"complete": not gaps, "missing": [gap.place for gap in gaps]}
    return _Outcome(values, sentences(*(gap.because for gap in gaps)))


def _scan(programme: Programme, case: ScanCase) -> _Outcome:
    asked = next(found for found in programme.scans if found.key == case.scan)
    judged = scan.judged(asked, case.answers, case.otherwise)
    scores = scan.scores(asked, judged)
    values = {
        "scores": {score.key: "" if score.percent is None else score.percent for score in scores},
        "levels": {score.key: score.level or "" for score in scores},
        "advice": [found.advice.key for found in scan.advised(asked, judged)],
        "in_order": len(scan.in_order(judged)),
        "asked": scan.progress(asked, case.answers)[1],
    }
    return _Outcome(values)


def _survey(programme: Programme, case: SurveyCase) -> _Outcome:
    held = next(found for found in programme.surveys if found.key == case.survey)
    scores = survey.scores(held, case.responses)
    values = {
        "respondents": len(case.responses),
        "shown": scores is not None,
        "means": {score.question: str(score.mean) for score in scores or ()},
        "texts": {key: len(texts) for key, texts in survey.texts(held, case.responses).items()},
    }
    return _Outcome(values)


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
