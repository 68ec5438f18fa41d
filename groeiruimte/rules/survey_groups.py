"""Which outcomes of groups may be shown beside those of practices, so that nobody can be worked out by subtracting.

A region holds districts (wijkgroepen) and practices, a district holds practices. What is shown forms a tree, so every
sum or difference of shown results is a sum of remainders: a shown group without the shown groups inside it. When each
remainder is nobody or at least five people, no calculation isolates one to four people (trust.md T8, G28).

The outcome of a practice is its own. So a shown group also holds at least three practices that answered, and what
remains of it beside the shown districts holds none or at least three.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .suppression import FEWEST_IN_A_GROUP, FEWEST_PEOPLE

REGION = ""
"""The key of the whole region among the groups; a practice with this district stands directly under the region."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How many people of a practice answered. From five on, the practice has seen its own outcome already."""

    practice: str
    district: str
    people: int

    @property
    def is_shown(self) -> bool:
        return self.people >= FEWEST_PEOPLE


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is left of a group beside what is shown inside it: people without own outcome, and practices."""

    people: int = 0
    practices: int = 0

    @property
    def is_safe(self) -> bool:
        return self._nobody_or_enough(self.people, FEWEST_PEOPLE) and self._nobody_or_enough(
            self.practices, FEWEST_IN_A_GROUP
        )

    @staticmethod
    def _nobody_or_enough(number: int, enough: int) -> bool:
        return number == 0 or number >= enough

    def __add__(self, other: _Rest) -> _Rest:
        return _Rest(self.people + other.people, self.practices + other.practices)


def shown(answered: Iterable[Answered], among: Collection[str] | None = None) -> frozenset[str]:
    """The groups that may be shown: names of districts, and REGION for the whole.

    `among` keeps it to groups that are shown already, to decide it again for a single question. When the region cannot
    be shown beside all its districts, the smallest district that helps makes room; else the region stays out.
    """
    parts: dict[str, list[Answered]] = {}
    for each in answered:
        if each.people:
            parts.setdefault(each.district, []).append(each)
    rests = {name: _rest(those) for name, those in parts.items()}
    districts = {name for name in rests if name != REGION and _may(name, among) and _stands_alone(rests[name])}
    if not rests or not _may(REGION, among):
        return frozenset(districts)
    if sum(rest.practices for rest in rests.values()) < FEWEST_IN_A_GROUP:
        return frozenset(districts)
    if _beside(rests, districts).is_safe:
        return frozenset({REGION, *districts})
    helping = [name for name in districts if _beside(rests, districts - {name}).is_safe]
    if not helping:
        return frozenset(districts)
    given_up = min(helping, key=lambda name: (rests[name].practices, rests[name].people, name))
    return frozenset({REGION, *districts} - {given_up})


def _may(name: str, among: Collection[str] | None) -> bool:
    return among is None or name in among


def _rest(those: Iterable[Answered]) -> _Rest:
    """What practices add to the remainder of the group around them: each is a practice, its people when not shown."""
    return sum((_Rest(0 if each.is_shown else each.people, 1) for each in those), _Rest())


def _stands_alone(rest: _Rest) -> bool:
    return rest.is_safe and rest.practices >= FEWEST_IN_A_GROUP


def _beside(rests: Mapping[str, _Rest], districts: Collection[str]) -> _Rest:
    """What remains of the region beside its shown districts."""
    return sum((rest for name, rest in rests.items() if name not in districts), _Rest())
