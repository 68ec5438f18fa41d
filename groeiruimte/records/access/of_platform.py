"""What the platform keeps: organisations, who works where, the log, the queue. Names and roles, never what they do."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import AccessCheck, Event, Invitation, Job, LogReview, Membership, Practice, Region, RegionYear, User
from ..models.job import PARKED
from .doorkeeper import Actor, may

MANAGE, READ_LOG = "organisation.manage", "log.read"


def all_regions(who: Actor, right: str = MANAGE) -> QuerySet[Region]:
    return Region.objects.order_by("name") if may(who, right) else Region.objects.none()


def all_region_years(who: Actor, right: str = "year.publish") -> QuerySet[RegionYear]:
    """The programmes of every region: which there are, and their texts."""
    found = RegionYear.objects.all() if may(who, right) else RegionYear.objects.none()
    return found.select_related("region", "edition", "insurer")


def all_practices(who: Actor, right: str = MANAGE) -> QuerySet[Practice]:
    """Which practices there are: only what says which one it is."""
    found = Practice.objects.all() if may(who, right) else Practice.objects.none()
    return found.only("id", "name", "agb_code", "city", "region__name").select_related("region")


def memberships(who: Actor, right: str = MANAGE) -> QuerySet[Membership]:
    """Who works or worked where, in every organisation."""
    found = Membership.objects.all() if may(who, right) else Membership.objects.none()
    return found.select_related("user", "practice", "region", "insurer").order_by("status", "role", "id")


def all_invitations(who: Actor, right: str = MANAGE) -> QuerySet[Invitation]:
    """What nobody took up yet."""
    found = Invitation.objects.filter(used_at__isnull=True) if may(who, right) else Invitation.objects.none()
    return found.select_related("membership")


def accounts(who: Actor, *rights: str) -> QuerySet[User]:
    """Who can log in, for who holds one of the rights."""
    able = any(may(who, right) for right in rights or (MANAGE,))
    return User.objects.order_by("name", "id") if able else User.objects.none()


def all_access_checks(who: Actor, right: str = MANAGE) -> QuerySet[AccessCheck]:
    """When an organisation other than a practice looked at who has access."""
    found = AccessCheck.objects.filter(practice__isnull=True) if may(who, right) else AccessCheck.objects.none()
    return found.select_related("by")


def region_team(who: Actor, region: Region, right: str = "region.team") -> QuerySet[Membership]:
    """Who has or had access to a region itself; those of its practices are the practices' own."""
    if not may(who, right, region=region):
        return Membership.objects.none()
    found = Membership.objects.filter(region=region, practice__isnull=True)
    return found.select_related("user").order_by("status", "role", "id")


def region_invitations(who: Actor, region: Region, right: str = "region.team") -> QuerySet[Invitation]:
    if not may(who, right, region=region):
        return Invitation.objects.none()
    found = Invitation.objects.filter(region=region, practice__isnull=True, used_at__isnull=True)
    return found.select_related("membership")


def region_access_checks(who: Actor, region: Region, right: str = "region.team") -> QuerySet[AccessCheck]:
    if not may(who, right, region=region):
        return AccessCheck.objects.none()
    return AccessCheck.objects.filter(region=region, practice__isnull=True).select_related("by")


def events(who: Actor, right: str = READ_LOG) -> QuerySet[Event]:
    """The whole log, newest first. Not joined to practices: who reads the log may not open those rows."""
    return Event.objects.order_by("-seq") if may(who, right) else Event.objects.none()


def log_reviews(who: Actor, right: str = READ_LOG) -> QuerySet[LogReview]:
    found = LogReview.objects.all() if may(who, right) else LogReview.objects.none()
    return found.select_related("by")


def queued_jobs(who: Actor, right: str = "status.read") -> QuerySet[Job]:
    """Every job, without its payload: that of an invitation makes its link."""
    found = Job.objects.all() if may(who, right) else Job.objects.none()
    return found.defer("payload").order_by("due_at", "id")


def parked_jobs(who: Actor, right: str = "status.read") -> QuerySet[Job]:
    """Jobs that were given up."""
    return queued_jobs(who, right).filter(status=PARKED)


def people_called(who: Actor, text: str, *rights: str) -> QuerySet[User]:
    """Accounts with this text in the name or the address."""
    return accounts(who, *rights).filter(Q(name__icontains=text) | Q(email__icontains=text))
