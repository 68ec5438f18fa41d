"""R12 Jaar inrichten: the region copies its year, edits the text, and tries it on its own practices (R055)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.pages.year_texts import editing, effects, playing
from groeiruimte.pages.year_texts.desk import Desk
from groeiruimte.records import access
from groeiruimte.records.models import Region, YearDraft

RIGHT = "year.prepare"


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: Request, region_key: str) -> HttpResponse:
    """The texts of the region; a POST copies a year."""
    region = region_or_404(request, region_key, RIGHT)
    years = access.region_years(request.actor, RIGHT).filter(region=region)
    if request.method == "POST":
        asked = request.POST.get("jaar", "")
        year = get_object_or_404(years, pk=asked if asked.isdigit() else 0)
        return editing.begin(request, Desk(region), region, year.edition)
    mine = access.year_drafts(request.actor).filter(region=region)
    return editing.drafts_page(request, Desk(region), mine, years)


@require_http_methods(["GET", "HEAD", "POST"])
def year_draft(request: Request, region_key: str, draft_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    return editing.edit(request, Desk(region), _draft(request, region, draft_id))


@require_POST
def year_drop(request: Request, region_key: str, draft_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    found = access.year_drafts(request.actor).filter(region=region, pk=draft_id).first()
    return editing.drop(request, Desk(region), found)


@require_safe
def year_effects(request: Request, region_key: str, draft_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    return effects.effects(request, Desk(region), _draft(request, region, draft_id))


@require_safe
def year_effects_csv(request: Request, region_key: str, draft_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    found = effects.effects_csv(request, _draft(request, region, draft_id))
    if found is None:
        raise Http404
    return found


@require_safe
def year_play(request: Request, region_key: str, draft_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    return playing.play(request, Desk(region), _draft(request, region, draft_id))


def _draft(request: Request, region: Region, draft_id: str) -> YearDraft:
    mine = access.year_drafts(request.actor).filter(region=region)
    return get_object_or_404(mine, pk=draft_id)
