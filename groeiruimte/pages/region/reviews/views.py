"""R05: the list, and one form with the checklist beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import forms as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.question_fields import YES
from groeiruimte.pages.questions import QuestionForm, answers_from
from groeiruimte.pages.region.years import region_or_404
from groeiruimte.records import access
from groeiruimte.records.models import FilledForm, Region

from . import queue
from .forms import RemarksForm, ReopenForm
from .sheet import CHECKLIST, Sheet, checklist_of, sheet_of

ROWS_A_PAGE = 50
ALL_YES = "alles-ja"
_CHANGED = ("changed", "status")
"""What a refusal is called when the practice sent a newer version, or took the form back."""


@require_safe
def reviews(request: Request, region_key: str) -> HttpResponse:
    """What waits, the oldest first; and what lies elsewhere."""
    region = region_or_404(request, region_key)
    found = queue.sent_in(request, region)
    state = request.GET.get("stand", queue.WAITING)
    if state not in queue.STATES:
        raise Http404
    here = [sent for sent in found if sent.state == state]
    page = Paginator(here, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "region": region,
        "states": [
            (key, label, sum(sent.state == key for sent in found), key == state) for key, label in queue.STATES.items()
        ],
        "title": queue.STATES[state],
        "columns": queue.COLUMNS,
        "rows": queue.rows(page, region, request.actor.on),
        "page": page,
        "query": urlencode({"stand": state}),
        "empty": queue.EMPTY[state],
        "first": queue.rows(queue.waiting(found)[:1], region, request.actor.on),
    }
    return render(request, "region/reviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Request, region_key: str, form_id: str) -> HttpResponse:
    """One form: what was sent on the left, the checklist on the right, a remark at each question."""
    region = region_or_404(request, region_key)
    sheet = sheet_of(request, _filled(request, region, form_id))
    problems: list[tuple[str, str]] = []
    typed: Any = _typed(request, sheet) if request.POST.get("doe") in _DEEDS else None
    remarks = RemarksForm(sheet.questions, sheet.draft, typed)
    checklist = checklist_of(sheet, typed)
    reopening = ReopenForm(request.POST if request.POST.get("doe") == "heropen" else None)
    if request.method == "POST":
        try:
            answer = _act(request, region, sheet, remarks, checklist, reopening)
        except Refused as refusal:
            if refusal.code == "no_right":
                raise
            sheet = sheet_of(request, _filled(request, region, form_id))
            changed = refusal.code in _CHANGED and bool(sheet.changes)
            problems = [(f"{refusal.message} {refusal.mend}", "#gewijzigd" if changed else "")]
        else:
            if answer is not None:
                return answer
    may_review = access.may(request.actor, "form.review", practice=sheet.filled.practice)
    waits = queue.waiting(queue.sent_in(request, region))
    place = next((n for n, sent in enumerate(waits, 1) if sent.id == sheet.filled.pk), 0)
    context = {
        "region": region,
        "sheet": sheet,
        "parts": sheet.parts(remarks),
        "remarks": remarks,
        "whole": remarks["geheel"],
        "checklist": checklist,
        "points": sum(q.type == "yes_no" for q in sheet.review.questions) if sheet.review else 0,
        "reopening": reopening,
        "problems": problems + _problems(remarks, checklist),
        "place": place,
        "places": len(waits),
        "may_decide": may_review and sheet.is_open,
        "may_reopen": may_review and sheet.may_reopen,
        "list_url": reverse("region:reviews", kwargs={"region_key": region.key}),
        "here": request.path,
    }
    return render(request, "region/reviews/review.html", context, status=409 if problems else 200)


def _filled(request: Request, region: Region, form_id: str) -> FilledForm:
    found = access.filled_forms(request.actor, "form.read").filter(
        region=region, about__isnull=True, submitted_at__isnull=False
    )
    return get_object_or_404(found, pk=form_id)


def _act(
    request: Request,
    region: Region,
    sheet: Sheet,
    remarks: RemarksForm,
    checklist: QuestionForm | None,
    reopening: ReopenForm,
) -> HttpResponse | None:
    """Do what the button says and go to the next one; None when what was typed must be mended first."""
    doe = request.POST.get("doe", "")
    given: dict[str, Any] = {"by": request.actor, "at": request.at, "key": submission_key(request)}
    practice = sheet.filled.practice.name
    if doe == "heropen":
        if not reopening.is_valid():
            return None
        verbs.reopen(filled_form=sheet.filled, reason=reopening.cleaned_data["reason"], **given)
        messages.success(request, f"Weer open voor {practice}. Zij krijgen een mail.")
        return HttpResponseRedirect(request.path)
    if doe not in _DEEDS:
        raise Http404
    if not remarks.is_valid() or (checklist is not None and not checklist.is_valid()):
        return None
    deed, said = _DEEDS[doe]
    try:
        deed(
            filled_form=sheet.filled,
            number=typed_version(request),
            remarks=remarks.remarks(),
            checklist=answers_from(checklist) if checklist is not None else {},
            **given,
        )
    except Refused as refusal:
        if refusal.code != "status":
            raise
        raise Refused("De praktijk heeft dit zojuist gewijzigd.", "Bekijk de wijziging.", code="status") from refusal
    messages.success(request, said.format(practice))
    return HttpResponseRedirect(request.path if deed is verbs.note else _next(request, region))


def _typed(request: Request, sheet: Sheet) -> QueryDict:
    """What was typed; with one button every point that is not answered yet becomes yes."""
    typed = request.POST.copy()
    if typed.get("doe") == ALL_YES and sheet.review is not None:
        for question in sheet.review.questions:
            name = f"{CHECKLIST}-{question.key}"
            if question.type == "yes_no" and not typed.get(name):
                typed[name] = YES
    return typed


_DEEDS: Mapping[str, tuple[Any, str]] = {
    "bewaar": (verbs.note, "Bewaard. {} ziet dit nog niet."),
    ALL_YES: (verbs.note, "Alle open punten staan op ja. {} ziet dit nog niet."),
    "akkoord": (verbs.agree, "Akkoord gegeven aan {}. Zij krijgen een mail."),
    "terug": (verbs.send_back, "Teruggestuurd naar {}. Zij krijgen een mail."),
}


def _next(request: Request, region: Region) -> str:
    """The form that waits longest now, else the list."""
    waits = queue.waiting(queue.sent_in(request, region))
    if not waits:
        return reverse("region:reviews", kwargs={"region_key": region.key})
    return reverse("region:review", kwargs={"region_key": region.key, "form_id": waits[0].id})


def _problems(remarks: RemarksForm, checklist: QuestionForm | None) -> list[tuple[str, str]]:
    """What must be mended, with the way to it; for two forms in one."""
    forms = [remarks, *([checklist] if checklist is not None else [])]
    return [
        (str(sentence), f"#{form[name].auto_id}")
        for form in forms
        if form.is_bound
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
