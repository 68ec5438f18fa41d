"""A01: organisations, who works there, and inviting."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import invitations, memberships
from groeiruimte.actions import organisations as every
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.access_rows import access_rows
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import Quarter, local_date, short_date
from groeiruimte.records import access
from groeiruimte.records.models import AccessCheck, Practice, User

from .forms import InviteForm, OrganisationForm
from .places import ITSELF, place_or_404

_PLACES = (Column("Naam"), Column("Toegang nagekeken"))
_PRACTICES = (Column("Naam"), Column("Regio"), Column("AGB-code"))
_PEOPLE = (Column("Naam"), Column("E-mailadres"), Column("Laatst gezien"))
_ROWS = 50
_FEWEST_SIGNS = 2


@require_safe
def organisations(request: Request) -> HttpResponse:
    """Insurers and regions; practices and people when somebody looks for them."""
    who = request.actor
    if not access.may(who, "organisation.manage"):
        raise Http404
    asked = " ".join(request.GET.get("zoek", "").split())[:120]
    looks = len(asked) >= _FEWEST_SIGNS
    quarter = str(Quarter.of(who.on))
    checks = list(access.all_access_checks(who).filter(quarter=quarter))
    regions, insurers = access.all_regions(who), access.insurers().order_by("name")
    if looks:
        regions, insurers = regions.filter(name__icontains=asked), insurers.filter(name__icontains=asked)
    practices = access.all_practices(who)
    formerly = Q(pk__in=access.formerly(who, asked, "organisation.manage"))
    named = Q(name__icontains=asked) | Q(agb_code=asked) | formerly
    practices = practices.filter(named) if looks else practices.none()
    page = Paginator(practices, _ROWS).get_page(request.GET.get("pagina"))
    context = {
        "asked": asked,
        "looks": looks,
        "place_columns": _PLACES,
        "insurers": [_place_row("verzekeraar", each.pk, each.name, _of(checks, insurer=each.pk)) for each in insurers],
        "regions": [_place_row("regio", each.pk, each.name, _of(checks, region=each.pk)) for each in regions],
        "itself": [_place_row("beheer", ITSELF, "Het beheer van Groeiruimte", _of(checks))],
        "practice_columns": _PRACTICES,
        "practices": [_practice_row(each) for each in page],
        "page": page,
        "query": urlencode({"zoek": asked}),
        "people_columns": _PEOPLE,
        "people": [_person_row(each) for each in access.people_called(who, asked)[:_ROWS]] if looks else [],
    }
    return render(request, "platform/organisations/page.html", context)


def _of(checks: Iterable[AccessCheck], *, region: str | None = None, insurer: str | None = None) -> AccessCheck | None:
    return next((each for each in checks if (each.region_id, each.insurer_id) == (region, insurer)), None)


def _place_row(kind: str, key: str, name: str, check: AccessCheck | None) -> list[Cell]:
    done = (
        Cell(f"op {short_date(local_date(check.at))}", note=check.by.name) if check else Cell("Nog niet", tone="todo")
    )
    return [Cell(name, url=reverse("platform:organisation", args=[kind, key])), done]


def _practice_row(practice: Practice) -> list[Cell]:
    url = reverse("platform:organisation", args=["praktijk", practice.pk])
    return [Cell(practice.name, url=url, note=practice.city), Cell(practice.region.name), Cell(practice.agb_code)]


def _person_row(user: User) -> list[Cell]:
    seen = short_date(local_date(user.last_login)) if user.last_login else "nog niet"
    return [Cell(user.name, url=reverse("platform:person", args=[user.pk])), Cell(user.email), Cell(seen)]


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: Request) -> HttpResponse:
    if not access.may(request.actor, "organisation.manage"):
        raise Http404
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            every.add(**form.cleaned_data, by=request.actor, at=request.at, key=submission_key(request))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            kind = "regio" if form.cleaned_data["kind"] == every.REGION else "verzekeraar"
            messages.success(request, "De organisatie staat erin. Nodig nu de eerste persoon uit.")
            return HttpResponseRedirect(reverse("platform:organisation", args=[kind, form.cleaned_data["slug"]]))
    return render(request, "platform/organisations/add.html", {"form": form})


@require_safe
def organisation(request: Request, kind: str, place: str) -> HttpResponse:
    """Who has, had or was promised access to one organisation."""
    found = place_or_404(request, kind, place)
    held = access.memberships(request.actor).filter(found.members())
    waiting = access.all_invitations(request.actor).filter(membership__in=held)
    quarter = Quarter.of(request.actor.on)
    checks = access.all_access_checks(request.actor).filter(
        quarter=str(quarter), region=found.region, insurer=found.insurer
    )
    context = {
        "place": found,
        "rows": access_rows(held, waiting, at=request.at),
        "quarter": quarter,
        "check": None if found.practice else checks.first(),
    }
    return render(request, "platform/organisations/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, kind: str, place: str) -> HttpResponse:
    """A role for somebody, and a mail with the link."""
    found = place_or_404(request, kind, place)
    form = InviteForm(request.POST if request.method == "POST" else None, roles=found.roles)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(
                **form.cleaned_data,
                practice=found.practice,
                region=found.region,
                insurer=found.insurer,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} krijgt een mail met een link.")
            return HttpResponseRedirect(found.to())
    return render(request, "platform/organisations/invite.html", {"place": found, "form": form})


@require_POST
def check(request: Request, kind: str, place: str) -> HttpResponse:
    """The list of who has access is right."""
    found = place_or_404(request, kind, place)
    if not found.is_checked_here:
        raise Http404
    memberships.check(insurer=found.insurer, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "Bedankt. Wij vragen het volgend kwartaal weer.")
    return HttpResponseRedirect(found.to())
