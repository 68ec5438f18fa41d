"""Inviting somebody to a role, and taking the role up."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db.models import Q

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records import access, guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import LETTERS
from groeiruimte.records.models import Insurer, Invitation, Membership, Practice, Region, User
from groeiruimte.records.models.membership import (
    ACTIVE,
    ENDED,
    INSURER_ROLES,
    INVITED,
    PLATFORM_ROLES,
    PRACTICE_ROLES,
    REGION_ROLES,
)

from .refusal import Refused
from .verb import Done, verb

VALID = timedelta(days=14)
MAIL = "invitation_mail"
PLATFORM = "het beheer van Groeiruimte"
_PLACES = ("membership__practice", "membership__region", "membership__insurer")


def invite(
    *,
    role: str,
    name: str,
    email: str,
    practice: Practice | None,
    region: Region | None,
    insurer: Insurer | None = None,
    by: Actor,
    at: datetime,
    key: str,
) -> tuple[Invitation, str]:
    """Make a membership that waits, and the secret of the link to take it up. The secret is nowhere stored.

    Without a practice, region or insurer it is a role at the platform itself.
    """
    secret = secret_of(key)
    invitation: Invitation = _invite(
        role=role,
        name=name,
        email=email,
        practice=practice,
        region=region,
        insurer=insurer,
        secret=secret,
        mail_key=key,
        by=by,
        at=at,
        key=key,
    )
    return invitation, secret


def secret_of(key: str) -> str:
    """The secret of the link that a submission key makes: the same for the same key, unknown without the site's own."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"invitation {key}".encode(), hashlib.sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)


def sealed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@verb("invitation.make", right="team.invite", sensitivity="personal")
def _invite(
    *,
    role: str,
    name: str,
    email: str,
    practice: Practice | None,
    region: Region | None,
    insurer: Insurer | None,
    secret: str,
    mail_key: str,
    by: Actor,
    at: datetime,
) -> Done:
    assert by.user is not None
    if not access.may_invite(by, role, practice=practice, region=region, insurer=insurer):
        raise Refused("Voor deze rol mag u niemand uitnodigen.", "Vraag het de praktijkhouder.", "no_right")
    if not _works_at(role, practice, region, insurer):
        raise Refused("Deze rol hoort niet bij deze organisatie.", "Kies een andere rol.", "role")
    # Somebody of a practice may add a role there; nobody lets themselves in anywhere.
    at_home = practice is not None and any(each.practice_id == practice.pk for each in by.memberships)
    if not at_home and email.strip().lower() == by.user.email.lower():
        raise Refused("U kunt uzelf geen rol geven.", "Nodig iemand anders uit.", "email")
    demand_apart(email, role)
    invitation = put(
        role=role,
        name=name,
        email=email,
        practice=practice,
        region=region,
        insurer=insurer,
        secret=secret,
        by=by,
        at=at,
    )
    # The job makes the link again from the key of the form: the link itself is in no table.
    payload = {"invitation": invitation.pk, "key": mail_key}
    jobs.queue(kind=MAIL, key=f"{MAIL}:{invitation.pk}", due_at=at, payload=payload)
    return Done(invitation, practice=practice, region=region, lifecycle="create", detail={"role": role})


def put(
    *,
    role: str,
    name: str,
    email: str,
    practice: Practice | None,
    region: Region | None,
    insurer: Insurer | None,
    secret: str,
    by: Actor,
    at: datetime,
) -> Invitation:
    """The rows of an invitation, inside the transaction of the verb that makes it."""
    membership = Membership.objects.create(
        role=role,
        status=INVITED,
        practice=practice,
        region=practice.region if practice else region,
        insurer=insurer,
        start=by.on,
    )
    return Invitation.objects.create(
        token_sha256=sealed(secret),
        practice=practice,
        region=membership.region,
        membership=membership,
        name=name,
        email=email,
        invited_by=by.user,
        expires_at=at + VALID,
    )


