"""A form and its answers: what is asked, what is still missing, what it says in words, and what changed.

The shapes of answers stand in `programme.form`. A value that has another shape is never an error here: it is missing.
"""

from __future__ import annotations

from dataclasses import dataclass

from groeiruimte.programme.form import Form, FormColumn, Question
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme

from .asked import (
    WHOLE,
    Answers,
    calculated,
    cleaned,
    is_empty,
    questions,
    rank,
    ranked,
    sections,
)
from .facts import Facts
from .options import options
from .sound import wrong
from .spoken import shown, table

__all__ = [
    "WHOLE",
    "AnswerChange",
    "Answers",
    "Missing",
    "calculated",
    "changes",
    "cleaned",
    "is_empty",
    "missing",
    "options",
    "questions",
    "rank",
    "ranked",
    "sections",
    "shown",
    "table",
]


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that still needs an answer, the section (page) it stands in, and the sentence that asks for it."""

    question: str
    section: str
    because: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What a question said in one version and says in the next, in words; empty where it said nothing."""

    question: str
    text: str
    was: tuple[str, ...]
    becomes: tuple[str, ...]


def missing(
    programme: Programme, facts: Facts, form: Form | ItemKind, answers: Answers, section: str | None = None
) -> tuple[Missing, ...]:
    """What is asked and not answered, or answered in a way that cannot be right; of one section when that is given.

    What need not be answered is named only when its answer cannot be right.
    """

    def chooser(question: Question, column: FormColumn | None) -> tuple[str, ...]:
        return options(programme, facts, form, question, answers, column)

    found = []
    for question in questions(form, answers, section):
        because = wrong(question, answers.get(question.key), facts, chooser)
        if because:
            found.append(Missing(question.key, question.section or WHOLE, because))
    return tuple(found)


def changes(
    programme: Programme, facts: Facts, form: Form | ItemKind, old: Answers, new: Answers
) -> tuple[AnswerChange, ...]:
    """The questions that read otherwise in the new version, in the order of the form; calculated ones too."""
    was, becomes = _in_words(programme, facts, form, old), _in_words(programme, facts, form, new)
    return tuple(
        AnswerChange(question.key, question.text, was.get(question.key, ()), becomes.get(question.key, ()))
        for question in form.questions
        if was.get(question.key, ()) != becomes.get(question.key, ())
    )


def _in_words(
    programme: Programme, facts: Facts, form: Form | ItemKind, answers: Answers
) -> dict[str, tuple[str, ...]]:
    values = {**cleaned(form, answers), **calculated(form, answers)}
    return {q.key: shown(programme, facts, q, values.get(q.key)) for q in questions(form, answers)}
