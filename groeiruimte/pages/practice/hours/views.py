"""Extra uren: overview, adding, changing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import hours as actions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.objective import Objective
from groeiruimte.records import access
from groeiruimte.records.models import ExtraHours
from groeiruimte.rules.hours import time_offered, within

from . import overview
from .forms import HoursForm, initial_of

_COLUMNS = [
    Column("Functie"),
    Column("Mensen", "number"),
    Column("Uren", "number"),
    Column("Loopt nu", "number"),
]


@require_safe
def hours(request: Request, practice_id: str) -> HttpResponse:
    """What is booked for each function and objective, and where the money may go."""
    practice = get_object_or_404(access.practices(request.actor, "hours.read"), pk=practice_id)
    if not access.enrolments(request.actor, "hours.read").filter(practice=practice).exists():
        return render(request, "practice/hours/before.html", {"practice": practice})
    year = of_year(request, practice_id, "hours.read")
    on = request.actor.on
    found = list(access.extra_hours(request.actor).filter(enrolment=year.enrolment, removed_on=None))
    rows, foot = overview.per_function(year.programme, found, on)
    context = {
        "year": year,
        "practice": year.practice,
        "columns": _COLUMNS,
        "rows": rows,
        "foot": foot,
        "objectives": overview.per_objective(year.programme, year.facts, found, on),
        "spending": overview.spending(year.programme, year.facts, on),
        "may_edit": access.may(request.actor, "hours.book", practice=year.practice),
    }
    return render(request, "practice/hours/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hours_add(request: Request, practice_id: str) -> HttpResponse:
    """Book hours under one objective: that of the address, or the only one of the practice."""
    year = of_year(request, practice_id, "hours.book")
    objective = _asked(request, year)
    if objective is None:
        return render(request, "practice/hours/choose.html", {"year": year, "practice": year.practice})
    form = _form(request, year, objective, {"start": short_date(within(year.programme, request.actor.on))})
    if request.method == "POST" and form.is_valid():
        try:
            actions.book(
                practice=year.practice,
                enrolment=year.enrolment,
                objective=objective.key,
                text=form.text(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_hours(request, year, "De uren zijn bewaard.")
        except Refused as refusal:
            form.refuse(refusal)
    return render(request, "practice/hours/edit.html", _context(request, year, objective, form, None))


@require_http_methods(["GET", "HEAD", "POST"])
def hours_edit(request: Request, practice_id: str, hours_id: str) -> HttpResponse:
    """Change hours or let them end. Who saved first is never overwritten (E02)."""
    year = of_year(request, practice_id, "hours.book")
    mine = access.extra_hours(request.actor, "hours.book").filter(enrolment=year.enrolment, removed_on=None)
    found = get_object_or_404(mine, pk=hours_id)
    objective = year.programme.objective(found.objective)
    form = _form(request, year, objective, initial_of(actions.text_of(found)), found)
    version = typed_version(request) if request.method == "POST" else found.version
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                practice=year.practice,
                hours=found,
                version=version,
                text=form.text(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_hours(request, year, "De uren zijn bewaard.")
        except Refused as refusal:
            form.refuse(refusal)
    context = _context(request, year, objective, form, found) | {"typed_version": version}
    return render(request, "practice/hours/edit.html", context)


@require_POST
def hours_strike_out(request: Request, practice_id: str, hours_id: str) -> HttpResponse:
    year = of_year(request, practice_id, "hours.book")
    found = get_object_or_404(access.extra_hours(request.actor, "hours.book"), pk=hours_id, practice=year.practice)
    actions.strike_out(
        practice=year.practice, hours=found, by=request.actor, at=request.at, key=submission_key(request)
    )
    return _to_hours(request, year, "De uren zijn weggehaald.")


def _asked(request: Request, year: YearOf) -> Objective | None:
    """The objective of the address; without one the only one of the practice, or None to choose first."""
    mine = {each.key: each for each in year.programme.objectives_in_order if each.key in year.facts.objectives}
    asked: Any = request.GET.get("doelstelling", "")
    if asked:
        if asked not in mine:
            raise Http404
        return mine[asked]
    return next(iter(mine.values())) if len(mine) == 1 else None


def _form(
    request: Request, year: YearOf, objective: Objective, initial: dict[str, str], found: ExtraHours | None = None
) -> HoursForm:
    on = request.actor.on
    offers = time_offered(year.programme, year.facts, objective, on)
    allowed = [offer.type for offer in offers if offer.verdict.allowed]
    staff = access.employees(request.actor, "hours.book").filter(practice=year.practice)
    shelf = access.evidence(request.actor, "hours.book").filter(practice=year.practice)
    booked, contract = (found.employee_id, found.contract_id) if found else (None, None)
    return HoursForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        programme=year.programme,
        staff=[each for each in staff if each.pk == booked or each.end is None or each.end >= on],
        shelf=[each for each in shelf if each.pk == contract or each.removed_on is None],
        offers=offers,
        initial=({"type": allowed[0]} if len(allowed) == 1 else {}) | initial,
    )


def _context(
    request: Request, year: YearOf, objective: Objective, form: HoursForm, found: ExtraHours | None
) -> dict[str, object]:
    """The contract and the statement are asked only where the objective needs them, or they are there already."""
    there = found is not None and (found.contract_id is not None or found.claimed_nowhere_else)
    offers = time_offered(year.programme, year.facts, objective, request.actor.on)
    return {
        "year": year,
        "practice": year.practice,
        "objective": objective,
        "form": form,
        "hours": found,
        "asks_contract": objective.hours_by_contract or there,
        "offers": list(zip(offers, form["type"], strict=True)),
    }


def _to_hours(request: Request, year: YearOf, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("practice:hours", kwargs={"practice_id": year.practice.pk}) + year.query)
