"""Examples of milestones that a practice can copy into its plan. Source: R143, R169."""

from __future__ import annotations

from pydantic import Field

from .objective import ObjectiveKey
from .text import Key, Source, Text, Words


class MilestoneExample(Text):
    """An example: what is reached, what shows it, how long it takes, and the topic of a training it needs."""

    key: Key
    title: Words
    shows: Words = Field(description="what shows that it is done")
    objective: ObjectiveKey | None = None
    choice: Key | None = Field(default=None, description="an initiative, concept or track it belongs to")
    weeks: int = Field(ge=1, description="from the start of the plan")
    training: Key | None = Field(default=None, description="topic of a training that it needs")
    source: Source
