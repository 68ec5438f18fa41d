"""A region arranges that one of its practices merges, splits, gets another AGB code or moves away (Z21)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.pages.changing.asking import ask
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.records import access

RIGHT = "succession.arrange"


@require_http_methods(["GET", "HEAD", "POST"])
def succession(request: Request, region_key: str, practice_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, RIGHT)
    mine = access.practices(request.actor, RIGHT).filter(region=region)
    practice = get_object_or_404(mine, pk=practice_id)
    # After a move the practice is not there any more, so back goes to the list.
    return ask(
        request,
        practice,
        reverse("region:practices", args=[region.pk]),
        practices=mine.exclude(pk=practice.pk).order_by("name"),
        regions=access.other_regions(request.actor, practice),
        obligations=access.obligations(request.actor).filter(practice=practice, done_on__isnull=True).order_by("due"),
    )
