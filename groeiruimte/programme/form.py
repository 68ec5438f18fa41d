"""Forms a programme asks for: plans, accountability, final report. Source: R062, R063, R081, R121, R160, R175."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

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


class Form(Text):
    """A form: its questions, for whom, and in which phase."""

    key: Key
    title: Words
    kind: Literal["action_plan", "accountability", "final_report", "inventory"]
    objectives: tuple[ObjectiveKey, ...] = ()
    minutes: int = Field(default=0, ge=0)
    questions: tuple[Question, ...] = Field(min_length=1)
    source: Source
