"""On which days a reminder goes: some days before something is due, on a working day, and when it opens (ux 2b.8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

Quiet = Callable[[date], bool]
"""Whether no mail goes on a day: the weekend, a public holiday."""

LAST = 1
"""The last warning goes whatever day it is."""
TOLD_WHEN_OPEN = frozenset(("intention", "list", "form"))
"""Kinds of obligation of which the opening is told."""
OPENS = "opens"


def before(due: date, days: int, is_quiet: Quiet) -> date:
    """The day of a reminder so many days before a deadline; earlier when that is a quiet day, but for the last one."""
    day = due - timedelta(days=days)
    while days > LAST and is_quiet(day):
        day -= timedelta(days=1)
    return day


def of_opening(opens: date, is_quiet: Quiet) -> date:
    """The first day, from the day something opens, on which mail goes."""
    while is_quiet(opens):
        opens += timedelta(days=1)
    return opens


def moments(kind: str, opens: date, due: date, days: Sequence[int], is_quiet: Quiet) -> dict[date, str]:
    """On which days something is said about an obligation: OPENS, or the number of days before it is due."""
    found = {before(due, each, is_quiet): str(each) for each in sorted(days, reverse=True)}
    found = {day: moment for day, moment in found.items() if day > opens}
    if kind in TOLD_WHEN_OPEN:
        found[of_opening(opens, is_quiet)] = OPENS
    return found
