"""Scans: status and days for the region, what is in them for the practice and who performs the scan (R106)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import (
    AdviceItem,
    Device,
    Interview,
    InterviewSlot,
    Scan,
    ScanAnswer,
    ScanJudgement,
    ScanReport,
    ScanShare,
)
from ..models.scan import FINISHED
from ..models.scan_report import TO_INSURER, TO_REGION
from .doorkeeper import Actor, held, narrow
from .rights import RIGHTS


def scans(who: Actor, right: str = "scan.status") -> QuerySet[Scan]:
    """That a scan is held, how far it is and on which days; with "scan.review" those that one performs."""
    if right == "scan.review":
        return Scan.objects.filter(_performed(who, "")).select_related("practice", "enrolment__region_year__edition")
    return Scan.objects.filter(narrow(who, right)).select_related("practice", "enrolment__region_year__edition")


def scan_answers(who: Actor) -> QuerySet[ScanAnswer]:
    return ScanAnswer.objects.filter(_insiders(who))


def scan_judgements(who: Actor) -> QuerySet[ScanJudgement]:
    """The specialist alone: the practice reads the report."""
    return ScanJudgement.objects.filter(_performed(who, "scan__"))


def interviews(who: Actor) -> QuerySet[Interview]:
    """The specialist, and the practice for the topics it brings up itself."""
    return Interview.objects.filter(_insiders(who))


def interview_slots(who: Actor) -> QuerySet[InterviewSlot]:
    """Free times, for practices with an open scan in the region of that scan; taken ones for who is there."""
    mine, regions = held(who, "scan.fill")[0], held(who, "scan.review")[1]
    asking = Scan.objects.filter(practice__in=mine).exclude(status=FINISHED)  # a practice may have moved since
    free = Q(practice__isnull=True, region__in=asking.values("region"))
    found = InterviewSlot.objects.filter(Q(practice__in=mine) | Q(region__in=regions) | free, removed_on__isnull=True)
    return found.select_related("specialist", "scan__practice")


def devices(who: Actor, *, also_removed: bool = False) -> QuerySet[Device]:
    """The practice's own, and those of practices whose scan one performs.

    `also_removed`: for who takes one off the list, so that the same form sent twice finds it.
    """
    performed = Exists(Scan.objects.filter(_performed(who, ""), practice=OuterRef("practice")))
    found = Device.objects.filter(Q(practice__in=held(who, "scan.read")[0]) | performed)
    return found if also_removed else found.filter(removed_on__isnull=True)


def advice_items(who: Actor) -> QuerySet[AdviceItem]:
    """The lines of a report while it is written, for the specialist alone: the practice reads the report itself."""
    return AdviceItem.objects.filter(_performed(who, "scan__"), removed_on__isnull=True).select_related("scan")


def chosen_advice(who: Actor, scan: Scan) -> dict[str, date]:
    """Which advice of its report a practice made an improvement of, by id, and on which day. No words of a line."""
    mine = AdviceItem.objects.filter(scan=scan, practice__in=held(who, "scan.read")[0], chosen_on__isnull=False)
    return {line: on for line, on in mine.values_list("pk", "chosen_on") if on is not None}


def scan_reports(who: Actor) -> QuerySet[ScanReport]:
    """Of one's own practice, of scans one performs, and what a practice shares with one's region or insurer."""
    shared = Exists(_shared_with(who).filter(report=OuterRef("pk")))
    found = ScanReport.objects.filter(Q(practice__in=held(who, "scan.read")[0]) | _performed(who, "scan__") | shared)
    return found.select_related("scan__enrolment__region_year__edition", "scan__region", "published_by")


def scan_shares(who: Actor) -> QuerySet[ScanShare]:
    """What one's practice shares or shared."""
    found = ScanShare.objects.filter(practice__in=held(who, "scan.share")[0])
    return found.select_related("report", "shared_by")


def shared_scan_reports(who: Actor) -> QuerySet[ScanShare]:
    """What practices share with one's region or insurer, as long as they do."""
    return _shared_with(who).select_related("report", "shared_by")


def _shared_with(who: Actor) -> QuerySet[ScanShare]:
    regions = held(who, "scan.shared")[1]
    insurers = [m.insurer_id for m in who.memberships if m.role in RIGHTS["scan.shared"] and m.insurer_id]
    with_me = Q(party=TO_REGION, region__in=regions) | Q(party=TO_INSURER, insurer_key__in=insurers)
    return ScanShare.objects.filter(with_me, taken_back_at__isnull=True)


def _insiders(who: Actor) -> Q:
    return Q(practice__in=held(who, "scan.read")[0]) | _performed(who, "scan__")


def _performed(who: Actor, to_scan: str) -> Q:
    """What a specialist works on: from when the practice sent its answers until the report is closed to them.

    A scan without an interview is finished when it is sent in: nobody performs it.
    """
    open_report = ScanReport.objects.filter(scan=OuterRef(f"{to_scan}pk"), open_until__gte=who.on)
    sent = Q(region__in=held(who, "scan.review")[1], **{f"{to_scan}submitted_at__isnull": False})
    reported = Q(**{f"{to_scan}interviewed_on__isnull": False}) & Q(Exists(open_report))
    return sent & (~Q(**{f"{to_scan}status": FINISHED}) | reported)
