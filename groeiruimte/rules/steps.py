"""What to do now: the one next task of a practice."""

from __future__ import annotations

from datetime import date

from groeiruimte.programme.programme import Programme

from .facts import Facts
from .obligations import Obligation, owed


def next_step(programme: Programme, facts: Facts, on: date) -> Obligation | None:
    """The task that can be done on a day and is due first, a late one before all; None when nothing waits.

    A late intention comes last: who enrols has answered it.
    """
    open_now = [obligation for obligation in owed(programme, facts, on) if obligation.state in ("todo", "late")]
    return min(open_now, key=lambda found: found.kind == "intention" and found.state == "late", default=None)
