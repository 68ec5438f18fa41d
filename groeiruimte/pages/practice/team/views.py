"""P03."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import invitations, team
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.layout.roles import ROLE_WORDS
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Membership, Practice
from groeiruimte.records.models.membership import ENDED, PRACTICE_ROLES
from groeiruimte.rules.why import words

from .forms import ROLES_EXPLAINED, EmployeeForm, InviteForm
from .people import people, staff_rows

_STAFF = [Column("Naam"), Column("Functie"), Column("Uren per week", "number"), Column("Nu")]


@require_safe
def overview(request: Request, practice_id: str) -> HttpResponse:
    """Everybody with access and everybody who works here."""
    practice = _practice(request, practice_id, "team.read")
    staff = list(access.employees(request.actor).filter(practice=practice).select_related("user"))
    may_edit = access.may(request.actor, "practice.edit", practice=practice)
    may_stop = access.may(request.actor, "team.stop", practice=practice)
    quarter = Quarter.of(request.actor.on)
    done = access.access_checks(request.actor).filter(practice=practice, quarter=str(quarter)).first()
    context = {
        "practice": practice,
        "people": people(
            access.team(request.actor, practice),
            access.invitations(request.actor, practice),
            staff,
            stoppable=set(_roles(request, practice)) if may_stop else set(),
            you=request.actor.user.pk if request.actor.user else None,
            at=request.at,
        ),
        "roles": [(ROLE_WORDS[role].capitalize(), text) for role, text in ROLES_EXPLAINED.items()],
        "staff_columns": _STAFF,
        "staff": staff_rows(
            staff,
            _functions(request, practice),
            request.actor.on,
            {each.pk: _to(practice, "employee", employee_id=each.pk) for each in staff} if may_edit else {},
        ),
        "may_invite": access.may(request.actor, "team.invite", practice=practice),
        "may_edit": may_edit,
        "may_check": may_stop,
        "quarter": quarter,
        "check": done,
    }
    return render(request, "practice/team/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: Request, practice_id: str) -> HttpResponse:
    """A role for somebody, and a mail with the link."""
    practice = _practice(request, practice_id, "team.invite")
    roles = _roles(request, practice)
    form = InviteForm(request.POST, roles=roles) if request.method == "POST" else InviteForm(roles=roles)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(
                **form.cleaned_data,
                practice=practice,
                region=None,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} krijgt een mail met een link.")
            return _back(practice)
    return render(request, "practice/team/invite.html", {"practice": practice, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, practice_id: str, membership_id: int) -> HttpResponse:
    """Ask whether access must really stop, and stop it."""
    practice = _practice(request, practice_id, "team.stop")
    found = get_object_or_404(access.team(request.actor, practice, "team.stop"), pk=membership_id)
    if request.method != "POST" and found.status == ENDED:
        raise Http404
    problems = []
    if request.method == "POST":
        try:
            team.stop(practice=practice, membership=found, by=request.actor, at=request.at, key=submission_key(request))
        except Refused as refusal:
            problems = [(f"{refusal.message} {refusal.mend}", "")]
        else:
            if found.user and request.actor.user and found.user.pk == request.actor.user.pk:
                logout(request)
                return HttpResponseRedirect(reverse("public:home"))
            messages.success(request, "De toegang is gestopt.")
            return _back(practice)
    context = {
        "practice": practice,
        "name": _name(request, practice, found),
        "role": ROLE_WORDS[found.role],
        "problems": problems,
    }
    return render(request, "practice/team/stop.html", context)


@require_POST
def check(request: Request, practice_id: str) -> HttpResponse:
    """The list of who has access is right."""
    practice = _practice(request, practice_id, "team.stop")
    team.check(practice=practice, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "Bedankt. Wij vragen het volgend kwartaal weer.")
    return _back(practice)


@require_http_methods(["GET", "HEAD", "POST"])
def add_employee(request: Request, practice_id: str) -> HttpResponse:
    practice = _practice(request, practice_id, "practice.edit")
    form = _form(request, practice, None)
    if request.method == "POST" and form.is_valid():
        try:
            team.hire(
                practice=practice, staff=form.staff(), by=request.actor, at=request.at, key=submission_key(request)
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{form.cleaned_data['name']} staat in uw team.")
            return _back(practice)
    return render(request, "practice/team/employee.html", {"practice": practice, "form": form, "employee": None})


@require_http_methods(["GET", "HEAD", "POST"])
def employee(request: Request, practice_id: str, employee_id: int) -> HttpResponse:
    """Change what is known of somebody, or fill in the last day."""
    practice = _practice(request, practice_id, "practice.edit")
    found = get_object_or_404(access.employees(request.actor, "practice.edit"), practice=practice, pk=employee_id)
    form = _form(request, practice, found)
    version = typed_version(request) if request.method == "POST" else found.version
    if request.method == "POST" and form.is_valid():
        try:
            team.change(
                practice=practice,
                employee=found,
                version=version,
                staff=form.staff(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "De gegevens zijn bewaard.")
            return _back(practice)
    context = {"practice": practice, "form": form, "employee": found, "version": version}
    return render(request, "practice/team/employee.html", context)


def _practice(request: Request, practice_id: str, right: str) -> Practice:
    """Of the practice itself: who invites for a whole region does that elsewhere."""
    own = access.practices(request.actor, "practice.read") & access.practices(request.actor, right)
    return get_object_or_404(own, pk=practice_id)


def _roles(request: Request, practice: Practice) -> list[str]:
    """The roles that this person may give away here."""
    return [r for r in PRACTICE_ROLES if access.may_invite(request.actor, r, practice=practice, region=None)]


def _name(request: Request, practice: Practice, found: Membership) -> str:
    if found.user:
        return found.user.name
    invitation = access.invitations(request.actor, practice).filter(membership=found).first()
    return invitation.name if invitation else "deze persoon"


def _form(request: Request, practice: Practice, found: Employee | None) -> EmployeeForm:
    """Functions in the words of the programme; one that only the record knows stays possible."""
    functions = _functions(request, practice)
    if found:
        functions = {found.function: words(found.function)} | functions
    accounts = team.accounts_of(practice) | ({found.user.pk: found.user.name} if found and found.user else {})
    if request.method == "POST":
        return EmployeeForm(request.POST, functions=functions, accounts=accounts)
    initial = team.staff_of(found).sent() | {"end": found.end} if found else {}
    return EmployeeForm(initial=initial, functions=functions, accounts=accounts)


def _functions(request: Request, practice: Practice) -> dict[str, str]:
    """What functions are called, in the words of the programme of the region."""
    region_year = access.region_years(request.actor).filter(region=practice.region_id).order_by("-start").first()
    return {each.key: each.label for each in programme_of(region_year.edition).functions} if region_year else {}


def _to(practice: Practice, name: str, **where: object) -> str:
    return reverse(f"practice:{name}", kwargs={"practice_id": practice.pk, **where})


def _back(practice: Practice) -> HttpResponse:
    return HttpResponseRedirect(_to(practice, "team"))
