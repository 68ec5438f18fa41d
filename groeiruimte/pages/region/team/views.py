"""Team van de regio."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import invitations, memberships
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.access_rows import access_rows
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.models import Region
from groeiruimte.records.models.membership import ENDED, REGION_ROLES

from .forms import InviteForm

RIGHT = "region.team"


@require_safe
def team(request: Request, region_key: str) -> HttpResponse:
    """Who works at the region itself, and the check of this quarter."""
    region = region_or_404(request, region_key, RIGHT)
    quarter = Quarter.of(request.actor.on)
    context = {
        "region": region,
        "rows": access_rows(
            access.region_team(request.actor, region),
            access.region_invitations(request.actor, region),
            at=request.at,
            stoppable=_roles(request, region),
        ),
        "quarter": quarter,
        "check": access.region_access_checks(request.actor, region).filter(quarter=str(quarter)).first(),
    }
    return render(request, "region/team/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def team_invite(request: Request, region_key: str) -> HttpResponse:
    """A role for somebody, and a mail with the link."""
    region = region_or_404(request, region_key, RIGHT)
    form = InviteForm(request.POST if request.method == "POST" else None, roles=_roles(request, region))
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(
                **form.cleaned_data,
                practice=None,
                region=region,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} krijgt een mail met een link.")
            return redirect("region:team", region.pk)
    return render(request, "region/team/invite.html", {"region": region, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def team_stop(request: Request, region_key: str, membership_id: int) -> HttpResponse:
    """Ask whether access must really stop, and stop it."""
    region = region_or_404(request, region_key, RIGHT)
    found = get_object_or_404(access.region_team(request.actor, region), pk=membership_id)
    if request.method != "POST" and found.status == ENDED:
        raise Http404
    problems = []
    if request.method == "POST":
        try:
            memberships.stop_in_region(
                region=region, membership=found, by=request.actor, at=request.at, key=submission_key(request)
            )
        except Refused as refusal:
            problems = [(f"{refusal.message} {refusal.mend}", "")]
        else:
            if found.user and request.actor.user and found.user.pk == request.actor.user.pk:
                logout(request)
                return HttpResponseRedirect(reverse("public:home"))
            messages.success(request, "De toegang is gestopt.")
            return redirect("region:team", region.pk)
    invitation = access.region_invitations(request.actor, region).filter(membership=found).first()
    name = found.user.name if found.user else invitation.name if invitation else "deze persoon"
    context = {"region": region, "name": name, "role": ROLE_WORDS[found.role], "problems": problems}
    return render(request, "region/team/stop.html", context)


@require_POST
def team_check(request: Request, region_key: str) -> HttpResponse:
    """The list of who has access is right."""
    region = region_or_404(request, region_key, RIGHT)
    memberships.check_region(region=region, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "Bedankt. Wij vragen het volgend kwartaal weer.")
    return redirect("region:team", region.pk)


def _roles(request: Request, region: Region) -> list[str]:
    """The roles that this person may give away here."""
    return [role for role in REGION_ROLES if access.may_invite(request.actor, role, practice=None, region=region)]
