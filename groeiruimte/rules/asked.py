"""Which questions of a form are asked, given the answers, and what follows from the answers by sum. Source: R167.

A question is asked when its own conditions and those of its section hold. The answer to a question that is not asked
counts for nothing: not for another condition, not in a calculation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import reduce
from typing import Any, assert_never

from groeiruimte.programme.form import Calculation, Form, FormColumn, Question, Section, When
from groeiruimte.programme.item import ItemKind

Answers = Mapping[str, Any]
Row = Mapping[str, Any]

WHOLE = "form"
"""The key of the section of questions that have none."""

_NUMBERS = ("number", "hours", "money")


def is_empty(value: Any) -> bool:
    """Nothing was answered: no value, blank text, an empty list, or rows and fields in which nothing stands.

    `false` is an answer, and so is 0.
    """
    match value:
        case None:
            return True
        case str():
            return not value.strip()
        case Mapping():
            return all(is_empty(part) for part in value.values())
        case list() | tuple():
            return all(is_empty(part) for part in value)
    return False


def sections(form: Form | ItemKind, answers: Answers) -> tuple[Section, ...]:
    """The sections in which something is asked, in order; questions without a section make one that is named `form`."""
    asked = {question.section or WHOLE for question in questions(form, answers)}
    whole = Section(key=WHOLE, title=form.title, minutes=form.minutes if isinstance(form, Form) else 0)
    return tuple(section for section in (whole, *_sections(form)) if section.key in asked)


def questions(form: Form | ItemKind, answers: Answers, section: str | None = None) -> tuple[Question, ...]:
    """The questions that are asked, in the order of the form; of one section when that is given."""
    asked = _asked(form, answers)
    of_section = [q for q in form.questions if section is None or (q.section or WHOLE) == section]
    return tuple(question for question in of_section if question.key in asked)


def cleaned(form: Form | ItemKind, answers: Answers) -> dict[str, Any]:
    """The answers to what is asked: hidden, calculated and unknown ones are left out."""
    asked = questions(form, answers)
    return {q.key: answers[q.key] for q in asked if q.type != "calculated" and q.key in answers}


def calculated(form: Form | ItemKind, answers: Answers) -> dict[str, Decimal]:
    """The value of every calculated question that is asked. What is empty counts as 0; money is in whole cents."""
    kept = cleaned(form, answers)
    return {q.key: _value(form, kept, q.key, ()) for q in questions(form, answers) if q.type == "calculated"}


def ranked(question: Question, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows by rank, highest first; equal ranks keep their order. Without `ranked_by` the order stays."""
    return sorted((dict(row) for row in rows), key=lambda row: -rank(question, row))


def rank(question: Question, row: Row) -> int:
    """The product of the places of the choices, counted from 1; 0 when one of them is not made."""
    columns = {column.key: column for column in question.columns}
    places = (_place(columns[key], row.get(key)) for key in question.ranked_by)
    return reduce(lambda product, place: product * place, places, 1) if question.ranked_by else 0


def _place(column: FormColumn, choice: Any) -> int:
    return column.choices.index(choice) + 1 if choice in column.choices else 0


def as_number(value: Any) -> Decimal | None:
    """A number as it is kept (`"6.5"`, or whole cents); None when it is no number."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _sections(form: Form | ItemKind) -> tuple[Section, ...]:
    return form.sections if isinstance(form, Form) else ()


def _asked(form: Form | ItemKind, answers: Answers) -> frozenset[str]:
    """The keys of the questions that are asked. A question that waits for itself is not asked."""
    by_key = {question.key: question for question in form.questions}
    of_section = {section.key: section.shown_when for section in _sections(form)}
    known: dict[str, bool] = {}

    def asked(key: str) -> bool:
        if key not in known:
            known[key] = False
            question = by_key[key]
            whens = (*question.shown_when, *of_section.get(question.section or "", ()))
            known[key] = all(holds(when) for when in whens)
        return known[key]

    def holds(when: When) -> bool:
        return when.question in by_key and asked(when.question) and fits(when, answers.get(when.question))

    return frozenset(key for key in by_key if asked(key))


def fits(when: When, answer: Any) -> bool:
    """Whether an answer is the one that a condition waits for."""
    if when.answered:
        return not is_empty(answer)
    wanted: tuple[str | bool, ...] = when.one_of if when.equals is None else (when.equals,)
    if isinstance(answer, Mapping):
        answer = answer.get("holds")
    given = answer if isinstance(answer, list | tuple) else (answer,)
    return any(type(part) is type(want) and part == want for part in given for want in wanted)


def _value(form: Form | ItemKind, answers: Answers, key: str, above: tuple[str, ...]) -> Decimal:
    question = next(found for found in form.questions if found.key == key)
    if question.calculation is None:
        return as_number(answers.get(key)) or Decimal(0)
    if key in above:
        return Decimal(0)
    return _calculate(question.calculation, lambda of: _operand(form, answers, of, question, (*above, key)))


def _calculate(calculation: Calculation, value: Callable[[str], Decimal]) -> Decimal:
    values = [value(of) for of in calculation.of]
    match calculation.kind:
        case "sum" | "count":
            return sum(values, Decimal(0))
        case "product":
            return reduce(lambda product, part: product * part, values)
        case "difference":
            return reduce(lambda rest, part: rest - part, values)
        case _:
            assert_never(calculation.kind)


def _operand(form: Form | ItemKind, answers: Answers, of: str, asking: Question, above: tuple[str, ...]) -> Decimal:
    """A number, the sum of a column; to count: rows, things chosen, or 1 for an answer that is not no."""
    key, _, column = of.partition(".")
    calculation = asking.calculation
    if calculation is not None and calculation.kind == "count":
        return Decimal(_times(answers.get(key), column))
    if column:
        rows = answers.get(key) or ()
        return sum((as_number(row.get(column)) or Decimal(0) for row in rows if isinstance(row, Mapping)), Decimal(0))
    return _value(form, answers, key, above)


def _times(value: Any, column: str) -> int:
    if column:
        return sum(_times(row.get(column), "") for row in value or () if isinstance(row, Mapping))
    if isinstance(value, list | tuple):
        return sum(not is_empty(part) for part in value)
    return 0 if value is False or is_empty(value) else 1
