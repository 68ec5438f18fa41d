"""Who acts, and whether they may: the one answer that every channel asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from .. import related
from ..models import Insurer, Membership, Practice, Region, User
from ..models.membership import PLATFORM_ROLES
from .rights import MAY_INVITE, NEEDS_SECOND_FACTOR, RIGHTS


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the memberships that give rights on the day `on`; `user` None is a stranger or the system."""

    user: User | None
    on: date
    memberships: tuple[Membership, ...] = ()
    ip: str = ""
    session: str = field(default="", repr=False)
    component: str = "web"

    @property
    def is_anonymous(self) -> bool:
        return self.user is None

    @property
    def needs_second_factor(self) -> bool:
        return any(membership.role in NEEDS_SECOND_FACTOR for membership in self.memberships)


def actor(user: User | None, on: date, *, ip: str = "", session: str = "", component: str = "web") -> Actor:
    """The actor behind a request; an inactive user has no rights."""
    if user is None or not user.is_active:
        return Actor(user=None, on=on, ip=ip, session=session, component=component)
    # Not the practices: until the scope of this actor is set, row level security hides them, and None would stick.
    mine = related.rows_by(Membership, "user_id", (user.pk,))
    held = sorted((membership for membership in mine if membership.is_active(on)), key=attrgetter("pk"))
    related.fetch(held, ("region", "insurer"))
    return Actor(
        user=user,
        on=on,
        memberships=tuple(held),
        ip=ip,
        session=session,
        component=component,
    )


def system(on: date, component: str) -> Actor:
    """The product itself: a job, a command. Holds no rights over what belongs to a practice."""
    return Actor(user=None, on=on, component=component)


def held(who: Actor, right: str) -> tuple[list[str], list[str]]:
    """The practices and regions in which somebody holds a right by role: (practice ids, region keys)."""
    roles = RIGHTS[right]
    mine = [membership for membership in who.memberships if membership.role in roles]
    return (
        [membership.practice_id for membership in mine if membership.practice_id],
        [membership.region_id for membership in mine if membership.region_id and not membership.practice_id],
    )


def membership_for(
    who: Actor, right: str, practice: Practice | None, region: Region | None, insurer: Insurer | None = None
) -> Membership | None:
    """The membership that gives a right over a practice, region or insurer, if there is one.

    A platform role gives its rights over the product as a whole: asked without any of the three.
    """
    region_key = practice.region_id if practice else region.key if region else None
    for membership in who.memberships:
        if membership.role not in RIGHTS[right]:
            continue
        if membership.role in PLATFORM_ROLES:
            return membership
        if membership.insurer_id:
            if insurer is not None and membership.insurer_id == insurer.pk:
                return membership
        elif membership.practice_id:
            if practice is not None and membership.practice_id == practice.pk:
                return membership
        elif membership.region_id and membership.region_id == region_key:
            return membership
    return None


def may(
    who: Actor,
    right: str,
    *,
    practice: Practice | None = None,
    region: Region | None = None,
    insurer: Insurer | None = None,
) -> bool:
    """The one answer to "may this person do that", for page, export, mail and command alike."""
    return membership_for(who, right, practice, region, insurer) is not None


def may_invite(
    who: Actor, role: str, *, practice: Practice | None, region: Region | None, insurer: Insurer | None = None
) -> bool:
    """Whether somebody may give this role away in this place; of several roles, each gives what it gives."""
    giving = [each for each in who.memberships if role in MAY_INVITE.get(each.role, ())]
    able = replace(who, memberships=tuple(giving))
    return membership_for(able, "team.invite", practice, region, insurer) is not None


def regions_of(practices: Collection[str]) -> QuerySet[Practice, Any]:
    """The regions of practices, to ask with `region__in`. By a join every row would come once for each practice."""
    return Practice.objects.filter(pk__in=practices).values("region")


def narrow(who: Actor, right: str) -> Q:
    practices, regions = held(who, right)
    return Q(practice__in=practices) | Q(region__in=regions)
