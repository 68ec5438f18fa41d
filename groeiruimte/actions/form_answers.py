"""The answers of a form as they are kept: every version stays, the newest counts, and two people are merged.

Somebody saves what stood on a page of a `version`. What another saved meanwhile stays, unless both changed the same
question: then nothing is saved and both texts come back (E02).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import FilledForm, FormAnswer, FormSubmission, User
from groeiruimte.rules.answers import shown
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.prefill import Known

from .refusal import Difference, Stale

MINE, THEIRS = "uw", "ander"
"""What the page of E02 sends for a question (`keus.<question>`): which of the two texts to keep."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What to write, and the questions that two people changed."""

    changed: dict[str, Any]
    clashes: tuple[str, ...]


def answers_of(filled_form: FilledForm) -> dict[str, Any]:
    """The newest answer per question, in the shapes of `programme.form`; nothing for a question left empty."""
    return {key: row.value for key, row in latest(filled_form.answers.all()).items() if row.value is not None}


def latest(rows: Iterable[FormAnswer]) -> dict[str, FormAnswer]:
    """The newest row per question."""
    return {row.question: row for row in sorted(rows, key=lambda row: row.version)}


def merge(filled: FilledForm, version: int, typed: Mapping[str, Any], known: Mapping[str, Known]) -> Merged:
    """Lay what somebody typed from a `version` beside what stands there now.

    A question that somebody left as it was shown, also as it was already known, gives way to what another typed.
    """
    rows = list(filled.answers.all())
    now = {key: row.value for key, row in latest(rows).items()}
    base = {key: row.value for key, row in latest(row for row in rows if row.form_version <= version).items()}
    changed, clashes = {}, []
    for key, value in typed.items():
        if value == now.get(key):
            continue
        if now.get(key) == base.get(key):
            changed[key] = value
        elif value != base.get(key) and not (key not in base and key in known and value == known[key].value):
            clashes.append(key)
    return Merged(changed, tuple(clashes))


def touched(filled: FilledForm, version: int, typed: Mapping[str, Any], known: Mapping[str, Known]) -> dict[str, Any]:
    """What somebody changed on a page of a `version`; what stands there as it was shown is left out."""
    base = {key: row.value for key, row in latest(r for r in filled.answers.all() if r.form_version <= version).items()}
    shown_then = {key: found.value for key, found in known.items()} | base
    return {key: value for key, value in typed.items() if value != shown_then.get(key)}


def write(filled: FilledForm, changed: Mapping[str, Any], known: Mapping[str, Known], by: User, at: datetime) -> None:
    """Add a version of each answer; `filled.version` is that of the form after this save."""
    before = latest(filled.answers.all())
    FormAnswer.objects.bulk_create(
        FormAnswer(
            filled_form=filled,
            practice_id=filled.practice_id,
            region_id=filled.region_id,
            question=key,
            version=before[key].version + 1 if key in before else 1,
            form_version=filled.version,
            value=value,
            prefilled=key in known and known[key].value == value,
            given_by=by,
            given_at=at,
        )
        for key, value in changed.items()
    )


def stale(
    programme: Programme, facts: Facts, form: Form, filled: FilledForm, typed: Mapping[str, Any], clashes: Iterable[str]
) -> Stale:
    """Both texts of every question that two people changed, in words."""
    now = latest(filled.answers.select_related("given_by"))
    fields, last = [], max(now.values(), key=lambda row: (row.form_version, row.given_at))
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
