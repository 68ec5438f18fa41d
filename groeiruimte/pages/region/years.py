"""Which programme of a region a page is about."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from groeiruimte.actions.programmes import programme_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionYear


def region_or_404(request: Request, region_key: str, right: str = "region.read") -> Region:
    return get_object_or_404(access.regions(request.actor, right), pk=region_key)


def year_or_404(
    request: Request, region: Region, asked: str | None = None
) -> tuple[RegionYear, Programme, list[RegionYear]]:
    """The programme in the address, else the one that runs today, else the last; with all there are to choose from."""
    years = [year for year in access.region_years(request.actor, "region.read") if year.region_id == region.pk]
    if not years:
        raise Http404
    asked = asked or request.GET.get("programma")
    chosen = next((year for year in years if year.programme == asked), None) if asked else None
    if asked and chosen is None:
        raise Http404
    today = request.actor.on
    running = next((year for year in years if year.start <= today <= year.end), None)
    year = chosen or running or years[0]
    return year, programme_of(year.edition), years
