"""Booking what follows from a list. Lines are only ever added; `settlement_runs` settles them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import lock
from groeiruimte.records.models import (
    ClaimFile,
    Enrolment,
    PatientList,
    RegionYear,
    SettlementLine,
)
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules.settlement import Line, Statement, settle

from .facts import facts_of


def book(patient_list: PatientList, at: datetime) -> list[SettlementLine]:
    """Add the lines that make the booked total of the quarter equal to what the counting list comes to.

    Part of the verb that calls it. Without an approved plan nothing is booked (R054).
    """
    lock.share(approving(patient_list.enrolment.region_year_id))
    enrolment = Enrolment.objects.select_related("practice", "region_year__edition").get(pk=patient_list.enrolment_id)
    if enrolment.region_year.approved_on is None:
        return []
    programme, facts = facts_of(enrolment, patient_list.enrolment.effective)
    statement = settle(programme, facts, quarter=Quarter.read(patient_list.quarter))
    return [_add(patient_list, line, at) for line in statement.lines]


def _add(patient_list: PatientList, line: Line, at: datetime) -> SettlementLine:
    suffix = f"{line.uzovi_code}-C" if line.corrects else line.uzovi_code
    return SettlementLine.objects.create(
        reference=f"{patient_list.receipt}-{suffix}",
        enrolment_id=patient_list.enrolment_id,
        practice=patient_list.practice,
        region=patient_list.region,
        patient_list=patient_list,
        quarter=patient_list.quarter,
        uzovi_code=line.uzovi_code,
        count=line.count,
        tariff_cents=line.tariff,
        amount_cents=line.amount,
        corrects_id=line.corrects or None,
        after_close=patient_list.after_close,
        trace=[asdict(step) for step in line.trace],
        booked_at=at,
    )


def statement_now(enrolment: Enrolment, quarter: Quarter) -> Statement:
    """What the counting list of a quarter comes to, explained from scratch, whatever was booked before."""
    programme, facts = facts_of(enrolment, enrolment.effective)
    return settle(programme, replace(facts, booked=()), quarter=quarter)


def approving(region_year_id: int) -> str:
    """The name that an approval holds and a booking shares: a list is seen by the job after it, or sees it itself."""
    return f"approving {region_year_id}"


def closing(region_year: RegionYear, quarter: str) -> str:
    """The name that a close holds and a hand-in shares: a list comes in either before the close or after it."""
    return f"closing {region_year.pk} {quarter}"


CLAIM_FILE = "declaratiebestand"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something stored that does not come to what the rules say: (count, cents) booked and computed.

    `what` is a UZOVI code, or CLAIM_FILE for the total of a claim file.
    """

    practice: str
    quarter: str
    what: str
    booked: tuple[int, int]
    computed: tuple[int, int]


def recheck() -> Iterator[tuple[str, list[Mismatch]]]:
    """Compute every stored amount again from text and facts; gives each practice and quarter with what differs.

    Goes over every quarter that has a counting list *or* booked lines: a line without a list must not hide.
    """
    counting = PatientList.objects.filter(status=COUNTS).order_by().values_list("enrolment_id", "quarter")
    booked = SettlementLine.objects.order_by().values_list("enrolment_id", "quarter")
    places = sorted(set(counting) | set(booked))
    for enrolment_id, in_enrolment in groupby(places, key=itemgetter(0)):
        enrolment = Enrolment.objects.select_related("practice", "region_year__edition").get(pk=enrolment_id)
        for _, quarter in in_enrolment:
            yield f"{enrolment.practice.agb_code} {quarter}", _differences(enrolment, quarter)


def _differences(enrolment: Enrolment, quarter: str) -> list[Mismatch]:
    computed: dict[str, tuple[int, int]] = {}
    if enrolment.region_year.approved_on is not None:
        lines = statement_now(enrolment, Quarter.read(quarter)).lines
        computed = {line.uzovi_code: (line.count, line.amount) for line in lines}
    booked: dict[str, tuple[int, int]] = {}
    for line in SettlementLine.objects.filter(enrolment=enrolment, quarter=quarter):
        count, cents = booked.get(line.uzovi_code, (0, 0))
        booked[line.uzovi_code] = (count + line.count, cents + line.amount_cents)
    for claimed in _claimed(enrolment, quarter):
        booked[CLAIM_FILE] = claimed
        computed[CLAIM_FILE] = (
            sum(count for count, _ in computed.values()),
            sum(cents for _, cents in computed.values()),
        )
    nothing = (0, 0)
    return [
        Mismatch(enrolment.practice.agb_code, quarter, code, booked.get(code, nothing), computed.get(code, nothing))
        for code in sorted(booked.keys() | computed.keys())
        if booked.get(code, nothing) != computed.get(code, nothing)
    ]


def _claimed(enrolment: Enrolment, quarter: str) -> list[tuple[int, int]]:
    """What the claim file of the counting list says, if there is one: (insured, cents)."""
    found = ClaimFile.objects.filter(
        patient_list__enrolment=enrolment, patient_list__quarter=quarter, patient_list__status=COUNTS
    )
    return list(found.values_list("patient_list__counted", "total_cents"))
