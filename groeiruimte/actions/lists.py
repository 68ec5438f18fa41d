"""A practice delivers its patient list, and hands in the counts. The list itself is counted and forgotten."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from groeiruimte.pipeline.lists.outcome import Job as ListJob
from groeiruimte.pipeline.lists.outcome import Outcome
from groeiruimte.pipeline.vektis.plan import ClaimPlan
from groeiruimte.programme.calendar import Quarter, local_date, long_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.failpoint import reach
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    ClaimFile,
    ColumnMapping,
    Enrolment,
    ListCount,
    ListFindings,
    PatientList,
    Practice,
    QuarterClose,
    RegionYear,
)
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED, REPLACED
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.obligations import list_window
from groeiruimte.rules.succession import ended

from . import mail, settlement, vault
from .facts import standings_of
from .obligations import lay_down
from .programmes import programme_of
from .reading import register, sandbox
from .refusal import Refused
from .successions import code_on
from .verb import Done, about, demand, refusals_written_down, replay, verb

CLAIM_KEPT = timedelta(days=30)
NO_PATIENTS = "nil"
NOBODY_COUNTS = "nobody"
JUMP = "jump"
# Nothing was found out about this list, so it is no delivery: the same form may be sent again.
NOT_READ = "busy"


def deliver(
    *, enrolment: Enrolment, quarter: Quarter, file: bytes, test: bool, by: Actor, at: datetime, key: str
) -> PatientList:
    """Read a list, keep the counts, forget the rest. Gives the delivery, checked or refused, with its receipt.

    The file is read before the transaction opens: reading takes a second, and no row is locked meanwhile. A process
    that dies while reading leaves nothing behind.
    """
    practice, sha256 = enrolment.practice, hashlib.sha256(file).hexdigest()
    programme = programme_of(enrolment.region_year.edition)
    with refusals_written_down("list.deliver", by, at, practice):
        demand(by, "list.deliver", practice, None)
        what = about(practice=practice, enrolment=enrolment, quarter=quarter, sha256=sha256)
        earlier: PatientList | None = replay("list.deliver", by, key, what)
        if earlier is not None:
            return earlier
        _demand_open(programme, enrolment, quarter, local_date(at))
    claim = _claim_plan(programme, enrolment, quarter, at, test)
    seal_key = vault.fresh_key() if claim else None
    reach("list.deliver:before-read")
    outcome = sandbox().run(file, _job(programme, enrolment, quarter, claim, seal_key))
    reach("list.deliver:after-read")
    if outcome.refusal and outcome.refusal.code == NOT_READ:
        raise Refused(outcome.refusal.message, outcome.refusal.mend, NOT_READ)
    return keep(
        practice=practice,
        enrolment=enrolment,
        quarter=quarter,
        sha256=sha256,
        outcome=outcome,
        claim=claim,
        seal_key=seal_key,
        by=by,
        at=at,
        key=key,
    )


def previous_counts(enrolment: Enrolment, quarter: Quarter) -> dict[str, int] | None:
    """What counted in the quarter before, per UZOVI code; None when nothing was handed in."""
    found = PatientList.objects.filter(
        practice=enrolment.practice, quarter=str(quarter.previous), status=COUNTS
    ).first()
    return {count.uzovi_code: count.count for count in found.counts.all()} if found else None


def _demand_open(programme: Programme, enrolment: Enrolment, quarter: Quarter, on: date) -> None:
    asked = programme.lists is not None and programme.period.holds(quarter.first_day)
    if not asked or quarter.first_day < enrolment.effective:
        raise Refused(
            f"Voor {quarter.label} vraagt dit programma geen patiëntenlijst.", "Kies een ander kwartaal.", "no_list"
        )
    last = ended(Facts(standings=standings_of(enrolment.practice, on)), programme.region)
    if last is not None and quarter.first_day > last:
        raise Refused(
            f"Op {long_date(quarter.first_day)} hoorde uw praktijk niet meer bij deze regio.",
            "Bel uw regio als dat niet klopt.",
            "left",
        )
    opens, due = list_window(programme, quarter)
    if on < opens:
        raise Refused(
            f"De lijst voor {quarter.label} kunt u van {long_date(opens)} tot en met {long_date(due)} aanleveren.",
            f"Kom terug op {long_date(opens)}.",
            "not_open",
        )


def _job(
    programme: Programme, enrolment: Enrolment, quarter: Quarter, claim: ClaimPlan | None, seal_key: bytes | None
) -> ListJob:
    assert programme.lists is not None
    mapping = ColumnMapping.objects.filter(practice=enrolment.practice).first()
    return ListJob(
        layout=programme.lists.model_dump(mode="json"),
        reference_date=quarter.first_day,
        eligible=programme.funding.eligible_on(quarter.first_day),
        register=register(),
        mapping=mapping.headers if mapping else None,
        previous=previous_counts(enrolment, quarter),
        claim=claim,
        seal_key=seal_key,
    )


def makes_claim(programme: Programme, region_year: RegionYear, quarter: Quarter) -> bool:
    """Whether reading a list of this quarter also writes the claim file: direct claims, and everything is arranged."""
    return (
        programme.funding.route == "direct"
        and programme.funding.quarter_tariff(quarter) is not None
        and bool(region_year.service_code)
        and region_year.approved_on is not None
    )


def _claim_plan(
    programme: Programme, enrolment: Enrolment, quarter: Quarter, at: datetime, test: bool
) -> ClaimPlan | None:
    """What the claim file needs; None when this region does not claim directly, or something is not arranged yet."""
    year = enrolment.region_year
    tariff = programme.funding.quarter_tariff(quarter)
    if tariff is None or not makes_claim(programme, year, quarter):
        return None
    return ClaimPlan(
        practice_agb=code_on(enrolment.practice, quarter.first_day),
        service_code=year.service_code,
        service_code_list=programme.funding.service_code_list,
        tariff_cents=tariff,
        serial=_next_serial(enrolment.practice),
        invoice_date=local_date(at),
        test=test,
    )


def _next_serial(practice: Practice) -> int:
    """A number that no other claim file of the practice has, also when two lists come in at the same moment.

    A file that is never handed in leaves a gap: invoice numbers must be unique, not complete.
    """
    with transaction.atomic():
        Practice.objects.filter(pk=practice.pk).update(claim_serial=F("claim_serial") + 1)
        return Practice.objects.values_list("claim_serial", flat=True).get(pk=practice.pk)


def _one_at_a_time(enrolment: Enrolment) -> None:
    """Hold the enrolment until the transaction ends: deliveries and hand-ins of one enrolment follow each other."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)