def _works_at(role: str, practice: Practice | None, region: Region | None, insurer: Insurer | None) -> bool:
    """Whether a role is one of this kind of place."""
    if practice:
        return role in PRACTICE_ROLES
    if region:
        return role in REGION_ROLES
    return role in (INSURER_ROLES if insurer else PLATFORM_ROLES)


def demand_apart(email: str, role: str) -> None:
    """Refuse who would both manage the platform and look after its log: nobody looks after the own work."""
    if role not in PLATFORM_ROLES:
        return
    (other,) = set(PLATFORM_ROLES) - {role}
    held = Membership.objects.exclude(status=ENDED).filter(role=other)
    mine = Q(user__email=email.lower()) | Q(invitation__email__iexact=email)
    if held.filter(mine).exists():
        raise Refused("Wie beheert, kijkt het logboek niet na.", "Nodig hiervoor iemand anders uit.", "email")


def place_of(membership: Membership) -> str:
    """Where a membership is, in words."""
    place = membership.practice or membership.region or membership.insurer
    return place.name if place else PLATFORM


def send(invitation_id: str, key: str, at: datetime) -> None:
    """M1: mail the link to who was invited; called by the job loop. An invitation that is over is not mailed.

    The link stands in no table, so this mail does not pass the outbox.
    """
    found = Invitation.objects.select_related(*_PLACES, "invited_by")
    invitation = found.get(pk=invitation_id)
    if not invitation.is_open(at):
        return
    place = place_of(invitation.membership)
    invites = f"{invitation.invited_by.name} nodigt u uit bij" if invitation.invited_by else "U bent uitgenodigd bij"
    EmailMessage(
        subject="U hebt toegang tot TBHZ: maak uw account af",
        body=(
            f"Beste {' '.join(invitation.name.split())},\n\n"
            f"{invites} {place}.\n\n"
            f"Maak uw account af: {settings.SITE}/uitnodiging/{secret_of(key)}\n\n"
            f"De link werkt tot en met {short_date(local_date(invitation.expires_at))}.\n"
        ),
        to=[invitation.email],
    ).send()


def find(token: str, at: datetime) -> Invitation | None:
    """The open invitation behind a link; None when it is used, over, or not there."""
    with guard.everything():
        found = Invitation.objects.select_related(*_PLACES, "invited_by")
        invitation = found.filter(token_sha256=sealed(token)).first()
    return invitation if invitation and invitation.is_open(at) else None


def accept(*, token: str, name: str, password: str, by: Actor, at: datetime, key: str) -> User:
    """Take up a membership: makes the account (or uses the one with this address and password) and ends the link."""
    with guard.everything():
        user: User = _accept(token=token, name=name, password=password, by=by, at=at, key=key)
    return user


@verb("invitation.accept", sensitivity="personal")
def _accept(*, token: str, name: str, password: str, by: Actor, at: datetime) -> Done:
    invitation = Invitation.objects.select_for_update().filter(token_sha256=sealed(token)).first()
    if invitation is None or not invitation.is_open(at):
        raise Refused("Deze uitnodiging is verlopen.", "Vraag een nieuwe aan bij wie u uitnodigde.", "expired")
    user = User.objects.filter(email=invitation.email.lower()).first()
    if user is None:
        try:
            validate_password(password)
        except ValidationError as problem:
            raise Refused(problem.messages[0], "Kies een ander wachtwoord.", "password") from None
        user = User.objects.create_user(invitation.email, password, name=name or invitation.name)
    elif not user.check_password(password):
        raise Refused(
            "U hebt al een account met dit e-mailadres.", "Vul het wachtwoord van dat account in.", "password"
        )
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    membership = invitation.membership
    membership.user = user
    membership.status = ACTIVE
    membership.save(update_fields=["user", "status"])
    return Done(user, practice=membership.practice, region=membership.region, detail={"role": membership.role})
