"""Proofs that count once the region looked at them: those that wait, and looking at one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import evidence as verbs
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.file_field import FileField
from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.pages.requirements import kinds_to_check
from groeiruimte.records import access
from groeiruimte.records.models import Evidence, Region

_COLUMNS = [Column("Praktijk"), Column("Bewijs"), Column("Van", "date"), Column("Bekeken", "date")]
_BYTES = ("file__content", "copy__content")
_SHOWN = 100


class CheckForm(Form):
    """On which day somebody looked, and what there was to see."""

    on = DayField(label="Op welke dag keek u?")
    file = FileField(label="Afbeelding of pdf van wat u zag", required=False)

    def __init__(self, *args: Any, today: date, copy_needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        self.fields["file"].required = copy_needed
        self.fields["file"].error_messages["required"] = "Voeg een afbeelding of pdf toe. Een website verandert."

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self._today:
            raise ValidationError("Deze dag is nog niet geweest. Vul de dag in waarop u keek.")
        return day


@require_safe
def evidence(request: Request, region_key: str) -> HttpResponse:
    """What waits, oldest first; then what was looked at, newest first."""
    region = region_or_404(request, region_key)
    found = _on_shelves(request, region, "evidence.read").filter(kind__in=_kinds(request, region)).defer(*_BYTES)
    waiting = found.filter(checked_on__isnull=True).order_by("added_at")[:_SHOWN]
    checked = found.filter(checked_on__isnull=False).order_by("-checked_on", "title")[:_SHOWN]
    may_check = access.may(request.actor, "evidence.check", region=region)
    context = {
        "region": region,
        "columns": _COLUMNS,
        "waiting": [_row(region, proof, may_check) for proof in waiting],
        "checked": [_row(region, proof, may_check) for proof in checked],
    }
    return render(request, "region/evidence/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_check(request: Request, region_key: str, evidence_id: str) -> HttpResponse:
    """Look at one proof and note the day, with a copy of a website."""
    region = region_or_404(request, region_key)
    proof = get_object_or_404(_on_shelves(request, region, "evidence.check").defer(*_BYTES), pk=evidence_id)
    needs_copy = bool(proof.link) and proof.copy_id is None
    version = typed_version(request) if request.method == "POST" else proof.version
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = CheckForm(data, files, today=request.actor.on, copy_needed=needs_copy, initial={"on": request.actor.on})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.check(
                practice=proof.practice,
                evidence=proof,
                version=version,
                on=form.cleaned_data["on"],
                file=form.cleaned_data["file"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Genoteerd: u bekeek “{proof.title}”.")
            return HttpResponseRedirect(reverse("region:evidence", kwargs={"region_key": region.pk}))
    context = {"region": region, "proof": proof, "form": form, "needs_copy": needs_copy, "typed_version": version}
    return render(request, "region/evidence/check.html", context)


def _on_shelves(request: Request, region: Region, right: str) -> QuerySet[Evidence]:
    """Proofs on the shelves of this region's practices."""
    found = access.evidence(request.actor, right).filter(region=region, removed_on__isnull=True)
    return found.select_related("practice__region", "file", "copy", "checked_by")


def _kinds(request: Request, region: Region) -> set[str]:
    """The kinds that the programmes of this region want looked at."""
    years = (year for year in access.region_years(request.actor, "region.read") if year.region_id == region.pk)
    return {kind for year in years for kind in kinds_to_check(programme_of(year.edition))}


def _row(region: Region, proof: Evidence, may_check: bool) -> list[Cell]:
    place = {"region_key": region.pk, "evidence_id": proof.pk}
    url = reverse("region:evidence_check", kwargs=place) if may_check else ""
    who = proof.checked_by.name if proof.checked_by else ""
    return [Cell(proof.practice.name, url), Cell(proof.title), Cell(proof.day), Cell(proof.checked_on, note=who)]
