"""Objectives (doelstellingen) A-D, the time they give and who may use it. Source: R009, R018-R029, R075-R079, R095."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .text import Key, Source, Text, Words

ObjectiveKey = Literal["A", "B", "C", "D"]
TimeType = Literal["patient_time", "non_patient_time"]

# What the records know of a practice with a period. A misspelt standing would never hold and nobody would notice, so
# the list is closed; a new one also needs a place in the records.
StandingKey = Literal[
    "affiliation",
    "region_contract",
    "preferred_insurer",
    "insurer_contract",
    "kbz_pilot",
    "poh_s_policy",
]


class Standing(Text):
    """A fact about a practice that the records hold with a period: `poh_s_policy = "current"`."""

    standing: StandingKey
    value: str | None = None


class TimeRule(Text):
    """A kind of time that an objective pays for, possibly only when a standing holds."""

    type: TimeType
    label: Words
    partly: bool = False
    when: Standing | None = None
    source: Source


class SpendingRule(Text):
    """Something the money may go to, possibly only when a standing holds (R158: the POH-S i)."""

    key: Key
    label: Words
    when: Standing | None = None
    source: Source


class Objective(Text):
    """One of the four national objectives, in the region's words and order."""

    key: ObjectiveKey
    label: Words
    order: int = Field(ge=1, le=4, description="place in the region's own list")
    summary: Words
    asks: tuple[Words, ...] = ()
    supported: bool = True
    time: tuple[TimeRule, ...] = Field(min_length=1)
    excluded_functions: tuple[Key, ...] = ()
    example_functions: tuple[Key, ...] = ()
    hours_by_contract: bool = False
    examples: tuple[Words, ...] = ()
    source: Source


class Subject(Text):
    """A region's own subject that takes several objectives together (R120: ROHA's 2 and 3)."""

    key: Key
    label: Words
    objectives: tuple[ObjectiveKey, ...] = Field(min_length=2)
    source: Source


class Choice(Text):
    """Something to choose from within an objective: a concept, an initiative, a track, a linked project, and so on."""

    key: Key
    kind: Literal["concept", "initiative", "track", "instrument", "project", "support", "training"]
    objective: ObjectiveKey
    label: Words
    recommended: bool = False
    only_one: bool = Field(default=False, description="at most one of this kind within the objective")
    source: Source
