"""Inviting somebody to a role, and taking the role up."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records import access, guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import LETTERS
from groeiruimte.records.models import Invitation, Membership, Practice, Region, User
from groeiruimte.records.models.membership import ACTIVE, INVITED

from .refusal import Refused
from .verb import Done, verb

VALID = timedelta(days=14)
MAIL = "invitation_mail"


def invite(
    *,
    role: str,
    name: str,
    email: str,
    practice: Practice | None,
    region: Region | None,
    by: Actor,
    at: datetime,
    key: str,
) -> tuple[Invitation, str]:
    """Make a membership that waits, and the secret of the link to take it up. The secret is nowhere stored."""
    secret = secret_of(key)
    invitation: Invitation = _invite(
        role=role,
        name=name,
        email=email,
        practice=practice,
        region=region,
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
    secret: str,
    mail_key: str,
    by: Actor,
    at: datetime,
) -> Done:
    assert by.user is not None
    if not access.may_invite(by, role, practice=practice, region=region):
        raise Refused("Voor deze rol mag u niemand uitnodigen.", "Vraag het de praktijkhouder.", "no_right")
    membership = Membership.objects.create(
        role=role,
        status=INVITED,
        practice=practice,
        region=practice.region if practice else region,
        start=by.on,
    )
    invitation = Invitation.objects.create(
        token_sha256=sealed(secret),
        practice=practice,
        region=membership.region,
        membership=membership,
        name=name,
        email=email,
        invited_by=by.user,
        expires_at=at + VALID,
    )
    # The job makes the link again from the key of the form: the link itself is in no table.
    payload = {"invitation": invitation.pk, "key": mail_key}
    jobs.queue(kind=MAIL, key=f"{MAIL}:{invitation.pk}", due_at=at, payload=payload)
    return Done(invitation, practice=practice, region=region, lifecycle="create", detail={"role": role})


def send(invitation_id: str, key: str, at: datetime) -> None:
    """M1: mail the link to who was invited; called by the job loop. An invitation that is over is not mailed.

    The link stands in no table, so this mail does not pass the outbox.
    """
    invitation = Invitation.objects.select_related("practice", "region", "invited_by").get(pk=invitation_id)
    if not invitation.is_open(at):
        return
    place = invitation.practice or invitation.region
    EmailMessage(
        subject="U hebt toegang tot TBHZ: maak uw account af",
        body=(
            f"Beste {' '.join(invitation.name.split())},\n\n"
            f"{invitation.invited_by.name} nodigt u uit bij {place}.\n\n"
            f"Maak uw account af: {settings.SITE}/uitnodiging/{secret_of(key)}\n\n"
            f"De link werkt tot en met {short_date(local_date(invitation.expires_at))}.\n"
        ),
        to=[invitation.email],
    ).send()


def find(token: str, at: datetime) -> Invitation | None:
    """The open invitation behind a link; None when it is used, over, or not there."""
    with guard.everything():
        found = Invitation.objects.select_related("membership__practice", "membership__region", "invited_by")
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
