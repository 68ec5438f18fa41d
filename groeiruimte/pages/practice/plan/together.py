"""A project together with other practices (R138)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from groeiruimte.actions import partners
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.records import access

from .forms import PartnerForm

_ANSWERED = {True: "U werkt nu samen.", False: "De samenwerking is gestopt."}


@require_http_methods(["GET", "HEAD", "POST"])
def partner_ask(request: Request, practice_id: str) -> HttpResponse:
    """Ask another practice of the region to do the project together."""
    year = of_year(request, practice_id, "plan.edit")
    others = partners.others(year.practice, year.region_year, request.actor)
    form = PartnerForm(*([request.POST] if request.method == "POST" else []), others=others)
    if request.method == "POST" and form.is_valid():
        try:
            partners.ask(
                practice=year.practice,
                enrolment=year.enrolment,
                partner=form.cleaned_data["partner"],
                title=form.cleaned_data["title"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_plan(request, year, "Uw vraag staat bij de andere praktijk.")
        except Refused as refusal:
            form.refuse(refusal)
    context = {"year": year, "practice": year.practice, "form": form, "others": others}
    return render(request, "practice/plan/ask.html", context)


@require_POST
def partner_answer(request: Request, practice_id: str, partner_id: str) -> HttpResponse:
    """Yes or no to who asked; a no later ends it."""
    year = of_year(request, practice_id, "plan.edit")
    found = get_object_or_404(access.project_partners(request.actor, "plan.edit"), pk=partner_id)
    agreed = request.POST.get("answer") == "ja"
    partners.answer(
        practice=year.practice,
        partner=found,
        agreed=agreed,
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    return _to_plan(request, year, _ANSWERED[agreed])


def _to_plan(request: Request, year: YearOf, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("practice:plan", kwargs={"practice_id": year.practice.pk}) + year.query)
