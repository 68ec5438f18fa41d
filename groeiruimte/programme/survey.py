"""Surveys: what a team or patients answer once, without anybody knowing who said what. Source: R082, R089, R185."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .objective import ObjectiveKey
from .schedule import Day
from .text import Key, Source, Text, Words


class SurveyQuestion(Text):
    """A statement on a scale, or an open box. `reverse`: the low end of the scale is the good one.

    `scale` when it differs from that of the survey. An open box never has to be filled in.
    """

    key: Key
    text: Words
    kind: Literal["scale", "open"] = "scale"
    why: str = ""
    hint: str = ""
    theme: str = ""
    scale: tuple[Words, ...] = ()
    reverse: bool = False

    @model_validator(mode="after")
    def _scale_belongs_to_a_scale(self) -> Self:
        if self.kind == "open" and (self.scale or self.reverse):
            raise ValueError('Een open vraag heeft geen schaal. Haal scale en reverse weg, of kies kind "scale".')
        return self


class Wave(Text):
    """When a survey can be held: a first measurement (nulmeting), a later one. Local dates, both included.

    A survey of this wave closes on `closes` at the latest; the day after, the outcomes of groups are made, once.
    """

    key: Key
    title: Words
    opens: Day
    closes: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError("De laatste dag ligt niet na de eerste. Zet closes later dan opens.")
        return self


class Survey(Text):
    """A survey. `key` is what KPIs ask (`survey_held`). `scale` runs from low to high; `no_opinion` stands beside it.

    Everything on a scale is answered, if need be with `no_opinion`. `promise` is read before anything is asked.
    Patients answer by an open link, at most `per_day` a day; a team by links that work once.
    """

    key: Key
    title: Words
    audience: Literal["team", "patients"]
    lead: str = ""
    promise: Words
    minutes: int = Field(ge=1)
    objectives: tuple[ObjectiveKey, ...] = ()
    scale: tuple[Words, ...] = Field(min_length=3, max_length=7)
    no_opinion: str = ""
    per_day: int = Field(default=100, ge=1)
    waves: tuple[Wave, ...] = Field(min_length=1)
    questions: tuple[SurveyQuestion, ...] = Field(min_length=1)
    thanks: str = ""
    source: Source

    def question(self, key: str) -> SurveyQuestion:
        return next(question for question in self.questions if question.key == key)

    def scale_of(self, question: SurveyQuestion) -> tuple[str, ...]:
        """The choices of a question from low to high, without `no_opinion`."""
        return question.scale or self.scale

    def wave(self, key: str) -> Wave | None:
        return next((wave for wave in self.waves if wave.key == key), None)

    @property
    def on_a_scale(self) -> tuple[SurveyQuestion, ...]:
        return tuple(question for question in self.questions if question.kind == "scale")

    @property
    def open_boxes(self) -> tuple[SurveyQuestion, ...]:
        return tuple(question for question in self.questions if question.kind == "open")
