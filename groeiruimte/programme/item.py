"""What a practice notes down through the year and KPIs count: an action, a board, a partner, a measurement.

Source: R068-R070, R082, R088, R089, R114, R119, R122, R129. Each kind has its own few questions, of the same types
as those of a form.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .form import Question
from .objective import ObjectiveKey
from .text import Key, Source, Text, Words


class ItemKind(Text):
    """`per` says whose it is: of the practice, of one employee, or of one district that the practice serves.

    A kind that `counts_as` a measurement brings the questions `instrument` (text), `day` (date) and perhaps
    `respondents` (number). `at_most_one` for each employee or district.
    """

    key: Key
    title: Words
    many: Words
    explanation: str = ""
    objectives: tuple[ObjectiveKey, ...] = ()
    per: Literal["practice", "employee", "district"] = "practice"
    functions: tuple[Key, ...] = Field(default=(), description="only employees with one of these functions")
    at_most_one: bool = False
    counts_as: Literal["item", "measurement"] = "item"
    questions: tuple[Question, ...] = Field(min_length=1)
    source: Source
