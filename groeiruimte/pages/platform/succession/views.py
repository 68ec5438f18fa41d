"""The platform arranges the same for a practice of any region, without seeing what it still owes (Z21)."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.pages.changing.asking import ask
from groeiruimte.pages.layout.actor import Request
from groeiruimte.records import access


@require_http_methods(["GET", "HEAD", "POST"])
def succession(request: Request, place: str) -> HttpResponse:
    if not access.may(request.actor, "succession.arrange"):
        raise Http404
    practice = get_object_or_404(access.all_practices(request.actor), pk=place)
    same_region = access.all_practices(request.actor).filter(region=practice.region_id).exclude(pk=practice.pk)
    return ask(
        request,
        practice,
        reverse("platform:organisation", args=["praktijk", practice.pk]),
        practices=same_region.order_by("name"),
        regions=access.other_regions(request.actor, practice),
        obligations=(),
    )
