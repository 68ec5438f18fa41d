"""Whether a standing held on the days that count: what was found, what is needed, and what would be just enough."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from groeiruimte.programme.calendar import short_date

from .facts import StandingFact
from .why import describe, listed, sentences, span

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Need:
    """A standing asked for from `start` to `end`, both included; the same day twice asks for one day."""

    standing: str
    value: str | None
    start: date
    end: date

    @property
    def words(self) -> str:
        return describe(self.standing, self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """`because` says what was found and needed; `nearest` what would pass ("" when met).

    `later` is the first later day on which it does hold, when the records know one.
    """

    met: bool
    because: str
    nearest: str = ""
    later: date | None = None


def holds(need: Need, facts: Iterable[StandingFact]) -> Finding:
    """Whether the standing holds on every day of the need; periods that join count as one."""
    same = [fact for fact in facts if fact.standing == need.standing]
    right = [fact for fact in same if need.value is None or fact.value == need.value]
    last = _unbroken_until(right, need.start)
    if last is None or last >= need.end:
        first = next(fact for fact in right if fact.holds(need.start))
        return Finding(True, f"Wij vonden: {describe(first.standing, first.value)}, {span(first.start, last)}.")
    gap = last + _DAY
    others = [fact for fact in same if fact not in right]
    found = _found(need, right, others, gap)
    needed = f"Nodig: {need.words}, {span(need.start, need.end)}."
    later = min((fact.start for fact in right if fact.start and fact.start > gap), default=None)
    return Finding(False, sentences(found, needed), _just_enough(need, right, gap, later), later)


def absent(need: Need, facts: Iterable[StandingFact]) -> Finding:
    """Whether the standing holds on no day at all of the need."""
    right = [f for f in facts if f.standing == need.standing and (need.value is None or f.value == need.value)]
    overlapping = [fact for fact in right if _overlaps(fact, need)]
    if not overlapping:
        ended = max((fact.end for fact in right if fact.end and fact.end < need.start), default=None)
        none = f"Wij vonden geen {need.words}."
        return Finding(True, f"Uw {need.words} eindigde op {short_date(ended)}." if ended else none)
    found = [f"Wij vonden: {describe(f.standing, f.value)}, {span(f.start, f.end)}." for f in overlapping]
    needed = f"Nodig: geen enkele dag {span(need.start, need.end)}."
    return Finding(False, sentences(*found, needed), _just_none(need, overlapping))


def _unbroken_until(facts: Sequence[StandingFact], day: date) -> date | None:
    """The last day of the unbroken run that holds `day`; the day before when there is none, None when it never ends."""
    last = day - _DAY
    while ends := [fact.end for fact in facts if fact.holds(last + _DAY)]:
        known = [end for end in ends if end is not None and end < date.max]
        if len(known) < len(ends):
            return None
        last = max(known)
    return last


def _overlaps(fact: StandingFact, need: Need) -> bool:
    return (fact.start is None or fact.start <= need.end) and (fact.end is None or fact.end >= need.start)


def _found(need: Need, right: Sequence[StandingFact], others: Sequence[StandingFact], gap: date) -> str:
    """What the records hold instead: another value on that day, else the right value on other days, else nothing."""
    instead = [describe(fact.standing, fact.value) for fact in others if fact.holds(gap)]
    if instead:
        return f"Wij vonden op {short_date(gap)}: {listed(instead)}."
    if right:
        nearest = min(right, key=lambda fact: _distance(fact, gap))
        return f"Wij vonden: {describe(nearest.standing, nearest.value)}, {span(nearest.start, nearest.end)}."
    if others:
        nearest = min(others, key=lambda fact: _distance(fact, gap))
        return f"Wij vonden alleen: {describe(nearest.standing, nearest.value)}, {span(nearest.start, nearest.end)}."
    return f"Wij vonden geen {describe(need.standing, None)}."


def _distance(fact: StandingFact, day: date) -> int:
    if fact.start and fact.start > day:
        return (fact.start - day).days
    return (day - fact.end).days if fact.end else 0


def _just_enough(need: Need, right: Sequence[StandingFact], gap: date, later: date | None) -> str:
    """The nearest change that would pass: a period made longer, an earlier start, or the whole of it."""
    ended = max((fact.end for fact in right if fact.end and fact.end < gap), default=None)
    if ended and (later is None or gap - ended <= later - gap):
        return f"U voldoet als uw {need.words} doorloopt tot en met {short_date(need.end)}."
    already = "al " if later else ""
    return f"Dit is genoeg: {need.words}, {already}{span(need.start, need.end)}."


def _just_none(need: Need, overlapping: Sequence[StandingFact]) -> str:
    running = [fact for fact in overlapping if fact.start is None or fact.start < need.start]
    if len(running) == len(overlapping):
        return f"U voldoet als uw {need.words} eindigt vóór {short_date(need.start)}."
    if not running:
        return f"U voldoet als uw {need.words} begint na {short_date(need.end)}."
    return f"U voldoet zonder {need.words} {span(need.start, need.end)}."
