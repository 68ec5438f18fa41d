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
class StatementPaper:
    """What one settlement came to for one practice (R043). `lines` are (what, count, tariff, amount) in words, `steps`
    are (label, value, source), `outcome` is one sentence."""

    title: str
    practice: str
    agb_code: str
    region: str
    programme: str
    number: str
    at: datetime
    outcome: str
    account: str
    lines: tuple[tuple[str, ...], ...]
    total: str
    steps: tuple[tuple[str, str, str], ...]
    printed_on: date


@dataclass(frozen=True, slots=True)
class SocialMap:
    """With whom a practice works in each district: `(district, ((partner, what for), ...))` (R088)."""

    practice: str
    districts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    printed_on: date


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """What an insurer decided about a plan. `amounts` are names with amounts in words; `kpis` are title, target and
    test. `sha256` is the seal of the text that was decided about."""

    region: str
    programme: str
    insurer: str
    version: str
    signed_by: str
    sent_at: datetime
    receipt: str
    verdict: str
    amounts: tuple[tuple[str, str], ...]
    conditions_title: str
    conditions: tuple[str, ...]
    kpis: tuple[tuple[str, str, str], ...]
    proposed_by: str
    proposed_at: datetime | None
    decided_by: str
    decided_at: datetime
    sha256: str
    printed_on: date


@dataclass(frozen=True, slots=True)
class PaperActivity:
    """Support that a region plans; `other_funding` and `additional` say what else pays for it (R038)."""

    title: str
    kind: str
    when: str
    cost: str
    other_funding: str
    additional: str


@dataclass(frozen=True, slots=True)
class PaperTarget:
    """A KPI of a region: which of the four aims it serves, what is to be reached, the work it asks of a practice."""

    title: str
    aim: str
    target: str
    minutes: str


@dataclass(frozen=True, slots=True)
class PaperObjective:
    """One objective of a regional plan; `sections` are (title, lines)."""

    title: str
    practices: int
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    activities: tuple[PaperActivity, ...]
    kpis: tuple[PaperTarget, ...]


@dataclass(frozen=True, slots=True)
class RegionalPlanPaper:
    """A regional plan with its list of practices and objectives (R031, R035, R053). Without `at` it is a draft.

    `practices` are (name, AGB code, district, objectives), `budget` labels with amounts in words.
    """

    title: str
    region: str
    insurer: str
    programme: str
    status: str
    version: str
    receipt: str
    at: datetime | None
    signed_by: str
    statement: str
    sha256: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    objectives: tuple[PaperObjective, ...]
    general: tuple[PaperTarget, ...]
    agreements: tuple[tuple[str, tuple[str, ...]], ...]
    practices: tuple[tuple[str, str, str, str], ...]
    budget: tuple[tuple[str, str], ...]
    double_funding: tuple[str, ...]
    printed_on: date


@dataclass(frozen=True, slots=True)
class RegionReportPaper:
    """The report of a region (R037), in counts. Without `at` it is a draft; tables are rows of words."""

    title: str
    region: str
    insurer: str
    programme: str
    version: str
    receipt: str
    at: datetime | None
    on_time: str
    signed_by: str
    statement: str
    sha256: str
    coverage: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, ...], ...]
    kpis: tuple[tuple[str, tuple[str, ...]], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    support: tuple[tuple[str, ...], ...]
    tracks: tuple[tuple[str, ...], ...]
    scans: tuple[tuple[str, ...], ...]
    exceptions: tuple[tuple[str, tuple[str, ...]], ...]
    printed_on: date


@dataclass(frozen=True, slots=True)
class SurveyPoster:
    """What hangs in the waiting room: `link` stands on it as a QR code and as text."""

    title: str
    practice: str
    promise: str
    minutes: int
    link: str
    closes: date


@dataclass(frozen=True, slots=True)
class SurveyCards:
    """A card for each of a team, eight on a page: cut them and hand them out. Each link works once."""

    title: str
    practice: str
    promise: str
    minutes: int
    links: tuple[str, ...]
    closes: date


@dataclass(frozen=True, slots=True)
class PaperAdvice:
    """Something to improve; `facts` are pairs of words: effort, cost, who, and what shows that it is done."""

    title: str
    text: str
    reason: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScanReportPaper:
    """The advice report of a scan. It is confidential: every page names the practice, and who opened it when.

    A dimension is its title, its score in words, a tone (done, in_progress, late, not_asked) and whole percents.
    """

    title: str
    practice: str
    facts: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    dimensions: tuple[tuple[str, str, str, int], ...]
    in_order: tuple[str, ...]
    improve: tuple[PaperAdvice, ...]
    devices: tuple[tuple[str, ...], ...]
    reader: str
    opened_on: date
