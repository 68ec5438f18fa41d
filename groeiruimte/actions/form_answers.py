"""The answers of a form or a scan as they are kept: every version stays, the newest counts, and two people are merged.

Somebody saves what stood on a page of a `version`. What another saved meanwhile stays, unless both changed the same
question: then nothing is saved and both texts come back (E02).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import FilledForm, FormAnswer, FormSubmission, Scan, ScanAnswer, User
from groeiruimte.rules.answers import shown
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.prefill import Known

from .refusal import Difference, Stale

MINE, THEIRS = "uw", "ander"
"""What the page of E02 sends for a question (`keus.<question>`): which of the two texts to keep."""


Filled = FilledForm | Scan
"""What a practice answers: questions that are kept in the same way."""

Row = FormAnswer | ScanAnswer
OneRow = TypeVar("OneRow", bound=Row)


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write, and the questions that two people changed."""

    changed: dict[str, Any]
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What somebody saved: the answers that stood on a page of a `version`, the place to come back to (`here`), and
    whether this is the first of it all."""

    version: int
    answers: Mapping[str, Any]
    here: str
    begun: bool


def keep(
    filled: Filled,
    page: Page,
    *,
    programme: Programme,
    facts: Facts,
    form: Form,
    known: Mapping[str, Known],
    by: User,
    at: datetime,
) -> list[str]:
    """Write what a page changed, and set version, moment and place on `filled`, for its verb to save.

    Gives the questions that changed, in order. Raises Stale when another changed one of them since.
    """
    asked = {question.key for question in form.questions if question.type != "calculated"}
    typed = {key: value for key, value in page.answers.items() if key in asked}
    merged = merge(filled, page.version, typed, known)
    if merged.clashes:
        raise stale(programme, facts, form, filled, typed, merged.clashes)
    if merged.changed or page.begun:
        filled.version += 1
        filled.saved_at = at
    write(filled, merged.changed, known, by, at)
    filled.here = page.here[:130]
    return sorted(merged.changed)


def answers_of(filled: Filled) -> dict[str, Any]:
    """The newest answer per question, in the shapes of `programme.form`; nothing for a question left empty."""
    return {key: row.value for key, row in latest(rows_of(filled)).items() if row.value is not None}


def rows_of(filled: Filled, *related: str) -> Iterable[Row]:
    """Every version of every answer; `related` is fetched along."""
    rows: Iterable[Row] = filled.answers.select_related(*related) if related else filled.answers.all()
    return rows


def latest(rows: Iterable[OneRow]) -> dict[str, OneRow]:
    """The newest row per question, of rows of one kind."""
    return {row.question: row for row in sorted(rows, key=lambda row: row.version)}


def merge(filled: Filled, version: int, typed: Mapping[str, Any], known: Mapping[str, Known]) -> Merged:
    """Lay what somebody typed from a `version` beside what stands there now.

    A question that somebody left as it was shown, also as it was already known, gives way to what another typed.
    """
    now = {key: row.value for key, row in latest(rows_of(filled)).items()}
    base = _as_of(filled, version)
    changed, clashes = {}, []
    for key, value in typed.items():
        if value == now.get(key):
            continue
        if now.get(key) == base.get(key):
            changed[key] = value
        elif value != base.get(key) and not (key not in base and key in known and value == known[key].value):
            clashes.append(key)
    return Merged(changed, tuple(clashes))


def touched(filled: Filled, version: int, typed: Mapping[str, Any], known: Mapping[str, Known]) -> dict[str, Any]:
    """What somebody changed on a page of a `version`; what stands there as it was shown is left out."""
    shown_then = {key: found.value for key, found in known.items()} | _as_of(filled, version)
    return {key: value for key, value in typed.items() if value != shown_then.get(key)}


def _as_of(filled: Filled, version: int) -> dict[str, Any]:
    """What stood there in a `version` of the whole, per question."""
    found = latest(row for row in rows_of(filled) if row.of_version <= version)
    return {key: row.value for key, row in found.items()}


def write(filled: Filled, changed: Mapping[str, Any], known: Mapping[str, Known], by: User, at: datetime) -> None:
    """Add a version of each answer; `filled.version` is that of the whole after this save."""
    before = latest(rows_of(filled))
    filled.answers.bulk_create(
        _row(
            filled,
            practice_id=filled.practice_id,
            region_id=filled.region_id,
            question=key,
            version=before[key].version + 1 if key in before else 1,
            value=value,
            prefilled=key in known and known[key].value == value,
            given_by=by,
            given_at=at,
        )
        for key, value in changed.items()
    )


def _row(filled: Filled, **said: Any) -> Any:
    if isinstance(filled, Scan):
        return ScanAnswer(scan=filled, scan_version=filled.version, **said)
    return FormAnswer(filled_form=filled, form_version=filled.version, **said)


def stale(
    programme: Programme, facts: Facts, form: Form, filled: Filled, typed: Mapping[str, Any], clashes: Iterable[str]
) -> Stale:
    """Both texts of every question that two people changed, in words."""
    now = latest(rows_of(filled, "given_by"))
    fields, last = [], max(now.values(), key=lambda row: (row.of_version, row.given_at))
    for key in clashes:
        question = form.question(key)
        mine, theirs = (shown(programme, facts, question, value) for value in (typed[key], now[key].value))
        fields.append(
            Difference(f"keus.{key}", question.text, "\n".join(mine), "\n".join(theirs), sends=(MINE, THEIRS))
        )
        last = now[key]
    return Stale(
        form.title,
        fields,
        version=filled.version,
        changed_by=last.given_by.name,
        changed_at=last.given_at,
        unchanged={},
    )


def seal(submission: FormSubmission) -> str:
    """The sha256 over everything that was sent in and signed, as hex."""
    filled = submission.filled_form
    sealed = {
        "enrolment": filled.enrolment_id,
        "form": filled.form,
        "number": submission.number,
        "receipt": submission.receipt,
        "answers": submission.answers,
        "kpis": submission.kpis,
        "statement": submission.statement,
        "submitted_at": int(submission.submitted_at.timestamp()),
        "submitted_by": submission.submitted_by_id,
        "late": submission.late,
    }
    text = json.dumps(sealed, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
