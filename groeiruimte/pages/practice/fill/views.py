"""The form as a task list, and its sections as pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import forms
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import TaskGroup
from groeiruimte.pages.practice.asking.progress import sections_of, tasks
from groeiruimte.pages.practice.asking.section import section_page
from groeiruimte.records import access
from groeiruimte.records.models import Article

from . import story
from .filling import Filling, filling_of, remarks_of, still_open, submissions_of
from .forms import DoneForm
from .next import next_task, ready_answers

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def form(request: Request, practice_id: str, form: str) -> HttpResponse:
    """Everything of one form: what to do, how far it is, what was sent, what the region said."""
    filling = filling_of(request, practice_id, form)
    done = DoneForm(request.POST if request.POST.get("doe") == "uitgevoerd" else None)
    if request.method == "POST":
        answer = _take_over(request, filling) or _step(request, filling, done)
        if answer is not None:
            return answer
    elif filling.may_change and filling.filled is None and len(sections_of(filling)) == 1:
        return HttpResponseRedirect(filling.url("form_section", section=sections_of(filling)[0].key))
    remarks = remarks_of(request, filling)
    sent = submissions_of(request, filling)
    waiting = still_open(filling, remarks, sent)
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "ready": len(ready_answers(filling)) if filling.may_change and not waiting else 0,
        "next_task": next_task(filling, waiting) if filling.may_change else None,
        "groups": [TaskGroup("Onderdelen", tasks(filling, waiting))] if filling.may_change else [],
        "notice": story.notice(filling, remarks, sent),
        "remarks": story.remarks(filling, remarks),
        "entries": story.entries(filling, sent),
        "urls": story.urls(filling, sent),
        "form": done,
        "aids": _aids(request, filling),
        "asks_done": filling.definition.carried_out and story.may_be_carried_out(filling),
    }
    return render(request, "practice/fill/form.html", context)


def _aids(request: Request, filling: Filling) -> list[Article]:
    """What the region published for this form (R145, R161)."""
    published = access.articles(request.actor).filter(region=filling.year.practice.region_id, published=True)
    return list(published.filter(form=filling.definition.key))


def _take_over(request: Request, filling: Filling) -> HttpResponse | None:
    """Answer every question with what is known, when that completes the form; the next page shows it all."""
    if request.POST.get("doe") != "overnemen" or not filling.may_change:
        return None
    ready = ready_answers(filling)
    if ready:
        forms.save(
            enrolment=filling.year.enrolment,
            form=filling.definition.key,
            section=sections_of(filling)[-1].key,
            version=typed_version(request),
            answers=ready,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    return HttpResponseRedirect(filling.url("form_check"))


def _step(request: Request, filling: Filling, done: DoneForm) -> HttpResponse | None:
    """Take back, or say that it was carried out; None when the page must say what is wrong."""
    if filling.filled is None:
        raise Http404
    key = submission_key(request)
    match request.POST.get("doe"):
        case "terughalen":
            forms.take_back(filled_form=filling.filled, by=request.actor, at=request.at, key=key)
            messages.success(request, "U kunt het weer wijzigen. Verstuur het daarna opnieuw.")
        case "uitgevoerd" if not done.is_valid():
            return None
        case "uitgevoerd":
            try:
                day = done.cleaned_data["day"]
                forms.carry_out(filled_form=filling.filled, on=day, by=request.actor, at=request.at, key=key)
            except Refused as refusal:
                done.add_error("day" if refusal.code == "day" else None, f"{refusal.message} {refusal.mend}")
                return None
            messages.success(request, "Bewaard: u voerde dit uit.")
        case _:
            raise Http404
    return HttpResponseRedirect(filling.url("form"))


@require_http_methods(_METHODS)
def section(request: Request, practice_id: str, form: str, section: str) -> HttpResponse:
    filling = filling_of(request, practice_id, form)
    alone = len(sections_of(filling)) == 1 and filling.filled is None
    back, label = (story.year_url(filling), "Mijn jaar") if alone else (filling.home_url, filling.definition.title)
    return section_page(request, filling, section, back, label)
