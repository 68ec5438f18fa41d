"""R03: the dossier of a practice, a note about it, and the page to take along on a visit (Z17)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import region_notes
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionYear

from . import rows
from .forms import NoteForm
from .gathered import RIGHT, Dossier, gather
from .timeline import timeline

HIDDEN = (
    "U ziet aantallen, geen patiënten.",
    "Het scanrapport is vertrouwelijk. U ziet alleen de datum.",
    "Vragenlijsten zijn anoniem. U ziet nooit het antwoord van één persoon.",
    "U ziet geen namen bij KPI's, scholing en mijlpalen.",
    "Een formulier ziet u pas als de praktijk het verstuurt.",
)
"""What a region does not see of a practice."""
SHOWN_AT_FIRST = 25


def _found(request: Request, region_key: str, practice_id: str) -> tuple[Region, list[RegionYear], Dossier]:
    region = region_or_404(request, region_key, RIGHT)
    year, programme, years = year_or_404(request, region)
    found = gather(request.actor, practice_id, year, programme)
    if found is None:
        raise Http404
    return region, years, found


@require_safe
def dossier(request: Request, region_key: str, practice_id: str) -> HttpResponse:
    """Everything of one practice in one programme; with `?alles=ja` the whole timeline."""
    region, years, found = _found(request, region_key, practice_id)
    moments = timeline(found)
    everything = request.GET.get("alles") == "ja"
    context = {
        **_shared(request, region, found),
        "years": years,
        "tables": _tables(found),
        "aligned": (rows.ALIGNED, rows.alignments(found)),
        "threads": (rows.THREADS, rows.threads(found)),
        "moments": moments if everything else moments[:SHOWN_AT_FIRST],
        "more": 0 if everything else max(0, len(moments) - SHOWN_AT_FIRST),
        "notes": [(region_notes.KINDS[note.kind], note) for note in found.notes],
        "hidden": HIDDEN,
        "form": NoteForm(),
        "may_note": access.may(request.actor, "note.write", practice=found.practice),
        "may_arrange": access.may(request.actor, "succession.arrange", practice=found.practice),
        "asks_lists": found.programme.lists is not None,
    }
    return render(request, "region/dossier/page.html", context)


@require_safe
def visit(request: Request, region_key: str, practice_id: str) -> HttpResponse:
    """One page to print: goals, last contact, what is open, what is owed, what was earned, room to write."""
    region, _, found = _found(request, region_key, practice_id)
    contacts = [note for note in found.notes if note.kind != "note"]
    context = {
        **_shared(request, region, found),
        "tables": _tables(found),
        "open_kpis": [each for each in found.kpis if each.state != "met"],
        "contact": contacts[0] if contacts else None,
        "lines": range(5),
    }
    return render(request, "region/dossier/visit.html", context)


def _shared(request: Request, region: Region, found: Dossier) -> dict[str, Any]:
    return {
        "region": region,
        "practice": found.practice,
        "year": found.year,
        "programme": found.programme,
        "found": found,
        "query": rows.query(found),
        "profile": rows.profile(found),
        "goals": rows.goals(found),
        "met": sum(each.state == "met" for each in found.kpis),
    }


def _tables(found: Dossier) -> dict[str, Any]:
    """Columns and rows by name."""
    return {
        "owed": (rows.OWED, rows.owed(found)),
        "kpis": (rows.KPIS, rows.kpis(found)),
        "forms": (rows.FORMS, rows.forms(found)),
        "milestones": (rows.MILESTONES, rows.milestones(found)),
        "lists": (rows.LISTS, rows.lists(found)),
        "scans": (rows.SCANS, rows.scans(found)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def note_add(request: Request, region_key: str, practice_id: str) -> HttpResponse:
    """Write a note about a practice, for the region alone."""
    region = region_or_404(request, region_key, "note.write")
    found = access.practices(request.actor, "note.write").filter(region=region, pk=practice_id).first()
    if found is None:
        raise Http404
    year, _, _ = year_or_404(request, region)
    back = f"{reverse('region:dossier', args=[region.pk, found.pk])}?programma={year.programme}"
    form = NoteForm(request.POST) if request.method == "POST" else NoteForm()
    if request.method == "POST" and form.is_valid():
        try:
            region_notes.add(
                practice=found, **form.cleaned_data, by=request.actor, at=request.at, key=submission_key(request)
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Uw notitie is bewaard.")
            return redirect(back)
    context = {"region": region, "practice": found, "form": form, "back": back}
    return render(request, "region/dossier/note.html", context)
