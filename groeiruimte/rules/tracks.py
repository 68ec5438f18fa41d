"""How far practices are in a track of support, such as that of video calls. Source: R111, R115, R116, R118, R119.

A step is done when it is noted down with every answer that it asks; a track is complete when all its steps are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import Track, TrackStep

from .answers import missing
from .facts import Facts

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of one practice: noted down at all, and what its answers still lack ("" when nothing)."""

    step: TrackStep
    noted: bool
    lacks: str

    @property
    def done(self) -> bool:
        return self.noted and not self.lacks


@dataclass(frozen=True, slots=True)
class Walk:
    """One practice in a track; its steps in the order of the text."""

    steps: tuple[StepState, ...]

    @property
    def started(self) -> bool:
        return any(each.noted for each in self.steps)

    @property
    def complete(self) -> bool:
        return all(each.done for each in self.steps)

    @property
    def next(self) -> TrackStep | None:
        return next((each.step for each in self.steps if not each.done), None)


@dataclass(frozen=True, slots=True)
class Counts:
    """Practices in a track: who chose it, started, did each step (by its key), and completed it."""

    chosen: int
    started: int
    complete: int
    per_step: Mapping[str, int]


def is_for(track: Track, objectives: Collection[str], choices: Collection[str]) -> bool:
    """Whether a practice with these objectives and choices walks the track."""
    return track.objective in objectives and (track.choice is None or track.choice in choices)


def tracks_of(programme: Programme, objectives: Collection[str], choices: Collection[str]) -> tuple[Track, ...]:
    return tuple(track for track in programme.tracks if is_for(track, objectives, choices))


def walk(programme: Programme, track: Track, noted: Mapping[str, Answers], facts: Facts | None = None) -> Walk:
    """How far a practice is; `noted` holds the answers per step that was noted down."""
    return Walk(
        tuple(
            StepState(
                step,
                step.key in noted,
                lacks(programme, track, step, noted[step.key], facts) if step.key in noted else "",
            )
            for step in track.steps
        )
    )


def lacks(programme: Programme, track: Track, step: TrackStep, answers: Answers, facts: Facts | None = None) -> str:
    """The sentence about the first required answer that a step still needs; "" when it has all."""
    if not step.questions:
        return ""
    gaps = missing(programme, facts or Facts(), sheet(track, step), answers)
    return gaps[0].because if gaps else ""


def sheet(track: Track, step: TrackStep) -> ItemKind:
    """A step as something to fill in: what asks the questions of a programme takes this shape.

    Only for a step that asks something.
    """
    return ItemKind(key=step.key, title=step.label, many=track.label, questions=step.questions, source=track.source)


def counted(track: Track, walks: Iterable[Walk]) -> Counts:
    """The walks of everybody for whom the track is, added up (R115, R118)."""
    found = list(walks)
    return Counts(
        chosen=len(found),
        started=sum(each.started for each in found),
        complete=sum(each.complete for each in found),
        per_step={step.key: sum(each.steps[place].done for each in found) for place, step in enumerate(track.steps)},
    )
