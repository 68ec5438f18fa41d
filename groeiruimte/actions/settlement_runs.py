"""The settlement run: one person prepares it, a second closes it, in one transaction (R013, R040, R043, R054).

Preparing changes nothing but the run itself. Closing works everything out again and refuses when it is not what was
looked at; so what two people saw is what is written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    ClawBack,
    Enrolment,
    OiLine,
    PaymentFile,
    PracticeStatement,
    QuarterClose,
    Region,
    RegionYear,
    SettlementRun,
    StatementLine,
)
from groeiruimte.records.models.settlement_run import CLOSED, DROPPED, OPEN, PREPARED, SETTLED
from groeiruimte.rules.statement import Share, SumsDiffer, quarters_of

from .payments import make_payment_file
from .programmes import programme_of
from .refusal import Refused
from .settlement import closing
from .settlement_facts import Proposal, propose
from .verb import Done, verb

_AT_ONCE = 1000


def proposed(region_year: RegionYear, quarter: Quarter) -> Proposal:
    """What a run would come to now; Refused when what is booked does not add up."""
    try:
        return propose(region_year, quarter)
    except SumsDiffer:
        raise Refused(
            "De som van de regels wijkt af. De afrekening is gestopt. Er is niets geboekt.",
            "Bel de beheerder van deze site en noem dit kwartaal.",
            "sums",
        ) from None


@verb("settlement.prepare", right="settlement.prepare", purpose="afrekening")
def prepare(*, region: Region, region_year: RegionYear, quarter: Quarter, by: Actor, at: datetime) -> Done:
    """A dry run: what closing a quarter would come to now, kept with its seal for a second person to close."""
    assert by.user is not None
    lock.hold(_preparing(region_year))
    number = _demand_may_prepare(region_year, quarter, by.on)
    found = proposed(region_year, quarter)
    made = found.draft
    run = SettlementRun.objects.create(
        region_year=region_year,
        region=region,
        quarter=str(quarter),
        number=number,
        lines_cents=made.lines_cents,
        cut_cents=made.cut_cents,
        payable_cents=made.payable_cents,
        claw_back_cents=made.claw_back_cents,
        oi_cents=found.oi.cents if found.oi else 0,
        exceptions=list(found.exceptions),
        sha256=found.sha256,
        prepared_by=by.user,
        prepared_at=at,
    )
    return Done(run, region=region, lifecycle="create", detail={"quarter": str(quarter), "sha256": run.sha256})


@verb("settlement.drop", right="settlement.prepare", purpose="afrekening")
def drop(*, region: Region, run: SettlementRun, by: Actor, at: datetime) -> Done:
    """Throw away a run that was prepared and not closed."""
    stored = SettlementRun.objects.select_for_update().get(pk=run.pk)
    _demand_prepared(stored)
    stored.status = DROPPED
    stored.version += 1
    stored.save(update_fields=["status", "version"])
    return Done(stored, region=region, detail={"quarter": stored.quarter})


@verb("quarter.close", right="quarter.close", purpose="afrekening")
def close(*, region: Region, run: SettlementRun, by: Actor, at: datetime) -> Done:
    """Close a run as its second person: statements, what is owed back, the O&I line and the payment file.

    Refused when it was closed or dropped meanwhile, when who closes prepared it, when a line or an account changed
    since (`stale`), and when the region would pay more than its maximum.
    """
    assert by.user is not None
    year = RegionYear.objects.select_related("edition").get(pk=run.region_year_id)
    quarter, programme = Quarter.read(run.quarter), programme_of(year.edition)
    for each in quarters_of(programme):
        if each <= quarter:
            lock.hold(closing(year, str(each)))  # no list comes in while we look
    stored = SettlementRun.objects.select_for_update().get(pk=run.pk)
    # Held until the end: the insurer may be changing the maximum, the director who pays.
    year = _held_year(run.region_year_id)
    _demand_prepared(stored)
    if stored.prepared_by_id == by.user.pk:
        raise Refused("U maakte deze afrekening zelf klaar.", "Vraag een collega om haar te sluiten.", "two_people")
    found = proposed(year, quarter)
    if found.sha256 != stored.sha256:
        raise Refused(
            "Er veranderde iets sinds deze afrekening klaarstond.",
            "Gooi haar weg en maak een nieuwe klaar. Er is niets geboekt.",
            "stale",
        )
    if year.cashier and found.draft.over_cents:
        raise Refused(
            "Deze afrekening gaat boven het maximum van de regio.",
            "Vraag de verzekeraar om een hoger maximum. Er is niets geboekt.",
            "over_maximum",
        )
    stored.status, stored.closed_by, stored.closed_at, stored.version = CLOSED, by.user, at, stored.version + 1
    stored.save(update_fields=["status", "closed_by", "closed_at", "version"])
    _close_quarter(stored, by, at)
    statements = _write_statements(stored, found.draft.shares, at)
    _write_oi(stored, found, at)
    if year.cashier:
        _write_payment_file(stored, region, statements, programme.short_title, by.on, at)
    detail = {"quarter": stored.quarter, "statements": len(statements), "cents": stored.payable_cents}
    return Done(stored, region=region, detail=detail | {"sha256": stored.sha256})


@verb("claw_back.settle", right="quarter.close", purpose="afrekening")
def settle_claw_back(
    *, region: Region, claw_back: ClawBack, settled_on: date, note: str, by: Actor, at: datetime
) -> Done:
    """Note that a practice paid back what it owed. Apart from any payment (Z12)."""
    stored = ClawBack.objects.select_for_update().get(pk=claw_back.pk)
    if stored.status != OPEN:
        raise Refused("Deze terugbetaling is al verwerkt.", "U hoeft niets te doen.", "settled")
    if settled_on > by.on:
        raise Refused("Deze dag moet nog komen.", "Vul de dag in waarop u het geld kreeg.", "settled_on")
    stored.status, stored.settled_on, stored.settled_by = SETTLED, settled_on, by.user
    stored.note = note.strip()
    stored.version += 1
    stored.save(update_fields=["status", "settled_on", "settled_by", "note", "version"])
    return Done(stored, region=region, detail={"cents": stored.amount_cents})


def next_number(region_year: RegionYear, quarter: Quarter) -> int:
    """1 for the first settlement of a quarter, 2 and up for what comes after the last quarter was closed."""
    return 1 + SettlementRun.objects.filter(region_year=region_year, quarter=str(quarter), status=CLOSED).count()


def _held_year(pk: int) -> RegionYear:
    held = RegionYear.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("edition").get(pk=pk)


def _preparing(region_year: RegionYear) -> str:
    return f"preparing {region_year.pk}"


def _demand_may_prepare(region_year: RegionYear, quarter: Quarter, on: date) -> int:
    """The number of the run; refuses a quarter whose turn it is not."""
    quarters = quarters_of(programme_of(region_year.edition))
    if quarter not in quarters:
        raise Refused(f"{_capital(quarter)} hoort niet bij dit programma.", "Kies een ander kwartaal.", "not_of_this")
    if region_year.approved_on is None:
        raise Refused("Het regioplan is nog niet goedgekeurd.", "Na de goedkeuring kunt u afrekenen.", "not_approved")
    if programme_of(region_year.edition).funding.route == "cashier" and not region_year.cashier:
        raise Refused(
            "In dit programma betaalt de regio uit, en uw regio is nog geen kassier.",
            "Vraag uw directeur om dit eerst in te stellen.",
            "no_cashier",
        )
    if on <= quarter.first_day:
        raise Refused(f"{_capital(quarter)} is nog niet begonnen.", "Kies een eerder kwartaal.", "not_begun")
    waiting = SettlementRun.objects.filter(region_year=region_year, status=PREPARED).first()
    if waiting is not None:
        label = Quarter.read(waiting.quarter).label
        raise Refused(f"Er staat al een afrekening klaar, van {label}.", "Sluit die, of gooi die weg.", "prepared")
    closed = set(QuarterClose.objects.filter(region_year=region_year).values_list("quarter", flat=True))
    before = next((each for each in quarters if each < quarter and str(each) not in closed), None)
    if before is not None:
        raise Refused(f"{_capital(before)} is nog niet gesloten.", "Sluit eerst dat kwartaal.", "earlier_open")
    if str(quarter) in closed and quarter != quarters[-1]:
        raise Refused(
            f"De afrekening van {quarter.label} is al gesloten.",
            "Een correctie komt vanzelf in het volgende kwartaal.",
            "closed",
        )
    return next_number(region_year, quarter)


def _demand_prepared(run: SettlementRun) -> None:
    label = Quarter.read(run.quarter).label
    if run.status == CLOSED:
        raise Refused(f"De afrekening van {label} is al gesloten.", "U hoeft niets te doen.", "closed")
    if run.status == DROPPED:
        raise Refused("Deze afrekening is weggegooid.", "Maak een nieuwe klaar.", "dropped")


def _capital(quarter: Quarter) -> str:
    return quarter.label.capitalize()


def _close_quarter(run: SettlementRun, by: Actor, at: datetime) -> None:
    """From now on a delivery of this quarter is a correction."""
    assert by.user is not None
    if not QuarterClose.objects.filter(region_year=run.region_year_id, quarter=run.quarter).exists():
        QuarterClose.objects.create(
            region_year_id=run.region_year_id,
            region_id=run.region_id,
            quarter=run.quarter,
            closed_at=at,
            closed_by=by.user,
        )


def _write_statements(run: SettlementRun, shares: Sequence[Share], at: datetime) -> list[PracticeStatement]:
    enrolments = Enrolment.objects.filter(region_year=run.region_year_id).select_related("practice").in_bulk()
    statements = []
    for share in shares:
        practice = enrolments[share.enrolment].practice
        statements.append(
            PracticeStatement(
                run=run,
                enrolment_id=share.enrolment,
                practice=practice,
                region_id=run.region_id,
                quarter=run.quarter,
                number=run.number,
                reference=f"{run.quarter}-{run.number}-{practice.agb_code}-{run.region_year_id}",
                lines_cents=share.lines_cents,
                cut_cents=share.cut_cents,
                payable_cents=share.payable_cents,
                claw_back_cents=share.claw_back_cents,
                by_region=share.by_region,
                bank_account=share.bank_account,
                trace=[asdict(step) for step in share.trace],
                made_at=at,
            )
        )
    PracticeStatement.objects.bulk_create(statements, batch_size=_AT_ONCE)
    pairs = list(zip(statements, shares, strict=True))
    StatementLine.objects.bulk_create(
        (
            StatementLine(statement=one, practice_id=one.practice_id, region_id=run.region_id, line_id=reference)
            for one, share in pairs
            for reference in share.lines
        ),
        batch_size=_AT_ONCE,
    )
    ClawBack.objects.bulk_create(
        ClawBack(statement=one, practice_id=one.practice_id, region_id=run.region_id, amount_cents=one.claw_back_cents)
        for one in statements
        if one.claw_back_cents and one.by_region  # who claims directly settles it with the insurer
    )
    return statements


def _write_oi(run: SettlementRun, found: Proposal, at: datetime) -> None:
    if found.oi is not None:
        OiLine.objects.create(
            reference=f"OI-{run.quarter}-{run.number}-{run.region_year_id}",
            region_year_id=run.region_year_id,
            region_id=run.region_id,
            run=run,
            quarter=run.quarter,
            amount_cents=found.oi.cents,
            trace=[asdict(step) for step in found.oi.trace],
            booked_at=at,
        )


def _write_payment_file(
    run: SettlementRun, region: Region, statements: Sequence[PracticeStatement], title: str, on: date, at: datetime
) -> None:
    made = make_payment_file(run, region, statements, title, on, at)
    if made is not None:
        PaymentFile.objects.create(
            run=run,
            region=region,
            content=made.content,
            sha256=made.sha256,
            count=made.count,
            total_cents=made.total_cents,
            made_at=at,
        )
