"""The insurer decides about what a region sent in: one person proposes, a second decides (V03).

Rows: R036, R040, R052, R054; trust.md T16. What is decided about is one sealed submission. It stands still: when the
region sends in another, or is changing the plan, nobody can decide about the old one. Every KPI must be tested before
an approval; a KPI that fails a test asks for a condition.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, cast

from django.db import transaction
from django.db.models import Sum

from groeiruimte.records import jobs, lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    Decision,
    DocumentSubmission,
    Enrolment,
    Insurer,
    KpiTest,
    OiLine,
    PatientList,
    RegionDocument,
    RegionYear,
    SettlementLine,
)
from groeiruimte.records.models.patient_list import COUNTS
from groeiruimte.records.models.region_document import (
    APPROVE,
    APPROVED,
    CHANGES_REQUESTED,
    CONFIRMED,
    DECLINED,
    DRAFT,
    REGIONAL_PLAN,
    SEND_BACK,
    SUBMITTED,
)
from groeiruimte.rules.decision import Booked, Proposal, objection

from . import document_mail, settlement
from .refusal import Refused
from .verb import Done, verb

JOB = "approved"
NEWER = ("Er is een nieuwe versie.", "Lees die versie en beslis daarover.", "newer")
CHANGING = ("De regio wijzigt dit plan op dit moment.", "Wacht op de nieuwe versie.", "changing")
OWN = ("U deed zelf het voorstel.", "Een collega moet besluiten.", "own")
ALREADY = ("Een collega besloot hier zojuist al over.", "Bekijk het besluit.", "decided")


@verb("decision.propose", right="decision.propose", purpose="besluit")
def propose(
    *,
    insurer: Insurer,
    submission: DocumentSubmission,
    verdict: str,
    conditions: str,
    maximum: int | None,
    oi: int | None,
    service_code: str,
    by: Actor,
    at: datetime,
) -> Done:
    """Propose to approve a plan or to send it back; a colleague decides. Amounts in whole cents.

    Refused when there is a newer version, when a proposal waits already, and for what `rules.decision` says.
    """
    document = _held(submission)
    if Decision.objects.filter(submission=submission, outcome="").exists():
        raise Refused("Een collega deed al een voorstel.", "Bekijk dat voorstel.", "proposed")
    if verdict not in (APPROVE, SEND_BACK):
        raise Refused("U koos nog geen voorstel.", "Kies akkoord of terugsturen.", "verdict")
    gives = verdict == APPROVE
    made = Decision(
        submission=submission,
        region_id=document.region_id,
        region_year_id=document.region_year_id,
        sha256=submission.sha256,
        verdict=verdict,
        conditions=conditions.strip(),
        maximum_cents=maximum if gives else None,
        oi_cents=(oi or 0) if gives and maximum is not None else None,
        service_code=service_code.strip() if gives else "",
        proposed_by=by.user,
        proposed_at=at,
    )
    _demand_sound(made)
    made.save(force_insert=True)
    document_mail.proposed(made, insurer, at)
    return Done(made, lifecycle="create", detail={"verdict": verdict, "maximum": made.maximum_cents or 0})


@verb("decision.decide", right="decision.decide", purpose="besluit")
def decide(*, insurer: Insurer, decision: Decision, confirm: bool, reason: str, by: Actor, at: datetime) -> Done:
    """The second person confirms a proposal, or declines it with a reason.

    Refused for who proposed it, when somebody decided already, and when what it is about is not the last version any
    more. A confirmed approval sets the maximum of the year and lets what came in before be booked.
    """
    document = _held(decision.submission, anew=True)
    found = Decision.objects.select_for_update(of=("self",)).select_related("submission").get(pk=decision.pk)
    if found.outcome:
        raise Refused(*ALREADY)
    if by.user is None or found.proposed_by_id == by.user.pk:
        raise Refused(*OWN)
    if not confirm and not reason.strip():
        raise Refused("U gaf nog geen reden.", "Schrijf waarom u dit voorstel afwijst.", "reason")
    if confirm:
        _demand_newest(document, found.submission)
        _hold_year(found.region_year_id)
        _demand_sound(found)
    found.outcome = CONFIRMED if confirm else DECLINED
    found.reason = found.conditions if confirm and found.verdict == SEND_BACK else reason.strip()
    found.decided_by, found.decided_at = by.user, at
    found.version += 1
    found.save()
    if confirm:
        _carry_through(document, found, by, at)
        document_mail.decided(found, at)
    else:
        document_mail.declined(found, insurer, at)
    return Done(found, detail={"verdict": found.verdict, "outcome": found.outcome, "sha256": found.sha256})


def reading(document_id: str) -> str:
    """The name that who tests a KPI and who decides hold: one of them at a time."""
    return f"reading {document_id}"


def _held(submission: DocumentSubmission, *, anew: bool = False) -> RegionDocument:
    """The document, held until the transaction ends, so that no new version comes in meanwhile.

    `anew`: whether its version still counts is asked later, because a proposal about an old one may be declined.
    """
    document = RegionDocument.objects.select_for_update().get(pk=submission.document_id)
    lock.hold(reading(document.pk))  # no test of a KPI comes in meanwhile
    if document.kind != REGIONAL_PLAN:
        raise Refused("Over een rapportage beslist één persoon.", "Open de rapportage.", "report")
    if not anew:
        _demand_newest(document, submission)
    return document


def _demand_newest(document: RegionDocument, submission: DocumentSubmission) -> None:
    if DocumentSubmission.objects.filter(document=document, number__gt=submission.number).exists():
        raise Refused(*NEWER)
    if document.status == DRAFT:
        raise Refused(*CHANGING)
    if document.status != SUBMITTED:
        raise Refused(*ALREADY)


def _demand_sound(decision: Decision) -> None:
    """Refuses what the rules object to, on the tests and the booked amounts of this moment."""
    proposal = Proposal(
        verdict=cast(Literal["approve", "send_back"], decision.verdict),
        conditions=decision.conditions,
        maximum=decision.maximum_cents,
        oi=decision.oi_cents,
        service_code=decision.service_code,
    )
    tested = tests_of(decision.submission)
    found = objection(proposal, decision.submission.content, tested, booked(decision.region_year_id))
    if found:
        raise Refused(found.message, found.mend, found.field)


def tests_of(submission: DocumentSubmission) -> dict[str, dict[str, bool]]:
    """The verdict that counts per KPI and test: the newest."""
    found: dict[str, dict[str, bool]] = {}
    rows = KpiTest.objects.filter(submission=submission).order_by("at", "id")
    for kpi, test, passes in rows.values_list("kpi", "test", "passes"):
        found.setdefault(kpi, {})[test] = passes
    return found


def booked(region_year_id: int) -> Booked:
    """What is booked in a year so far, per stream."""
    s3 = SettlementLine.objects.filter(enrolment__region_year=region_year_id).aggregate(cents=Sum("amount_cents"))
    oi = OiLine.objects.filter(region_year=region_year_id).aggregate(cents=Sum("amount_cents"))
    return Booked(s3["cents"] or 0, oi["cents"] or 0)


def _carry_through(document: RegionDocument, decision: Decision, by: Actor, at: datetime) -> None:
    """What a confirmed decision does to the document, and an approval to the year."""
    document.status = APPROVED if decision.verdict == APPROVE else CHANGES_REQUESTED
    document.save(update_fields=["status"])
    if decision.verdict != APPROVE:
        return
    year = _hold_year(decision.region_year_id)
    # A second approval changes the amounts, never the day from which claiming was allowed (R054).
    year.approved_on = year.approved_on or by.on
    year.maximum_cents, year.oi_cents = decision.maximum_cents, decision.oi_cents
    year.service_code = decision.service_code or year.service_code
    year.version += 1
    year.save(update_fields=["approved_on", "maximum_cents", "oi_cents", "service_code", "version"])
    jobs.queue(kind=JOB, key=f"{JOB}:{decision.pk}", due_at=at, payload={"region_year": str(year.pk)})


def _hold_year(pk: int) -> RegionYear:
    """The year, held until the transaction ends: nothing is booked or closed on the old amounts meanwhile."""
    lock.hold(settlement.approving(pk))
    return RegionYear.objects.select_for_update(no_key=True).get(pk=pk)


def carry_out(region_year_id: int, at: datetime) -> int:
    """The job after an approval: book every list that counted before it. Gives how many lines came.

    A list that was booked already gives none, so doing it twice does no harm.
    """
    lists = PatientList.objects.filter(enrolment__region_year=region_year_id, status=COUNTS)
    return sum(_book(pk, at) for pk in lists.order_by("quarter", "pk").values_list("pk", flat=True))


def _book(list_id: str, at: datetime) -> int:
    """Book one list in a transaction of its own, unless another took its place meanwhile."""
    with transaction.atomic():
        found = PatientList.objects.select_related("enrolment__region_year").get(pk=list_id)
        lock.share(settlement.closing(found.enrolment.region_year, found.quarter))
        Enrolment.objects.select_for_update().get(pk=found.enrolment_id)
        found.refresh_from_db(fields=["status"])
        return len(settlement.book(found, at)) if found.status == COUNTS else 0
