"""The director reads the report through, signs and sends it; its receipt, its answers, and the report on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.region.documents import answered, signed
from groeiruimte.pages.report_words import in_time, paper_of
from groeiruimte.reports import pdf

from . import shown
from .views import body
from .work import report_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The whole report with what is signed under it."""

    def page(problems: list[tuple[str, str]]) -> HttpResponse:
        work = report_or_404(request, region_key, programme_key, "document.sign")
        context = {
            "work": work,
            "problems": problems,
            "gaps": [] if work.is_sent else [(gap, shown.way_to(work, gap)) for gap in work.gaps],
            "sent": work.is_sent,
            "statement": work.statement,
            **body(work),
        }
        return render(request, "region/report/sign.html", context, status=409 if problems else 200)

    return signed(request, report_or_404(request, region_key, programme_key, "document.sign"), page)


@require_safe
def receipt(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """What arrived and when: of the last version, or of `?versie=`."""
    work = report_or_404(request, region_key, programme_key)
    sent = work.submission_or_404()
    on_time = in_time(sent.content["figures"]["due"], sent.late)
    return render(request, "region/report/receipt.html", {"work": work, "submission": sent, "on_time": on_time})


@require_POST
def answer(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    return answered(request, report_or_404(request, region_key, programme_key, "document.edit"))


@require_safe
def paper(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The report as PDF: a version that was sent (`?versie=`), the last one, or while nothing was sent the draft."""
    work = report_or_404(request, region_key, programme_key)
    sent = work.submission_or_404() if work.submissions or request.GET.get("versie") else None
    made = paper_of(sent.content if sent else work.content, work.year, work.programme, sent, request.actor.on)
    return attachment(pdf.region_report(made), f"rapportage-{work.year.programme}.pdf", pdf.CONTENT_TYPE)
