"""Reads one list from its bytes to an outcome. Runs in the child process; nothing below it knows about processes."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from . import tables, whole
from .check import Question, Row, Tally, count
from .claims import Claims
from .columns import HEADER_ROWS, Header, Layout, find_header
from .limits import Limits
from .messages import number, refusal
from .outcome import Finding, Job, Outcome
from .refused import RefusedError


def run(data: bytes, job: Job, limits: Limits) -> Outcome:
    """Count a list on the reference date of its job; a file that cannot be read gives a refusal, never an exception."""
    began = time.perf_counter()
    known: dict[str, Any] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    layout = Layout.of(job.layout)
    try:
        found = _read(data, job, layout, limits)
    except RefusedError as refused:
        found = {"ok": False, "refusal": refused.refusal}
    except MemoryError:
        found = {"ok": False, "refusal": refusal("too_slow")}
    return Outcome(**known, **found, seconds=time.perf_counter() - began)


def _read(data: bytes, job: Job, layout: Layout, limits: Limits) -> dict[str, Any]:
    table = tables.read(data, layout, limits)
    top = list(islice(table.rows, HEADER_ROWS))
    if not any(cell for row in top for cell in row) and len(top) < HEADER_ROWS:
        raise RefusedError("empty")
    header = find_header(top, layout, job.mapping)
    at = {key: place for key, place in header.at.items() if place < table.width}
    known = {
        "headers": header.names,
        "mapping": at,
        "missing_columns": tuple([key for key in layout.labels if key not in at]),
    }
    missing = [layout.labels[key] for key in layout.required if key not in at]
    if missing:
        return {"ok": False, "refusal": refusal("columns", missing=", ".join(missing)), **known}
    question = Question(job.reference_date, job.eligible, job.register | job.eligible, at, table.epoch)
    claims = Claims.of(job, at, table.epoch)
    numbered = enumerate(chain(top[header.row + 1 :], table.rows), header.row + 2)
    tally = count(_bounded(numbered, limits), question, claims.add if claims else None)
    findings = _findings(tally, header, layout, job, table.rivals)
    return {"ok": True, **known, **_counts(tally), "findings": findings, **(claims.sealed() if claims else {})}


def _bounded(rows: Iterator[tuple[int, Row]], limits: Limits) -> Iterator[tuple[int, Row]]:
    yield from islice(rows, limits.rows)
    for _, row in rows:
        if any(row):
            raise RefusedError("too_many_rows", most=number(limits.rows))


def _counts(tally: Tally) -> dict[str, Any]:
    return {
        "rows": tally.rows,
        "counted": dict(sorted(tally.counted.items())),
        "other_insurer": tally.other_insurer,
        "not_active": tally.not_active,
        "uzovi_totals": dict(sorted(tally.uzovi_totals.items())),
    }


def _findings(tally: Tally, header: Header, layout: Layout, job: Job, rivals: bool) -> tuple[Finding, ...]:
    names = {key: header.name(key, layout) for key in header.at}
    rows = [Finding(row, names[key], code, category) for row, (code, key, category) in tally.reasons]
    has_end = "ion_end" in header.at
    about = whole.look(tally, rivals=rivals, has_end=has_end, previous=job.previous, jump_percent=layout.jump_percent)
    return (*about, *rows)
