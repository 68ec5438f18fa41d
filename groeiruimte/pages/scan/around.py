"""What the pages of a specialist share: the region, one scan with its definition, and what a form does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import access
from groeiruimte.records.models import Region, Scan

REVIEW = "scan.review"


@dataclass(frozen=True, slots=True)
class ScanOf:
    """One scan with what the programme says about it."""

    region: Region
    scan: Scan
    definition: Definition

    def url(self, name: str, **more: object) -> str:
        return reverse(f"scan:{name}", kwargs={"region_key": self.region.pk, "scan_id": self.scan.pk, **more})


def region_or_404(request: Request, region_key: str) -> Region:
    return get_object_or_404(access.regions(request.actor, REVIEW), pk=region_key)


def scan_or_404(request: Request, region_key: str, scan_id: str) -> ScanOf:
    """A scan that somebody performs: sent in, with an interview, and not closed to specialists."""
    region = region_or_404(request, region_key)
    found = access.scans(request.actor, REVIEW).select_related("practice__region", "region", "specialist")
    scan = get_object_or_404(found, pk=scan_id, region=region)
    definition = definition_of(scan)
    if definition is None or not definition.has_interview:
        raise Http404
    return ScanOf(region, scan, definition)


def definition_of(scan: Scan) -> Definition | None:
    return programme_of(scan.enrolment.region_year.edition).scan(scan.kind)


def done(request: Request, deed: Callable[[], Any], to: str, said: str) -> HttpResponse:
    """Do a deed of a small form and go on; a refusal is shown on the page that one goes on to."""
    try:
        deed()
    except Refused as refusal:
        if refusal.code == "no_right":
            raise
        messages.error(request, f"{refusal.message} {refusal.mend}".strip())
    else:
        messages.success(request, said)
    return HttpResponseRedirect(to)
