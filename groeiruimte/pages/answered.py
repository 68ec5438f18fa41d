"""Answers of a form to read: on the last page before sending, at the region, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.form import Form, Question
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.answers import calculated, questions, ranked, sections, shown, table
from groeiruimte.rules.facts import Facts

UNANSWERED = "Nog niet ingevuld"


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer in words: `lines`, or a `table` of which the first row is the header."""

    question: Question
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.lines and not self.table


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    key: str
    title: str
    answers: tuple[Answered, ...]


def answered(programme: Programme, facts: Facts, form: Form, answers: Mapping[str, Any]) -> tuple[AnsweredSection, ...]:
    """Everything that is asked, in order, with what was answered; rows with a rank from high to low."""
    values = {**answers, **calculated(form, answers)}
    return tuple(
        AnsweredSection(
            section.key,
            section.title,
            tuple(_answered(programme, facts, q, values.get(q.key)) for q in questions(form, answers, section.key)),
        )
        for section in sections(form, answers)
    )


def _answered(programme: Programme, facts: Facts, question: Question, value: Any) -> Answered:
    if question.type == "table" and isinstance(value, list | tuple):
        rows = table(programme, facts, question, ranked(question, [row for row in value if isinstance(row, Mapping)]))
        return Answered(question, table=rows if len(rows) > 1 else ())
    return Answered(question, lines=shown(programme, facts, question, value))
