"""The last look before sending: every answer with the way to change it, who signs, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import forms
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.practice.asking.last_look import gaps, newer, parts
from groeiruimte.pages.practice.asking.progress import sections_of
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.rules.facts import Facts, FormFact
from groeiruimte.rules.kpi import is_asked, of_practice
from groeiruimte.rules.why import listed

from . import story
from .filling import Filling, filling_of, remarks_of, submissions_of


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Request, practice_id: str, form: str) -> HttpResponse:
    filling = filling_of(request, practice_id, form)
    if filling.filled is None or not filling.may_change:
        # The second click of a double click finds that the first one sent it: the same answer.
        was_sent = request.method == "POST" and filling.filled is not None
        return HttpResponseRedirect(filling.url("form_sent" if was_sent else "form"))
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            return _send(request, filling)
        except Refused as refusal:
            problems = [(refusal.message, ""), (refusal.mend, "")]
            filling = filling_of(request, practice_id, form)
    may_sign = access.may(request.actor, forms.right_to_send(filling.definition), practice=filling.year.practice)
    several = len(sections_of(filling)) > 1
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "parts": parts(filling, remarks_of(request, filling)),
        "gaps": gaps(filling),
        "newer": newer(filling),
        "may_sign": may_sign,
        "who_signs": who_signs(request, filling),
        "signs": signs(filling),
        "problems": problems,
        "back": filling.url("form") if several else story.year_url(filling),
        "back_label": filling.definition.title if several else "Mijn jaar",
        "form_url": filling.url("form"),
    }
    return render(request, "practice/fill/check.html", context, status=409 if problems else 200)


def _send(request: Request, filling: Filling) -> HttpResponse:
    if filling.filled is None:
        raise Http404
    given: dict[str, Any] = {"by": request.actor, "at": request.at, "key": submission_key(request)}
    if request.POST.get("doe") == "vragen":
        forms.ask_to_sign(filled_form=filling.filled, **given)
        messages.success(request, f"Wij mailden {who_signs(request, filling)}.")
        return HttpResponseRedirect(filling.url("form"))
    forms.submit(enrolment=filling.year.enrolment, form=filling.definition.key, version=typed_version(request), **given)
    return HttpResponseRedirect(filling.url("form_sent"))


def who_signs(request: Request, filling: Filling) -> str:
    """The names of those who may sign, `praktijkhouder A of B`."""
    found = access.signers(request.actor, filling.year.practice)
    names = [each.user.name for each in found if each.user]
    return f"praktijkhouder {listed(names, 'of')}" if names else "de praktijkhouder"


def signs(filling: Filling) -> tuple[str, ...]:
    """What a signature is for, in at most six lines."""
    return tuple(_signs(filling))


def _signs(filling: Filling) -> Iterable[str]:
    year, due = filling.year, filling.availability.due
    again = filling.filled is not None and filling.filled.submitted_at is not None
    yield f"{filling.definition.title}, van {year.practice.name} (AGB {year.practice.agb_code})."
    yield filling.definition.statement or "De antwoorden hierboven kloppen."
    if any(question.type == "kpi" for question in filling.definition.questions):
        found = of_practice(year.programme, _once_sent(filling))
        met = sum(result.state == "met" for result in found)
        asked = sum(is_asked(kpi, year.facts) for kpi in year.programme.kpis)
        yield f"Uw praktijk haalde {met} van de {asked} KPI’s."
    if filling.definition.reviewed:
        yield f"{year.practice.region.name} leest dit, en is akkoord of vraagt een aanvulling."
    else:
        yield f"{year.practice.region.name} kan dit lezen."
    if due is not None and filling.on > due and not again:
        yield f"Dit kon tot en met {short_date(due)}. Het komt te laat aan, maar het telt wel als ontvangen."


def _once_sent(filling: Filling) -> Facts:
    """What holds when this form is in: some KPIs look at its own answers."""
    facts, form = filling.year.facts, filling.definition.key
    others = tuple(fact for fact in facts.forms if fact.form != form or fact.year)
    return replace(facts, forms=(*others, FormFact(form, "submitted", filling.on, filling.cleaned)))


@require_safe
def sent(request: Request, practice_id: str, form: str) -> HttpResponse:
    """Certainty: number, time, seal, and what happens now."""
    filling = filling_of(request, practice_id, form)
    found = submissions_of(request, filling)
    if not found:
        raise Http404
    context = {
        "filling": filling,
        "practice": filling.year.practice,
        "definition": filling.definition,
        "submission": found[0],
        "short": found[0].sha256[:12],
        "urls": story.urls(filling, found),
    }
    return render(request, "practice/fill/sent.html", context)
