"""A01: one person, with every role and every session; changing or stopping a role."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import memberships
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.access_rows import access_rows
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.records.models import Membership, User
from groeiruimte.records.models.membership import ENDED, INSURER_ROLES, PLATFORM_ROLES

from .forms import PeriodForm
from .places import ITSELF, place_words


@require_safe
def person(request: Request, user_id: int) -> HttpResponse:
    user = get_object_or_404(access.accounts(request.actor), pk=user_id)
    held = list(access.memberships(request.actor).filter(user=user))
    context = {
        "person": user,
        "rows": access_rows(held, [], at=request.at, places={each.pk: place_words(each) for each in held}),
        "devices": memberships.devices(user, request.at),
    }
    return render(request, "platform/organisations/person.html", context)


@require_POST
def log_out(request: Request, user_id: int) -> HttpResponse:
    """On every device; who does it to oneself leaves too."""
    user = get_object_or_404(access.accounts(request.actor), pk=user_id)
    memberships.log_out(user=user, by=request.actor, at=request.at, key=submission_key(request))
    if _is_self(request, user):
        return _leave(request)
    messages.success(request, f"{user.name} is overal uitgelogd.")
    return HttpResponseRedirect(reverse("platform:person", args=[user.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def period(request: Request, membership_id: int) -> HttpResponse:
    """From when to when a role gives rights."""
    found = _membership(request, membership_id)
    given = request.POST if request.method == "POST" else None
    form = PeriodForm(given, initial={"start": found.start, "end": found.end})
    was = request.POST.get("was", "")[:40] if given is not None else memberships.period_of(found)
    if request.method == "POST" and form.is_valid():
        try:
            memberships.change_period(
                membership=found,
                was=was,
                **form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
            was = memberships.period_of(_membership(request, membership_id))
        else:
            messages.success(request, "De periode is bewaard.")
            return HttpResponseRedirect(_back(found))
    context = _words(request, found) | {"form": form, "was": was, "now": _period_words(found)}
    return render(request, "platform/organisations/period.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, membership_id: int) -> HttpResponse:
    """Ask whether access must really stop, and stop it."""
    found = _membership(request, membership_id, ended=request.method == "POST")
    problems = []
    if request.method == "POST":
        try:
            memberships.stop(membership=found, by=request.actor, at=request.at, key=submission_key(request))
        except Refused as refusal:
            problems = [(f"{refusal.message} {refusal.mend}", "")]
        else:
            if _is_self(request, found.user):
                return _leave(request)
            messages.success(request, "De toegang is gestopt.")
            return HttpResponseRedirect(_back(found))
    return render(request, "platform/organisations/stop.html", _words(request, found) | {"problems": problems})


def _membership(request: Request, membership_id: int, *, ended: bool = True) -> Membership:
    found = get_object_or_404(access.memberships(request.actor), pk=membership_id)
    if found.status == ENDED and not ended:
        raise Http404
    return found


def _words(request: Request, found: Membership) -> dict[str, object]:
    invitation = access.all_invitations(request.actor).filter(membership=found).first()
    name = found.user.name if found.user else invitation.name if invitation else "deze persoon"
    return {"name": name, "role": ROLE_WORDS[found.role], "place": place_words(found), "back": _back(found)}


def _period_words(found: Membership) -> str:
    until = f"tot en met {short_date(found.end)}" if found.end else "zonder laatste dag"
    return f"Nu: vanaf {short_date(found.start)}, {until}."


def _back(found: Membership) -> str:
    """The page of the organisation."""
    if found.practice_id:
        where = ["praktijk", found.practice_id]
    elif found.role in INSURER_ROLES:
        where = ["verzekeraar", str(found.insurer_id)]
    else:
        where = ["beheer", ITSELF] if found.role in PLATFORM_ROLES else ["regio", str(found.region_id)]
    return reverse("platform:organisation", args=where)


def _is_self(request: Request, user: User | None) -> bool:
    return user is not None and request.actor.user is not None and user.pk == request.actor.user.pk


def _leave(request: Request) -> HttpResponse:
    logout(request)
    return HttpResponseRedirect(reverse("public:home"))
