"""How practices merged, split, got another AGB code or moved (Z21)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import Practice, Region, Succession
from ..models.succession import AGB
from .doorkeeper import Actor, held, may


def successions(who: Actor, right: str = "succession.arrange") -> QuerySet[Succession]:
    """How practices changed: for the region before and after, and for the platform."""
    found = Succession.objects.select_related("practice", "other", "from_region", "to_region", "by")
    if may(who, right):
        return found
    regions = held(who, right)[1]
    return found.filter(Q(from_region__in=regions) | Q(to_region__in=regions))


def formerly(who: Actor, code: str, right: str = "dossier.read") -> QuerySet[Practice]:
    """The practices of somebody's region, or for the platform of any, that had an AGB code like this before."""
    found = Succession.objects.filter(kind=AGB, old_agb__contains=code)
    mine = found if may(who, right) else found.filter(practice__region__in=held(who, right)[1])
    return Practice.objects.filter(pk__in=mine.order_by().values("practice"))


def other_regions(who: Actor, practice: Practice, right: str = "succession.arrange") -> QuerySet[Region]:
    """Where a practice can move to: every region is known by name."""
    found = Region.objects.exclude(pk=practice.region_id).order_by("name")
    return found if may(who, right, practice=practice) else found.none()
