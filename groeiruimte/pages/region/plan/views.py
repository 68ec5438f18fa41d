"""R06: where the plan stands, what is missing with the way to it, and everything that stands in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionDocument, RegionYear
from groeiruimte.records.models.region_document import REGIONAL_PLAN
from groeiruimte.rules.region_document import ALL

from . import shown
from .money import budget
from .questions import said
from .work import NEW, Work


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, region_key: str) -> HttpResponse:
    """The plan of the programme in the address; a POST begins it."""
    region = region_or_404(request, region_key, "document.read")
    year, programme, years = year_or_404(request, region)
    documents = access.region_documents(request.actor).filter(region=region, kind=REGIONAL_PLAN)
    found = {each.region_year_id: each for each in documents}
    if request.method == "POST":
        return _begin(request, region, year, found)
    if year.pk not in found:
        return _not_begun(request, region, year, years, programme, found)
    work = Work.on(request, region, year, years, programme, found[year.pk])
    others = [each for each in years if each.pk in found and each.pk != year.pk]
    return render(request, "region/plan/page.html", _context(work, others))


def _begin(request: Request, region: Region, year: RegionYear, found: dict[int, RegionDocument]) -> HttpResponse:
    if not access.may(request.actor, "document.edit", region=region):
        raise Http404
    way, _, source = request.POST.get("begin", "").partition(":")
    earlier = next((each for each in found.values() if str(each.pk) == source), None)
    if source and earlier is None:
        raise Http404
    try:
        verbs.start(
            region=region,
            region_year=year,
            way=way,
            source=earlier,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}")
    else:
        messages.success(request, "Het regioplan is begonnen.")
    home = reverse("region:plan", kwargs={"region_key": region.pk})
    return HttpResponseRedirect(f"{home}?programma={year.programme}")


def _not_begun(
    request: Request,
    region: Region,
    year: RegionYear,
    years: list[RegionYear],
    programme: Programme,
    found: dict[int, RegionDocument],
) -> HttpResponse:
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "may_edit": access.may(request.actor, "document.edit", region=region),
        "earlier": [(each.region_year, each.pk) for each in found.values()],
    }
    return render(request, "region/plan/begin.html", context)


def _context(work: Work, others: list[RegionYear]) -> dict[str, object]:
    asked = said(work)
    return {
        "work": work,
        "region": work.region,
        "year": work.year,
        "years": work.years,
        "programme": work.programme,
        "stops": shown.stops(work),
        "stand": shown.stand(work),
        "gaps": [] if work.is_sent else [(gap, shown.way_to(work, gap)) for gap in work.gaps],
        "fields": shown.fields(work),
        "sections": shown.sections(work, asked),
        "objectives": shown.objectives(work, asked),
        "general": shown.general(work, asked),
        "agreements": shown.agreements(work, asked),
        "whole": asked.get("", ()),
        "practice_columns": shown.PRACTICES,
        "practices": shown.practices(work),
        "support_columns": shown.SUPPORT,
        "support": shown.support(work),
        "doubled": shown.double_funding(work),
        "budget": budget(work),
        "agreement_all": ALL,
        "new_agreement": work.part_url("agreement", ALL),
        "new_activity": work.part_url("activity", NEW),
        "new_kpi": work.part_url("kpi", NEW),
        "others": [(each, f"{work.url('plan_changes')}?met={each.programme}") for each in others],
        "decided": shown.decided(work),
    }
