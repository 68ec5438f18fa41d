"""P07: the plan of a practice on one page."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groeiruimte.actions.partners import partners_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.practice.participation import YearOf, of_year
from groeiruimte.records import access
from groeiruimte.records.models import Article
from groeiruimte.records.models.article import AID
from groeiruimte.rules.milestones import advice, suggestions
from groeiruimte.rules.phases import phases
from groeiruimte.rules.why import number

from . import shown


@require_safe
def plan(request: Request, practice_id: str) -> HttpResponse:
    """Phases, forms, milestones, partners and aids; for who does not take part yet, what comes when."""
    practice = get_object_or_404(access.practices(request.actor, "plan.read"), pk=practice_id)
    if not access.enrolments(request.actor, "plan.read").filter(practice=practice).exists():
        return render(request, "practice/plan/before.html", {"practice": practice})
    return render(request, "practice/plan/page.html", _context(request, of_year(request, practice_id, "plan.read")))


def _context(request: Request, year: YearOf) -> dict[str, object]:
    who, on, programme, facts = request.actor, request.actor.on, year.programme, year.facts
    stages = phases(programme, facts, on)
    now = next((each.phase for each in stages if each.state == "current"), None)
    found = access.milestones(who).filter(enrolment=year.enrolment, removed_on=None)
    may_fill = access.may(who, "form.fill", practice=year.practice)
    partners = partners_of(year.practice, year.region_year, who)
    return {
        "year": year,
        "practice": year.practice,
        "phases": shown.shown_phases(stages),
        "now": now,
        "forms": shown.form_tasks(programme, facts, _form_urls(year) if may_fill else {}, on),
        "ideas": shown.ideas(programme, facts),
        "milestones": shown.shown_milestones(programme, facts, list(found), on),
        "advice": advice(len(found)),
        "has_examples": bool(suggestions(programme, facts, on)),
        "partners": [each for each in partners if each.state != "declined"],
        "declined": [each for each in partners if each.state == "declined"],
        "aids": _aids(request, year, now.key if now else ""),
        "may_edit": access.may(who, "plan.edit", practice=year.practice),
        "may_fill": may_fill,
        "hours": number(sum(each.hours for each in facts.hours))
        if access.may(who, "hours.read", practice=year.practice)
        else "",
    }


def _form_urls(year: YearOf) -> dict[str, str]:
    return {
        form.key: reverse("practice:form", kwargs={"practice_id": year.practice.pk, "form": form.key}) + year.query
        for form in shown.plan_forms(year.programme, year.facts)
    }


def _aids(request: Request, year: YearOf, phase: str) -> list[Article]:
    """The aids of the region for this phase, or for a form of the plan (R177)."""
    keys = [form.key for form in shown.plan_forms(year.programme, year.facts)]
    fitting = Q(phase=phase, form="") | Q(phase="", form="") | Q(form__in=keys, phase__in=("", phase))
    published = access.articles(request.actor).filter(region=year.practice.region_id, kind=AID, published=True)
    return list(published.filter(fitting))
