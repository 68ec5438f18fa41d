"""Logging in and out, and what somebody logs in with: every time it leaves an event.

These are not verbs. A package did the deed, or nothing was done; what is left for us is to write it down.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.crypto import salted_hmac

from groeiruimte.records import audit
from groeiruimte.records.access import Actor
from groeiruimte.records.models import User
from groeiruimte.records.models.event import OK, REFUSED

PASSWORD, SECOND_STEP = "password", "second_step"


def logged_in(*, by: Actor, at: datetime) -> None:
    """`at` is the product's clock, and the team page shows when somebody was here last: the package wrote its own."""
    if by.user:
        User.objects.filter(pk=by.user.pk).update(last_login=at)
    _write("login.in", by.user, by=by, at=at)


def logged_out(*, by: Actor, at: datetime, lapsed: bool = False) -> None:
    """`lapsed`: the session was over, nobody pressed the button."""
    _write("login.out", by.user, by=by, at=at, lapsed=lapsed)


def failed(*, step: str, user: User | None, address: str = "", by: Actor, at: datetime) -> None:
    """A wrong password or code. Of an address that nobody has only a keyed hash stays: people type all sorts there."""
    found = user or User.objects.filter(email=address.lower()).first()
    unknown = {} if found else {"address": salted_hmac(__name__, address.lower(), algorithm="sha256").hexdigest()}
    _write("login.failed", found, by=by, at=at, outcome=REFUSED, step=step, **unknown)


def changed(*, event: str, means: str, by: Actor, at: datetime) -> None:
    """Somebody can log in with something else from now on. `event`: `password.changed`, `second_step.added` ..."""
    _write(event, by.user, by=by, at=at, means=means)


def _write(event: str, about: User | None, *, by: Actor, at: datetime, outcome: int = OK, **detail: Any) -> None:
    audit.write(
        event=event,
        by=by,
        at=at,
        outcome=outcome,
        object_type="user" if about else "",
        object_id=str(about.pk) if about else "",
        sensitivity="personal",
        detail=detail,
    )
