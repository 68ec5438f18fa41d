"""A region's own work, its library and its mail."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import (
    Alignment,
    Article,
    ArticleVersion,
    DocumentPart,
    Enrolment,
    KpiState,
    Mail,
    Message,
    Region,
    RegionDocument,
    RegionNote,
    RegionYear,
    SavedView,
    Story,
    SupportedObjective,
    SupportRecord,
    Thread,
    YearDraft,
)
from .doorkeeper import Actor, held, may, narrow, regions_of


def regions(who: Actor, right: str = "region.read") -> QuerySet[Region]:
    return Region.objects.filter(pk__in=held(who, right)[1])


def region_years(who: Actor, right: str = "enrolment.read") -> QuerySet[RegionYear]:
    """The programmes of the regions that somebody works in, or whose practice they work in."""
    practices, regions = held(who, right)
    enrolled = Enrolment.objects.filter(practice__in=practices).values("region_year")
    mine = Q(region__in=regions) | Q(region__in=regions_of(practices)) | Q(pk__in=enrolled)
    return RegionYear.objects.filter(mine).select_related("region", "edition", "insurer")


def articles(who: Actor, right: str = "library.read") -> QuerySet[Article]:
    """The library of a region; a practice sees what is published."""
    practices, regions = held(who, right)
    mine = Q(region__in=regions) | Q(region__in=regions_of(practices), published=True)
    return Article.objects.filter(mine).select_related("file").defer("file__content")


def stories(who: Actor, right: str = "library.read") -> QuerySet[Story]:
    return Story.objects.filter(narrow(who, right)).select_related("practice", "sent_by", "article")


def threads(who: Actor, right: str = "library.read") -> QuerySet[Thread]:
    return Thread.objects.filter(narrow(who, right)).select_related("practice")


def messages(who: Actor, right: str = "library.read") -> QuerySet[Message]:
    return Message.objects.filter(narrow(who, right)).select_related("by")


def article_versions(who: Actor, right: str = "library.edit") -> QuerySet[ArticleVersion]:
    """How articles stood before they changed; for who edits them."""
    found = ArticleVersion.objects.filter(region__in=held(who, right)[1])
    return found.select_related("file").defer("file__content")


def mails(who: Actor, right: str = "mail.read") -> QuerySet[Mail]:
    """The outbox of a region."""
    return Mail.objects.filter(region__in=held(who, right)[1]).select_related("user", "practice")


def alignments(who: Actor, right: str = "choice.align") -> QuerySet[Alignment]:
    return Alignment.objects.filter(narrow(who, right)).select_related("practice", "by")


def supported_objectives(who: Actor, right: str = "enrolment.read") -> QuerySet[SupportedObjective]:
    practices, regions = held(who, right)
    mine = Q(region__in=regions) | Q(region__in=regions_of(practices))
    return SupportedObjective.objects.filter(mine)


def support_records(who: Actor, right: str = "support.read") -> QuerySet[SupportRecord]:
    return SupportRecord.objects.filter(narrow(who, right)).select_related("practice", "by")


def region_notes(who: Actor, right: str = "dossier.read") -> QuerySet[RegionNote]:
    return RegionNote.objects.filter(region__in=held(who, right)[1]).select_related("by")


def kpi_states(who: Actor, right: str = "kpi.read") -> QuerySet[KpiState]:
    """How KPIs stand, as a region sees them."""
    return KpiState.objects.filter(narrow(who, right))


def saved_views(who: Actor, right: str = "region.read") -> QuerySet[SavedView]:
    return SavedView.objects.filter(user=who.user, region__in=held(who, right)[1])


def region_documents(who: Actor, right: str = "document.read") -> QuerySet[RegionDocument]:
    found = RegionDocument.objects.filter(region__in=held(who, right)[1])
    return found.select_related("region", "region_year__edition", "region_year__insurer")


def document_parts(who: Actor, right: str = "document.read") -> QuerySet[DocumentPart]:
    return DocumentPart.objects.filter(region__in=held(who, right)[1]).select_related("saved_by")


def year_drafts(who: Actor, right: str = "year.prepare") -> QuerySet[YearDraft]:
    """The texts in the making of somebody's region; a functional admin has all of them."""
    found = YearDraft.objects.filter(dropped_at=None).select_related("region", "copied_from", "published", "saved_by")
    return found if may(who, "year.publish") else found.filter(region__in=held(who, right)[1])
