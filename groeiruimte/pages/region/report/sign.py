"""The director reads the report through, signs and sends it; its receipt, its answers, and the report on paper."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.document_kinds import KINDS
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.report_words import in_time, paper_of
from groeiruimte.records.models import DocumentSubmission
from groeiruimte.records.models.region_document import REPORT
from groeiruimte.reports import pdf

from . import shown
from .forms import AnswerForm
from .views import body
from .work import Work, report_or_404

CONFIRM_FIRST = "U tekent namens de regio. Bevestig eerst dat u het bent."


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The whole report with what is signed under it. Who logged in longer ago confirms first who they are."""
    work = report_or_404(request, region_key, programme_key, "document.sign")
    problems: list[tuple[str, str]] = []
    if not proof.confirmed_lately(request, time.time()):
        messages.info(request, CONFIRM_FIRST)
        return HttpResponseRedirect(proof.to_confirm(request, work.url("report_sign")))
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
            work = report_or_404(request, region_key, programme_key, "document.sign")
        else:
            return HttpResponseRedirect(work.url("report_receipt"))
    context = {
        "work": work,
        "problems": problems,
        "gaps": [] if work.is_sent else [(gap, shown.way_to(work, gap)) for gap in work.gaps],
        "sent": work.is_sent,
        "statement": KINDS[REPORT].statement,
        **body(work),
    }
    return render(request, "region/report/sign.html", context, status=409 if problems else 200)


@require_safe
def receipt(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """What arrived and when: of the last version, or of `?versie=`."""
    work = report_or_404(request, region_key, programme_key)
    sent = _submission_or_404(work)
    on_time = in_time(sent.content["figures"]["due"], sent.late)
    return render(request, "region/report/receipt.html", {"work": work, "submission": sent, "on_time": on_time})


@require_POST
def answer(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """Answer a question of the insurer at its place."""
    work = report_or_404(request, region_key, programme_key, "document.edit")
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


@require_safe
def paper(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The report as PDF: a version that was sent (`?versie=`), the last one, or while nothing was sent the draft."""
    work = report_or_404(request, region_key, programme_key)
    sent = _submission_or_404(work) if work.submissions or request.GET.get("versie") else None
    made = paper_of(sent.content if sent else work.content, work.year, work.programme, sent, request.actor.on)
    return attachment(pdf.region_report(made), f"rapportage-{work.year.programme}.pdf", pdf.CONTENT_TYPE)


def _submission_or_404(work: Work) -> DocumentSubmission:
    """The version in the address, else the last one."""
    asked = work.request.GET.get("versie", "")
    found = [each for each in work.submissions if not asked or str(each.number) == asked]
    if not found:
        raise Http404
    return found[0]
