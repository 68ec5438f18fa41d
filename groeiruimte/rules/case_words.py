"""The names in a worked example that its programme does not know: a misspelt one would pass for the wrong reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, assert_never, get_args

from groeiruimte.programme.checks.answers import fits, is_closed, possible
from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.programme import Programme

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
)
from .given import FactsGiven, StandingGiven
from .region_document import ALL
from .survey import choices
from .why import STANDINGS, listed

_NO_ANSWER = 'Op deze vraag is "{}" geen antwoord.'


def unknown_names(programme: Programme, where: str, case: AnyCase) -> Iterator[Problem]:
    """The names in a case that this programme does not know."""
    match case:
        case EnrolmentCase():
            yield from _standings(programme, where, case.standings)
            yield from _choices(programme, where, case.choices)
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
            yield from _facts(programme, where, case)
        case FormCase():
            yield from _form_words(programme, where, case)
            yield from _facts(programme, where, case)
        case PhaseCase():
            known = {phase.key for phase in programme.phases}
            for key in (case.expect.current, *(case.expect.done or ())):
                yield from _known(f"{where}.expect", key, known) if key else ()
            yield from _facts(programme, where, case)
        case ChoicesCase():
            yield from _choices(programme, where, case.choices)
        case RegionalPlanCase():
            yield from _plan(programme, where, case)
        case DeadlineCase():
            yield from _known(f"{where}.deadline", case.deadline, {found.key for found in programme.deadlines})
        case ScanCase():
            yield from _scan(programme, where, case)
        case SurveyCase():
            yield from _survey(programme, where, case)
        case IntentionCase() | AmountCase() | WindowCase() | RoomCase() | ListsCase():
            pass
        case _:
            assert_never(case)


def _facts(programme: Programme, where: str, case: FactsGiven) -> Iterator[Problem]:
    yield from _choices(programme, where, case.choices)
    for given in case.forms:
        yield from _answers(programme, f"{where}.forms", given.form, given.answers)
    yield from _functions(programme, where, [given.function for given in case.attendances])
    yield from _functions(programme, where, [given.function for given in case.hours])
    yield from _functions(programme, where, [given.function for given in case.staff])


def _form_words(programme: Programme, where: str, case: FormCase) -> Iterator[Problem]:
    yield from _answers(programme, where, case.form, case.answers)
    if programme.form(case.form) is not None:
        expect = case.expect
        for word in ("missing", "shown", "calculated", "prefilled"):
            keys = dict.fromkeys(getattr(expect, word) or ())
            yield from _answers(programme, f"{where}.expect.{word}", case.form, keys)


def _answers(programme: Programme, where: str, form: str, answers: Mapping[str, Any]) -> Iterator[Problem]:
    """The form and the questions that an example names."""
    known = {found.key: {question.key for question in found.questions} for found in programme.forms}
    yield from _known(where, form, known)
    for question in answers if form in known else ():
        yield from _known(f"{where}.answers", question, known[form])


def _scan(programme: Programme, where: str, case: ScanCase) -> Iterator[Problem]:
    """The scan, its questions, dimensions and advice; and answers that a question with choices can have."""
    scan = programme.scan(case.scan)
    if scan is None:
        yield from _known(f"{where}.scan", case.scan, {found.key for found in programme.scans})
        return
    by_key = {question.key: question for question in scan.questions}
    for key in case.otherwise:
        yield from _known(f"{where}.otherwise", key, {mark.question for mark in scan.marks})
    for key, answer in case.answers.items():
        yield from _known(f"{where}.answers", key, by_key)
        question = by_key.get(key)
        if question is not None and is_closed(question):
            for part in answer if isinstance(answer, list) else [answer]:
                if not fits(question, part):
                    yield Problem(f"{where}.answers.{key}", _NO_ANSWER.format(part), possible(question))
    for word in ("scores", "levels"):
        for key in getattr(case.expect, word) or ():
            yield from _known(f"{where}.expect.{word}", key, {dimension.key for dimension in scan.dimensions})
    for key in case.expect.advice or ():
        yield from _known(f"{where}.expect.advice", key, {advice.key for advice in scan.advice})


def _survey(programme: Programme, where: str, case: SurveyCase) -> Iterator[Problem]:
    """The survey, its questions, and words that stand on their scales."""
    survey = programme.survey(case.survey)
    if survey is None:
        yield from _known(f"{where}.survey", case.survey, {found.key for found in programme.surveys})
        return
    allowed = {question.key: choices(survey, question) for question in survey.on_a_scale}
    for place, response in enumerate(case.responses, start=1):
        here = f"{where}.responses[{place}]"
        for key, answer in response.items():
            yield from _known(here, key, {question.key for question in survey.questions})
            if key in allowed and answer not in allowed[key]:
                yield Problem(f"{here}.{key}", _NO_ANSWER.format(answer), f"Kies uit: {', '.join(allowed[key])}.")
    for key in case.expect.means or ():
        yield from _known(f"{where}.expect.means", key, set(allowed))
    for key in case.expect.texts or ():
        yield from _known(f"{where}.expect.texts", key, {box.key for box in survey.open_boxes})


def _plan(programme: Programme, where: str, case: RegionalPlanCase) -> Iterator[Problem]:
    """The sections that an example writes, and the practices that it names an agreement with."""
    sections = programme.regional_plan.sections if programme.regional_plan else ()
    known = {each.key for each in sections if not each.per_objective}
    known |= {f"{each.key}-{letter}" for each in sections if each.per_objective for letter in get_args(ObjectiveKey)}
    for key in case.sections:
        yield from _known(f"{where}.sections", key, known)
    for name in case.agreements:
        yield from _known(f"{where}.agreements", name, {ALL, *case.practices})


def _choices(programme: Programme, where: str, keys: list[str]) -> Iterator[Problem]:
    for key in keys:
        yield from _known(f"{where}.choices", key, {choice.key for choice in programme.choices})


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
