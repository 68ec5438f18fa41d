"""Insurers and regions as such, and the very first ones of a new installation (A01)."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Insurer, Invitation, Membership, Region
from groeiruimte.records.models.membership import ACTIVE, ENDED, INVITED

from . import invitations
from .refusal import Refused
from .verb import Done, verb

INSURER, REGION = "insurer", "region"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_ADMIN = "functional_admin"


@verb("organisation.add", right="organisation.manage")
def add(*, kind: str, slug: str, name: str, by: Actor, at: datetime) -> Done:
    """A new insurer or region; `slug` is what stands in its addresses and cannot be changed later."""
    demand_slug(slug)
    if (Insurer if kind == INSURER else Region).objects.filter(pk=slug).exists():
        raise Refused("Deze korte naam is al in gebruik.", "Kies een andere korte naam.", "slug")
    if kind == INSURER:
        return Done(Insurer.objects.create(key=slug, name=name), lifecycle="create", detail={"kind": kind})
    region = Region.objects.create(key=slug, name=name, in_formation=True)
    return Done(region, region=region, lifecycle="create", detail={"kind": kind})


def demand_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug) or len(slug) > _LONGEST:
        mend = f"Gebruik kleine letters, cijfers en streepjes, hoogstens {_LONGEST}."
        raise Refused("Deze korte naam past niet in een adres.", mend, "slug")


def set_up(
    *, name: str, email: str, insurer: tuple[str, str], region: tuple[str, str], by: Actor, at: datetime, key: str
) -> tuple[Invitation, str]:
    """The first insurer and region (short name, name), and an invitation for the first functional admin.

    Gives the invitation and the secret of its link, which is nowhere stored. Can be repeated as long as nobody took the
    invitation up: the link before is then worth nothing. For the command alone: nobody is logged in yet.
    """
    secret = invitations.secret_of(key)
    made: Invitation = _set_up(
        name=name, email=email, insurer_named=insurer, region_named=region, secret=secret, by=by, at=at, key=key
    )
    return made, secret


@verb("platform.set_up", sensitivity="personal")
def _set_up(
    *,
    name: str,
    email: str,
    insurer_named: tuple[str, str],
    region_named: tuple[str, str],
    secret: str,
    by: Actor,
    at: datetime,
) -> Done:
    if by.component != "set-up" or by.user is not None:
        raise Refused("Dit kan alleen bij de eerste inrichting.", "Vraag de beheerder om een uitnodiging.", "no_right")
    lock.hold("platform set up")
    _demand_email(email)
    if Membership.objects.filter(role=_ADMIN, status=ACTIVE).exists():
        raise Refused(
            "Er is al een functioneel beheerder.", "Vraag deze beheerder om een uitnodiging.", "already_set_up"
        )
    _take_back(at)
    for slug, _ in (insurer_named, region_named):
        demand_slug(slug)
    Insurer.objects.get_or_create(key=insurer_named[0], defaults={"name": insurer_named[1]})
    first, _ = Region.objects.get_or_create(key=region_named[0], defaults={"name": region_named[1]})
    invitations.demand_apart(email, _ADMIN)
    made = invitations.put(
        role=_ADMIN, name=name, email=email, practice=None, region=None, insurer=None, secret=secret, by=by, at=at
    )
    detail = {"insurer": insurer_named[0], "region": region_named[0]}
    return Done(made, region=first, lifecycle="create", detail=detail)


def _demand_email(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(
            "Dit is geen e-mailadres.", "Geef een adres, bijvoorbeeld naam@organisatie.nl.", "email"
        ) from None


def _take_back(at: datetime) -> None:
    """Invitations of a set-up before, that nobody took up."""
    waiting = Membership.objects.filter(role=_ADMIN, status=INVITED)
    Invitation.objects.filter(membership__in=waiting, used_at__isnull=True).update(expires_at=at)
    waiting.update(status=ENDED, end=at.date())
