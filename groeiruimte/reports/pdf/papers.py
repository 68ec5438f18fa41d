"""What stands on each paper. All texts are Dutch and plain: a sign that looks like mark-up is just a sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """A question and its answer, a line for each part; the first row of `table` is the header.

    On a blank paper `lines` are the choices to tick, and a table gets empty rows under what it already holds.
    """

    question: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSection:
    title: str
    answers: tuple[PaperAnswer, ...]


@dataclass(frozen=True, slots=True)
class PaperKpi:
    """A KPI with its state in Dutch words, and the sentence that says why."""

    title: str
    state: str
    because: str


@dataclass(frozen=True, slots=True)
class FormPaper:
    """A form as it was sent: plan of approach, accountability, final report, evaluation. `at` is the moment of signing.

    `blank` makes the sheet to fill in by hand; then `receipt`, `at` and `signed_by` are left out.
    """

    title: str
    practice: str
    agb_code: str
    region: str
    programme: str
    status: str
    receipt: str
    at: datetime | None
    signed_by: str
    statement: str
    sections: tuple[PaperSection, ...]
    printed_on: date
    kpis: tuple[PaperKpi, ...] = ()
    evidence: tuple[str, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Certificate:
    """Proof that somebody was at a training. `number` is the number by which a region finds it again."""

    name: str
    function: str
    practice: str
    title: str
    kind: str
    day: date
    place: str
    number: str
    region: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class AttendanceList:
    """The list at the door: name, function and practice of each row, and room to sign."""

    title: str
    when: str
    place: str
    region: str
    rows: tuple[tuple[str, str, str], ...]
    empty_rows: int = 8
    printed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What arrived, and when. `sha256` is the digest of what was sent, `lines` are names with values."""

    title: str
    practice: str
    agb_code: str
    region: str
    programme: str
    number: str
    at: datetime
    by: str
    sha256: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SocialMap:
    """With whom a practice works in each district: `(district, ((partner, what for), ...))` (R088)."""

    practice: str
    districts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    printed_on: date
