"""When something goes wrong: which page, which status, and what is written down about it."""

from __future__ import annotations

import os
import secrets
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import structlog
from allauth.core.exceptions import ImmediateHttpResponse, RateLimited, ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from groeiruimte.actions.refusal import Difference, Refused, Stale

from .difference import Piece, pieces
from .keys import FIRST_VERSION

log = structlog.get_logger("groeiruimte.pages.trouble")

_OF_DJANGO = (
    Http404,
    PermissionDenied,
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    ImmediateHttpResponse,
    ReauthenticationRequired,
)
_TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
_STATUS_OF_REFUSAL = {"no_right": 403}
_NEVER_REPEATED = ("password", "credential")
_LAST_FRAMES = 5
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field, not a secret


class TroubleMiddleware:
    """The innermost layer: what a view raises becomes a page, before anybody else can turn it into an empty one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405:
            page = not_found(request, status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, _OF_DJANGO):
            return None
        if isinstance(exception, Refused):
            return refused(request, exception)
        if isinstance(exception, Stale):
            return conflict(request, exception)
        if isinstance(exception, RateLimited):
            return render(request, "429.html", status=429)
        # Tests and error reporters listen to this signal; Django only sends it for what it handles itself.
        got_request_exception.send(sender=None, request=request)
        return broken(request, exception)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    status = _STATUS_OF_REFUSAL.get(refusal.code, 409)
    return render(
        request, "layout/trouble/refused.html", {"refusal": refusal, "back": page_before(request)}, status=status
    )


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people changed, with the words that differ marked."""

    difference: Difference
    mine: list[Piece]
    theirs: list[Piece]


def conflict(request: HttpRequest, stale: Stale) -> HttpResponse:
    """E02. The form on this page sends the same fields to the same address, with the version that is stored now."""
    names = {difference.name for difference in stale.fields}
    context = {
        "stale": stale,
        "clashes": [Clash(d, *pieces(d.mine, d.theirs)) for d in stale.fields],
        "kept": [
            *posted(request, without={*names, _TOKEN, "version", "submission_key", FIRST_VERSION}),
            (FIRST_VERSION, request.POST.get(FIRST_VERSION) or request.POST.get("version", "")),
        ],
        "action": request.get_full_path(),
        "back": page_before(request),
    }
    return render(request, "layout/trouble/conflict.html", context, status=409)


def not_found(request: HttpRequest, exception: Exception | None = None, *, status: int = 404) -> HttpResponse:
    """E01. The same page for what is not there and for what is not yours, whoever asks."""
    return HttpResponse(_not_found_page(), status=status)


@cache
def _not_found_page() -> bytes:
    """It has no context, so it is made once."""
    return render_to_string("layout/trouble/not_found.html").encode()


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal that would tell that something exists, so it does not."""
    return not_found(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    too_much = isinstance(exception, _TOO_MUCH)
    most = settings.LARGEST_UPLOAD >> 20
    page = render_to_string("layout/trouble/bad_request.html", {"too_much": too_much, "most": most})
    return HttpResponse(page, status=413 if too_much else 400)


def too_long_away(request: HttpRequest, reason: str = "") -> HttpResponse:
    """E03. The session is over, or the page stood open too long; what was typed goes along on this page.

    Only what our own page sent is repeated: the browser names the site that a form came from, and a form of another
    site must not end up under a button of ours.
    """
    kept = []
    if from_our_own_page(request) and not any(word in name for name in request.POST for word in _NEVER_REPEATED):
        kept = posted(request, without={_TOKEN})
    context = {
        "kept": kept,
        "lost_file": bool(kept and request.FILES),
        "logged_in": request.user.is_authenticated,
        "action": request.get_full_path(),
        "back": page_before(request),
        "log_in": redirect_to_login(page_before(request), reverse("account_login")).url,
    }
    return render(request, "layout/trouble/too_long_away.html", context, status=403)


def broken_without_view(request: HttpRequest) -> HttpResponse:
    """What Django calls when a layer around the views fails, for instance because the database does not answer."""
    return broken(request, sys.exc_info()[1] or RuntimeError())


def broken(request: HttpRequest, exception: BaseException) -> HttpResponse:
    """E03. Nothing here asks the database, and nothing that went wrong is shown: only a code to find it back."""
    code = secrets.token_hex(2).upper()
    write_down(request, exception, code)
    if isinstance(exception, OperationalError | InterfaceError):
        page = render_to_string("layout/trouble/wait.html", {"code": code})
        response = HttpResponse(page, status=503, headers={"Retry-After": "300"})
    else:
        response = HttpResponse(render_to_string("layout/trouble/broken.html", {"code": code}), status=500)
    # Django's own line would repeat the message of the exception and the address, and both may hold a value.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def write_down(request: HttpRequest, exception: BaseException, code: str) -> None:
    """One line: the code, the kind of exception and the places it went through. No message: that may hold a value."""
    match = request.resolver_match
    log.error(
        "trouble",
        code=code,
        kind=f"{type(exception).__module__}.{type(exception).__qualname__}",
        places=[f"{frame.filename}:{frame.lineno} {frame.name}" for frame in _last_frames(exception)],
        method=request.method,
        route=match.route if match else "",
    )


def _last_frames(exception: BaseException) -> list[traceback.FrameSummary]:
    """Our own frames on the way down, and the last ones wherever they are."""
    frames = traceback.extract_tb(exception.__traceback__)
    ours = [frame for frame in frames[:-_LAST_FRAMES] if f"{os.sep}groeiruimte{os.sep}" in frame.filename]
    return [*ours, *frames[-_LAST_FRAMES:]]


def from_our_own_page(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def page_before(request: HttpRequest) -> str:
    """The page of ours that this request came from; the start page when that is not known."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host():
        return "/"
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def posted(request: HttpRequest, without: set[str]) -> list[tuple[str, str]]:
    """Every value that was posted, in order, but for some names."""
    return [(name, value) for name, values in request.POST.lists() if name not in without for value in values]
