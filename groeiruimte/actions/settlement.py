"""Booking what follows from a list, and closing a quarter. Lines are only ever added."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from groeiruimte.programme.calendar import Quarter
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, PatientList, QuarterClose, Region, RegionYear, SettlementLine
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.rules.settlement import Line, Statement, settle

from .facts import facts_of
from .refusal import Refused
from .verb import Done, verb


def book(patient_list: PatientList, at: datetime) -> list[SettlementLine]:
    """Add the lines that make the booked total of the quarter equal to what the counting list comes to.

    Part of the verb that calls it. Without an approved plan nothing is booked (R054).
    """
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


@verb("quarter.close", right="quarter.close", purpose="afrekening")
def close_quarter(*, region: Region, region_year: RegionYear, quarter: Quarter, by: Actor, at: datetime) -> Done:
    """Close the settlement of a quarter: a later delivery becomes a correction."""
    assert by.user is not None
    if QuarterClose.objects.filter(region_year=region_year, quarter=str(quarter)).exists():
        raise Refused(f"De afrekening van {quarter.label} is al gesloten.", "U hoeft niets te doen.", "closed")
    if at.date() <= quarter.first_day:
        raise Refused(f"{quarter.label.capitalize()} is nog niet begonnen.", "Kies een eerder kwartaal.", "not_begun")
    closed = QuarterClose.objects.create(
        region_year=region_year, region=region, quarter=str(quarter), closed_at=at, closed_by=by.user
    )
    return Done(closed, region=region, lifecycle="create", detail={"quarter": str(quarter)})


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A quarter of a practice whose booked lines do not come to what the rules say. Cents."""

    practice: str
    quarter: str
    uzovi_code: str
    booked: int
    computed: int


def recheck() -> Iterator[tuple[str, list[Mismatch]]]:
    """Compute every stored amount again from text and facts; gives each practice and quarter with what differs."""
    counting = PatientList.objects.filter(status=COUNTS, enrolment__region_year__approved_on__isnull=False)
    for patient_list in counting.select_related("enrolment__practice", "enrolment__region_year__edition").iterator(
        chunk_size=500
    ):
        yield f"{patient_list.enrolment.practice.agb_code} {patient_list.quarter}", _differences(patient_list)


def _differences(patient_list: PatientList) -> list[Mismatch]:
    enrolment = patient_list.enrolment
    quarter = Quarter.read(patient_list.quarter)
    computed = {line.uzovi_code: line.amount for line in statement_now(enrolment, quarter).lines}
    booked: dict[str, int] = {}
    for line in SettlementLine.objects.filter(enrolment=enrolment, quarter=patient_list.quarter):
        booked[line.uzovi_code] = booked.get(line.uzovi_code, 0) + line.amount_cents
    return [
        Mismatch(enrolment.practice.agb_code, patient_list.quarter, code, booked.get(code, 0), computed.get(code, 0))
        for code in sorted(booked.keys() | computed.keys())
        if booked.get(code, 0) != computed.get(code, 0)
    ]
