"""The interview: a moment to choose after the review, and what the practice wants to talk about (R102, R103)."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import scans
from groeiruimte.actions.interview_topics import topics_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_appointments import TAKEN, still_held, when
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.models import Interview, InterviewSlot, Scan
from groeiruimte.records.models.scan import PLANNED, REVIEWED, SUBMITTED

from .filling import ScanFilling, begun
from .forms import SlotForm, TopicsForm


@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """Choose a moment, or see and give back the one that was chosen."""
    filling, mine = begun(request, practice_id, scan)
    if not filling.scan_definition.has_interview:
        raise Http404
    free = _free(request, mine)
    form = SlotForm(*([request.POST] if request.method == "POST" else []), slots=free)
    if request.method == "POST":
        done = _give_back(request, filling, mine, form) or _pick(request, filling, mine, form)
        if done is not None:
            return done
    chosen = access.interview_slots(request.actor).filter(scan=mine).first()
    context = {
        "practice": filling.year.practice,
        "definition": filling.scan_definition,
        "form": form,
        "free": free,
        "chosen": chosen,
        "when": when(chosen) if chosen else "",
        "may_give_back": chosen is not None and local_date(chosen.start) > filling.on,
        "may_choose": mine.status == REVIEWED,
        "is_looked_at": mine.status == SUBMITTED,
        "topics": filling.url("scan_topics"),
        "home": filling.home_url,
    }
    return render(request, "practice/scan/slot.html", context)


def _free(request: Request, mine: Scan) -> list[InterviewSlot]:
    """Of the region that does the scan, also when the practice moved to another one since."""
    found = access.interview_slots(request.actor).filter(region=mine.region_id, scan=None, start__gt=request.at)
    return still_held(found.order_by("start"))


def _pick(request: Request, filling: ScanFilling, mine: Scan, form: SlotForm) -> HttpResponse | None:
    """None when the page must say what is wrong."""
    if not form.is_valid():
        return None
    found = access.interview_slots(request.actor).filter(pk=form.cleaned_data["taken"]).first()
    if found is None:  # somebody else has it since, or it was called off
        form.refuse(Refused(*TAKEN))
        return None
    practice, key = filling.year.practice, submission_key(request)
    try:
        scans.pick_slot(practice=practice, scan=mine, slot=found, by=request.actor, at=request.at, key=key)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    messages.success(request, "Uw gesprek staat gepland. U krijgt een mail voor in uw agenda.")
    return HttpResponseRedirect(filling.url("scan_slot"))


def _give_back(request: Request, filling: ScanFilling, mine: Scan, form: SlotForm) -> HttpResponse | None:
    if request.POST.get("doe") != "teruggeven":
        return None
    key = submission_key(request)
    scans.give_slot_back(practice=filling.year.practice, scan=mine, by=request.actor, at=request.at, key=key)
    messages.success(request, "U gaf het moment terug. Kies een ander moment.")
    return HttpResponseRedirect(filling.url("scan_slot"))


@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """What the practice brings up itself."""
    filling, mine = begun(request, practice_id, scan)
    if mine.status not in (SUBMITTED, REVIEWED, PLANNED) or not filling.scan_definition.has_interview:
        raise Http404
    there = access.interviews(request.actor).filter(scan=mine).first()
    version = typed_version(request) if request.method == "POST" else there.version if there else 0
    form = TopicsForm(request.POST) if request.method == "POST" else TopicsForm(initial=_said(filling, mine, there))
    if request.method == "POST" and form.is_valid():
        try:
            scans.bring_up(
                practice=filling.year.practice,
                scan=mine,
                topics=form.cleaned_data["topics"].splitlines(),
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, "Bewaard. De specialist ziet uw onderwerpen.")
            return HttpResponseRedirect(filling.home_url)
        except Refused as refusal:
            form.refuse(refusal)
    context = {
        "practice": filling.year.practice,
        "definition": filling.scan_definition,
        "form": form,
        "typed_version": version,
        "home": filling.home_url,
    }
    return render(request, "practice/scan/topics.html", context)


def _said(filling: ScanFilling, mine: Scan, interview: Interview | None) -> dict[str, str]:
    return {"topics": "\n".join(topics_of(mine, filling.scan_definition, interview))}
