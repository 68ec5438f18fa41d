"""Somebody's own calendar at a secret address: made, shown once, renewed, stopped (P14, Z9)."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import LETTERS
from groeiruimte.records.models import CalendarFeed, Membership, Practice, Session, SignUp, User
from groeiruimte.records.models.training import SIGNED_UP
from groeiruimte.reports.calendar_feed import Event, feed

from . import outbox
from .refusal import Refused
from .training_mails import event_of, page_of
from .verb import OPEN_AGAIN, USED, Done, verb

NAME = "Scholing en bijeenkomsten"


def secret_of(key: str) -> str:
    """The secret that a submission key makes: the same for the same key, unknown without the site's own."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"calendar {key}".encode(), hashlib.sha256).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)


def address_of(secret: str) -> str:
    return outbox.place(f"/agenda/{secret}.ics")


def make(*, practice: Practice, by: Actor, at: datetime, key: str) -> tuple[CalendarFeed, str]:
    """A new secret address for who asks; the old one stops. The secret itself is nowhere stored."""
    secret = secret_of(key)
    made: CalendarFeed = _make(practice=practice, secret=secret, by=by, at=at, key=key)
    if made.token_sha256 != _sealed(secret):  # an earlier form, sent again after a newer address was made
        raise Refused(USED, OPEN_AGAIN, code="key")
    return made, secret


@verb("calendar.make", right="training.sign_up")
def _make(*, practice: Practice, secret: str, by: Actor, at: datetime) -> Done:
    made, _ = CalendarFeed.objects.update_or_create(
        user=by.user, defaults={"token_sha256": _sealed(secret), "made_at": at}
    )
    return Done(made, practice=practice, lifecycle="create")


@verb("calendar.stop", right="training.sign_up")
def stop(*, practice: Practice, by: Actor, at: datetime) -> Done:
    """The address stops at once. Gives the practice: the feed itself is gone."""
    CalendarFeed.objects.filter(user=by.user).delete()
    return Done(practice, practice=practice, lifecycle="delete")


def feed_of(who: Actor) -> CalendarFeed | None:
    """The address that somebody has, without its secret."""
    return CalendarFeed.objects.filter(user=who.user).first() if who.user else None


def calendar_of(secret: str, at: datetime) -> bytes | None:
    """The calendar behind an address; None when there is none, or its owner has access to nothing any more.

    Called without a log-in: the secret is the key.
    """
    with guard.everything():
        found = CalendarFeed.objects.select_related("user").filter(token_sha256=_sealed(secret)).first()
        if found is None or not found.user.is_active:
            return None
        held = Membership.objects.active(local_date(at)).filter(user=found.user)
        return feed(_events(found.user, held, at), name=NAME) if held.exists() else None


def _events(user: User, held: QuerySet[Membership], at: datetime) -> list[Event]:
    """The sessions that somebody signed up for, also those that were called off, and those that they lead.

    Only where the person still works: `held` are the memberships of today.
    """
    works_at = held.filter(practice__isnull=False).values("practice")
    leads_in = held.filter(practice__isnull=True, role__in=access.RIGHTS["training.run"]).values("region")
    signed = SignUp.objects.filter(employee__user=user, status=SIGNED_UP, practice__in=works_at)
    practices = dict(signed.values_list("session_id", "practice_id"))
    mine = Q(pk__in=practices) | Q(trainer=user, region__in=leads_in)
    sessions = Session.objects.filter(mine).select_related("training", "region")
    return [
        event_of(session, at, url=page_of(session, practices[session.pk]) if session.pk in practices else "")
        for session in sessions.order_by("start", "pk")
    ]


def _sealed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
