"""T01."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import interview_slots
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_appointments import still_held
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.scan.around import REVIEW, definition_of, done, region_or_404
from groeiruimte.programme.calendar import AMSTERDAM, local_date
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records import access
from groeiruimte.records.models import InterviewSlot, Region, Scan
from groeiruimte.records.models.scan import ANSWERING, FINISHED, INTERVIEWED, PLANNED, REVIEWED, SUBMITTED

from .forms import SlotsForm

COLUMNS = (Column("Praktijk"), Column("Stand"), Column("Datum", "date"), Column("Scan"))
DEFAULT_MINUTES = 60
GROUPS = (
    ("Nu aan u", (SUBMITTED, INTERVIEWED)),
    ("Gesprek gepland", (PLANNED,)),
    ("Wacht op de praktijk", (REVIEWED, ANSWERING)),
    ("Klaar", (FINISHED,)),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A scan in the list, with the day that it is sorted by."""

    scan: Scan
    title: str
    words: str
    tone: str
    day: date | None


@require_safe
def queue(request: Request, region_key: str) -> HttpResponse:
    """Every scan with an interview by what comes next. Of who still answers only how far that is."""
    region = region_or_404(request, region_key)
    mine = list(access.scans(request.actor, REVIEW).filter(region=region))
    busy = list(access.scans(request.actor, "scan.status").filter(region=region, status=ANSWERING))
    planned = _planned(request, region)
    lines = [line for scan in (*mine, *busy) if (line := _line(scan, planned.get(scan.pk)))]
    groups = [
        (f"groep-{number}", title, _rows(region, [line for line in lines if line.scan.status in statuses]))
        for number, (title, statuses) in enumerate(GROUPS, 1)
    ]
    context = {
        "region": region,
        "columns": COLUMNS,
        "groups": [group for group in groups if group[2]],
        "waiting": sum(line.scan.status in GROUPS[0][1] for line in lines),
        "free": len(still_held(_free(request, region))),
    }
    return render(request, "scan/queue/page.html", context)


def _line(scan: Scan, slot: InterviewSlot | None) -> Line | None:
    """None for a scan without an interview: nobody performs that."""
    definition = definition_of(scan)
    if definition is None or not definition.has_interview:
        return None
    return Line(scan, definition.title, *_stand(scan, definition, slot))


def _stand(scan: Scan, definition: Definition, slot: InterviewSlot | None) -> tuple[str, str, date | None]:
    match scan.status:
        case "answering":
            return f"De praktijk is nog bezig (vraag {scan.answered} van {scan.asked}).", "not_asked", None
        case "submitted":
            return "Bekijk de antwoorden", "todo", local_date(scan.submitted_at) if scan.submitted_at else None
        case "reviewed":
            return "De praktijk kiest een moment", "blocked", None
        case "planned":
            at = slot.start.astimezone(AMSTERDAM) if slot else None
            return f"Gesprek om {at:%H:%M} uur" if at else "Gesprek", "in_progress", at.date() if at else None
        case "interviewed":
            due = scan.interviewed_on + timedelta(days=definition.report_within_days) if scan.interviewed_on else None
            return "Maak het rapport voor deze dag", "todo", due
    return "Rapport verstuurd", "done", scan.finished_on


def _rows(region: Region, lines: Iterable[Line]) -> list[tuple[Cell, ...]]:
    in_order = sorted(lines, key=lambda line: (line.day or date.max, line.scan.practice.name, line.scan.pk))
    return [
        (
            Cell(line.scan.practice.name, url=_url(region, line.scan)),
            Cell(line.words, tone=line.tone),
            Cell(line.day),
            Cell(line.title),
        )
        for line in in_order
    ]


def _url(region: Region, scan: Scan) -> str:
    name = "report" if scan.status in (INTERVIEWED, FINISHED) else "review"
    return reverse(f"scan:{name}", args=[region.pk, scan.pk])


def _planned(request: Request, region: Region) -> dict[str, InterviewSlot]:
    taken = access.interview_slots(request.actor).filter(region=region, scan__isnull=False)
    return {slot.scan_id: slot for slot in taken if slot.scan_id}


def _free(request: Request, region: Region) -> QuerySet[InterviewSlot]:
    return access.interview_slots(request.actor).filter(region=region, scan__isnull=True, start__gt=request.at)


@require_http_methods(["GET", "HEAD", "POST"])
def slots(request: Request, region_key: str) -> HttpResponse:
    """The moments of the specialists of the region, and offering more."""
    region = region_or_404(request, region_key)
    form = SlotsForm(request.POST or None, initial={"minutes": DEFAULT_MINUTES})
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            try:
                interview_slots.offer(
                    region=region,
                    starts=form.moments(),
                    minutes=form.cleaned_data["minutes"],
                    place=form.cleaned_data["place"],
                    online_link=form.cleaned_data["online_link"],
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
                messages.success(request, "Praktijken kunnen deze momenten kiezen.")
                return redirect("scan:slots", region.pk)
            except Refused as refusal:
                form.refuse(refusal)
    open_still = Q(end__gt=request.at) | Q(scan__status=PLANNED)  # who did not come can be taken off
    found = access.interview_slots(request.actor).filter(open_still, region=region)
    context = {"region": region, "form": form, "slots": list(found)}
    return render(request, "scan/queue/slots.html", context)


@require_POST
def slot_remove(request: Request, region_key: str, slot_id: str) -> HttpResponse:
    """Gone already is as good: a double click ends on the same page."""
    region = region_or_404(request, region_key)
    key, to = submission_key(request), reverse("scan:slots", args=[region.pk])
    slot = access.interview_slots(request.actor).filter(region=region, pk=slot_id).first()
    if slot is None:
        return redirect(to)
    return done(
        request,
        lambda: interview_slots.remove(region=region, slot=slot, by=request.actor, at=request.at, key=key),
        to,
        "Het moment is weg. Had een praktijk het gekozen? Dan krijgt die een mail.",
    )
