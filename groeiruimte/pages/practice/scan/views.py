"""P16: the scan as a list of chapters, its pages of questions, the last look, and the way on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import scans
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_outcomes import is_used
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import TaskGroup
from groeiruimte.pages.practice.asking.last_look import gaps, newer, parts
from groeiruimte.pages.practice.asking.progress import tasks
from groeiruimte.pages.practice.asking.section import section_page
from groeiruimte.programme.scan import FollowUp
from groeiruimte.records import access
from groeiruimte.records.models import Article
from groeiruimte.records.models.scan import FINISHED, SUBMITTED

from .filling import ScanFilling, begun, filling_of
from .forms import FollowUpForm
from .steps import next_task, stands, steps, who_sees

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def scan(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """Everything of one scan: what to do, how far it is, who sees it, where to read more (R101, R107)."""
    filling = filling_of(request, practice_id, scan)
    if request.method == "POST":
        return _take_back(request, filling)
    chapters = [TaskGroup("Onderdelen", tasks(filling))] if filling.may_change else []
    notice = stands(filling)
    context = {
        **_around(filling),
        "minutes": filling.definition.minutes,
        "who_sees": who_sees(filling),
        "next_task": next_task(filling),
        "notice_title": notice[0] if notice else "",
        "notice_text": notice[1] if notice else "",
        "groups": [*chapters, TaskGroup("Zo gaat het", steps(filling))],
        "sent": parts(filling, {}) if filling.scan and not filling.may_change else (),
        "aids": _aids(request, filling),
        "information": filling.scan_definition.information,
        "may_take_back": filling.status == SUBMITTED and filling.availability.state == "open",
        "back": year_url(filling),
    }
    return render(request, "practice/scan/page.html", context)


def year_url(filling: ScanFilling) -> str:
    return reverse("practice:year", kwargs={"practice_id": filling.year.practice.pk})


def _around(filling: ScanFilling) -> dict[str, object]:
    return {"filling": filling, "practice": filling.year.practice, "definition": filling.scan_definition}


def _aids(request: Request, filling: ScanFilling) -> list[Article]:
    """What the region published about this scan (R107)."""
    published = access.articles(request.actor).filter(region=filling.year.practice.region_id, published=True)
    return list(published.filter(form=filling.definition.key))


def _take_back(request: Request, filling: ScanFilling) -> HttpResponse:
    if filling.scan is None or request.POST.get("doe") != "terughalen":
        raise Http404
    key = submission_key(request)
    scans.take_back(practice=filling.year.practice, scan=filling.scan, by=request.actor, at=request.at, key=key)
    messages.success(request, "U kunt uw antwoorden weer wijzigen. Verstuur ze daarna opnieuw.")
    return HttpResponseRedirect(filling.home_url)


@require_http_methods(_METHODS)
def section(request: Request, practice_id: str, scan: str, section: str) -> HttpResponse:
    """One page of questions, as those of a form."""
    filling = filling_of(request, practice_id, scan)
    return section_page(request, filling, section, filling.home_url, filling.definition.title)


@require_http_methods(_METHODS)
def check(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """The last look: every answer, and what is missing."""
    filling, mine = begun(request, practice_id, scan)
    if not filling.may_change:
        return HttpResponseRedirect(filling.home_url)
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        version, key = typed_version(request), submission_key(request)
        try:
            scans.submit(
                practice=filling.year.practice, scan=mine, version=version, by=request.actor, at=request.at, key=key
            )
            return HttpResponseRedirect(filling.home_url)
        except Refused as refusal:
            problems = [(refusal.message, ""), (refusal.mend, "")]
            filling, mine = begun(request, practice_id, scan)
    context = {
        **_around(filling),
        "scan": mine,
        "parts": parts(filling, {}),
        "gaps": gaps(filling),
        "newer": newer(filling),
        "problems": problems,
        "who_sees": who_sees(filling),
        "home": filling.home_url,
    }
    return render(request, "practice/scan/check.html", context, status=409 if problems else 200)


@require_http_methods(_METHODS)
def follow_up(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """R126: exactly one way on after a scan without an interview."""
    filling, mine = begun(request, practice_id, scan)
    ways = filling.scan_definition.follow_ups
    if mine.status != FINISHED or not ways:
        raise Http404
    form = FollowUpForm(*([request.POST] if request.method == "POST" else []), ways=ways, chosen=mine.follow_up)
    if request.method == "POST" and form.is_valid():
        try:
            scans.follow_up(
                practice=filling.year.practice,
                scan=mine,
                follow_up=form.cleaned_data["follow_up"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, "Uw keuze is bewaard.")
            return HttpResponseRedirect(filling.url("scan_follow_up"))
        except Refused as refusal:
            form.refuse(refusal)
    chosen = next((way for way in ways if way.key == mine.follow_up), None)
    context = {
        **_around(filling),
        "form": form,
        "ways": list(zip(ways, form["follow_up"], strict=True)),
        "chosen": chosen,
        "go_on": _way_on(filling, chosen) if chosen else "",
        "used": chosen is not None and is_used(chosen, mine, filling.year.facts),
        "home": filling.home_url,
    }
    return render(request, "practice/scan/follow_up.html", context)


def _way_on(filling: ScanFilling, chosen: FollowUp) -> str:
    """Where the practice goes on with what it chose: a training on its topic, or its form."""
    given = {"practice_id": filling.year.practice.pk}
    if chosen.form:
        return reverse("practice:form", kwargs=given | {"form": chosen.form}) + filling.year.query
    trainings = reverse("practice:trainings", kwargs=given)
    return f"{trainings}?onderwerp={chosen.topic}" if chosen.topic else ""
