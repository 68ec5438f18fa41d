"""What a region promises to organise: trainings, meetings, inspiration sessions. Source: R091, R148."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .objective import ObjectiveKey
from .text import Key, Source, Text, Words

SessionKind = Literal["training", "meeting", "inspiration"]


class OfferRule(Text):
    """At least so many sessions of a kind in the period, for one objective or for each that the region supports."""

    key: Key
    title: Words
    kind: SessionKind
    objective: ObjectiveKey | None = Field(default=None, description="None: for each objective that is supported")
    at_least: int = Field(default=1, ge=1)
    source: Source
