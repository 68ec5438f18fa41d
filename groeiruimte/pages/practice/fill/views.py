"""The form as a task list, and its sections as pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import forms
from groeiruimte.actions.form_answers import THEIRS, touched
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import first_version, submission_key, typed_version
from groeiruimte.pages.layout.parts import TaskGroup
from groeiruimte.pages.question_rows import more_or_fewer_rows
from groeiruimte.pages.questions import QuestionForm, answers_from
from groeiruimte.records import access
from groeiruimte.records.models import Article
from groeiruimte.rules.answers import questions

from . import progress, story
from .asked import fields_of, on_page
from .filling import Filling, filling_of, remarks_of, still_open, submissions_of, waiting_at
from .forms import DoneForm

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
    elif filling.may_change and filling.filled is None and len(progress.sections_of(filling)) == 1:
        return HttpResponseRedirect(filling.url("form_section", section=progress.sections_of(filling)[0].key))
    remarks = remarks_of(request, filling)
    sent = submissions_of(request, filling)
    waiting = still_open(filling, remarks, sent)
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "ready": len(progress.ready_answers(filling)) if filling.may_change and not waiting else 0,
        "next_task": progress.next_task(filling, waiting) if filling.may_change else None,
        "groups": [TaskGroup("Onderdelen", progress.tasks(filling, waiting))] if filling.may_change else [],
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
    ready = progress.ready_answers(filling)
    if ready:
        forms.save(
            enrolment=filling.year.enrolment,
            form=filling.definition.key,
            section=progress.sections_of(filling)[-1].key,
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
    """One page of questions. Saving goes on to the next page; nothing needs to be complete."""
    filling = filling_of(request, practice_id, form)
    here = next((found for found in progress.sections_of(filling) if found.key == section), None)
    if here is None:
        raise Http404
    if not filling.may_change:
        return HttpResponseRedirect(filling.url("form"))
    fields, version = fields_of(filling, section), filling.version
    if request.method == "POST":
        version = typed_version(request)
        typed = more_or_fewer_rows(request.POST)
        fields = fields_of(filling, section, typed=typed) if typed else fields_of(filling, section, data=request.POST)
        if typed is None and fields.is_valid():
            return _save(request, filling, section, fields, version)
    places = [found.key for found in progress.sections_of(filling)]
    remarks = remarks_of(request, filling)
    waiting = still_open(filling, remarks, submissions_of(request, filling))
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "section": here,
        "place": places.index(section) + 1,
        "places": len(places),
        "form": fields,
        "on_page": on_page(filling, section, fields, remarks),
        "typed_version": version,
        "back": filling.url("form") if len(places) > 1 or filling.filled else story.year_url(filling),
        "back_label": filling.definition.title if len(places) > 1 or filling.filled else "Mijn jaar",
        "last": progress.onward(filling, section, waiting) is None,
    }
    return render(request, "practice/fill/section.html", context)


def _save(request: Request, filling: Filling, section: str, fields: QuestionForm, version: int) -> HttpResponse:
    """Save what was typed and go where the work goes on. Of a question that two people changed, the other text stays
    when that was chosen on the page of E02."""
    answers = answers_from(fields)
    kept = {key: value for key, value in answers.items() if request.POST.get(f"keus.{key}") != THEIRS}
    first = first_version(request)
    if first is not None and filling.filled is not None:  # what only the other changed stays as the other left it
        kept = touched(filling.filled, first, kept, filling.known)
    doe, _, of = request.POST.get("doe", "").partition(":")
    coming = progress.after(filling, section)
    place = section if doe or coming is None else coming.key
    forms.save(
        enrolment=filling.year.enrolment,
        form=filling.definition.key,
        section=place,
        version=version,
        answers=kept,
        here=of if doe == "bewijs" else _first_open(filling, place, answers),
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    now = filling_of(request, filling.year.practice.pk, filling.definition.key)
    if doe == "bewijs" and of in answers:
        back = now.place(section, now.definition.question(of))
        shelf = reverse("practice:evidence_add", kwargs={"practice_id": now.year.practice.pk})
        return HttpResponseRedirect(f"{shelf}?{urlencode({'terug': back})}")
    if doe:
        messages.success(request, "Bewaard. U gaat later verder waar u was.")
        return HttpResponseRedirect(now.url("form"))
    added = _added(filling, now, section, set(answers))
    if added:
        messages.info(request, "Er kwam iets bij door uw antwoord.")
        return HttpResponseRedirect(added)
    following = progress.onward(now, section, waiting_at(request, now))
    return HttpResponseRedirect(now.url("form_section", section=following.key) if following else now.url("form_check"))


def _first_open(filling: Filling, section: str, answers: dict[str, object]) -> str:
    """The question to come back to: the first of the page that still waits for an answer."""
    there = {**filling.answers, **answers}
    asked = questions(filling.definition, there, section)
    waiting = [question.key for question in asked if question.required and there.get(question.key) is None]
    return next(iter(waiting or [question.key for question in asked]), "")


def _added(before: Filling, now: Filling, section: str, answered: set[str]) -> str:
    """The place of the first question that this save made appear on the same page, or that can be answered now."""
    gaps = {gap.question for gap in now.missing(section)}
    for question in questions(now.definition, now.offered, section):
        if question.type == "calculated" or question.key not in gaps:
            continue
        if question.key not in answered or (now.choices(question) and not before.choices(question)):
            return now.place(section, question)
    return ""
