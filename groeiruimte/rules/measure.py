"""What was found of what is needed: so many of so many, the sentences that say so, and what would be just enough.

*Nearly* met: something is there and at most one thing, or a fifth of what is needed, is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Period

from .facts import Facts
from .why import Trace, number, sentences

Reached = Literal["met", "nearly", "not_yet"]


@dataclass(frozen=True, slots=True)
class Measure:
    """So many found of so many needed, the sentences that say so, what would be just enough, and what was found."""

    have: int
    need: int
    because: str
    state: Reached
    next: str = ""
    facts: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom it is asked and over which period; the programme only gives words, the objective narrows the hours."""

    facts: Facts
    period: Period
    programme: Programme | None = None
    objective: str | None = None


def of(have: int, need: int, because: str, ask: str = "", facts: tuple[Trace, ...] = ()) -> Measure:
    if have >= need:
        return Measure(have, need, because, "met", "", facts)
    near = have > 0 and need - have <= max(1, need // 5)
    return Measure(have, need, because, "nearly" if near else "not_yet", ask, facts)


def and_missing(found: str, have: int, need: int, ask: str) -> str:
    missing = need - have
    return sentences(found, f"Nodig: {number(need)}.", ask.format(number(missing)) if missing > 0 else "")
