"""A calculation works on numbers, and does not add money to hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..amounts import EURO, is_money
from ..form import Calculation, Form, Question
from ..item import ItemKind
from ..problems import Problem
from .forms import place_of

_NUMBERS = ("number", "hours", "money", "calculated")


def calculations(forms: Sequence[Form], items: Sequence[ItemKind]) -> Iterator[Problem]:
    """Each part is a number, and the unit says whether the outcome is money. What is not there is told elsewhere."""
    every: list[Form | ItemKind] = [*forms, *items]
    for where, questions in [(place_of(asking), asking.questions) for asking in every]:
        for question in questions:
            if question.calculation is not None:
                here = f"{where}.questions[{question.key}]"
                wrong = list(_parts(f"{here}.calculation.of", question.calculation, questions))
                yield from wrong or _money(here, question, question.calculation, questions)


def _parts(where: str, calculation: Calculation, questions: Sequence[Question]) -> Iterator[Problem]:
    by_key = {question.key: question for question in questions}
    for of in calculation.of:
        name, _, part = of.partition(".")
        question = by_key.get(name)
        if question is None:
            continue
        columns = {column.key: column.type for column in question.columns}
        if part and part not in columns:
            mend = f"Kies uit: {', '.join(columns)}." if columns else "Noem alleen de vraag."
            yield Problem(where, f'De vraag "{name}" heeft geen kolom "{part}".', mend)
        elif calculation.kind != "count" and (columns.get(part) or question.type) not in _NUMBERS:
            mend = 'Noem een getal, uren of geld. Of schrijf kind = "count".'
            yield Problem(where, f'"{of}" is geen getal, dus er valt niets te rekenen.', mend)


def _money(
    where: str, question: Question, calculation: Calculation, questions: Sequence[Question]
) -> Iterator[Problem]:
    there = {found.key for found in questions}
    if calculation.kind == "count" or any(of.partition(".")[0] not in there for of in calculation.of):
        return
    money = [is_money(questions, of) for of in calculation.of]
    if calculation.kind == "product" and sum(money) > 1:
        yield Problem(f"{where}.calculation.of", "Geld keer geld is geen geld.", "Noem hoogstens één bedrag.")
    elif calculation.kind != "product" and any(money) and not all(money):
        what = "Geld en andere getallen staan hier door elkaar."
        yield Problem(f"{where}.calculation.of", what, "Noem alleen bedragen, of alleen andere getallen.")
    elif any(money) != (question.unit == EURO):
        what = "Een berekend bedrag heeft de eenheid euro, en een ander getal niet."
        yield Problem(f"{where}.unit", what, f'Schrijf unit = "{EURO}" bij een bedrag, en alleen daar.')
