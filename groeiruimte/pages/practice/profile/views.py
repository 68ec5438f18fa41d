"""P02."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import practices
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Column
from groeiruimte.records import access
from groeiruimte.records.models import Practice

from . import facts
from .forms import ProfileForm

_STANDINGS = [Column("Wat"), Column("Nu", "status"), Column("Wanneer"), Column("Bron")]
_STAFF = [Column("Naam"), Column("Functie"), Column("Uren per week", "number")]


@require_safe
def profile(request: Request, practice_id: str) -> HttpResponse:
    """Everything known of the practice, with its staff."""
    practice = get_object_or_404(access.practices(request.actor, "practice.read"), pk=practice_id)
    on = request.actor.on
    context = {
        "practice": practice,
        "address": facts.address(practice),
        "may_edit": access.may(request.actor, "practice.edit", practice=practice),
        "standing_columns": _STANDINGS,
        "standings": facts.standings(access.standings(request.actor).filter(practice=practice), on),
        "staff_columns": _STAFF,
        "staff": facts.staff(
            access.employees(request.actor).filter(practice=practice), _functions(request, practice), on
        ),
    }
    return render(request, "practice/profile/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, practice_id: str) -> HttpResponse:
    """Change the facts. Who saved first is never overwritten: `practices.edit` raises Stale, which is its own page."""
    practice = get_object_or_404(access.practices(request.actor, "practice.edit"), pk=practice_id)
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(practice)
    version = typed_version(request) if request.method == "POST" else practice.version
    if request.method == "POST" and form.is_valid():
        try:
            practices.edit(
                practice=practice,
                version=version,
                fields=form.cleaned_data,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw gegevens zijn bewaard.")
            return HttpResponseRedirect(reverse("practice:profile", kwargs={"practice_id": practice.pk}))
    context = {"practice": practice, "form": form, "typed_version": version}
    return render(request, "practice/profile/edit.html", context)


def _functions(request: Request, practice: Practice) -> dict[str, str]:
    """What functions are called, in the words of the programme of the region."""
    region_year = access.region_years(request.actor).filter(region=practice.region_id).order_by("-start").first()
    return {each.key: each.label for each in programme_of(region_year.edition).functions} if region_year else {}
