"""What a settlement run is made from: open lines, what was settled before, and the proof of every booked amount.

Read in bulk: a handful of queries, however many practices.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import (
    CashierConsent,
    Enrolment,
    ListCount,
    OiLine,
    PatientList,
    PracticeStatement,
    RegionYear,
    SettlementLine,
)
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules import budget
from groeiruimte.rules.budget import Amount
from groeiruimte.rules.settlement import amounts
from groeiruimte.rules.statement import (
    Change,
    Draft,
    OpenLine,
    Room,
    Standing,
    SumsDiffer,
    changes,
    draft,
    exceptions,
    quarters_of,
)

from .programmes import programme_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """A run as it would be closed now. `oi` is the part of the other stream, None when there is no O&I budget.

    `changes` are by enrolment, against the quarter before.
    """

    draft: Draft
    oi: Amount | None
    changes: dict[str, Change]
    exceptions: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """Over everything that closing would write down."""
        oi = str(self.oi.cents) if self.oi else ""
        return hashlib.sha256(self.draft.canonical() + b"\n" + oi.encode()).hexdigest()


def propose(region_year: RegionYear, quarter: Quarter) -> Proposal:
    """Everything that is settled with a quarter: its lines and those of earlier quarters that stand on no statement.

    Raises SumsDiffer when a booked amount is not what the lists come to, or when the parts do not add up.
    """
    programme = programme_of(region_year.edition)
    demand_right_amounts(programme, region_year, quarter)
    lines, standings = _open_lines(region_year, quarter), _standings(region_year)
    settled = sum(standing.settled for standing in standings.values())
    made = draft(
        lines,
        standings,
        room=Room(region_year.s3_maximum, settled),
        over=programme.funding.over_maximum,
        by_region=region_year.cashier,
    )
    beside = changes(booked_of(region_year, quarter), booked_of(region_year, quarter.previous))
    return Proposal(
        draft=made,
        oi=_oi(programme, region_year, quarter),
        changes=beside,
        exceptions=exceptions(
            made,
            missing=_missing(programme, region_year, quarter),
            jumped=sum(change.marked for change in beside.values()),
            corrections=sum(1 for line in lines if line.corrects and line.quarter < str(quarter)),
            by_region=region_year.cashier,
        ),
    )


def _open_lines(region_year: RegionYear, quarter: Quarter) -> list[OpenLine]:
    found = SettlementLine.objects.filter(
        enrolment__region_year=region_year, quarter__lte=str(quarter), on_statement__isnull=True
    ).order_by()
    rows = found.values_list(
        "enrolment_id", "reference", "quarter", "uzovi_code", "count", "tariff_cents", "amount_cents", "corrects_id"
    )
    return [OpenLine(*row[:-1], row[-1] or "") for row in rows]


def _standings(region_year: RegionYear) -> dict[str, Standing]:
    """Of every practice that takes part: what was settled before and, where the region pays, how it can be paid."""
    before = {
        enrolment: (lines, payable - claw_back)
        for enrolment, lines, payable, claw_back in PracticeStatement.objects.filter(run__region_year=region_year)
        .order_by()
        .values_list("enrolment_id")
        .annotate(sum_lines=Sum("lines_cents"), paid=Sum("payable_cents"), owed_back=Sum("claw_back_cents"))
    }
    if not region_year.cashier:
        return {enrolment: Standing(*sums) for enrolment, sums in before.items()}
    agreed = set(
        CashierConsent.objects.filter(region_year=region_year, withdrawn_at=None).values_list("practice_id", flat=True)
    )
    taking_part = Enrolment.objects.filter(region_year=region_year).order_by()
    return {
        enrolment: Standing(*before.get(enrolment, (0, 0)), practice in agreed, account)
        for enrolment, practice, account in taking_part.values_list("pk", "practice_id", "practice__bank_account")
    }


def booked_of(region_year: RegionYear, quarter: Quarter) -> dict[str, int]:
    """Cents booked for a quarter by enrolment, corrections included."""
    lines = SettlementLine.objects.filter(enrolment__region_year=region_year, quarter=str(quarter)).order_by()
    return dict(lines.values_list("enrolment_id").annotate(cents=Sum("amount_cents")))


def demand_right_amounts(programme: Programme, region_year: RegionYear, until: Quarter) -> None:
    """Proves what is booked up to a quarter again from the lists that count; raises SumsDiffer when it differs.

    The same amounts as `settlement.recheck`, for a whole region at once and without the explanations.
    """
    counted: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    rows = ListCount.objects.filter(
        patient_list__enrolment__region_year=region_year,
        patient_list__status=COUNTS,
        patient_list__quarter__lte=str(until),
    ).order_by()
    for enrolment, quarter, code, count in rows.values_list(
        "patient_list__enrolment_id", "patient_list__quarter", "uzovi_code", "count"
    ):
        counted[enrolment, quarter][code] = count
    wanted = {
        (enrolment, quarter, code): amount
        for (enrolment, quarter), counts in counted.items()
        for code, amount in amounts(programme, Quarter.read(quarter), counts).items()
    }
    booked = SettlementLine.objects.filter(enrolment__region_year=region_year, quarter__lte=str(until)).order_by()
    sums = booked.values_list("enrolment_id", "quarter", "uzovi_code").annotate(
        counted=Sum("count"), cents=Sum("amount_cents")
    )
    if {tuple(row[:3]): tuple(row[3:]) for row in sums if any(row[3:])} != wanted:
        raise SumsDiffer


def _oi(programme: Programme, region_year: RegionYear, quarter: Quarter) -> Amount | None:
    """The part of the O&I budget that is booked at a close (R013, R042); a later run only catches up with a change."""
    if region_year.oi_cents is None:
        return None
    mine = OiLine.objects.filter(region_year=region_year)
    again = mine.filter(quarter=str(quarter)).exists()
    quarters = quarters_of(programme)
    booked = mine.aggregate(cents=Sum("amount_cents"))["cents"] or 0
    place = quarters.index(quarter) + 1
    found = budget.oi_of_quarter(region_year.oi_cents, place, len(quarters), booked, again=again)
    return None if again and not found.cents else found


def _missing(programme: Programme, region_year: RegionYear, quarter: Quarter) -> int:
    """How many practices have no list that counts for this quarter."""
    if programme.lists is None:
        return 0
    counting = PatientList.objects.filter(quarter=str(quarter), status=COUNTS).values("enrolment")
    taking_part = Enrolment.objects.filter(region_year=region_year, effective__lte=quarter.first_day)
    return taking_part.exclude(pk__in=counting).count()
