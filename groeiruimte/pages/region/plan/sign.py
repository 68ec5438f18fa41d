"""The director reads the plan through, signs and sends it; the receipt of what was sent; answers to the insurer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.documents import answered, signed

from . import shown
from .money import budget
from .questions import said
from .work import plan_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The whole plan on one page with what is signed under it."""

    def page(problems: list[tuple[str, str]]) -> HttpResponse:
        work = plan_or_404(request, region_key, programme_key, "document.sign")
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
            "statement": work.statement,
        }
        return render(request, "region/plan/sign.html", context, status=409 if problems else 200)

    return signed(request, plan_or_404(request, region_key, programme_key, "document.sign"), page)


@require_safe
def receipt(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """What arrived and when: of the last version, or of `?versie=`."""
    work = plan_or_404(request, region_key, programme_key)
    return render(request, "region/plan/receipt.html", {"work": work, "submission": work.submission_or_404()})


@require_POST
def answer(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    return answered(request, plan_or_404(request, region_key, programme_key, "document.edit"))
