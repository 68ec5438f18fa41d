"""What the plan page shows, from programme and facts: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.pages.layout.parts import Task, TaskGroup
from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Milestone
from groeiruimte.rules import milestones
from groeiruimte.rules.answers import ranked
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.forms import availability, forms_of
from groeiruimte.rules.naming import noun
from groeiruimte.rules.phases import PhaseState
from groeiruimte.rules.requirement import latest_form

PLAN_FORMS = ("inventory", "action_plan", "evaluation", "final_report")
_STATUS_OF_PHASE = {"done": "done", "current": "in_progress", "later": "blocked"}
_STATUS_OF_FORM = {
    "draft": ("in_progress", ""),
    "submitted": ("done", "Verstuurd"),
    "changes_requested": ("todo", "Teruggestuurd"),
    "approved": ("done", "Akkoord"),
    "carried_out": ("done", "Uitgevoerd"),
}
_WAITS = "Wacht op akkoord"


@dataclass(frozen=True, slots=True)
class PhaseShown:
    label: str
    asks: tuple[str, ...]
    status: str
    because: str


@dataclass(frozen=True, slots=True)
class MilestoneShown:
    """A milestone as the plan page shows it; `missing` is the training that nobody followed yet."""

    id: str
    title: str
    status: str
    due: date
    owner: str
    shows: str
    progress: str
    done_on: date | None
    evidence: str
    training: str
    missing: str
    topic: str


@dataclass(frozen=True, slots=True)
class Idea:
    """An inventory sheet: its key, and what was chosen from it, "" while nothing is."""

    form: str
    title: str
    best: tuple[str, ...]
    chosen: str


def shown_phases(found: Sequence[PhaseState]) -> list[PhaseShown]:
    return [PhaseShown(each.phase.label, each.phase.asks, _STATUS_OF_PHASE[each.state], each.because) for each in found]


def plan_forms(programme: Programme, facts: Facts) -> list[Form]:
    return [form for form in forms_of(programme, facts) if form.kind in PLAN_FORMS]


def form_tasks(programme: Programme, facts: Facts, urls: Mapping[str, str], on: date) -> list[TaskGroup]:
    """The forms of the plan with their status; without an address in `urls` a form is only named."""
    tasks = [_task(programme, facts, form, urls.get(form.key, ""), on) for form in plan_forms(programme, facts)]
    return [TaskGroup("Formulieren", tuple(tasks))] if tasks else []


def _task(programme: Programme, facts: Facts, form: Form, url: str, on: date) -> Task:
    there, filled = availability(programme, facts, form, on), latest_form(facts, form.key)
    if filled is not None:
        status, note = _STATUS_OF_FORM[filled.status]
        waits = form.reviewed and filled.status == "submitted"
        return Task(form.title, url, "in_progress" if waits else status, _WAITS if waits else note, there.due)
    if there.state != "open":
        return Task(form.title, url, "blocked", there.because, there.due)
    late = there.due is not None and on > there.due
    return Task(form.title, url, "late" if late else "todo", "", there.due)


def shown_milestones(programme: Programme, facts: Facts, found: Sequence[Milestone], on: date) -> list[MilestoneShown]:
    return [_milestone(programme, facts, each, on) for each in found]


def _milestone(programme: Programme, facts: Facts, found: Milestone, on: date) -> MilestoneShown:
    training = noun(programme, found.training) if found.training else ""
    missing = training if found.training and not milestones.followed(programme, facts, found.training) else ""
    return MilestoneShown(
        id=found.pk,
        title=found.title,
        status=milestones.state(found.due, found.done_on, bool(found.progress), on),
        due=found.due,
        owner=found.owner.name if found.owner else "",
        shows=found.shows,
        progress=found.progress,
        done_on=found.done_on,
        evidence=found.evidence.title if found.evidence else "",
        training=training,
        missing=missing,
        topic=found.training,
    )


def ideas(programme: Programme, facts: Facts) -> list[Idea]:
    """The inventory sheets of a practice: the best ideas by impact and priority, and the one that was chosen (R167)."""
    return [_idea(form, _answers(facts, form)) for form in plan_forms(programme, facts) if form.kind == "inventory"]


def _answers(facts: Facts, form: Form) -> Mapping[str, Any]:
    filled = latest_form(facts, form.key)
    return filled.answers if filled else {}


def _idea(form: Form, answers: Mapping[str, Any]) -> Idea:
    sheets = [question for question in form.questions if question.type == "table" and question.ranked_by]
    best = tuple(
        str(row.get(sheet.columns[0].key, ""))
        for sheet in sheets
        for row in ranked(sheet, answers.get(sheet.key) or [])
    )
    places = tuple(f"{sheet.key}." for sheet in sheets)
    picked = [q for q in form.questions if q.type == "choice" and places and q.choices_from.startswith(places)]
    chosen = next((str(answers[question.key]) for question in picked if answers.get(question.key)), "")
    return Idea(form.key, form.title, tuple(filter(None, best))[: milestones.FEWEST], chosen)
