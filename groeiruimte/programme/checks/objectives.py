"""The four national objectives are all there, in an order, and a subject takes some of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import get_args

from ..objective import Objective, ObjectiveKey, Subject
from ..problems import Problem


def all_four(objectives: Sequence[Objective], gone: frozenset[str]) -> Iterator[Problem]:
    """R009: a region may rename and reorder the objectives, never add or drop one."""
    there = {objective.key for objective in objectives}
    for key in get_args(ObjectiveKey):
        path = f"objectives.{key}"
        if key not in there and path in gone:
            what = f"Doelstelling {key} is weggehaald, maar elk programma heeft A, B, C en D."
            yield Problem(f"removes[{path}]", what, "Laat haar staan. Zet supported = false als de regio niet helpt.")
        elif key not in there:
            mend = "Elk programma heeft A, B, C en D. Voeg de doelstelling toe."
            yield Problem("objectives", f"Doelstelling {key} ontbreekt.", mend)


def orders(objectives: Sequence[Objective], subjects: Sequence[Subject]) -> Iterator[Problem]:
    """Two objectives share a place in the list only when a subject takes them together (R120)."""
    for first, second in combinations(objectives, 2):
        together = any({first.key, second.key} <= set(subject.objectives) for subject in subjects)
        if first.key != second.key and first.order == second.order and not together:
            what = f"Doelstelling {first.key} en {second.key} staan allebei op plaats {second.order}."
            mend = "Geef elk een eigen order, of neem ze samen in subjects."
            yield Problem(f"objectives[{second.key}].order", what, mend)


def merged_once(subjects: Sequence[Subject]) -> Iterator[Problem]:
    """An objective belongs to one subject at most: a choice must count once."""
    taken = Counter(key for subject in subjects for key in subject.objectives)
    for key, times in sorted(taken.items()):
        if times > 1:
            what = f"Doelstelling {key} is {times} keer samengenomen."
            yield Problem("subjects", what, "Laat elke doelstelling bij hoogstens één onderwerp staan.")
