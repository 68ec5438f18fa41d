"""A settlement that was closed, with everything that it can leave: a statement, money owed back, a payment file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from groeiruimte.records.models import (
    ClawBack,
    Enrolment,
    PaymentFile,
    PracticeStatement,
    QuarterClose,
    SettlementRun,
    User,
)
from groeiruimte.records.models.settlement_run import CLOSED

AT = datetime(2022, 1, 20, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Settled:
    run: SettlementRun
    statement: PracticeStatement
    claw_back: ClawBack


def make_settled(enrolment: Enrolment, prepared_by: User, closed_by: User) -> Settled:
    """Of the last quarter before the programme, so that it is in the way of no other."""
    place = {"region": enrolment.region, "region_year": enrolment.region_year}
    run = SettlementRun.objects.create(
        **place,
        quarter="2021Q4",
        status=CLOSED,
        lines_cents=-7900,
        claw_back_cents=7900,
        sha256="0" * 64,
        prepared_by=prepared_by,
        prepared_at=AT,
        closed_by=closed_by,
        closed_at=AT,
    )
    QuarterClose.objects.create(**place, quarter="2021Q4", closed_at=AT, closed_by=closed_by)
    owner = {"practice": enrolment.practice, "region": enrolment.region}
    statement = PracticeStatement.objects.create(
        **owner,
        run=run,
        enrolment=enrolment,
        quarter="2021Q4",
        reference=f"2021Q4-1-{enrolment.practice.agb_code}-1",
        lines_cents=-7900,
        payable_cents=0,
        claw_back_cents=7900,
        by_region=True,
        made_at=AT,
    )
    claw_back = ClawBack.objects.create(**owner, statement=statement, amount_cents=7900)
    PaymentFile.objects.create(
        run=run, region=enrolment.region, content="<Document/>", sha256="0" * 64, count=1, total_cents=1, made_at=AT
    )
    return Settled(run, statement, claw_back)