@verb("list.deliver", right="list.deliver", sensitivity="special", purpose="kwartaallevering")
def keep(
    *,
    practice: Practice,
    enrolment: Enrolment,
    quarter: Quarter,
    sha256: str,
    outcome: Outcome,
    claim: ClaimPlan | None,
    seal_key: bytes | None,
    by: Actor,
    at: datetime,
) -> Done:
    """Store what a list came to: counts, row numbers with reasons, a receipt. Part of `deliver`."""
    assert by.user is not None
    _one_at_a_time(enrolment)
    number = PatientList.objects.filter(enrolment=enrolment, quarter=str(quarter)).count() + 1
    faults = outcome.rows - outcome.total - outcome.other_insurer - outcome.not_active
    patient_list = PatientList.objects.create(
        enrolment=enrolment,
        practice=practice,
        region=enrolment.region,  # of the year, also when the practice moved to another region since
        quarter=str(quarter),
        number=number,
        receipt=f"{quarter}-{new_id()[:8].upper()}",
        status=CHECKED if outcome.ok else REFUSED,
        delivered_at=at,
        delivered_by=by.user,
        sha256=sha256,
        size=outcome.size,
        rows=outcome.rows,
        counted=outcome.total,
        other_insurer=outcome.other_insurer,
        not_active=outcome.not_active,
        faults=faults,
        jump_percent=_jump(enrolment, quarter, outcome) if outcome.ok else None,
        after_close=is_closed(enrolment, quarter),
    )
    ListFindings.objects.create(
        patient_list=patient_list,
        practice=practice,
        items=[finding.to_json() for finding in outcome.findings],
        refusal=outcome.refusal.to_json() if outcome.refusal else None,
        headers=list(outcome.headers),
        missing_columns=list(outcome.missing_columns),
    )
    ListCount.objects.bulk_create(
        ListCount(patient_list=patient_list, practice=practice, region=enrolment.region, uzovi_code=code, count=count)
        for code, count in sorted(outcome.counted.items())
    )
    if outcome.ok:
        _forget_claims(enrolment, str(quarter), (CHECKED,))
    if claim and seal_key and outcome.sealed_claim:
        _keep_claim(patient_list, outcome, claim, seal_key, at)
    return Done(
        patient_list,
        practice=practice,
        lifecycle="create",
        detail={"quarter": str(quarter), "rows": outcome.rows, "counted": outcome.total, "sha256": sha256},
    )


