"""Which answers are money: a question of that type, a column, or what is calculated from one."""

from __future__ import annotations

from collections.abc import Sequence

from .form import Question

EURO = "euro"
"""The unit of a calculated question whose value is money. Such a value is in whole cents."""


def is_money(questions: Sequence[Question], of: str, above: tuple[str, ...] = ()) -> bool:
    """Whether a question (`budget`), or a column of a table (`costs.amount`), is or comes down to money."""
    name, _, part = of.partition(".")
    question = next((found for found in questions if found.key == name), None)
    if question is None or name in above:
        return False
    if part:
        return any(column.key == part and column.type == "money" for column in question.columns)
    if question.calculation is not None and question.calculation.kind != "count":
        return any(is_money(questions, part, (*above, name)) for part in question.calculation.of)
    return question.type == "money"
