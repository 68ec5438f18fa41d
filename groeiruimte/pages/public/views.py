"""S01 the start page, S05 about this site, and the addresses that machines read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.utils import Error
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.frame import menu, organisation
from groeiruimte.programme.calendar import Quarter

from .programme import listed_programmes

SECURITY_TXT_LASTS = timedelta(days=180)
_QUARTERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works, as what, and the page to begin on; without one there is nothing to do here yet."""

    name: str
    role: str
    url: str


@require_safe
def home(request: Request) -> HttpResponse:
    """S01: who is logged in goes to the own place at once."""
    if not request.actor.is_anonymous:
        first = next((place for place in places_of(request) if place.url), None)
        return redirect(first.url if first else "public:places")
    context = {"quarters": coming_quarters(request.at.date()), "programmes": listed_programmes()}
    return render(request, "public/home.html", context)


@require_safe
def places(request: Request) -> HttpResponse:
    """Every place somebody works, to choose from."""
    if request.actor.is_anonymous:
        return redirect("account_login")
    return render(request, "public/places.html", {"places": places_of(request)})


@require_safe
def about(request: Request) -> HttpResponse:
    """S05."""
    return render(request, "public/about.html", {"contact": settings.DEFAULT_FROM_EMAIL, "release": settings.RELEASE})


@require_safe
def health(request: Request) -> HttpResponse:
    """For the machine that watches over the site: does the database answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("database: geen antwoord\n", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("goed\n", content_type="text/plain; charset=utf-8")


@require_safe
def security_txt(request: Request) -> HttpResponse:
    """RFC 9116. The day of expiry follows the real clock, not the one of the demo."""
    return HttpResponse(security_lines(timezone.now()), content_type="text/plain; charset=utf-8")


def security_lines(now: datetime) -> str:
    expires = (now.astimezone(UTC) + SECURITY_TXT_LASTS).replace(microsecond=0)
    lines = (
        f"Contact: mailto:{settings.DEFAULT_FROM_EMAIL}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.SITE}{reverse('public:security_txt')}",
        f"Policy: {settings.SITE}{reverse('public:about')}#beveiliging",
    )
    return "\n".join(lines) + "\n"


def coming_quarters(today: date) -> list[Quarter]:
    """This quarter and the next ones; the day that counts in each is its first."""
    quarters = [Quarter.of(today)]
    while len(quarters) < _QUARTERS_SHOWN:
        quarters.append(quarters[-1].next)
    return quarters


def places_of(request: Request) -> list[Place]:
    """Each place where somebody works, with the first page of its menu."""
    who = request.actor
    return [
        Place(organisation(here), here.role, next((link.url for link in menu(here, who, "")), ""))
        for here in who.memberships
    ]
