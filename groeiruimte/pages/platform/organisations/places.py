"""An organisation by the two parts of its address: what kind it is, and which one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groeiruimte.actions.invitations import PLATFORM
from groeiruimte.pages.layout.actor import Request
from groeiruimte.records import access
from groeiruimte.records.models import Insurer, Membership, Practice, Region
from groeiruimte.records.models.membership import INSURER_ROLES, PLATFORM_ROLES, REGION_ROLES

KINDS = {"verzekeraar": "Verzekeraar", "regio": "Regio", "praktijk": "Praktijk", "beheer": "Beheer"}
ITSELF = "groeiruimte"
"""The second part of the address of the platform itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """At most one of the three; none of them is the platform itself."""

    kind: str
    key: str
    name: str
    practice: Practice | None = None
    region: Region | None = None
    insurer: Insurer | None = None

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that who manages organisations may give away here."""
        if self.practice:
            return ("practice_owner",)
        if self.region:
            return REGION_ROLES
        return INSURER_ROLES if self.insurer else PLATFORM_ROLES

    @property
    def is_checked_here(self) -> bool:
        """A practice and a region check their own people; nobody else does it for these two."""
        return self.practice is None and self.region is None

    def members(self) -> Q:
        """The memberships at this place itself."""
        if self.region:
            return Q(region=self.region, practice__isnull=True)
        if self.practice or self.insurer:
            return Q(practice=self.practice, insurer=self.insurer)
        return Q(role__in=PLATFORM_ROLES)

    def to(self, name: str = "organisation") -> str:
        return reverse(f"platform:{name}", args=[self.kind, self.key])


def place_or_404(request: Request, kind: str, key: str) -> Place:
    """Any organisation there is, for who manages them."""
    if not access.may(request.actor, "organisation.manage"):
        raise Http404
    if kind == "verzekeraar":
        insurer = get_object_or_404(access.insurers(), pk=key)
        return Place(kind, key, insurer.name, insurer=insurer)
    if kind == "regio":
        region = get_object_or_404(access.all_regions(request.actor), pk=key)
        return Place(kind, key, region.name, region=region)
    if kind == "praktijk":
        practice = get_object_or_404(access.all_practices(request.actor), pk=key)
        return Place(kind, key, practice.name, practice=practice)
    if (kind, key) == ("beheer", ITSELF):
        return Place(kind, key, PLATFORM[:1].upper() + PLATFORM[1:])
    raise Http404


def place_words(membership: Membership) -> str:
    """Where a role is, in words."""
    place = membership.practice or membership.region or membership.insurer
    return place.name if place else PLATFORM
