"""Deadlines lie in the period, and phases follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ..calendar import short_date
from ..problems import Problem
from ..schedule import Deadline, Period, Phase


def deadlines(period: Period, deadlines: Sequence[Deadline]) -> Iterator[Problem]:
    """A date outside the period must say why: it is far more often a wrong year than a wish."""
    for deadline in deadlines:
        if not period.holds(deadline.date) and not deadline.outside_period:
            what = f"{short_date(deadline.date)} ligt buiten de periode van het programma."
            mend = "Verbeter de datum, of schrijf de reden in outside_period."
            yield Problem(f"deadlines[{deadline.key}].date", what, mend)


def phases(phases: Sequence[Phase]) -> Iterator[Problem]:
    for first, second in combinations(phases, 2):
        if first.order == second.order:
            what = f"Fase {first.key} en {second.key} staan allebei op plaats {second.order}."
            yield Problem(f"phases[{second.key}].order", what, "Geef elke fase een eigen order.")
