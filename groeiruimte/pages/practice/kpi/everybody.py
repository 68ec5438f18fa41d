"""One page for a kind of which every employee needs one: the digital skills of all staff, saved at once (R068)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from groeiruimte.actions import items as verbs
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.pages.questions import QuestionForm, answers_from, question_form
from groeiruimte.programme.item import ItemKind
from groeiruimte.records import access
from groeiruimte.records.models import Item
from groeiruimte.rules.answers import Answers, questions
from groeiruimte.rules.facts import EmployeeFact
from groeiruimte.rules.naming import function_label

from .forms import at_first, is_blank, place_of
from .rows import people_of

_ALL = "allen"


@dataclass(frozen=True, slots=True)
class Person:
    """An employee with the questions about them; `is_open` when nothing is noted yet."""

    id: str
    name: str
    function: str
    form: QuestionForm
    is_open: bool


def everybody(request: Request, year: YearOf, kind: ItemKind) -> HttpResponse:
    """Every employee with a few fields; what stands at "iedereen" goes to who is left empty."""
    stored = {str(item.employee_id): item for item in _noted(request, year, kind)}
    staff = people_of(year, kind)
    all_form = _form(request, year, kind, at_first(request, kind), _ALL)
    people = [_person(request, year, kind, one, stored.get(one.id)) for one in staff]
    version, stale = verbs.version_of_all(year.enrolment, kind.key), None
    if request.method == "POST":
        version = typed_version(request)
        answers = _answers(request, year, kind, all_form, people)
        if answers is not None:
            try:
                verbs.note_for_everybody(
                    practice=year.practice,
                    enrolment=year.enrolment,
                    kind=kind.key,
                    version=version,
                    answers=answers,
                    by=request.actor,
                    at=request.at,
                    key=submission_key(request),
                )
            except Refused as refusal:
                all_form.refuse(refusal)
            except Stale as newer:
                stale, version = newer, newer.version
            else:
                return _kept(request, year, kind, sum(bool(given) for given in answers.values()), len(staff))
    context = {
        "year": year,
        "practice": year.practice,
        "kind": kind,
        "all_form": all_form,
        "people": people,
        "noted": sum(one.id in stored for one in staff),
        "percent": 100 * sum(one.id in stored for one in staff) // len(staff) if staff else 0,
        "problems": [*_problems(all_form), *(found for one in people for found in _problems(one.form, one.name))],
        "typed_version": version,
        "stale": stale,
    }
    return render(request, "practice/kpi/everybody.html", context, status=409 if stale else 200)


def _noted(request: Request, year: YearOf, kind: ItemKind) -> list[Item]:
    found = access.items(request.actor, "item.note").filter(enrolment=year.enrolment, kind=kind.key)
    return list(found.filter(removed_on__isnull=True))


def _person(request: Request, year: YearOf, kind: ItemKind, one: EmployeeFact, stored: Item | None) -> Person:
    form = _form(request, year, kind, stored.answers if stored else {}, f"m{one.id}")
    return Person(one.id, one.name, function_label(year.programme, one.function), form, stored is None)


def _form(
    request: Request, year: YearOf, kind: ItemKind, answers: Answers, prefix: str, *, strict: bool = False
) -> QuestionForm:
    return question_form(
        questions(kind, answers),
        of=kind,
        programme=year.programme,
        facts=year.facts,
        answers=answers,
        data=request.POST if request.method == "POST" else None,
        strict=strict,
        prefix=prefix,
    )


def _answers(
    request: Request, year: YearOf, kind: ItemKind, all_form: QuestionForm, people: list[Person]
) -> dict[str, Mapping[str, Any]] | None:
    """What was given for each employee; None when something must be mended first, with the sentence at its field."""
    given_for_all = _typed(request, year, kind, all_form, _ALL)
    answers: dict[str, Mapping[str, Any]] = {}
    for person in people:
        typed = _typed(request, year, kind, person.form, f"m{person.id}")
        answers[person.id] = typed or given_for_all
    sound = all_form.is_valid() and all(person.form.is_valid() for person in people)
    return answers if sound else None


def _typed(request: Request, year: YearOf, kind: ItemKind, form: QuestionForm, prefix: str) -> Answers:
    """The answers of one row: nothing for an empty one; one that was begun must be finished."""
    if not form.is_valid():
        return {}
    given = {key: value for key, value in answers_from(form).items() if value is not None}
    if is_blank(form, given):
        return {}
    whole = _form(request, year, kind, form.answers, prefix, strict=True)
    if not whole.is_valid():
        for name, texts in whole.errors.items():
            for text in texts:
                form.add_error(name if name in form.fields else None, str(text))
    return given


def _problems(form: QuestionForm, whose: str = "") -> list[tuple[str, str]]:
    """What to mend in one row, with the name of the person before it."""
    found = []
    for name, texts in form.errors.items():
        place = place_of(form[name]) if name in form.fields else "#formulier"
        found += [(f"{whose}: {text}" if whose else str(text), place) for text in texts]
    return found


def _kept(request: Request, year: YearOf, kind: ItemKind, noted: int, many: int) -> HttpResponse:
    """To the KPIs once everybody is there; else on with who is left."""
    messages.success(request, f"Bewaard. Vastgelegd voor {noted} van {many} medewerkers.")
    place = {"practice_id": year.practice.pk}
    url = (
        reverse("practice:kpis", kwargs=place)
        if noted == many
        else reverse("practice:items", kwargs=place | {"kind": kind.key})
    )
    return HttpResponseRedirect(url + year.query)
