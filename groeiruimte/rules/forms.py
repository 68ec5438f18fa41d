"""Which forms a practice fills in, from when, and until when. Source: R062, R111, R139, R160, R162, R170, R175."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.schedule import Deadline

from .eligibility import first_day
from .facts import Facts
from .phases import phases
from .why import listed, sentences


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a form can be filled in on a day, and why (not). `opens` and `due` are local dates, as far as known."""

    state: Literal["open", "not_yet", "not_for_you"]
    because: str
    opens: date | None
    due: date | None


def availability(programme: Programme, facts: Facts, form: Form, on: date) -> Availability:
    """Whether a practice can fill in a form on a day. After the last day it can still be done: late, never lost."""
    window = window_of(programme, facts, form, on)
    opens, due = window or (None, None)
    other = not_for(programme, facts, form)
    if other:
        return Availability("not_for_you", other, None, None)
    if facts.enrolled_on is None:
        return Availability("not_yet", f"Meld u eerst aan voor {programme.short_title}.", opens, due)
    if opens is not None and on < opens:
        return Availability("not_yet", f"Dit kan vanaf {short_date(opens)}.", opens, due)
    waits = waits_for(programme, facts, form, on)
    if waits:
        return Availability("not_yet", waits, opens, due)
    return Availability("open", until(due, on), opens, due)


def forms_of(programme: Programme, facts: Facts) -> tuple[Form, ...]:
    """The forms for this practice: first those with a last day, in that order, then the others as the text has them."""
    mine = [form for form in programme.forms if not not_for(programme, facts, form)]
    windows = {form.key: window_of(programme, facts, form, programme.period.start) for form in mine}
    due = {key: found[1] if found else date.max for key, found in windows.items()}
    return tuple(sorted(mine, key=lambda form: due[form.key]))


def not_for(programme: Programme, facts: Facts, form: Form) -> str:
    """Why a form is not for this practice: of the region, of another objective, of another choice; "" when it is."""
    if form.kind == "review":
        return "Dit formulier vult uw regio in."
    if form.objectives and not set(form.objectives) & set(facts.objectives):
        labels = [f"“{o.label}”" for o in programme.objectives_in_order if o.key in form.objectives]
        return f"Dit formulier hoort bij {listed(labels, 'of')}. Die doelstelling koos u niet."
    if form.choice is not None and form.choice not in facts.choices:
        label = next((choice.label for choice in programme.choices if choice.key == form.choice), form.choice)
        return f"Dit formulier hoort bij de keuze “{label}”. Die koos u niet."
    return ""


def waits_for(programme: Programme, facts: Facts, form: Form, on: date) -> str:
    """The phase that must be reached first, in a sentence; "" when it is."""
    found = phases(programme, facts, on)
    state = next((found.state for found in found if found.phase.key == form.phase), "current")
    if state != "later":
        return ""
    now = next(phase.phase.label for phase in found if phase.state == "current")
    return f"Dit kan als de fase “{now}” klaar is."


def window_of(programme: Programme, facts: Facts, form: Form, on: date) -> tuple[date, date] | None:
    """The first and last day of the deadline of a form that counts now: the next, else the last; None without one."""
    mine = [d for d in programme.deadlines if d.form == form.key and d.who == "practice"]
    ahead = sorted((deadline for deadline in mine if deadline.date >= on), key=lambda deadline: deadline.date)
    past = sorted((deadline for deadline in mine if deadline.date < on), key=lambda deadline: deadline.date)
    deadline = ahead[0] if ahead else past[-1] if past else None
    return window(programme, facts, deadline) if deadline else None


def window(programme: Programme, facts: Facts, deadline: Deadline) -> tuple[date, date]:
    """The first and last day on which something can be handed in on time.

    Without a first day: the start of the programme, or the day of enrolling when the last day lies before that start.
    """
    if deadline.opens:
        return deadline.opens, deadline.date
    start = programme.period.start
    ahead = facts.enrolled_on is not None and facts.enrolled_on <= deadline.date < start
    return (facts.enrolled_on if ahead and facts.enrolled_on else start), deadline.date


def counts(programme: Programme, facts: Facts, deadline: Deadline) -> bool:
    """Whether a deadline is for this practice: after it takes part, or between enrolling and the programme."""
    if deadline.who != "practice" or facts.enrolled_on is None:
        return False
    ahead = facts.enrolled_on <= deadline.date < programme.period.start
    return ahead or deadline.date >= first_day(programme, facts.enrolled_on)


def until(due: date | None, on: date) -> str:
    """Until when something that is open can be filled in, in a sentence."""
    if due is None:
        return "U kunt dit nu invullen."
    if on > due:
        return sentences(f"Dit kon tot en met {short_date(due)}.", "U kunt het nog insturen. Het komt dan te laat aan.")
    return f"U kunt dit invullen tot en met {short_date(due)}."
