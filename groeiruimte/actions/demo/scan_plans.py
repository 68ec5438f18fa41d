"""Which practices of the demo did a scan, on which days, and what they answered. Pure, and the same every time.

The programme of ROHA runs until the end of 2022, and its practices take part from January 2022: they did theirs that
spring. Source: R028, R099, R101-R105, R126.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from groeiruimte.programme.form import Question
from groeiruimte.programme.scan import Scan
from groeiruimte.rules.asked import questions

from .moments import at
from .scan_texts import TYPED
from .world import REPORT_READY, SEED

KIND, KIND_AT_ROHA = "ict_scan", "practice_scan"
ONE_SHARES, ONE_IMPROVES = 40, 53
"""Places in Rijnmond: who shares its report, and who made improvements of it and took a share back."""


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """How far a practice of Rijnmond came, by its place: the days on which a step was taken, None when it was not yet.

    `halfway` is the section that an open scan waits at. `talk` is the moment that was chosen on `picked`.
    """

    place: int
    saved: date
    halfway: str = ""
    submitted: date | None = None
    reviewed: date | None = None
    picked: date | None = None
    talk: datetime | None = None
    held: bool = False
    published: date | None = None


def _march(day: int) -> date:
    return date(2022, 3, day)


SCANS = (
    ScanPlan(13, _march(29), halfway="his"),
    ScanPlan(24, _march(31), submitted=date(2022, 4, 1)),
    ScanPlan(26, _march(24), submitted=_march(25), reviewed=_march(30)),
    ScanPlan(44, _march(17), "", _march(18), _march(22), _march(24), at(date(2022, 4, 12), 13)),
    ScanPlan(52, _march(11), "", _march(14), _march(16), _march(17), at(_march(30), 9), held=True),
    ScanPlan(REPORT_READY, _march(7), "", _march(8), _march(9), _march(10), at(_march(22), 13), True, _march(31)),
    ScanPlan(ONE_SHARES, _march(2), "", _march(3), _march(7), _march(8), at(_march(15), 9), True, _march(24)),
    ScanPlan(ONE_IMPROVES, _march(1), "", _march(2), _march(4), _march(7), at(_march(10), 13), True, _march(17)),
)
"""Of the eight practices with objective D seven are somewhere on the way; the eighth, SCAN_AHEAD, has still to begin.
ONE_SHARES has objective A, and did the scan of its own accord."""

OFFERED_ON, OFFERED_AGAIN_ON = _march(1), _march(28)
FREE = tuple(at(date(2022, 4, day), hour) for day, hour in ((13, 9), (13, 11), (14, 13), (19, 13), (20, 9), (21, 15)))
"""Moments that nobody chose yet. The first ones that were offered were all chosen."""


@dataclass(frozen=True, slots=True)
class QuickPlan:
    """A scan without an interview, by the number of the practice among those that did it: finished when sent in.

    `follow_up` is "" when nothing was chosen yet.
    """

    sent: date
    follow_up: str = ""
    chosen: date | None = None


_LEAN, _OWN = "lean_training", "own_plan"
AT_ROHA = (
    QuickPlan(date(2022, 2, 1), _LEAN, date(2022, 2, 8)),
    QuickPlan(date(2022, 2, 3), _OWN, date(2022, 2, 3)),
    QuickPlan(date(2022, 2, 8), _LEAN, date(2022, 2, 21)),
    QuickPlan(date(2022, 2, 10)),
    QuickPlan(date(2022, 2, 15), _OWN, date(2022, 3, 1)),
    QuickPlan(date(2022, 2, 22), _LEAN, date(2022, 2, 24)),
    QuickPlan(date(2022, 3, 3), _LEAN, date(2022, 3, 3)),
    QuickPlan(date(2022, 3, 10)),
    QuickPlan(date(2022, 3, 15), _OWN, date(2022, 3, 22)),
    QuickPlan(date(2022, 3, 29)),
)
"""Each of the ten practices of ROHA with the combined subject, in order of AGB code."""

_LEVELS = (("fine", 58), ("attention", 27), ("risk", 15))
"""Of a hundred answers so many are of each level."""
_UNKNOWN = "Weet ik niet"


def answers_of(scan: Scan, practice: str, *, before: str = "") -> dict[str, Any]:
    """What a practice, by its AGB code, answers to everything it is asked; up to a section when that is given."""
    keys = [section.key for section in scan.sections]
    reached = set(keys[: keys.index(before)] if before else keys)
    found: dict[str, Any] = {}
    left: set[str] = set()
    while asked := [q for q in questions(scan.form, found) if q.section in reached and q.key not in {*found, *left}]:
        for question in asked:
            answer = _answer(scan, question, random.Random(f"{SEED}/{practice}/{scan.key}/{question.key}"))  # noqa: S311
            if answer is None:
                left.add(question.key)
            else:
                found[question.key] = answer
    return found


def _answer(scan: Scan, question: Question, dice: random.Random) -> Any:
    match question.type:
        case "choice":
            return _choice(scan, question, dice)
        case "several":
            return sorted(dice.sample(question.choices, 2), key=question.choices.index)
    return dice.choice(TYPED[question.key]) if question.key in TYPED else None


def _choice(scan: Scan, question: Question, dice: random.Random) -> str:
    mark = scan.mark_of(question.key)
    if mark is None:
        return dice.choice([choice for choice in question.choices if choice != _UNKNOWN])
    by_level: Mapping[str, tuple[str, ...]] = {"fine": mark.fine, "attention": mark.attention, "risk": mark.risk}
    there = [(level, weight) for level, weight in _LEVELS if by_level[level]]
    level = dice.choices([name for name, _ in there], [weight for _, weight in there])[0]
    return dice.choice(by_level[level])
