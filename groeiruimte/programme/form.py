"""Forms a programme asks for: plans, accountability, final report. Source: R062, R063, R081, R121, R160, R175."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .objective import ObjectiveKey
from .text import Key, Source, Text, Words


class Question(Text):
    """One question; `why` is shown as the reason for asking."""

    key: Key
    text: Words
    type: Literal["yes_no", "short_text", "long_text", "number", "date", "choice", "file_or_link", "people"]
    why: str = ""
    choices: tuple[Words, ...] = ()
    required: bool = True

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Self:
        if self.type == "choice" and len(self.choices) < 2:
            raise ValueError("Een keuzevraag heeft ten minste twee keuzes. Vul choices aan of kies een ander type.")
        if self.type != "choice" and self.choices:
            raise ValueError('Alleen een keuzevraag heeft keuzes. Haal choices weg of zet type op "choice".')
        return self


class Form(Text):
    """A form: its questions, for whom, and in which phase."""

    key: Key
    title: Words
    kind: Literal["action_plan", "accountability", "final_report", "inventory"]
    objectives: tuple[ObjectiveKey, ...] = ()
    minutes: int = Field(default=0, ge=0)
    questions: tuple[Question, ...] = Field(min_length=1)
    source: Source
