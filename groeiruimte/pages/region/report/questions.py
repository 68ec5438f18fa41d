"""The questions of the insurer at their place in the report, with what the region answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


Asked = Mapping[str, Sequence[Said]]


def said(work: Work) -> dict[str, list[Said]]:
    """By place, in order; "" is about the whole report. One query."""
    newest = work.submissions[0].pk if work.submissions else None
    found: dict[str, list[Said]] = {}
    rows = access.document_remarks(work.request.actor).filter(submission__document=work.document)
    for row in rows.defer("submission__content").order_by("at", "pk"):
        found.setdefault(row.place, []).append(
            Said(row.text, row.by.name, row.at, row.from_insurer, row.submission.number, row.submission_id == newest)
        )
    return found
