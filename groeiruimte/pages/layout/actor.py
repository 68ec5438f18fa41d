"""Who acts in a request, when, and which rows the database may show for it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from groeiruimte.actions import log_in
from groeiruimte.records import access, clock, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import User

from . import proof
from .trouble import page_before, too_long_away

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60
_NOTED_EVERY_SECONDS = 60

# The pages that belong to somebody: without log-in there is nothing to show, whatever the address names.
ASK_WHO_IT_IS = ("practice", "region", "insurer", "platform", "scan", "shared")

# Where somebody gives the second step that this session still owes, or leaves.
_TO_GIVE_IT = ("account_logout", "account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")

# Where surveys are answered: who that is, is not looked at, so that nothing can tell it.
NOBODY = "/v/"

TOO_LONG_AWAY = "U was te lang weg. Log in, dan gaat u hier verder."
SET_UP_SECOND_FACTOR = "Stel eerst een tweede stap in. Zo blijven de gegevens van uw praktijk veilig."


class Request(HttpRequest):
    """A request as views get it, after the middleware."""

    at: datetime
    actor: Actor
    htmx: HtmxDetails


class ActorMiddleware:
    """Sets `request.at` and `request.actor`, keeps the session short, and holds the scope while the view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        request.at = clock.now()
        if request.path_info.startswith(NOBODY):
            return self._as_nobody(request)
        lapsed = request.user.is_authenticated and has_lapsed(request.session, time.time())
        if lapsed:
            log_in.logged_out(by=actor_as(request, request.user), at=request.at, lapsed=True)
            logout(request)
        user = request.user if request.user.is_authenticated else None
        with guard.acting(user.pk if user else None, partial(_actor, request, user)) as request.actor:
            response = log_in_again(request) if lapsed else self.get_response(request)
        if lapsed or (not request.actor.is_anonymous and not request.user.is_authenticated):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _as_nobody(self, request: Request) -> HttpResponse:
        """Without session or address: a colleague who is logged in answers as everybody else does."""
        request.actor = Actor(user=None, on=request.at.date())
        with guard.scope_of(request.actor):
            return self.get_response(request)

    def process_view(
        self, request: Request, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.namespace in ("public", "respond"):
            return None
        if request.actor.is_anonymous and match.namespace in ASK_WHO_IT_IS:
            return log_in_first(request)
        return second_step_first(request, match.url_name or "")


def _actor(request: Request, user: User | None) -> Actor:
    return access.actor(user, request.at.date(), ip=address_of(request), session=request.session.session_key or "")


def actor_as(request: Request, user: User | AnonymousUser) -> Actor:
    """Somebody at the moment of logging in or out, when rights do not matter yet or any more."""
    who = user if user.is_authenticated else None
    return Actor(user=who, on=request.at.date(), ip=address_of(request), session=request.session.session_key or "")


def address_of(request: HttpRequest) -> str:
    """The address of the browser. Only as many proxies as the settings name are believed."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and len(said) >= proxies:
        return said[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def has_lapsed(session: SessionBase, now: float) -> bool:
    """Whether a session is over: 30 minutes without a request, or 12 hours after log-in.

    `now` is the real time in seconds: the clock of the demo jumps, and a jump is not an absence.
    """
    seen, began = session.get("seen_at"), session.get("began_at")
    if seen is None or began is None:
        session["seen_at"] = session["began_at"] = now
        return False
    if now - seen > IDLE_SECONDS or now - began > LONGEST_SECONDS:
        return True
    if now - seen > _NOTED_EVERY_SECONDS:
        session["seen_at"] = now
    return False


def log_in_first(request: Request) -> HttpResponse:
    """For a link in a mail, or a page that stood open: log in, then go on here. The same for what is not there."""
    if request.method == "POST":
        return too_long_away(request)
    return _go(request, redirect_to_login(request.get_full_path(), reverse("account_login")).url)


def log_in_again(request: Request) -> HttpResponse:
    """What somebody sees after a long absence: the log-in page, or the page with the text that was typed."""
    if request.method == "POST":
        return too_long_away(request)
    messages.info(request, TOO_LONG_AWAY)
    return _go(request, redirect_to_login(request.get_full_path(), reverse("account_login")).url)


def second_step_first(request: Request, name: str) -> HttpResponse | None:
    """Until the second step is there, no page but those where it is set up or given."""
    owed = proof.owed_second_step(request, request.actor)
    if owed == proof.GIVE and name not in _TO_GIVE_IT:
        back = page_before(request) if request.method == "POST" else request.get_full_path()
        return _go(request, proof.to_confirm(request, back))
    if owed == proof.SET_UP and not name.startswith(("account_", "mfa_")):
        messages.info(request, SET_UP_SECOND_FACTOR)
        return _go(request, reverse("mfa_index"))
    return None


def _go(request: Request, address: str) -> HttpResponse:
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
