"""Deadlines and milestones lie in the period; phases follow each other, and each can be over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ..calendar import short_date
from ..form import Form
from ..kpi import Answered, Submitted
from ..milestone import MilestoneExample
from ..objective import Choice
from ..problems import Problem
from ..schedule import Deadline, Period, Phase
from .kpis import of_form, parts

_DAYS_A_WEEK = 7


def deadlines(period: Period, deadlines: Sequence[Deadline]) -> Iterator[Problem]:
    """A date outside the period must say why: it is far more often a wrong year than a wish."""
    for deadline in deadlines:
        if not period.holds(deadline.date) and not deadline.outside_period:
            what = f"{short_date(deadline.date)} ligt buiten de periode van het programma."
            mend = "Verbeter de datum, of schrijf de reden in outside_period."
            yield Problem(f"deadlines[{deadline.key}].date", what, mend)


def phases(phases: Sequence[Phase]) -> Iterator[Problem]:
    for first, second in combinations(phases, 2):
        if first.order == second.order:
            what = f"Fase {first.key} en {second.key} staan allebei op plaats {second.order}."
            yield Problem(f"phases[{second.key}].order", what, "Geef elke fase een eigen order.")


def ends(phases: Sequence[Phase], forms: Sequence[Form]) -> Iterator[Problem]:
    """What ends a phase can happen in it: its forms get that far, and none waits for a later phase."""
    order, form_of = {phase.key: phase.order for phase in phases}, {form.key: form for form in forms}
    for phase in phases:
        if phase.done_when is None:
            continue
        for where, part in parts(f"phases[{phase.key}].done_when", phase.done_when):
            form = form_of.get(part.form) if isinstance(part, Submitted | Answered) else None
            if form is not None and isinstance(part, Submitted | Answered):
                yield from of_form(where, part, form)
                if order.get(form.phase or "", phase.order) > phase.order:
                    what = f"Dit formulier kan pas in de fase {form.phase}, dus fase {phase.key} komt nooit klaar."
                    yield Problem(f"{where}.form", what, "Verander phase bij het formulier, of noem een ander.")


def milestones(period: Period, milestones: Sequence[MilestoneExample], choices: Sequence[Choice]) -> Iterator[Problem]:
    """An example fits in the programme, and belongs to the objective of its choice."""
    weeks = ((period.end - period.start).days + 1) // _DAYS_A_WEEK
    objective_of = {choice.key: choice.objective for choice in choices}
    for milestone in milestones:
        where = f"milestones[{milestone.key}]"
        if milestone.weeks > weeks:
            what = f"Deze mijlpaal duurt {milestone.weeks} weken, maar het programma heeft er {weeks}."
            yield Problem(f"{where}.weeks", what, "Kies minder weken.")
        objective = objective_of.get(milestone.choice or "", milestone.objective)
        if milestone.objective is not None and objective != milestone.objective:
            what = f'De keuze "{milestone.choice}" hoort bij doelstelling {objective}, niet bij {milestone.objective}.'
            yield Problem(f"{where}.choice", what, f"Kies een keuze van doelstelling {milestone.objective}.")
