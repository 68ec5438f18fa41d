"""What the answers of a scan come to: a level per answer, a score per dimension, what is in order, what to improve.

Source: R028, R100, R104, R105. "I do not know" is an answer like every other: the scan says how it is judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.scan import Advice, Level, Mark, Scan

from .asked import cleaned, is_empty, questions

POINTS: Mapping[Level, int] = {"fine": 2, "attention": 1, "risk": 0}
_MOST = POINTS["fine"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer with how it is judged. `own` is how the scan itself judges it, before a specialist looked."""

    question: str
    level: Level
    own: Level
    mark: Mark


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """How a dimension stands. `percent` is None when nothing was asked about it; `level` follows from it."""

    key: str
    title: str
    percent: int | None
    level: Level | None
    fine: int
    attention: int
    risk: int


@dataclass(frozen=True, slots=True)
class Advised:
    """A piece of advice with the questions that led to it and the worst level among them."""

    advice: Advice
    questions: tuple[str, ...]
    level: Level
    dimensions: tuple[str, ...]


def judged(scan: Scan, answers: Mapping[str, Any], otherwise: Mapping[str, Level] | None = None) -> tuple[Judged, ...]:
    """Every answer that a mark judges, in the order of the form; `otherwise` is what a specialist made of some."""
    kept = cleaned(scan.form, answers)
    found = []
    for question in questions(scan.form, answers):
        mark = scan.mark_of(question.key)
        own = mark.level(kept.get(question.key)) if mark else None
        if mark is not None and own is not None:
            level = (otherwise or {}).get(question.key, own)
            found.append(Judged(question.key, level, own, mark))
    return tuple(found)


def scores(scan: Scan, found: Iterable[Judged]) -> tuple[DimensionScore, ...]:
    """A score for each dimension: points out of the most that was possible, in whole percents, half up."""
    judgements = tuple(found)
    return tuple(_score(scan, dimension.key, dimension.title, judgements) for dimension in scan.dimensions)


def _score(scan: Scan, key: str, title: str, judgements: tuple[Judged, ...]) -> DimensionScore:
    mine = [each for each in judgements if key in each.mark.dimensions]
    most = sum(_MOST * each.mark.weight for each in mine)
    got = sum(POINTS[each.level] * each.mark.weight for each in mine)
    percent = (got * 200 + most) // (2 * most) if most else None
    counts = {level: sum(each.level == level for each in mine) for level in POINTS}
    return DimensionScore(
        key, title, percent, level_of(scan, percent), counts["fine"], counts["attention"], counts["risk"]
    )


def level_of(scan: Scan, percent: int | None) -> Level | None:
    if percent is None:
        return None
    if percent >= scan.in_order_from:
        return "fine"
    return "risk" if percent < scan.risk_below else "attention"


def advised(scan: Scan, found: Iterable[Judged]) -> tuple[Advised, ...]:
    """What to improve, each piece of advice once: by its order in the library, risks first."""
    by_advice: dict[str, list[Judged]] = {}
    for each in found:
        if each.level != "fine" and each.mark.advice:
            by_advice.setdefault(each.mark.advice, []).append(each)
    together = [_advised(scan, key, those) for key, those in by_advice.items()]
    return tuple(sorted(together, key=lambda each: (POINTS[each.level], each.advice.order, each.advice.key)))


def _advised(scan: Scan, key: str, those: list[Judged]) -> Advised:
    advice = scan.advice_of(key)
    if advice is None:  # the check of a programme refuses a mark that leads nowhere
        raise LookupError(f"{scan.key} has no advice {key}")
    worst = min((each.level for each in those), key=lambda level: POINTS[level])
    touched = {name for each in those for name in each.mark.dimensions}
    return Advised(
        advice,
        tuple(each.question for each in those),
        worst,
        tuple(dimension.key for dimension in scan.dimensions if dimension.key in touched),
    )


def in_order(found: Iterable[Judged]) -> tuple[Judged, ...]:
    """What is in order already: the sentence stands in `mark.in_order`."""
    return tuple(each for each in found if each.level == "fine")


def progress(scan: Scan, answers: Mapping[str, Any]) -> tuple[int, int]:
    """How many of the questions that are asked have an answer, and how many are asked."""
    asked = [question for question in questions(scan.form, answers) if question.type != "calculated"]
    return sum(not is_empty(answers.get(question.key)) for question in asked), len(asked)
