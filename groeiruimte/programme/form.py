"""Forms a programme asks for: plans, accountability, final report, inventory, evaluation, review.

Source: R062, R063, R081, R121, R160-R175. What an answer is, as it is kept and as it stands in a worked example:
yes_no and statement `true`; choice a text; several a list of texts; number and hours a text with a point ("6.5");
money whole cents; date "2022-08-31"; table a list of rows, each a table of column key to value; file_or_link a list of
the ids of evidence; people a list of the ids of employees; kpi a table with `holds` and `text`. A calculated value is
never kept.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .objective import ObjectiveKey
from .text import Fact, Key, Source, Text, Words

QuestionType = Literal[
    "yes_no",
    "choice",
    "several",
    "number",
    "hours",
    "money",
    "date",
    "short_text",
    "long_text",
    "table",
    "file_or_link",
    "people",
    "statement",
    "calculated",
    "kpi",
]
ColumnType = Literal["yes_no", "choice", "number", "hours", "money", "date", "short_text", "long_text"]

_WITH_CHOICES = ("choice", "several")


class When(Text):
    """A question is asked only if another one has this answer, one of these, or any at all."""

    question: Key
    equals: str | bool | None = None
    one_of: tuple[str, ...] = ()
    answered: bool = False

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.equals is not None) + bool(self.one_of) + self.answered != 1:
            raise ValueError("Zeg één ding: equals, one_of of answered. Haal de andere weg.")
        return self


class Calculation(Text):
    """A value worked out from other answers; `of` names questions, or `table.column` for a column of a table."""

    kind: Literal["sum", "product", "difference", "count"]
    of: tuple[str, ...] = Field(min_length=1)


class FormColumn(Text):
    """A column of a table question."""

    key: Key
    label: Words
    type: ColumnType = "short_text"
    choices: tuple[Words, ...] = ()
    choices_from: str = ""
    unit: str = ""
    required: bool = True

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Self:
        _check_choices(self.type, self.choices, self.choices_from)
        return self


class Question(Text):
    """One question; `why` is shown as the reason for asking, `help` under the question.

    `prefill` names the fact that already answers it, so that it is confirmed and not typed (`rules.prefill`).
    `choices_from` takes the choices from elsewhere: `choices.<kind>` of the programme for the objectives chosen,
    `bottlenecks`, `functions`, or `<table>.<column>` of the same form. `other` lets one write an own choice.
    """

    key: Key
    text: Words
    type: QuestionType
    section: Key | None = None
    help: str = ""
    why: str = ""
    choices: tuple[Words, ...] = ()
    choices_from: str = ""
    other: bool = False
    unit: str = ""
    columns: tuple[FormColumn, ...] = ()
    ranked_by: tuple[Key, ...] = Field(default=(), description="columns whose places multiply to the rank of a row")
    at_least: int = Field(default=0, ge=0, description="rows, choices or people")
    calculation: Calculation | None = None
    kpi: Key | None = None
    prefill: Fact | None = None
    shown_when: tuple[When, ...] = ()
    required: bool = True

    @model_validator(mode="after")
    def _parts_belong_to_the_type(self) -> Self:
        _check_choices(self.type, self.choices, self.choices_from)
        for name, wanted in (("columns", "table"), ("calculation", "calculated"), ("kpi", "kpi")):
            if bool(getattr(self, name)) != (self.type == wanted):
                raise ValueError(f'{name} hoort bij type "{wanted}", en bij geen ander. Maak die twee gelijk.')
        unknown = set(self.ranked_by) - {column.key for column in self.columns if column.type == "choice"}
        if unknown:
            raise ValueError(f"ranked_by noemt {', '.join(sorted(unknown))}. Noem kolommen met een keuze.")
        return self


def _check_choices(kind: str, choices: tuple[str, ...], elsewhere: str) -> None:
    if kind in _WITH_CHOICES and bool(elsewhere) == (len(choices) >= 2):
        raise ValueError("Een keuzevraag heeft ten minste twee keuzes, of choices_from. Vul een van de twee in.")
    if kind not in _WITH_CHOICES and (choices or elsewhere):
        raise ValueError('Alleen een keuzevraag heeft keuzes. Haal choices weg of zet type op "choice".')


class Section(Text):
    """A part of a form: one page. Without sections a form is one page."""

    key: Key
    title: Words
    lead: str = ""
    minutes: int = Field(default=0, ge=0)
    shown_when: tuple[When, ...] = ()


class Form(Text):
    """A form: its sections and questions, for whom, who signs, and whether the region looks at it.

    `phase` is the phase from which it can be filled in, `about` the form that a review is about.
    """

    key: Key
    title: Words
    kind: Literal["action_plan", "accountability", "final_report", "inventory", "evaluation", "review", "scan"]
    objectives: tuple[ObjectiveKey, ...] = ()
    choice: Key | None = Field(default=None, description="only for practices that chose this track")
    minutes: int = Field(default=0, ge=0)
    lead: str = ""
    phase: Key | None = None
    about: Key | None = None
    signer: Literal["practice_owner", "practice_manager"] = "practice_manager"
    statement: str = Field(default="", description="what is signed, in words")
    reviewed: bool = Field(default=False, description="the region agrees, or sends it back with remarks")
    carried_out: bool = Field(default=False, description="the practice says afterwards that it was carried out")
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = Field(min_length=1)
    source: Source

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def of_section(self, key: str | None) -> tuple[Question, ...]:
        return tuple(question for question in self.questions if question.section == key)
