"""V05: outcomes per objective over regions, without small numbers; a purchase approver publishes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import publications
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.region_content import seal
from groeiruimte.pages.insurer.bought import calendar_years, insurer_or_404
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.result_tables import shown_tables
from groeiruimte.records import access
from groeiruimte.rules.results import coverage_table
from groeiruimte.rules.suppression import TOO_FEW


@require_safe
def results(request: Request, insurer_key: str) -> HttpResponse:
    """The year in the address; what stands here is exactly what would be published, with the coverage beside it."""
    insurer = insurer_or_404(request, insurer_key)
    asked, years = calendar_years(request, insurer)
    reports = publications.accepted(insurer, asked)
    last = access.publications().filter(insurer=insurer, year=asked).order_by("-number").first()
    content = publications.to_publish(insurer, asked, reports)
    sealed = seal(content)
    coverage = coverage_table([each.content for each in reports])
    context = {
        "insurer": insurer,
        "asked_year": str(asked),
        "years": [str(each) for each in years],
        "reports": len(reports),
        "tables": [*shown_tables(content), *shown_tables({"participation": coverage, "themes": []})] if reports else [],
        "too_few": TOO_FEW,
        "last": last,
        "seal": sealed,
        "may_publish": access.may(request.actor, "results.publish", insurer=insurer)
        and bool(reports)
        and (last is None or last.sha256 != sealed),
        "publish_url": reverse("insurer:publish", kwargs={"insurer_key": insurer.pk, "year": asked}),
        "public_url": reverse("public:results_of", kwargs={"year": asked}),
    }
    return render(request, "insurer/results/page.html", context)


@require_POST
def publish(request: Request, insurer_key: str, year: int) -> HttpResponse:
    """Everybody can read it from now on."""
    insurer = insurer_or_404(request, insurer_key, "results.publish")
    try:
        publications.publish(
            insurer=insurer,
            year=year,
            seen=request.POST.get("seal", ""),
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}")
    else:
        messages.success(request, "De resultaten staan op de site. Iedereen kan ze lezen.")
    home = reverse("insurer:results", kwargs={"insurer_key": insurer.pk})
    return HttpResponseRedirect(f"{home}?jaar={year}")
