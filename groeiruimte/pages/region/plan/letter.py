"""The letter of what the insurer decided about the plan, as the insurer has it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from groeiruimte.pages.decision_letter import letter_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.records import access
from groeiruimte.records.models.region_document import CONFIRMED
from groeiruimte.reports import pdf

from .work import plan_or_404


@require_safe
def letter(request: Request, region_key: str, programme_key: str, decision_id: str) -> HttpResponse:
    work = plan_or_404(request, region_key, programme_key)
    confirmed = access.decisions(request.actor).filter(region_year=work.year, outcome=CONFIRMED)
    found = get_object_or_404(
        confirmed.select_related("region_year__edition", "region_year__insurer", "submission__submitted_by"),
        pk=decision_id,
    )
    content, name = letter_of(found)
    return attachment(content, name, pdf.CONTENT_TYPE)
