"""The questions of the insurer at their place, over all versions that were sent, with what the region answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from groeiruimte.records import access

from .work import Work


@dataclass(frozen=True, slots=True)
class Said:
    """One question or answer. `newest`: of the last version that was sent, so it can be answered."""

    text: str
    who: str
    at: datetime
    from_insurer: bool
    number: int
    newest: bool


def said(work: Work) -> dict[str, list[Said]]:
    """By place, in order; "" is about the whole plan. One query."""
    newest = work.submissions[0].pk if work.submissions else None
    found: dict[str, list[Said]] = {}
    rows = access.document_remarks(work.request.actor).filter(submission__document=work.document).order_by("at", "pk")
    for row in rows:
        found.setdefault(row.place, []).append(
            Said(row.text, row.by.name, row.at, row.from_insurer, row.submission.number, row.submission_id == newest)
        )
    return found


def open_questions(asked: dict[str, Sequence[Said]]) -> list[str]:
    """The places where the insurer spoke last, about the version that was sent last."""
    return [place for place, lines in asked.items() if lines[-1].from_insurer and lines[-1].newest]
