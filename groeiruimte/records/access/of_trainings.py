"""Trainings, their sessions, and who was there; also for the trainer at the door."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..models import Attendance, Membership, Region, Session, SignUp, Training
from .doorkeeper import Actor, held, may, regions_of
from .rights import RIGHTS


def _desk_and_door(who: Actor, right: str) -> tuple[list[str], list[str]]:
    """The regions where somebody holds a right at the desk, and those where only as the trainer of a session."""
    mine = [m for m in who.memberships if m.role in RIGHTS[right] and m.region_id and not m.practice_id]
    return (
        [str(m.region_id) for m in mine if m.role != "trainer"],
        [str(m.region_id) for m in mine if m.role == "trainer"],
    )


def trainings(who: Actor, right: str = "training.read") -> QuerySet[Training]:
    """What a region offers; a practice sees what is published, a trainer what they have a session of."""
    desk, door = _desk_and_door(who, right)
    published = Q(region__in=regions_of(held(who, right)[0]), published=True)
    led = Q(region__in=door, pk__in=Session.objects.filter(trainer=who.user).values("training"))
    return Training.objects.filter(Q(region__in=desk) | led | published).select_related("region")


def sessions(who: Actor, right: str = "training.read") -> QuerySet[Session]:
    """As `trainings`; a trainer sees only the sessions that they lead."""
    desk, door = _desk_and_door(who, right)
    published = Q(region__in=regions_of(held(who, right)[0]), training__published=True)
    led = Q(region__in=door, trainer=who.user)
    found = Session.objects.filter(Q(region__in=desk) | led | published)
    return found.select_related("training", "region", "trainer")


def sign_ups(who: Actor, right: str = "training.read") -> QuerySet[SignUp]:
    practices = held(who, right)[0]
    desk, door = _desk_and_door(who, right)
    mine = Q(practice__in=practices) | Q(region__in=desk) | Q(region__in=door, session__trainer=who.user)
    return SignUp.objects.filter(mine).select_related("employee", "practice", "session__training")


def attendances(who: Actor, right: str = "training.read") -> QuerySet[Attendance]:
    practices = held(who, right)[0]
    desk, door = _desk_and_door(who, right)
    mine = Q(practice__in=practices) | Q(region__in=desk) | Q(region__in=door, session__trainer=who.user)
    return Attendance.objects.filter(mine).select_related("employee", "practice", "session", "proof")


def trainers(who: Actor, region: Region, right: str = "training.manage") -> QuerySet[Membership]:
    """Who may lead a session in a region."""
    if not may(who, right, region=region):
        return Membership.objects.none()
    found = Membership.objects.active(who.on).filter(region=region, role="trainer", user__isnull=False)
    return found.select_related("user").order_by("user__name")
