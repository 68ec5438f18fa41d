"""Noting items down: the list of a kind, one more, and changing or striking out one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from groeiruimte.actions import items as verbs
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.pages.question_rows import more_or_fewer_rows
from groeiruimte.pages.questions import QuestionForm, answers_from, question_form
from groeiruimte.programme.item import ItemKind
from groeiruimte.records import access
from groeiruimte.records.models import Employee
from groeiruimte.rules.answers import Answers, questions

from .everybody import everybody
from .forms import OwnerForm, at_first, place_of
from .rows import belongs, cells, columns, fills_in_for_all, named


@require_http_methods(["GET", "HEAD", "POST"])
def items(request: Request, practice_id: str, kind: str) -> HttpResponse:
    """What was noted of a kind; for a kind that everybody needs one of, the page to fill in for all at once."""
    year = of_year(request, practice_id, "item.note")
    asked = _kind(year, kind)
    if fills_in_for_all(year, asked):
        return everybody(request, year, asked)
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = _noted(request, year, asked.key)
    context = {
        "year": year,
        "practice": year.practice,
        "kind": asked,
        "columns": columns(asked),
        "rows": cells(year, asked, found, link=True),
        "has_map": asked.per == "district",
    }
    return render(request, "practice/kpi/items.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def item_add(request: Request, practice_id: str, kind: str) -> HttpResponse:
    """Note one more."""
    year = of_year(request, practice_id, "item.note")
    asked = _kind(year, kind)
    owner = {"district": next(iter(year.facts.districts), "")}
    form, owner_form = _forms(request, year, asked, at_first(request, asked), owner)
    if _is_sent(request) and form.is_valid() and owner_form.is_valid():
        try:
            verbs.note(
                practice=year.practice,
                enrolment=year.enrolment,
                kind=asked.key,
                answers=_given(form),
                employee=_employee(request, year, owner_form),
                district=owner_form.cleaned_data.get("district", ""),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Vastgelegd: {_within(asked.title)}.")
            return HttpResponseRedirect(_onward(year, asked))
    context = {"year": year, "practice": year.practice, "kind": asked, "form": form, "owner_form": owner_form}
    return render(request, "practice/kpi/item_add.html", context | {"problems": _problems(form, owner_form)})


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: Request, practice_id: str, kind: str, item_id: str) -> HttpResponse:
    """Change one. Who saves second sees both texts and keeps their own in the form."""
    year = of_year(request, practice_id, "item.note")
    asked = _kind(year, kind)
    stored = get_object_or_404(_noted(request, year, asked.key), pk=item_id)
    owner = {"employee": str(stored.employee_id or ""), "district": stored.district}
    form, owner_form = _forms(request, year, asked, stored.answers, owner)
    version, stale = stored.version, None
    if request.method == "POST":
        version = typed_version(request)
    if _is_sent(request) and form.is_valid() and owner_form.is_valid():
        try:
            verbs.change(
                practice=year.practice,
                item=stored,
                version=version,
                answers=_given(form),
                employee=_employee(request, year, owner_form),
                district=owner_form.cleaned_data.get("district", ""),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        except Stale as newer:
            stale, version = newer, newer.version
        else:
            messages.success(request, "Uw wijziging is bewaard.")
            return HttpResponseRedirect(_back(year, asked))
    context = {
        "year": year,
        "practice": year.practice,
        "kind": asked,
        "item": stored,
        "name": named(year, asked, stored),
        "form": form,
        "owner_form": owner_form,
        "problems": _problems(form, owner_form),
        "typed_version": version,
        "stale": stale,
    }
    return render(request, "practice/kpi/item.html", context, status=409 if stale else 200)


@require_POST
def item_strike(request: Request, practice_id: str, kind: str, item_id: str) -> HttpResponse:
    """Strike one out."""
    year = of_year(request, practice_id, "item.note")
    asked = _kind(year, kind)
    stored = get_object_or_404(
        access.items(request.actor, "item.note").filter(enrolment=year.enrolment, kind=asked.key), pk=item_id
    )
    verbs.strike_out(practice=year.practice, item=stored, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, f"Doorgestreept: {_within(named(year, asked, stored))}. Het telt niet meer mee.")
    return HttpResponseRedirect(_back(year, asked))


def _kind(year: YearOf, key: str) -> ItemKind:
    kind = year.programme.item_kind(key)
    if kind is None or not belongs(year, kind):
        raise Http404
    return kind


def _noted(request: Request, year: YearOf, kind: str) -> Any:
    """What stands noted, as rows of the database."""
    found = access.items(request.actor, "item.note")
    return found.filter(enrolment=year.enrolment, kind=kind, removed_on__isnull=True)


def _forms(
    request: Request, year: YearOf, kind: ItemKind, answers: Answers, owner: dict[str, str]
) -> tuple[QuestionForm, OwnerForm]:
    """The questions of a kind and its owner: as they stand, as they were sent, or with a row more or less."""
    sent = request.POST if request.method == "POST" else None
    rows = more_or_fewer_rows(request.POST) if sent is not None else None
    data = None if rows is not None else sent
    form = question_form(
        questions(kind, _typed(year, kind, answers, data) if data is not None else answers),
        of=kind,
        programme=year.programme,
        facts=year.facts,
        answers=answers,
        data=data,
        typed=rows,
        strict=True,
    )
    return form, OwnerForm(data, year=year, kind=kind, initial=rows.dict() if rows else owner)


def _typed(year: YearOf, kind: ItemKind, answers: Answers, data: QueryDict) -> Answers:
    """What was typed at every question, to know which of them are asked then."""
    programme, facts = year.programme, year.facts
    form = question_form(kind.questions, of=kind, programme=programme, facts=facts, answers=answers, data=data)
    return _given(form) if form.is_valid() else answers


def _is_sent(request: Request) -> bool:
    """Whether the form was sent to be kept, and not for another row."""
    return request.method == "POST" and more_or_fewer_rows(request.POST) is None


def _given(form: QuestionForm) -> dict[str, Any]:
    return {key: value for key, value in answers_from(form).items() if value is not None}


def _employee(request: Request, year: YearOf, form: OwnerForm) -> Employee | None:
    chosen = form.cleaned_data.get("employee")
    return access.employees(request.actor).filter(practice=year.practice).get(pk=chosen) if chosen else None


def _problems(form: QuestionForm, owner_form: OwnerForm) -> list[tuple[str, str]]:
    """What stands wrong, each with the place to mend it."""
    found = [(text, place_of(one[name])) for one in (owner_form, form) for name, text in _texts(one)]
    return found + [(str(text), "#formulier") for text in form.non_field_errors()]


def _texts(form: QuestionForm | OwnerForm) -> list[tuple[str, str]]:
    return [(name, str(text)) for name, texts in form.errors.items() if name in form.fields for text in texts]


def _within(title: str) -> str:
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _back(year: YearOf, kind: ItemKind) -> str:
    return reverse("practice:items", kwargs={"practice_id": year.practice.pk, "kind": kind.key}) + year.query


def _onward(year: YearOf, kind: ItemKind) -> str:
    """After noting: to the KPIs, where what is still open stands; a map of many partners goes on with the next one."""
    if kind.per == "district":
        return _back(year, kind)
    return reverse("practice:kpis", kwargs={"practice_id": year.practice.pk}) + year.query
