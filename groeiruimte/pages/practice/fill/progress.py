"""How far a form is: its sections as tasks, and where to go on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from groeiruimte.pages.layout.parts import NextTask, Task
from groeiruimte.programme.form import Question, Section
from groeiruimte.rules.answers import WHOLE, missing, questions, sections

from .filling import Filling

_MAY_STAY_EMPTY = "Mag leeg blijven"


def sections_of(filling: Filling) -> tuple[Section, ...]:
    return sections(filling.definition, filling.offered)


def tasks(filling: Filling, waiting: Collection[str]) -> tuple[Task, ...]:
    """A row for each section that is asked; `waiting` are the questions at which the region still waits."""
    return tuple(_task(filling, section, waiting) for section in sections_of(filling))


def _task(filling: Filling, section: Section, waiting: Collection[str]) -> Task:
    status, note = standing(filling, section.key)
    mine = [q for q in questions(filling.definition, filling.offered, section.key) if q.key in waiting]
    if mine:
        status, note = "todo", "1 opmerking van uw regio" if len(mine) == 1 else f"{len(mine)} opmerkingen"
    elif status == "todo" and not note and section.minutes:
        note = f"Nog doen, {section.minutes} {'minuut' if section.minutes == 1 else 'minuten'}"
    return Task(section.title, filling.url("form_section", section=section.key), status, note)


def standing(filling: Filling, section: str) -> tuple[str, str]:
    """The status of a section and its words, "" for the ordinary ones."""
    gaps = filling.missing(section)
    begun = any(q.key in filling.rows for q in questions(filling.definition, filling.offered, section))
    if not gaps:
        return ("done", "") if begun else ("todo", _MAY_STAY_EMPTY)
    if not begun:
        known = sum(q.key in filling.known for q in questions(filling.definition, filling.offered, section))
        return ("todo", f"Controleer: {known} al ingevuld") if known else ("todo", "")
    return "in_progress", "Nog 1 antwoord" if len(gaps) == 1 else f"Nog {len(gaps)} antwoorden"


def next_task(filling: Filling, waiting: Collection[str]) -> NextTask:
    """The one thing to do now: go on where one was, begin, or check and send."""
    due = filling.availability.due
    gaps = filling.missing()
    if filling.filled is None:
        first = sections_of(filling)[0]
        title = first.title if len(sections_of(filling)) > 1 else filling.definition.title
        url = filling.url("form_section", section=first.key)
        return NextTask(title, url, "Begin", filling.definition.minutes or None, due)
    asked = next((q for q in filling.definition.questions if q.key in waiting), None)
    if asked is not None:
        place = filling.place(asked.section or WHOLE, asked)
        return NextTask(f"Vul aan: {asked.text}", place, "Vul aan", None, due)
    if not gaps:
        return NextTask("Controleer en verstuur", filling.url("form_check"), "Controleer", 2, due)
    section, question = here(filling) or (gaps[0].section, filling.definition.question(gaps[0].question))
    return NextTask(f"U was hier gebleven: {question.text}", filling.place(section, question), "Ga verder", None, due)


def ready_answers(filling: Filling) -> dict[str, Any]:
    """What is known of every question that is asked and that nobody answered yet; nothing unless that completes the
    form, so that one look at the whole is all that is left to do."""
    rows, known = filling.rows, filling.known
    asked = [q for s in sections_of(filling) for q in questions(filling.definition, filling.offered, s.key)]
    found = {q.key: known[q.key].value for q in asked if q.key in known and q.key not in rows}
    gaps = missing(filling.year.programme, filling.year.facts, filling.definition, filling.offered)
    return {} if gaps else found


def here(filling: Filling) -> tuple[str, Question] | None:
    """Where somebody was, when that question is still asked."""
    section, _, key = (filling.filled.here if filling.filled else "").partition("/")
    asked = {q.key: q for q in questions(filling.definition, filling.offered, section)} if section else {}
    if key in asked:
        return section, asked[key]
    return (section, next(iter(asked.values()))) if asked else None


def after(filling: Filling, section: str) -> Section | None:
    """The section after this one; None after the last."""
    keys = [found.key for found in sections_of(filling)]
    place = keys.index(section) + 1 if section in keys else 0
    return sections_of(filling)[place] if place < len(keys) else None


def onward(filling: Filling, section: str, waiting: Collection[str]) -> Section | None:
    """Where the work goes on after this section: the next one that is not ready; None when none is left. What may stay
    empty is looked at once: not again in a form that was sent before."""
    found = sections_of(filling)
    sent_before = filling.filled is not None and filling.filled.submitted_at is not None
    keys = [each.key for each in found]
    rest = found[keys.index(section) + 1 :] if section in keys else found
    tasks = {each.key: _task(filling, each, waiting) for each in rest}
    open_now = [each for each in rest if tasks[each.key].status != "done"]
    return next((each for each in open_now if not sent_before or tasks[each.key].note != _MAY_STAY_EMPTY), None)
