"""The director reads the plan through, signs and sends it; and the receipt of what was sent."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.records.models import DocumentSubmission

from . import shown
from .forms import AnswerForm
from .money import budget
from .questions import said
from .work import Work, plan_or_404

CONFIRM_FIRST = "U tekent namens de regio. Bevestig eerst dat u het bent."


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The whole plan on one page with what is signed under it. Who logged in longer ago confirms first who they are."""
    work = plan_or_404(request, region_key, programme_key, "document.sign")
    problems: list[tuple[str, str]] = []
    if not proof.confirmed_lately(request, time.time()):
        messages.info(request, CONFIRM_FIRST)
        return HttpResponseRedirect(proof.to_confirm(request, work.url("plan_sign")))
    if request.method == "POST":
        try:
            verbs.submit(
                region=work.region,
                document=work.document,
                version=typed_version(request),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            problems = [(f"{refusal.message} {refusal.mend}".strip(), "")]
            work = plan_or_404(request, region_key, programme_key, "document.sign")
        else:
            return HttpResponseRedirect(work.url("plan_receipt"))
    asked = said(work)
    context = {
        "work": work,
        "problems": problems,
        "gaps": [] if work.is_sent else [(gap, shown.way_to(work, gap)) for gap in work.gaps],
        "sent": work.is_sent,
        "sections": shown.sections(work, asked),
        "objectives": shown.objectives(work, asked),
        "general": shown.general(work, asked),
        "agreements": shown.agreements(work, asked),
        "practice_columns": shown.PRACTICES,
        "practices": shown.practices(work),
        "budget": budget(work),
        "doubled": shown.double_funding(work),
        "statement": verbs.STATEMENT,
    }
    return render(request, "region/plan/sign.html", context, status=409 if problems else 200)


@require_safe
def receipt(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """What arrived and when: of the last version, or of `?versie=`."""
    work = plan_or_404(request, region_key, programme_key)
    return render(request, "region/plan/receipt.html", {"work": work, "submission": submission_or_404(work)})


@require_POST
def answer(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """Answer a question of the insurer at its place."""
    work = plan_or_404(request, region_key, programme_key, "document.edit")
    form = AnswerForm(request.POST)
    if not work.submissions:
        raise Http404
    if not form.is_valid():
        messages.error(request, str(form.errors["text"][0]))
        return HttpResponseRedirect(work.home)
    try:
        verbs.answer_remark(
            region=work.region,
            submission=work.submissions[0],
            place=request.POST.get("place", ""),
            text=form.cleaned_data["text"],
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}".strip())
    else:
        messages.success(request, f"Uw antwoord staat bij de vraag. {work.year.insurer.name} kan het lezen.")
    return HttpResponseRedirect(work.home)


def submission_or_404(work: Work) -> DocumentSubmission:
    """The version in the address, else the last one."""
    asked = work.request.GET.get("versie", "")
    found = [each for each in work.submissions if not asked or str(each.number) == asked]
    if not found:
        raise Http404
    return found[0]
