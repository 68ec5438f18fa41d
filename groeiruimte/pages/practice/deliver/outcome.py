"""P12: what came of a list, and handing in its counts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import lists
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Bar, Cell, Column, Part, bar
from groeiruimte.pipeline.lists.outcome import Finding
from groeiruimte.programme.calendar import Quarter, local_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import PatientList, Practice
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED
from groeiruimte.reports.sheets import CONTENT_TYPE, findings_workbook
from groeiruimte.rules.obligations import list_window
from groeiruimte.rules.why import number

from . import findings
from .forms import HandInForm

_COUNTS = [Column("Verzekeraar"), Column("UZOVI"), Column("Tellen mee", "number")]
_COMPARED = [*_COUNTS, Column("Vorig kwartaal", "number"), Column("Verschil", "number")]


@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: Request, practice_id: str, list_id: str) -> HttpResponse:
    """One delivery: refused, checked, counting or replaced. Handing in happens here too."""
    practice = get_object_or_404(access.practices(request.actor, "list.read"), pk=practice_id)
    patient_list = _list(request, practice, list_id)
    asks = lists.asks(patient_list)
    form = HandInForm(request.POST if request.method == "POST" else None, asks=asks)
    if request.method == "POST" and form.is_valid():
        here = reverse("practice:outcome", kwargs={"practice_id": practice.pk, "list_id": patient_list.pk})
        try:
            lists.hand_in(
                practice=practice,
                patient_list=patient_list,
                reason=form.cleaned_data.get("reason", ""),
                confirmed=form.cleaned_data.get("confirmed", False),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return HttpResponseRedirect(here)
        except Refused as refusal:
            if patient_list.status != CHECKED:
                messages.info(request, f"{refusal.message} {refusal.mend}")
                return HttpResponseRedirect(here)
            form.refuse(refusal)
    return render(request, "practice/deliver/outcome.html", _context(request, practice, patient_list, form))


@require_safe
def findings_file(request: Request, practice_id: str, list_id: str) -> HttpResponse:
    """The findings as a spreadsheet, to take along to the HIS."""
    practice = get_object_or_404(access.practices(request.actor, "list.read"), pk=practice_id)
    patient_list = _list(request, practice, list_id)
    content = findings_workbook(findings.for_workbook(findings.read(patient_list.findings.items)))
    name = f"bevindingen-{patient_list.quarter}-lijst-{patient_list.number}.xlsx"
    return attachment(content, name, CONTENT_TYPE)


def _list(request: Request, practice: Practice, list_id: str) -> PatientList:
    found = access.lists(request.actor).filter(practice=practice).prefetch_related("counts")
    related = ("findings", "enrolment__practice", "enrolment__region_year__edition", "delivered_by", "handed_in_by")
    return get_object_or_404(found.select_related(*related), pk=list_id)


def _context(request: Request, practice: Practice, patient_list: PatientList, form: HandInForm) -> dict[str, Any]:
    quarter = Quarter.read(patient_list.quarter)
    programme = programme_of(patient_list.enrolment.region_year.edition)
    found = findings.read(patient_list.findings.items)
    _, due = list_window(programme, quarter)
    newer = _newer(request, patient_list)
    context: dict[str, Any] = {
        "practice": practice,
        "list": patient_list,
        "quarter": quarter,
        "form": form,
        "is_late": local_date(patient_list.delivered_at) > due,
        "due": due,
        "refusal": patient_list.findings.refusal,
        "can_map": bool(patient_list.findings.headers),
        "newer": newer,
        "may_hand_in": patient_list.status == CHECKED and newer is None,
        "is_counting": patient_list.status == COUNTS,
        "sent": f"Ingestuurd door {patient_list.handed_in_by.name}" if patient_list.handed_in_by else "Ingestuurd",
    }
    if patient_list.status == REFUSED:
        return context
    return context | _counted(request, patient_list, programme, quarter, found)


def _newer(request: Request, patient_list: PatientList) -> PatientList | None:
    """A later list of the same quarter that was read: that one is for handing in."""
    same = access.lists(request.actor).filter(enrolment=patient_list.enrolment_id, quarter=patient_list.quarter)
    return same.filter(number__gt=patient_list.number, status__in=(CHECKED, COUNTS)).order_by("-number").first()


def _counted(
    request: Request, patient_list: PatientList, programme: Programme, quarter: Quarter, found: list[Finding]
) -> dict[str, Any]:
    """What a list that was read came to."""
    before = lists.previous_counts(patient_list.enrolment, quarter)
    columns, rows, foot = _per_insurer(patient_list, programme, before)
    claim = access.claim_files(request.actor).filter(patient_list=patient_list).defer("sealed", "wrapped_key").first()
    return {
        "groups": findings.groups(found),
        "bar": _bar(patient_list, found),
        "compared": _compared(patient_list.counted, before),
        "columns": columns,
        "rows": rows,
        "foot": foot,
        "claim": claim,
        "is_closed": lists.is_closed(patient_list.enrolment, quarter),
    }


def _bar(patient_list: PatientList, found: list[Finding]) -> Bar:
    doubles = sum(finding.code == "double" for finding in found)
    parts = [
        Part("Tellen mee", patient_list.counted, "counted"),
        Part("Andere verzekeraar", patient_list.other_insurer, "other"),
        Part("Niet ingeschreven op de peildatum", patient_list.not_active, "inactive"),
        Part("Dubbel", doubles, "double"),
        Part("Met een fout", patient_list.faults - doubles, "fault"),
    ]
    return bar(f"{number(patient_list.rows)} rijen op uw lijst", parts)


def _compared(now: int, before: dict[str, int] | None) -> str:
    """`vorig kwartaal 2.081 (+14)`; empty when there is nothing to compare with."""
    if before is None:
        return ""
    was = sum(before.values())
    return f"vorig kwartaal {number(was)} ({_signed(now - was)})"


def _signed(difference: int) -> str:
    return f"{'+' if difference > 0 else ''}{number(difference)}"


def _per_insurer(
    patient_list: PatientList, programme: Programme, before: dict[str, int] | None
) -> tuple[list[Column], list[list[Cell]], list[Cell]]:
    """Columns, rows and foot of the counts per UZOVI code, beside last quarter when there was one."""
    now = {count.uzovi_code: count.count for count in patient_list.counts.all()}
    was = before or {}
    rows = [
        _row(programme.funding.insurer_name(code), code, now.get(code, 0), was.get(code, 0))
        for code in sorted({*now, *was})
    ]
    foot = _row("Samen", "", patient_list.counted, sum(was.values()))
    if before is None:
        return _COUNTS, [row[:3] for row in rows], foot[:3]
    return _COMPARED, rows, foot


def _row(name: str, code: str, now: int, was: int) -> list[Cell]:
    return [Cell(name), Cell(code), Cell(now), Cell(was), Cell(_signed(now - was))]
