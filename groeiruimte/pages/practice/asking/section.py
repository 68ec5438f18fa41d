"""One page of questions. Saving goes on to the next page; nothing needs to be complete."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from groeiruimte.actions.form_answers import THEIRS, touched
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import first_version, typed_version
from groeiruimte.pages.question_rows import more_or_fewer_rows
from groeiruimte.pages.questions import QuestionForm, answers_from
from groeiruimte.rules.answers import questions

from . import progress
from .filling import Asking
from .on_page import fields_of, on_page


def section_page(request: Request, filling: Asking, section: str, back: str, back_label: str) -> HttpResponse:
    """A section of what is being answered; a section that is not asked now is not there."""
    here = next((found for found in progress.sections_of(filling) if found.key == section), None)
    if here is None:
        raise Http404
    if not filling.may_change:
        return HttpResponseRedirect(filling.home_url)
    fields, version = fields_of(filling, section), filling.version
    if request.method == "POST":
        version = typed_version(request)
        typed = more_or_fewer_rows(request.POST)
        fields = fields_of(filling, section, typed=typed) if typed else fields_of(filling, section, data=request.POST)
        if typed is None and fields.is_valid():
            return _save(request, filling, section, fields, version)
    places = [found.key for found in progress.sections_of(filling)]
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "section": here,
        "place": places.index(section) + 1,
        "places": len(places),
        "form": fields,
        "on_page": on_page(filling, section, fields, filling.remarks(request)),
        "typed_version": version,
        "back": back,
        "back_label": back_label,
        "last": progress.onward(filling, section, filling.waiting(request)) is None,
    }
    return render(request, "practice/asking/section.html", context)


def _save(request: Request, filling: Asking, section: str, fields: QuestionForm, version: int) -> HttpResponse:
    """Save what was typed and go where the work goes on. Of a question that two people changed, the other text stays
    when that was chosen on the page of E02."""
    answers = answers_from(fields)
    kept = {key: value for key, value in answers.items() if request.POST.get(f"keus.{key}") != THEIRS}
    first = first_version(request)
    if first is not None and filling.record is not None:  # what only the other changed stays as the other left it
        kept = touched(filling.record, first, kept, filling.known)
    doe, _, of = request.POST.get("doe", "").partition(":")
    coming = progress.after(filling, section)
    place = section if doe or coming is None else coming.key
    filling.save(request, place, version, kept, of if doe == "bewijs" else _first_open(filling, place, answers))
    now = filling.again(request)
    if doe == "bewijs" and of in answers:
        back = now.place(section, now.definition.question(of))
        shelf = reverse("practice:evidence_add", kwargs={"practice_id": now.year.practice.pk})
        return HttpResponseRedirect(f"{shelf}?{urlencode({'terug': back})}")
    if doe:
        messages.success(request, "Bewaard. U gaat later verder waar u was.")
        return HttpResponseRedirect(now.home_url)
    added = _added(filling, now, section, set(answers))
    if added:
        messages.info(request, "Er kwam iets bij door uw antwoord.")
        return HttpResponseRedirect(added)
    following = progress.onward(now, section, now.waiting(request))
    return HttpResponseRedirect(now.section_url(following.key) if following else now.check_url)


def _first_open(filling: Asking, section: str, answers: dict[str, object]) -> str:
    """The question to come back to: the first of the page that still waits for an answer."""
    there = {**filling.answers, **answers}
    asked = questions(filling.definition, there, section)
    waiting = [question.key for question in asked if question.required and there.get(question.key) is None]
    return next(iter(waiting or [question.key for question in asked]), "")


def _added(before: Asking, now: Asking, section: str, answered: set[str]) -> str:
    """The place of the first question that this save made appear on the same page, or that can be answered now."""
    gaps = {gap.question for gap in now.missing(section)}
    for question in questions(now.definition, now.offered, section):
        if question.type == "calculated" or question.key not in gaps:
            continue
        if question.key not in answered or (now.choices(question) and not before.choices(question)):
            return now.place(section, question)
    return ""
