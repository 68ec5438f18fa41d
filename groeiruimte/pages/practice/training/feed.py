"""Somebody's own calendar at a secret address, and the QR link at the door. The last two need no practice."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import calendars
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records import access
from groeiruimte.reports.calendar_feed import CONTENT_TYPE

from .around import OPEN_TO, around


@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: Request, practice_id: str) -> HttpResponse:
    """Make a secret address, or a new one. It is shown this once: only its hash is kept."""
    here = around(request, practice_id)
    secret = ""
    if request.method == "POST":
        _, secret = calendars.make(practice=here.practice, by=request.actor, at=request.at, key=submission_key(request))
    context = {
        "practice": here.practice,
        "feed": calendars.feed_of(request.actor),
        "address": calendars.address_of(secret) if secret else "",
    }
    return render(request, "practice/training/calendar.html", context)


@require_POST
def calendar_stop(request: Request, practice_id: str) -> HttpResponse:
    here = around(request, practice_id)
    calendars.stop(practice=here.practice, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "Uw agenda-adres werkt niet meer.")
    return HttpResponseRedirect(reverse("practice:calendar", args=[here.practice.pk]))


@require_safe
def feed(request: Request, secret: str) -> HttpResponse:
    """The calendar itself, for a calendar program that has no log-in. Nothing but the secret opens it."""
    content = calendars.calendar_of(secret, request.at)
    if content is None:
        raise Http404
    return HttpResponse(content, headers={"Content-Type": CONTENT_TYPE, "Cache-Control": "private, no-store"})


@require_safe
def door(request: Request) -> HttpResponse:
    """The QR code at the door: log in, choose the practice when there are more, and the code stands ready."""
    if request.actor.is_anonymous:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    practices = list(access.practices(request.actor, OPEN_TO))
    query = urlencode({"code": request.GET.get("code", "")[:12]})
    if len(practices) == 1:
        return redirect(f"{reverse('practice:attend', args=[practices[0].pk])}?{query}")
    return render(request, "practice/training/door.html", {"practices": practices, "query": query})
