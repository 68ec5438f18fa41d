"""What R08 shows of a run: rows, the budget of both streams, and who may do what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse

from groeiruimte.actions.settlement_facts import Proposal
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import Cents
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import ClawBack, PracticeStatement, RegionYear, SettlementRun
from groeiruimte.records.models.settlement_run import OPEN
from groeiruimte.rules.budget import Forecast, forecast
from groeiruimte.rules.statement import NO_CONSENT, Change, Share, quarters_of

SHARES = (
    Column("Praktijk"),
    Column("Regels", "money"),
    Column("Boven maximum", "money"),
    Column("Te betalen", "money"),
    Column("Terug te betalen", "money"),
    Column("Verschil", "number"),
)
HELD = (Column("Praktijk"), Column("Wat ontbreekt"), Column("Bedrag", "money"))
STATEMENTS = (
    Column("Praktijk"),
    Column("Specificatie"),
    Column("Regels", "money"),
    Column("Boven maximum", "money"),
    Column("Te betalen", "money"),
    Column("Terug te betalen", "money"),
)
BUDGET = (Column("Bedrag"), Column("Praktijken (S3)", "money"), Column("Regio (O&I)", "money"))


@dataclass(frozen=True, slots=True)
class Streams:
    """Both streams of a year, never added up (R013): what is booked, and where the year ends."""

    s3: Forecast
    oi: Forecast
    s3_booked: Cents
    oi_booked: Cents

    @property
    def rows(self) -> list[tuple[str, Cents | None, Cents | None]]:
        rows: list[tuple[str, Cents | None, Cents | None]] = [
            ("Maximum", self.s3.maximum, self.oi.maximum),
            ("Geboekt tot nu toe", self.s3_booked, self.oi_booked),
            ("Verwacht aan het einde", self.s3.total, self.oi.total),
        ]
        if self.s3.over or self.oi.over:
            rows.append(("Verwacht boven het maximum", self.s3.over, self.oi.over))
        return rows


def streams(request: Request, year: RegionYear, programme: Programme) -> Streams:
    """What is booked in this programme, per stream, with the forecast for its end."""
    lines = access.settlement_lines(request.actor).filter(enrolment__region_year=year).order_by()
    of_oi = access.oi_lines(request.actor).filter(region_year=year).order_by()
    s3 = {Quarter.read(q): c for q, c in lines.values_list("quarter").annotate(cents=Sum("amount_cents"))}
    oi = {Quarter.read(q): c for q, c in of_oi.values_list("quarter").annotate(cents=Sum("amount_cents"))}
    quarters, today = quarters_of(programme), request.actor.on
    return Streams(
        s3=forecast(s3, quarters, year.s3_maximum, today=today),
        oi=forecast(oi, quarters, year.oi_cents, today=today),
        s3_booked=sum(s3.values()),
        oi_booked=sum(oi.values()),
    )


def shares(proposal: Proposal, found: Sequence[Share], names: dict[str, tuple[str, str]]) -> list[list[Cell]]:
    """A row for each practice of a dry run; `names` are name and AGB code by enrolment."""
    return [_share(share, proposal.changes.get(share.enrolment), *names[share.enrolment]) for share in found]


def _share(share: Share, change: Change | None, name: str, agb_code: str) -> list[Cell]:
    return [
        Cell(name, note=agb_code),
        Cell(share.lines_cents),
        Cell(share.cut_cents),
        Cell(share.payable_cents),
        Cell(share.claw_back_cents),
        _change(change),
    ]


def _change(change: Change | None) -> Cell:
    if change is None or change.percent is None:
        return Cell(None)
    return Cell(f"{change.percent:+d}%", note="meer dan 10%" if change.marked else "")


def held(proposal: Proposal, names: dict[str, tuple[str, str]]) -> list[list[Cell]]:
    """The practices that cannot be paid yet."""
    return [
        [
            Cell(names[each.enrolment][0], note=names[each.enrolment][1]),
            Cell("Instemming" if each.because == NO_CONSENT else "Rekeningnummer"),
            Cell(each.cents),
        ]
        for each in proposal.draft.held
    ]


def statements(found: Sequence[PracticeStatement]) -> list[list[Cell]]:
    """A row for each statement; it opens to its explanation."""
    return [
        [
            Cell(one.practice.name, _address(one), note=one.practice.agb_code),
            Cell(one.reference),
            Cell(one.lines_cents),
            Cell(one.cut_cents),
            Cell(one.payable_cents),
            Cell(one.claw_back_cents),
        ]
        for one in found
    ]


def _address(one: PracticeStatement) -> str:
    return reverse("practice:statement", kwargs={"practice_id": one.practice_id, "statement_id": one.pk})


def by_urgency(found: Sequence[Share], changes: dict[str, Change]) -> list[Share]:
    """What asks for a look first: owed back, cut, then the largest change."""

    def key(share: Share) -> tuple[bool, bool, int, str]:
        change = changes.get(share.enrolment)
        size = abs(change.percent) if change and change.marked and change.percent is not None else 0
        return (not share.claw_back_cents, share.cut_cents >= 0, -size, share.enrolment)

    return sorted(found, key=key)


def runs(request: Request, year: RegionYear, quarter: Quarter) -> list[SettlementRun]:
    """The runs of a quarter, the last one first; those that were thrown away are left out."""
    found = access.settlement_runs(request.actor).filter(region_year=year, quarter=str(quarter))
    return list(found.exclude(status="dropped").order_by("-number"))


def open_claw_backs(request: Request, year: RegionYear) -> list[ClawBack]:
    """What practices still owe back, the oldest first."""
    found = access.claw_backs(request.actor).filter(statement__run__region_year=year, status=OPEN)
    return list(found.order_by("statement__made_at", "practice__name"))
