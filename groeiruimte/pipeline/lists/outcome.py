"""What goes into a child process (`Job`) and what comes out (`Outcome`). Plain data, safe for every process.

Nothing here can hold a value of a row: a finding is a row number, the header of a column, and a reason.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Self, get_args

from groeiruimte.pipeline.vektis.plan import ClaimPlan

Category = Literal["file", "value", "row", "list", "whole", "last_quarter"]

CATEGORIES: frozenset[str] = frozenset(get_args(Category))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a list. `row` is the number that the spreadsheet shows, None for the list as a whole."""

    row: int | None
    column: str | None
    code: str
    category: Category

    def to_json(self) -> list[Any]:
        return [self.row, self.column, self.code, self.category]

    @classmethod
    def from_json(cls, data: list[Any]) -> Self:
        row, column, code, category = data
        if category not in CATEGORIES:
            raise ValueError("category")
        return cls(None if row is None else int(row), None if column is None else str(column), str(code), category)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file was not read, in Dutch: what is wrong and how to mend it. The codes stand in `messages.REFUSALS`."""

    code: str
    message: str
    mend: str

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "mend": self.mend}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(str(data["code"]), str(data["message"]), str(data["mend"]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known about a list after it was read and forgotten.

    `counted`: patients that count on the reference date, per eligible UZOVI code that has any. `uzovi_totals`: rows per
    eligible code before the checks. `rows` = counted + other_insurer + not_active + rows with a fault. `headers` are
    the column headers from column A on, `Kolom H` where one may name a person; `mapping` says per column key at which
    header it was found, and `missing_columns` are the keys of the layout that were not. `sealed_claim` is a zip of
    claim files, encrypted under the key of the job; `claim_total_cents` its sum, `claim_unknown` the elements that the
    list did not bring. `sha256` is empty for a file that was too big to look at; `seconds` is wall time, from asking to
    answer.
    """

    ok: bool
    sha256: str
    size: int
    refusal: Refusal | None = None
    rows: int = 0
    counted: Mapping[str, int] = field(default_factory=dict)
    other_insurer: int = 0
    not_active: int = 0
    findings: tuple[Finding, ...] = ()
    missing_columns: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    mapping: Mapping[str, int] = field(default_factory=dict)
    uzovi_totals: Mapping[str, int] = field(default_factory=dict)
    sealed_claim: bytes | None = None
    claim_total_cents: int | None = None
    claim_unknown: tuple[str, ...] = ()
    seconds: float = 0.0

    @property
    def total(self) -> int:
        """The number of patients that count."""
        return sum(self.counted.values())

    def to_json(self) -> dict[str, Any]:
        """Plain data for `json.dumps`; `from_json` makes the same outcome of it again."""
        sealed = self.sealed_claim
        return {
            "ok": self.ok,
            "sha256": self.sha256,
            "size": self.size,
            "refusal": self.refusal.to_json() if self.refusal else None,
            "rows": self.rows,
            "counted": dict(self.counted),
            "other_insurer": self.other_insurer,
            "not_active": self.not_active,
            "findings": [finding.to_json() for finding in self.findings],
            "missing_columns": list(self.missing_columns),
            "headers": list(self.headers),
            "mapping": dict(self.mapping),
            "uzovi_totals": dict(self.uzovi_totals),
            "sealed_claim": base64.b64encode(sealed).decode() if sealed is not None else None,
            "claim_total_cents": self.claim_total_cents,
            "claim_unknown": list(self.claim_unknown),
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Raises ValueError, KeyError or TypeError on anything that `to_json` does not make."""
        sealed, refusal, cents = data["sealed_claim"], data["refusal"], data["claim_total_cents"]
        return cls(
            ok=bool(data["ok"]),
            sha256=str(data["sha256"]),
            size=int(data["size"]),
            refusal=Refusal.from_json(refusal) if refusal is not None else None,
            rows=int(data["rows"]),
            counted=_counts(data["counted"]),
            other_insurer=int(data["other_insurer"]),
            not_active=int(data["not_active"]),
            findings=tuple([Finding.from_json(each) for each in data["findings"]]),
            missing_columns=tuple(str(each) for each in data["missing_columns"]),
            headers=tuple(str(each) for each in data["headers"]),
            mapping=_counts(data["mapping"]),
            uzovi_totals=_counts(data["uzovi_totals"]),
            sealed_claim=base64.b64decode(sealed, validate=True) if sealed is not None else None,
            claim_total_cents=int(cents) if cents is not None else None,
            claim_unknown=tuple(str(each) for each in data["claim_unknown"]),
            seconds=float(data["seconds"]),
        )


def _counts(data: Mapping[str, Any]) -> dict[str, int]:
    return {str(key): int(value) for key, value in data.items()}


@dataclass(frozen=True, slots=True)
class Job:
    """What to ask of one list. Holds no personal data; `layout` is a `ListLayout` in its JSON form.

    `register` are the UZOVI codes in force on the reference date. `mapping` says per column key at which header (text)
    or in which column (number, A is 0) it stands, where a person pointed it out. `previous` is what counted last
    quarter per UZOVI code, None when there is nothing to compare with. With `claim` and `seal_key` (32 bytes) the same
    run writes the claim files, sealed.
    """

    layout: Mapping[str, Any]
    reference_date: date
    eligible: frozenset[str]
    register: frozenset[str]
    mapping: Mapping[str, str | int] | None = None
    previous: Mapping[str, int] | None = None
    claim: ClaimPlan | None = None
    seal_key: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if (self.claim is None) is not (self.seal_key is None):
            raise ValueError("a claim needs a key to seal it, and a key a claim")

    def to_json(self) -> dict[str, Any]:
        return {
            "layout": dict(self.layout),
            "reference_date": self.reference_date.isoformat(),
            "eligible": sorted(self.eligible),
            "register": sorted(self.register),
            "mapping": dict(self.mapping) if self.mapping is not None else None,
            "previous": dict(self.previous) if self.previous is not None else None,
            "claim": self.claim.to_json() if self.claim is not None else None,
            "seal_key": self.seal_key.hex() if self.seal_key is not None else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            layout=data["layout"],
            reference_date=date.fromisoformat(data["reference_date"]),
            eligible=frozenset(data["eligible"]),
            register=frozenset(data["register"]),
            mapping=data["mapping"],
            previous=data["previous"],
            claim=ClaimPlan.from_json(data["claim"]) if data["claim"] is not None else None,
            seal_key=bytes.fromhex(data["seal_key"]) if data["seal_key"] is not None else None,
        )
