"""Reports that practices share with a region or an insurer: only to read, and gone as soon as a practice takes it back.

The pages of an insurer hold nothing about scans (trust.md T7); these do, and know nothing of those.
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.scan_report import DEVICES, SCORES, drawn
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.models import ScanShare
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION

RIGHT = "scan.shared"
COLUMNS = (Column("Praktijk"), Column("Rapport"), Column("Gedeeld door"), Column("Sinds", "date"))
CONFIRM_FIRST = "Dit rapport is vertrouwelijk. Zeg eerst nog een keer wie u bent."


@require_safe
def region_reports(request: Request, region_key: str) -> HttpResponse:
    region = get_object_or_404(access.regions(request.actor, RIGHT), pk=region_key)
    found = _of_region(request, region_key)
    return _list(request, region.name, "region_report", {"region_key": region_key}, found)


@require_safe
def region_report(request: Request, region_key: str, share_id: str) -> HttpResponse:
    get_object_or_404(access.regions(request.actor, RIGHT), pk=region_key)
    share = get_object_or_404(_of_region(request, region_key), pk=share_id)
    return _one(request, share, "region_reports", {"region_key": region_key})


@require_safe
def insurer_reports(request: Request, insurer_key: str) -> HttpResponse:
    insurer = get_object_or_404(access.insurers_of(request.actor, RIGHT), pk=insurer_key)
    found = _of_insurer(request, insurer_key)
    return _list(request, insurer.name, "insurer_report", {"insurer_key": insurer_key}, found)


@require_safe
def insurer_report(request: Request, insurer_key: str, share_id: str) -> HttpResponse:
    get_object_or_404(access.insurers_of(request.actor, RIGHT), pk=insurer_key)
    share = get_object_or_404(_of_insurer(request, insurer_key), pk=share_id)
    return _one(request, share, "insurer_reports", {"insurer_key": insurer_key})


def _of_region(request: Request, region_key: str) -> QuerySet[ScanShare]:
    return access.shared_scan_reports(request.actor).filter(party=TO_REGION, region=region_key)


def _of_insurer(request: Request, insurer_key: str) -> QuerySet[ScanShare]:
    return access.shared_scan_reports(request.actor).filter(party=TO_INSURER, insurer_key=insurer_key)


def _list(
    request: Request, organisation: str, name: str, place: dict[str, str], found: QuerySet[ScanShare]
) -> HttpResponse:
    rows = [
        (
            Cell(share.practice_name, url=reverse(f"shared:{name}", kwargs={**place, "share_id": share.pk})),
            Cell(str(share.report.content["title"])),
            Cell(share.shared_by.name),
            Cell(local_date(share.shared_at)),
        )
        for share in found.order_by("practice_name", "-shared_at", "pk")
    ]
    return render(request, "shared_scans/list.html", {"organisation": organisation, "columns": COLUMNS, "rows": rows})


def _one(request: Request, share: ScanShare, name: str, place: dict[str, str]) -> HttpResponse:
    """One report. Who logged in longer ago confirms first who they are (T11)."""
    asked = proof.ask_first(request, request.get_full_path(), CONFIRM_FIRST)
    if asked is not None:
        return asked
    context = {
        "share": share,
        "back": reverse(f"shared:{name}", kwargs=place),
        "report": drawn(share.report.content),
        "columns": SCORES,
        "device_columns": DEVICES,
    }
    return render(request, "shared_scans/report.html", context)
