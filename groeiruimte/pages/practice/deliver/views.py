"""P11: choose a quarter, hand over a file. And once per practice: which column is which."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import columns, lists
from groeiruimte.actions.facts import NEEDED, fetched
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Entry
from groeiruimte.pages.practice.participation import Participation, participations
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.list_layout import ListLayout
from groeiruimte.records import access
from groeiruimte.records.models import ColumnMapping, PatientList, Practice
from groeiruimte.rules.why import number

from .columns import place_said
from .forms import ColumnsForm, DeliverForm
from .quarters import Owed, all_owed, as_tasks, asked_now, in_words

EXAMPLES = {
    "bsn": "negen cijfers, met of zonder nul vooraan",
    "birth_date": "18-06-1949",
    "uzovi_code": "3311",
    "ion_start": "01-02-2015",
}


@require_safe
def deliver(request: Request, practice_id: str) -> HttpResponse:
    """The quarter that is asked now."""
    practice = _practice(request, practice_id)
    found = participations(practice, request.actor.on)
    owed = all_owed(found)
    this = asked_now(owed)
    if this is None:
        return render(request, "practice/deliver/nothing.html", {"practice": practice, "joined": bool(found)})
    return _page(request, practice, this, owed, DeliverForm())


@require_http_methods(["GET", "HEAD", "POST"])
def deliver_quarter(request: Request, practice_id: str, quarter: str) -> HttpResponse:
    """One quarter: its window, what is asked, the file, and every delivery so far."""
    practice = _practice(request, practice_id)
    owed = all_owed(participations(practice, request.actor.on))
    this = next((each for each in owed if str(each.quarter) == quarter), None)
    if this is None:
        raise Http404
    if request.method != "POST":
        return _page(request, practice, this, owed, DeliverForm())
    form = DeliverForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            delivered = lists.deliver(
                enrolment=this.participation.enrolment,
                quarter=this.quarter,
                file=form.cleaned_data["file"].read(),
                test=not settings.PRODUCTION,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return HttpResponseRedirect(_to(practice, "outcome", list_id=delivered.pk))
        except Refused as refusal:
            form.refuse(refusal)
    return _page(request, practice, this, owed, form)


def _practice(request: Request, practice_id: str) -> Practice:
    practices = access.practices(request.actor, "list.deliver").select_related("column_mapping")
    return fetched(get_object_or_404(practices, pk=practice_id), NEEDED)


def _to(practice: Practice, name: str, **where: str) -> str:
    return reverse(f"practice:{name}", kwargs={"practice_id": practice.pk, **where})


def _page(request: Request, practice: Practice, this: Owed, owed: list[Owed], form: DeliverForm) -> HttpResponse:
    mine = this.participation
    urls = {each.quarter: _to(practice, "deliver_quarter", quarter=str(each.quarter)) for each in owed}
    delivered = access.lists(request.actor).filter(enrolment=mine.enrolment, quarter=str(this.quarter))
    context = {
        "practice": practice,
        "this": this,
        "form": form,
        "counting": mine.counting(this.quarter),
        "waiting": mine.waiting(this.quarter),
        "is_closed": mine.is_closed(this.quarter),
        "makes_claim": lists.makes_claim(mine.programme, mine.enrolment.region_year, this.quarter),
        "required": _required(mine),
        "sheet": mine.programme.lists.sheet if mine.programme.lists else "",
        "mapping": getattr(practice, "column_mapping", None),
        "years": as_tasks([each for each in owed if each.quarter != this.quarter], urls),
        "history": [_entry(practice, this, each) for each in delivered.select_related("delivered_by")],
        "samples": reverse("demo:lists", kwargs={"practice_id": practice.pk}) if settings.DEMO else "",
    }
    return render(request, "practice/deliver/page.html", context)


def _required(mine: Participation) -> list[tuple[str, str]]:
    """The columns that every list must have, each with an example."""
    layout = mine.programme.lists
    return [(each.label, EXAMPLES.get(each.key, "")) for each in layout.columns if each.required] if layout else []


def _entry(practice: Practice, this: Owed, found: PatientList) -> Entry:
    return Entry(
        found.delivered_at,
        found.delivered_by.name,
        in_words(found, this.obligation.due, local_date(found.delivered_at)),
        note=f"{number(found.counted)} tellen mee, {number(found.rows)} rijen. Ontvangstbewijs {found.receipt}.",
        url=_to(practice, "outcome", list_id=found.pk),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def map_columns(request: Request, practice_id: str, list_id: str) -> HttpResponse:
    """Point out the columns of a list once; the file is gone by now, so it is chosen again afterwards."""
    practice = get_object_or_404(access.practices(request.actor, "list.deliver"), pk=practice_id)
    found = access.lists(request.actor, "list.deliver").filter(practice=practice)
    patient_list = get_object_or_404(
        found.select_related("findings", "enrolment__region_year__edition", "practice__column_mapping"), pk=list_id
    )
    layout = programme_of(patient_list.enrolment.region_year.edition).lists
    headers: list[str] = patient_list.findings.headers
    if layout is None or not headers:
        raise Http404
    mapping: ColumnMapping | None = getattr(patient_list.practice, "column_mapping", None)
    stored = mapping.version if mapping else 0
    version = typed_version(request) if request.method == "POST" else stored
    form = _columns_form(request, mapping, layout, headers)
    if request.method == "POST" and form.is_valid():
        try:
            columns.map_columns(
                practice=practice,
                layout=layout,
                headers=form.pointed_out(),
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, "Wij kennen uw kolommen nu. Kies uw bestand nog één keer.")
            return HttpResponseRedirect(_to(practice, "deliver_quarter", quarter=patient_list.quarter))
        except Refused as refusal:
            form.refuse(refusal)
    context = {
        "practice": practice,
        "list": patient_list,
        "form": form,
        "typed_version": version,
        "required": [form[each.key] for each in layout.columns if each.required],
        "optional": [form[each.key] for each in layout.columns if not each.required],
    }
    return render(request, "practice/deliver/columns.html", context)


def _columns_form(
    request: Request, mapping: ColumnMapping | None, layout: ListLayout, headers: list[str]
) -> ColumnsForm:
    known: dict[str, str | int] = mapping.headers if mapping else {}
    if request.method != "POST":
        return ColumnsForm(layout=layout, headers=headers, known=known)
    typed = {column.key: place_said(headers, request.POST.get(column.key, "")) for column in layout.columns}
    return ColumnsForm(data=typed, layout=layout, headers=headers, known=known)