def _keep_claim(patient_list: PatientList, outcome: Outcome, claim: ClaimPlan, key: bytes, at: datetime) -> None:
    """Keep the sealed file of this delivery, under a key that only the vault's key opens."""
    file = ClaimFile(
        patient_list=patient_list,
        practice=patient_list.practice,
        serial=claim.serial,
        sealed=outcome.sealed_claim,
        sha256=patient_list.sha256,
        total_cents=outcome.claim_total_cents or 0,
        unknown=list(outcome.claim_unknown),
        test=claim.test,
        made_at=at,
        expires_at=at + CLAIM_KEPT,
    )
    file.wrapped_key = vault.wrap(key, file.pk)
    file.save(force_insert=True)


def _forget_claims(enrolment: Enrolment, quarter: str, statuses: tuple[str, ...]) -> None:
    """Destroy the claim files of lists that can no longer lead to a claim: nobody can fetch them."""
    ClaimFile.objects.filter(
        patient_list__enrolment=enrolment, patient_list__quarter=quarter, patient_list__status__in=statuses
    ).update(sealed=None, wrapped_key=None)


def _jump(enrolment: Enrolment, quarter: Quarter, outcome: Outcome) -> int | None:
    """The change against last quarter in whole percents; None when there is nothing to compare with."""
    before = sum((previous_counts(enrolment, quarter) or {}).values())
    return round(100 * (outcome.total - before) / before) if before else None


def is_closed(enrolment: Enrolment, quarter: Quarter) -> bool:
    return QuarterClose.objects.filter(region_year=enrolment.region_year, quarter=str(quarter)).exists()


def asks(patient_list: PatientList) -> set[str]:
    """What the practice must say before it can hand in: `jump` a reason, `nil` that there really are no patients."""
    codes = {item[2] for item in patient_list.findings.items}
    nobody = {NO_PATIENTS} if codes & {NO_PATIENTS, NOBODY_COUNTS} else set()
    return (codes & {JUMP}) | nobody


@verb("list.hand_in", right="list.deliver", purpose="kwartaallevering")
def hand_in(
    *, practice: Practice, patient_list: PatientList, reason: str, confirmed: bool, by: Actor, at: datetime
) -> Done:
    """Make a checked list the one that counts, and book what follows. An earlier one is replaced, never changed."""
    enrolment = patient_list.enrolment
    lock.share(settlement.closing(enrolment.region_year, patient_list.quarter))
    _one_at_a_time(enrolment)
    patient_list.refresh_from_db(fields=["status"])
    quarter = Quarter.read(patient_list.quarter)
    if patient_list.status != CHECKED:
        raise Refused("Deze lijst is al ingestuurd of vervangen.", "Bekijk de laatste levering.", "not_checked")
    if PatientList.objects.filter(
        enrolment=enrolment, quarter=patient_list.quarter, number__gt=patient_list.number, status__in=(CHECKED, COUNTS)
    ).exists():
        raise Refused("U leverde daarna nog een lijst aan.", "Stuur de laatste lijst in.", "not_last")
    asked = asks(patient_list)
    if JUMP in asked and len(reason.strip()) < 3:
        raise Refused(
            "Het aantal wijkt meer dan gewoonlijk af van vorig kwartaal.", "Schrijf waardoor dat komt.", "no_reason"
        )
    if NO_PATIENTS in asked and not confirmed:
        raise Refused(
            "Op deze lijst telt geen enkele patiënt mee.", "Bevestig dat dit klopt, of kies een ander bestand.", "nil"
        )
    PatientList.objects.filter(enrolment=enrolment, quarter=patient_list.quarter, status=COUNTS).update(status=REPLACED)
    _forget_claims(enrolment, patient_list.quarter, (REPLACED,))
    patient_list.status = COUNTS
    patient_list.handed_in_at = at
    patient_list.handed_in_by = by.user
    patient_list.reason = reason.strip()
    patient_list.after_close = is_closed(enrolment, quarter)
    patient_list.save(update_fields=["status", "handed_in_at", "handed_in_by", "reason", "after_close"])
    lines = settlement.book(patient_list, at)
    lay_down(practice, enrolment.region_year, by.on)
    mail.list_receipt(patient_list, at)
    return Done(
        patient_list,
        practice=practice,
        detail={"quarter": str(quarter), "lines": len(lines), "cents": sum(line.amount_cents for line in lines)},
    )
