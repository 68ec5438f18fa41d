"""What this session has proved about who sits there: a second step, and how lately somebody said who they are."""

from __future__ import annotations

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from groeiruimte.records.access import Actor

SET_UP, GIVE = "set_up", "give"
_SET_UP_HERE = "second_step_set_up_by"


def owed_second_step(request: HttpRequest, who: Actor) -> str:
    """What stands between somebody and the pages: a second step to SET_UP, or one to GIVE; else "".

    It is the session that must have seen the step. An account may get its second step after a session began with a
    password alone, and that session does not get in on it.
    """
    if not settings.REQUIRE_SECOND_FACTOR or who.user is None:
        return ""
    if not is_mfa_enabled(who.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]):
        return SET_UP if who.needs_second_factor else ""
    return "" if took_second_step(request) else GIVE


def took_second_step(request: HttpRequest) -> bool:
    """Whether this session saw a code or a passkey, or set one up."""
    steps = get_authentication_records(request, request.user)
    return any(step["method"] == "mfa" for step in steps) or request.session.get(_SET_UP_HERE) == request.user.pk


def note_set_up(request: HttpRequest) -> None:
    """Who sets up a second step has it in hand at that moment."""
    request.session[_SET_UP_HERE] = request.user.pk


def confirmed_lately(request: HttpRequest, now: float) -> bool:
    """Whether somebody logged in or confirmed who they are less than ten minutes ago.

    `now` is the real time in seconds: the clock of the demo jumps.
    """
    steps = get_authentication_records(request, request.user)
    return bool(steps) and now - steps[-1]["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_first(request: HttpRequest, back: str, said: str) -> HttpResponse | None:
    """The way to confirm who they are first, for who did not do so lately; they come back at `back`. `said` is why.

    None when nothing stands between.
    """
    if confirmed_lately(request, time.time()):
        return None
    messages.info(request, said)
    return HttpResponseRedirect(to_confirm(request, back))


def to_confirm(request: HttpRequest, back: str) -> str:
    """The address where somebody confirms who they are, and then goes on at `back`."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return f"{ways[0]['url']}?{urlencode({'next': back})}"
