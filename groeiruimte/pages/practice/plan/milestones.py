"""P08: the milestones of a plan, from an example or of one's own, and how far they are."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from groeiruimte.actions import milestones as actions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Milestone
from groeiruimte.rules.milestones import topics

from .forms import ExamplesForm, MilestoneForm, ProgressForm, of_milestone


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_add(request: Request, practice_id: str) -> HttpResponse:
    """An own milestone."""
    year = of_year(request, practice_id, "plan.edit")
    form = MilestoneForm(*_sent(request), staff=_staff(request, year, None), topics=topics(year.programme))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add(
                practice=year.practice,
                enrolment=year.enrolment,
                text=form.text(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_plan(request, year, "De mijlpaal staat in uw plan.")
        except Refused as refusal:
            form.refuse(refusal)
    return render(request, "practice/plan/milestone.html", _context(year, form))


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_examples(request: Request, practice_id: str) -> HttpResponse:
    """Milestones to copy, with the day on which each would be due (R169)."""
    year = of_year(request, practice_id, "plan.edit")
    offered = actions.offered(year.programme, year.facts, year.enrolment, request.actor.on)
    form = ExamplesForm(*_sent(request), offered=offered)
    if request.method == "POST":
        chosen = request.POST.getlist("examples")
        try:
            actions.copy(
                practice=year.practice,
                enrolment=year.enrolment,
                examples=chosen,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_plan(request, year, "De mijlpalen staan in uw plan. Pas ze aan als dat nodig is.")
        except Refused as refusal:
            if form.is_valid():
                form.refuse(refusal)
    context = _context(year, form) | {"offered": list(zip(offered, form["examples"], strict=True))}
    return render(request, "practice/plan/examples.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def milestone(request: Request, practice_id: str, milestone_id: str) -> HttpResponse:
    """Change what a milestone says. Who saved first is never overwritten (E02)."""
    year = of_year(request, practice_id, "plan.edit")
    found = _found(request, year, milestone_id)
    form = MilestoneForm(
        *_sent(request),
        staff=_staff(request, year, found.owner),
        topics=topics(year.programme),
        text=actions.text_of(found),
    )
    version = typed_version(request) if request.method == "POST" else found.version
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                practice=year.practice,
                milestone=found,
                version=version,
                text=form.text(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_plan(request, year, "De mijlpaal is bewaard.")
        except Refused as refusal:
            form.refuse(refusal)
    context = _context(year, form) | {"milestone": found, "typed_version": version}
    return render(request, "practice/plan/milestone.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def milestone_progress(request: Request, practice_id: str, milestone_id: str) -> HttpResponse:
    """How far a milestone is; only the practice says so (R141)."""
    year = of_year(request, practice_id, "plan.edit")
    found = _found(request, year, milestone_id)
    shelf = access.evidence(request.actor, "plan.edit").filter(practice=year.practice, removed_on=None)
    form = ProgressForm(*_sent(request), shelf=list(shelf), progress=of_milestone(found))
    version = typed_version(request) if request.method == "POST" else found.version
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(
                practice=year.practice,
                milestone=found,
                version=version,
                progress=form.progress_typed(),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            return _to_plan(request, year, "Uw voortgang is bewaard.")
        except Refused as refusal:
            form.refuse(refusal)
    context = _context(year, form) | {"milestone": found, "typed_version": version}
    return render(request, "practice/plan/progress.html", context)


@require_POST
def milestone_strike_out(request: Request, practice_id: str, milestone_id: str) -> HttpResponse:
    year = of_year(request, practice_id, "plan.edit")
    found = get_object_or_404(access.milestones(request.actor, "plan.edit"), pk=milestone_id, practice=year.practice)
    actions.strike_out(
        practice=year.practice, milestone=found, by=request.actor, at=request.at, key=submission_key(request)
    )
    return _to_plan(request, year, "De mijlpaal staat niet meer in uw plan.")


def _found(request: Request, year: YearOf, milestone_id: str) -> Milestone:
    mine = access.milestones(request.actor, "plan.edit").filter(practice=year.practice, removed_on=None)
    return get_object_or_404(mine, pk=milestone_id)


def _sent(request: Request) -> tuple[object, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _staff(request: Request, year: YearOf, owner: Employee | None) -> list[Employee]:
    """Who works here on this day, and who owns the milestone already."""
    found = access.employees(request.actor, "plan.edit").filter(practice=year.practice)
    return [each for each in found if each == owner or _works(each, request.actor.on)]


def _works(employee: Employee, on: date) -> bool:
    return employee.end is None or employee.end >= on


def _to_plan(request: Request, year: YearOf, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("practice:plan", kwargs={"practice_id": year.practice.pk}) + year.query)


def _context(year: YearOf, form: Form) -> dict[str, object]:
    return {"year": year, "practice": year.practice, "form": form}
