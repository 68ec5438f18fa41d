"""Never ask what is known: the answer that the facts already give to a question, and where it comes from (R063).

The words are those of `programme.prefill`. What lies after the day asked for, or outside the programme, is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme

from .asked import is_empty
from .facts import Facts
from .found import laid, names, plain
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
