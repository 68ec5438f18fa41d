"""Never ask what is known: the answer that the facts already give to a question, and where it comes from (R063).

The words are those of `programme.prefill`. What lies after the day asked for, or outside the programme, is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme

from .asked import is_empty
from .facts import Facts
from .found import Answer, laid, names, plain
from .kpi import evaluate
from .lookup import Of, look_up
from .options import options


@dataclass(frozen=True, slots=True)
class Known:
    """An answer in the shape of the question, and the sentence that says where it comes from."""

    value: Any
    because: str


def known(programme: Programme, facts: Facts, fact: str, *, on: date, question: Question | None = None) -> Known | None:
    """What the facts say on a day, laid into the shape of a question when that is given; None when nothing is known.

    Choices that come from elsewhere are not looked at: that takes a form, see `of_form`.
    """
    of = Of(programme, facts, on)
    if question is not None:
        return _known(of, fact, question, None if question.choices_from else question.choices)
    source = look_up(of, fact)
    return Known(plain(source[0]), source[1]) if source else None


def of_form(programme: Programme, facts: Facts, form: Form | ItemKind, *, on: date) -> dict[str, Known]:
    """Per question what is already known. A KPI always says whether it is met: `{"holds": ..., "text": why}`."""
    of = Of(programme, facts, on)
    known: dict[str, Known] = {}
    for question in form.questions:
        answers = {key: found.value for key, found in known.items()}
        choices = options(programme, facts, form, question, answers)
        answer = _of_kpi(of, question) if question.kpi else _known(of, question.prefill or "", question, choices)
        if answer is not None:
            known[question.key] = answer
    return known


@dataclass(frozen=True, slots=True)
class Earlier:
    """The same questions as they were answered before, and the day on which those answers were sent in."""

    form: Form
    answers: Mapping[str, Any]
    sent_on: date


_OF_THAT_MOMENT = ("calculated", "file_or_link", "kpi", "long_text", "people")
"""Types of question of which an old answer says nothing about now."""


def of_earlier(programme: Programme, facts: Facts, form: Form, earlier: Earlier, *, on: date) -> dict[str, Known]:
    """As `of_form`; what no fact tells stood there before, where the question still takes that answer."""
    known = of_form(programme, facts, form, on=on)
    before = {question.key: question for question in earlier.form.questions}
    because = f"Stond in uw vorige scan van {short_date(earlier.sent_on)}."
    for question in form.questions:
        value = earlier.answers.get(question.key)
        if question.key in known or question.key not in before or question.type in _OF_THAT_MOMENT or is_empty(value):
            continue
        choices = options(programme, facts, form, question, {key: found.value for key, found in known.items()})
        said = Answer(before[question.key], value, (value,) if isinstance(value, str) else ())
        kept = laid(said, question, choices)
        if not is_empty(kept):
            known[question.key] = Known(kept, because)
    return known


def _known(of: Of, fact: str, question: Question, choices: Sequence[str] | None) -> Known | None:
    source = look_up(of, fact)
    if source is None:
        return None
    found, because = source
    value = laid(found, question, names(found) if choices is None else choices)
    return None if is_empty(value) else Known(value, because)


def _of_kpi(of: Of, question: Question) -> Known | None:
    kpi = next((found for found in of.programme.kpis if found.key == question.kpi), None)
    if kpi is None:
        return None
    result = evaluate(kpi, of.facts, period=of.programme.period, programme=of.programme)
    because = f"{result.from_where[:1].upper()}{result.from_where[1:]}."
    return Known({"holds": result.state == "met", "text": result.because}, because)
