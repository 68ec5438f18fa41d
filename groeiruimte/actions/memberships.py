"""Who works where, seen from outside a practice: stopping access, its period, sessions, and the quarterly check (A01).

A practice looks after its own team (`actions.team`), a region after its own people, the functional admin after all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from groeiruimte.programme.calendar import Quarter, local_date
from groeiruimte.records import access, lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AccessCheck, Insurer, Invitation, Membership, Region, User
from groeiruimte.records.models.membership import ACTIVE, ENDED

from .refusal import Refused
from .team import end_sessions
from .verb import Done, verb

SIGNERS = ("practice_owner", "region_director", "purchase_approver", "functional_admin")
"""Roles that somebody must always hold where they are: without one nobody can sign, approve or give access."""
ONLY_SIGNER = "Deze persoon is de enige ondertekenaar."
ONLY_ADMIN = "Deze persoon is de enige functioneel beheerder."


@dataclass(frozen=True, slots=True)
class Device:
    """A session of somebody: when it began and when it was last used; None when that is not known."""

    began: datetime | None
    seen: datetime | None


@verb("membership.stop", right="organisation.manage", sensitivity="personal")
def stop(*, membership: Membership, by: Actor, at: datetime) -> Done:
    """End anybody's access at once: the membership, every session, and an invitation that was open."""
    return _stop(membership, by, at)


@verb("region_access.stop", right="region.team", sensitivity="personal")
def stop_in_region(*, region: Region, membership: Membership, by: Actor, at: datetime) -> Done:
    """End the access of somebody of the region itself, by who may give that role away."""
    if membership.practice_id or not access.may_invite(by, membership.role, practice=None, region=region):
        raise Refused("Deze toegang mag u niet stoppen.", "Vraag het de directeur of de beheerder.", "no_right")
    return _stop(membership, by, at)


def _stop(membership: Membership, by: Actor, at: datetime) -> Done:
    found = _held(membership)
    if found.status == ENDED:
        raise Refused("Deze toegang was al gestopt.", "U hoeft niets te doen.", "ended")
    _demand_another(found, by.on, by.on, by.on - timedelta(days=1))
    found.status, found.end = ENDED, by.on
    found.save(update_fields=["status", "end"])
    Invitation.objects.filter(membership=found, used_at__isnull=True).update(expires_at=at)
    ended = end_sessions(found.user) if found.user else 0
    detail = {"role": found.role, "sessions": ended}
    return Done(found, practice=found.practice, region=found.region, lifecycle="delete", detail=detail)


def period_of(membership: Membership) -> str:
    """The period as a form carries it, to see whether somebody else changed it in between."""
    return f"{membership.start.isoformat()}/{membership.end.isoformat() if membership.end else ''}"


@verb("membership.period", right="organisation.manage", sensitivity="personal")
def change_period(*, membership: Membership, was: str, start: date, end: date | None, by: Actor, at: datetime) -> Done:
    """From when to when a role gives rights. `was` is `period_of` what the form showed.

    Who has no rights today any more is logged out.
    """
    found = _held(membership)
    if found.status == ENDED:
        raise Refused("Deze toegang is gestopt.", "Stuur een nieuwe uitnodiging.", "ended")
    if period_of(found) != was:
        raise Refused("Iemand anders wijzigde deze periode.", "Kijk wat er nu staat. Wijzig het zo nodig.", "changed")
    if end is not None and end < start:
        raise Refused("De laatste dag ligt voor de eerste.", "Kies een latere laatste dag.", "end")
    _demand_another(found, by.on, start, end)
    before = period_of(found)
    found.start, found.end = start, end
    found.save(update_fields=["start", "end"])
    over = start > by.on or (end is not None and end < by.on)
    ended = end_sessions(found.user) if found.user and over else 0
    detail = {"role": found.role, "was": before, "is": period_of(found), "sessions": ended}
    return Done(found, practice=found.practice, region=found.region, detail=detail)


def _held(membership: Membership) -> Membership:
    """The membership as it stands now, while nobody else stops a signer of the same place."""
    lock.hold(f"signers {membership.role} {_place(membership)}")
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _place(membership: Membership) -> str:
    return f"{membership.practice_id or ''} {membership.region_id or ''} {membership.insurer_id or ''}"


def _demand_another(found: Membership, today: date, start: date, end: date | None) -> None:
    """Refuse when a place would be without a signer, today or on the day after `end`."""
    if found.role not in SIGNERS or found.status != ACTIVE or found.user is None:
        return
    without = {today} if start > today else set()
    if end is not None:
        without.add(max(today, end + timedelta(days=1)))
    if all(_other_signer(found, day) for day in without):
        return
    if found.role == "functional_admin":
        raise Refused(ONLY_ADMIN, "Nodig eerst een andere beheerder uit.", "only_signer")
    raise Refused(ONLY_SIGNER, "Nodig eerst iemand anders met deze rol uit.", "only_signer")


def _other_signer(than: Membership, on: date) -> bool:
    same = Membership.objects.active(on).filter(role=than.role, user__is_active=True)
    here = same.filter(practice=than.practice_id, region=than.region_id, insurer=than.insurer_id)
    return here.exclude(user=than.user).exists()


@verb("sessions.end", right="organisation.manage", sensitivity="personal")
def log_out(*, user: User, by: Actor, at: datetime) -> Done:
    """Log somebody out on every device; the roles stay."""
    return Done(user, lifecycle="delete", detail={"sessions": end_sessions(user)})


def devices(user: User, at: datetime) -> list[Device]:
    """Where somebody is logged in at this moment, the last used first."""
    mine = [each.get_decoded() for each in Session.objects.filter(expire_date__gt=at)]
    found = [
        Device(_moment(each.get("began_at")), _moment(each.get("seen_at")))
        for each in mine
        if each.get(SESSION_KEY) == str(user.pk)
    ]
    return sorted(found, key=lambda device: device.seen or datetime.min.replace(tzinfo=UTC), reverse=True)


def _moment(seconds: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None else None


@verb("region_access.check", right="region.team", sensitivity="personal")
def check_region(*, region: Region, by: Actor, at: datetime) -> Done:
    """Say that the list of who works at the region is right, once a quarter."""
    return _check(region, None, by, at)


@verb("organisation.check", right="organisation.manage", sensitivity="personal")
def check(*, insurer: Insurer | None, by: Actor, at: datetime) -> Done:
    """The same for an insurer, or without one for the platform itself."""
    return _check(None, insurer, by, at)


def _check(region: Region | None, insurer: Insurer | None, by: Actor, at: datetime) -> Done:
    assert by.user is not None
    quarter = str(Quarter.of(local_date(at)))
    made_before = AccessCheck.objects.filter(practice=None, region=region, insurer=insurer, quarter=quarter)
    if made_before.exists():
        raise Refused("Dit kwartaal is de toegang al nagekeken.", "U hoeft niets te doen.", "checked")
    made = AccessCheck.objects.create(region=region, insurer=insurer, quarter=quarter, by=by.user, at=at)
    return Done(made, region=region, lifecycle="create", detail={"quarter": quarter})
