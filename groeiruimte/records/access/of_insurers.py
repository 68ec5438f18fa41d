"""What an insurer buys, what was sent to it, and what it decided."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import (
    Decision,
    DocumentRemark,
    DocumentSubmission,
    Edition,
    Enrolment,
    Insurer,
    KpiTest,
    OiLine,
    Publication,
    RegionYear,
    SettlementLine,
    SettlementRun,
)
from .doorkeeper import Actor, held
from .rights import RIGHTS


def insurers() -> QuerySet[Insurer]:
    """Insurers are public."""
    return Insurer.objects.all()


def insurers_of(who: Actor, right: str = "insurer.read") -> QuerySet[Insurer]:
    """The insurers that somebody buys for."""
    return Insurer.objects.filter(pk__in=[m.insurer_id for m in who.memberships if m.role in RIGHTS[right]])


def bought_years(who: Actor, right: str = "insurer.read") -> QuerySet[RegionYear]:
    """The programmes that somebody's insurer buys."""
    return RegionYear.objects.filter(insurer__in=insurers_of(who, right)).select_related("region", "edition", "insurer")


def submissions_of_documents(who: Actor, right: str = "insurer.read") -> QuerySet[DocumentSubmission]:
    """What was sent in: to the insurer that it was sent to, and to the region that sent it."""
    mine = Q(region_year__in=bought_years(who, right)) | Q(region__in=held(who, "document.read")[1])
    return DocumentSubmission.objects.filter(mine).select_related("document", "region", "region_year", "submitted_by")


def document_remarks(who: Actor, right: str = "insurer.read") -> QuerySet[DocumentRemark]:
    mine = Q(region_year__in=bought_years(who, right)) | Q(region__in=held(who, "document.read")[1])
    return DocumentRemark.objects.filter(mine).select_related("by", "submission")


def kpi_tests(who: Actor, right: str = "insurer.read") -> QuerySet[KpiTest]:
    mine = Q(region_year__in=bought_years(who, right)) | Q(region__in=held(who, "document.read")[1])
    return KpiTest.objects.filter(mine).select_related("by")


def decisions(who: Actor, right: str = "insurer.read") -> QuerySet[Decision]:
    """All decisions at the insurer; a region sees those that were confirmed."""
    mine = Q(region_year__in=bought_years(who, right)) | Q(
        region__in=held(who, "document.read")[1], outcome="confirmed"
    )
    return Decision.objects.filter(mine).select_related("submission", "proposed_by", "decided_by")


def bought_enrolments(who: Actor, right: str = "insurer.read") -> QuerySet[Enrolment]:
    """Who takes part, to count: an insurer does not look into a practice."""
    return Enrolment.objects.filter(region_year__in=bought_years(who, right))


def bought_lines(who: Actor, right: str = "insurer.read") -> QuerySet[SettlementLine]:
    """Booked lines, to add up: an insurer sees amounts of a region, of a practice only what it claims."""
    return SettlementLine.objects.filter(enrolment__region_year__in=bought_years(who, right))


def bought_runs(who: Actor, right: str = "insurer.read") -> QuerySet[SettlementRun]:
    return SettlementRun.objects.filter(region_year__in=bought_years(who, right), status="closed")


def oi_lines(who: Actor, right: str = "insurer.read") -> QuerySet[OiLine]:
    mine = Q(region_year__in=bought_years(who, right)) | Q(region__in=held(who, "settlement.read")[1])
    return OiLine.objects.filter(mine)


def published_editions() -> QuerySet[Edition]:
    """The texts of programmes as they were published are public."""
    return Edition.objects.all()


def publications() -> QuerySet[Publication]:
    """Published results are public."""
    return Publication.objects.all()
