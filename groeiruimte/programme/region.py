"""What a programme asks of the region itself: the regional plan, the report, support and its tracks.

Source: R015, R031, R035-R038, R051-R053 (plan); R037, R110, R116, R140 (report, support).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .form import Question
from .objective import ObjectiveKey
from .schedule import Day
from .text import Key, Source, Text, Words

Dimension = Literal["experience", "health", "costs", "professionals"]

DIMENSIONS: dict[str, str] = {
    "experience": "ervaring van de patiënt",
    "health": "gezondheid",
    "costs": "kosten",
    "professionals": "werkplezier van zorgverleners",
}
"""The quadruple aim (R015): every KPI of a region serves one of these four."""


class DocumentSection(Text):
    """A section to write; with `per_objective` once for each objective that a practice of the region chose.

    With `every_objective` also for one that nobody chose, as long as the region supports it (R155).
    """

    key: Key
    label: Words
    help: str = ""
    per_objective: bool = False
    every_objective: bool = False
    required: bool = True
    source: Source


class RegionalPlanText(Text):
    """What the regional plan must hold besides activities, KPIs and working agreements. `due` is a local date."""

    sections: tuple[DocumentSection, ...] = Field(min_length=1)
    opens: Day | None = None
    due: Day | None = None
    standard_agreements: tuple[Words, ...] = Field(default=(), description="agreements that hold for every practice")
    source: Source


class ReportText(Text):
    """What the report to the insurer must hold besides the figures. `opens` and `due` are local dates."""

    sections: tuple[DocumentSection, ...] = Field(min_length=1)
    opens: Day | None = None
    due: Day | None = None
    source: Source


class SupportKind(Text):
    """A kind of support that a region gives and counts (R110: training, advice talk, practical help)."""

    key: Key
    label: Words
    source: Source


class TrackStep(Text):
    """A step of a track; done when it is noted down with its required answers."""

    key: Key
    label: Words
    questions: tuple[Question, ...] = ()


class Track(Text):
    """A track of support with steps in order, for practices with this objective (and choice, when one is named)."""

    key: Key
    label: Words
    objective: ObjectiveKey
    choice: Key | None = None
    steps: tuple[TrackStep, ...] = Field(min_length=1)
    source: Source
