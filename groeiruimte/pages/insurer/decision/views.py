"""V03 Besluit: one person proposes, a second decides; what is decided about stands still under its seal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import decisions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.decision_letter import letter_of
from groeiruimte.pages.insurer.bought import Bought, bought_year, year_or_404
from groeiruimte.pages.insurer.submissions import Versions, passes_of, tests_of, versions
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Entry
from groeiruimte.records import access
from groeiruimte.records.models import Decision, RegionYear
from groeiruimte.records.models.region_document import APPROVE, CONFIRMED, SUBMITTED
from groeiruimte.reports import pdf
from groeiruimte.rules.decision import failing, kpis, untested

from .forms import AnswerForm, ProposalForm

CONFIRM, DECLINE = "bevestig", "wijs-af"


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """The proposal that waits, else the form to make one; a POST proposes about the version that the page showed."""
    year = year_or_404(request, insurer_key, region, programme_key)
    if request.method != "POST":
        return _page(request, year)
    read, form = versions(request, year, request.POST.get("versie", "")), ProposalForm(request.POST)
    if read is None:
        raise Http404
    if form.is_valid():
        given = form.cleaned_data
        try:
            decisions.propose(
                insurer=year.insurer,
                submission=read.shown,
                verdict=given["verdict"],
                conditions=given["conditions"],
                maximum=given["maximum"],
                oi=given["oi"],
                service_code=given["service_code"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            if refusal.code == "no_right":
                raise
            form.refuse(refusal)
        else:
            messages.success(request, "Uw voorstel staat klaar. Een collega moet besluiten.")
            return HttpResponseRedirect(request.path)
    return _page(request, year, proposal=form)


@require_POST
def decide(request: Request, insurer_key: str, region: str, programme_key: str, decision_id: str) -> HttpResponse:
    """The second person confirms or declines."""
    year = year_or_404(request, insurer_key, region, programme_key)
    if not access.may(request.actor, "decision.decide", insurer=year.insurer):
        raise Http404
    found = get_object_or_404(access.decisions(request.actor).filter(region_year=year), pk=decision_id)
    answer, form = request.POST.get("doe", ""), AnswerForm(request.POST)
    if answer not in (CONFIRM, DECLINE):
        raise Http404
    if form.is_valid():
        try:
            decisions.decide(
                insurer=year.insurer,
                decision=found,
                confirm=answer == CONFIRM,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            if refusal.code == "no_right":
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _DONE[answer])
            return HttpResponseRedirect(_here(year)["decision_url"])
    return _page(request, year, answer=form)


_DONE = {
    CONFIRM: "Het besluit is genomen. De regio krijgt een mail.",
    DECLINE: "U wees het voorstel af. Uw collega krijgt een mail.",
}


@require_safe
def letter(request: Request, insurer_key: str, region: str, programme_key: str, decision_id: str) -> HttpResponse:
    """The letter of a confirmed decision."""
    year = year_or_404(request, insurer_key, region, programme_key)
    confirmed = access.decisions(request.actor).filter(region_year=year, outcome=CONFIRMED)
    found = get_object_or_404(
        confirmed.select_related("region_year__edition", "region_year__insurer", "submission__submitted_by"),
        pk=decision_id,
    )
    content, name = letter_of(found)
    return attachment(content, name, pdf.CONTENT_TYPE)


def _page(
    request: Request, year: RegionYear, *, proposal: ProposalForm | None = None, answer: AnswerForm | None = None
) -> HttpResponse:
    found, read = bought_year(request, year), versions(request, year)
    shared = {"year": year, "found": found, **_here(year)}
    if read is None:
        return render(request, "insurer/decision/nothing.html", shared)
    made = list(access.decisions(request.actor).filter(region_year=year, submission__document=read.newest.document_id))
    waits = next((each for each in made if not each.outcome and each.submission_id == read.newest.pk), None)
    in_force = next((each for each in made if each.outcome == CONFIRMED and each.verdict == APPROVE), None)
    content, tests = read.newest.content, passes_of(tests_of(request, read.newest))
    own = waits is not None and request.actor.user is not None and waits.proposed_by_id == request.actor.user.pk
    form, asked = proposal or answer, len(kpis(content))
    context = {
        **shared,
        "read": read,
        "waits": waits,
        "own": own,
        "may_decide": access.may(request.actor, "decision.decide", insurer=year.insurer) and not own,
        "is_open": read.newest.document.status == SUBMITTED,
        "in_force": in_force,
        "proposal": proposal or ProposalForm(initial=_to_begin_with(found, read)),
        "answer": answer or AnswerForm(),
        "form": form,
        "tested": (asked - len(untested(content, tests)), asked, len(failing(content, tests))),
        "entries": _entries(made, year),
    }
    return render(request, "insurer/decision/page.html", context, status=409 if form is not None else 200)


def _to_begin_with(found: Bought, read: Versions) -> dict[str, Any]:
    """What is agreed now, else what the plan asks."""
    figures, year = read.newest.content["figures"], found.year
    return {
        "maximum": year.maximum_cents if year.maximum_cents is not None else figures.get("maximum_cents"),
        "oi": year.oi_cents if year.oi_cents is not None else figures.get("oi_cents"),
        "service_code": year.service_code,
    }


def _entries(made: Sequence[Decision], year: RegionYear) -> list[Entry]:
    """Every proposal and what came of it, newest first."""
    found = []
    for each in made:
        verdict = "Akkoord" if each.verdict == APPROVE else "Terugsturen"
        version = f"versie {each.submission.number}"
        if each.proposed_at and each.proposed_by:
            found.append(Entry(each.proposed_at, each.proposed_by.name, f"Voorstel: {verdict.lower()}, {version}"))
        if each.decided_at and each.decided_by and each.outcome == CONFIRMED:
            here = {"insurer_key": year.insurer_id, "region": year.region_id, "programme_key": year.programme}
            url = reverse("insurer:letter", kwargs={**here, "decision_id": each.pk})
            what = f"Besluit: {verdict.lower()}, {version}"
            found.append(Entry(each.decided_at, each.decided_by.name, what, each.conditions, url, "Download de brief"))
        elif each.decided_at and each.decided_by:
            what = f"Voorstel over {version} afgewezen"
            found.append(Entry(each.decided_at, each.decided_by.name, what, each.reason))
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def _here(year: RegionYear) -> dict[str, str]:
    here = {"insurer_key": year.insurer_id, "region": year.region_id, "programme_key": year.programme}
    return {
        "review_url": reverse("insurer:review", kwargs=here),
        "tests_url": reverse("insurer:kpi_tests", kwargs=here),
        "decision_url": reverse("insurer:decision", kwargs=here),
    }
