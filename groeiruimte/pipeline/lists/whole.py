"""What can only be seen of a list as a whole, or beside the list of last quarter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .check import Tally
from .outcome import Finding

MANY_FAULTS: Final = 3  # percent of the rows
MANY_DOUBLES: Final = 3
MANY_NOT_ACTIVE: Final = 20
_ENOUGH: Final = 10  # rows; below this a share says nothing


def look(
    tally: Tally, *, rivals: bool, has_end: bool, previous: Mapping[str, int] | None, jump_percent: int
) -> list[Finding]:
    """The findings without a row number; `previous` is what counted per UZOVI code last quarter, None when unknown."""
    now = sum(tally.counted.values())
    found: list[Finding] = []
    if rivals:
        found.append(Finding(None, None, "two_tabs", "file"))
    if not has_end:
        found.append(Finding(None, None, "no_end", "file"))
    if now == 0:
        found.append(Finding(None, None, "nil", "whole"))
    if tally.rows and not tally.uzovi_totals:
        found.append(Finding(None, None, "nobody", "whole"))
    if _many(tally.faults - tally.doubles, tally.rows, MANY_FAULTS):
        found.append(Finding(None, None, "many_faults", "whole"))
    if _many(tally.doubles, tally.rows, MANY_DOUBLES):
        found.append(Finding(None, None, "many_doubles", "list"))
    if _many(tally.not_active, tally.rows - tally.other_insurer, MANY_NOT_ACTIVE):
        found.append(Finding(None, None, "many_not_active", "whole"))
    if previous is not None and jumped(sum(previous.values()), now, jump_percent):
        found.append(Finding(None, None, "jump", "last_quarter"))
    return found


def jumped(before: int, now: int, percent: int) -> bool:
    """Whether a count changed by more than so many percent of the last one."""
    return abs(now - before) * 100 > before * percent


def _many(part: int, whole: int, percent: int) -> bool:
    return part >= _ENOUGH and part * 100 > whole * percent
