"""What one can choose from at a question or in a column: its own choices, or those that stand elsewhere. R128, R163."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from groeiruimte.programme.form import Form, FormColumn, Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme

from .asked import Answers, cleaned, is_empty, ranked
from .facts import Facts


def options(
    programme: Programme,
    facts: Facts,
    form: Form | ItemKind,
    question: Question,
    answers: Answers,
    column: FormColumn | None = None,
) -> tuple[str, ...]:
    """The choices of a question, or of a column of it, as they are shown and kept; each once, in order."""
    asking = column or question
    if asking.choices:
        return asking.choices
    return tuple(dict.fromkeys(_elsewhere(programme, facts, form, asking.choices_from, answers)))


def _elsewhere(
    programme: Programme, facts: Facts, form: Form | ItemKind, place: str, answers: Answers
) -> Iterator[str]:
    name, _, part = place.partition(".")
    match name, part:
        case "", _:
            return
        case "bottlenecks", "":
            yield from programme.bottlenecks
        case "functions", "":
            yield from (function.label for function in programme.functions)
        case "choices", kind:
            wanted = set(facts.objectives) & set(form.objectives or facts.objectives)
            yield from (c.label for c in programme.choices if c.kind == kind and c.objective in wanted)
        case table, key:
            yield from _written(form, table, key, answers)


def _written(form: Form | ItemKind, table: str, column: str, answers: Answers) -> Iterator[str]:
    """What stands in a column of a table in the same form, the highest rank first (R167)."""
    question = next((found for found in form.questions if found.key == table), None)
    rows = cleaned(form, answers).get(table)
    if question is not None and isinstance(rows, list | tuple):
        for row in ranked(question, [row for row in rows if isinstance(row, Mapping)]):
            if not is_empty(row.get(column)):
                yield str(row[column]).strip()
