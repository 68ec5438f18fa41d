"""Scans: a questionnaire that is judged, and the advice it can lead to.

Source: R028, R073, R096, R099-R107, R125, R126. A scan with an interview is looked through by an IT specialist, talked
over and closed with a report (ICT-praktijkscan). Without one its outcome is there as soon as it is sent in
(praktijkscan), and exactly one follow-up is chosen.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from .form import Form, Question, Section
from .objective import ObjectiveKey
from .schedule import Day
from .text import Key, Source, Text, Words

Level = Literal["fine", "attention", "risk"]
Effort = Literal["small", "medium", "large"]
Cost = Literal["none", "low", "medium", "high"]
Doer = Literal["practice", "supplier", "both", "region"]
ADVICE = "advice"
"""The question of an improvement that says which advice it carries out."""


class Dimension(Text):
    """Something that a scan judges: stable (stabiel), safe (veilig), future-proof (toekomstbestendig), R100."""

    key: Key
    title: Words
    explanation: str = ""


class Mark(Text):
    """How the answer to one question is judged; every choice of the question stands in exactly one of the lists.

    It counts `weight` times for each of its dimensions. `in_order` is what the report says when the answer is fine,
    `advice` what it leads to when it is not.
    """

    question: Key
    dimensions: tuple[Key, ...] = Field(min_length=1)
    weight: int = Field(default=1, ge=1, le=5)
    fine: tuple[str, ...] = Field(min_length=1)
    attention: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    in_order: Words
    advice: Key | None = None

    @model_validator(mode="after")
    def _can_be_otherwise(self) -> Self:
        every = (*self.fine, *self.attention, *self.risk)
        if len(set(every)) < len(every):
            raise ValueError("Een antwoord staat in twee lijsten. Zet elk antwoord in één lijst.")
        if len(every) == len(self.fine):
            raise ValueError("Elk antwoord is hier goed. Zet een antwoord bij attention of risk.")
        return self

    def level(self, answer: object) -> Level | None:
        """How an answer is judged; None when there is none, or one that this mark does not know."""
        levels: tuple[tuple[Level, tuple[str, ...]], ...] = (
            ("fine", self.fine),
            ("attention", self.attention),
            ("risk", self.risk),
        )
        return next((level for level, answers in levels if answer in answers), None)


class Advice(Text):
    """A piece of advice in the library. `reason` is the first draft of why, `order` its place among the others.

    As a milestone it takes `weeks`, and `shows` says what shows that it is done.
    """

    key: Key
    title: Words
    text: Words
    reason: Words
    effort: Effort
    cost: Cost
    who: Doer
    order: int = Field(default=50, ge=1, le=99)
    shows: Words
    weeks: int = Field(default=8, ge=1, le=52)


class FollowUp(Text):
    """What a practice can go on with after a scan (R126): exactly one. `topic` leads to trainings, `form` to a form."""

    key: Key
    title: Words
    text: str = ""
    topic: Key | None = None
    form: Key | None = None


class Scan(Text):
    """A scan. `minutes` of the questionnaire are shown (R101), as are those of the interview (R103).

    `objectives` are those that it is offered to, `required_for` those that owe it by `due`. A dimension is in order
    from `in_order_from` percent, and a risk below `risk_below`. `report_within_days` after the interview.
    `information` is the address of a page with more (R107); empty when a source names none. `topics_question` is the
    question in which a practice says what it wants to talk about, `improvement` the kind of item that an advice becomes
    once it is carried out (R094).
    """

    key: Key
    title: Words
    lead: str = ""
    minutes: int = Field(ge=1)
    interview_minutes: int = Field(default=0, ge=0)
    objectives: tuple[ObjectiveKey, ...] = Field(min_length=1)
    required_for: tuple[ObjectiveKey, ...] = ()
    opens: Day | None = None
    due: Day | None = None
    report_within_days: int = Field(default=28, ge=1)
    specialist_days: int = Field(default=90, ge=1, description="the specialist may open it so long after report 1")
    information: str = ""
    topics_question: Key | None = None
    improvement: Key | None = None
    dimensions: tuple[Dimension, ...] = Field(min_length=1)
    in_order_from: int = Field(default=75, ge=1, le=100)
    risk_below: int = Field(default=50, ge=0, le=99)
    sections: tuple[Section, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
    marks: tuple[Mark, ...] = Field(min_length=1)
    advice: tuple[Advice, ...] = Field(min_length=1)
    follow_ups: tuple[FollowUp, ...] = ()
    source: Source

    @cached_property
    def form(self) -> Form:
        """The questionnaire, as every other form."""
        return Form(
            key=self.key,
            title=self.title,
            kind="scan",
            minutes=self.minutes,
            lead=self.lead,
            sections=self.sections,
            questions=self.questions,
            source=self.source,
        )

    @property
    def has_interview(self) -> bool:
        return self.interview_minutes > 0

    def advice_of(self, key: str | None) -> Advice | None:
        return next((found for found in self.advice if found.key == key), None)

    def mark_of(self, question: str) -> Mark | None:
        return next((found for found in self.marks if found.question == question), None)

    def dimension(self, key: str) -> Dimension:
        return next(found for found in self.dimensions if found.key == key)
