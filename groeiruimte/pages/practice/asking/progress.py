"""How far the questions are: their sections as tasks, and where to go on."""

from __future__ import annotations

from collections.abc import Collection

from groeiruimte.pages.layout.parts import Task
from groeiruimte.programme.form import Question, Section
from groeiruimte.rules.answers import questions, sections

from .filling import Asking

_MAY_STAY_EMPTY = "Mag leeg blijven"


def sections_of(filling: Asking) -> tuple[Section, ...]:
    return sections(filling.definition, filling.offered)


def tasks(filling: Asking, waiting: Collection[str] = ()) -> tuple[Task, ...]:
    """A row for each section that is asked; `waiting` are the questions at which the region still waits."""
    return tuple(_task(filling, section, waiting) for section in sections_of(filling))


def _task(filling: Asking, section: Section, waiting: Collection[str]) -> Task:
    status, note = standing(filling, section.key)
    mine = [q for q in questions(filling.definition, filling.offered, section.key) if q.key in waiting]
    if mine:
        status, note = "todo", "1 opmerking van uw regio" if len(mine) == 1 else f"{len(mine)} opmerkingen"
    elif status == "todo" and not note and section.minutes:
        note = f"Nog doen, {section.minutes} {'minuut' if section.minutes == 1 else 'minuten'}"
    return Task(section.title, filling.section_url(section.key), status, note)


def standing(filling: Asking, section: str) -> tuple[str, str]:
    """The status of a section and its words, "" for the ordinary ones."""
    gaps = filling.missing(section)
    begun = any(q.key in filling.rows for q in questions(filling.definition, filling.offered, section))
    if not gaps:
        return ("done", "") if begun else ("todo", _MAY_STAY_EMPTY)
    if not begun:
        known = sum(q.key in filling.known for q in questions(filling.definition, filling.offered, section))
        return ("todo", f"Controleer: {known} al ingevuld") if known else ("todo", "")
    return "in_progress", "Nog 1 antwoord" if len(gaps) == 1 else f"Nog {len(gaps)} antwoorden"


def here(filling: Asking) -> tuple[str, Question] | None:
    """Where somebody was, when that question is still asked."""
    section, _, key = (filling.record.here if filling.record else "").partition("/")
    asked = {q.key: q for q in questions(filling.definition, filling.offered, section)} if section else {}
    if key in asked:
        return section, asked[key]
    return (section, next(iter(asked.values()))) if asked else None


def after(filling: Asking, section: str) -> Section | None:
    """The section after this one; None after the last."""
    keys = [found.key for found in sections_of(filling)]
    place = keys.index(section) + 1 if section in keys else 0
    return sections_of(filling)[place] if place < len(keys) else None


def onward(filling: Asking, section: str, waiting: Collection[str]) -> Section | None:
    """Where the work goes on after this section: the next one that is not ready; None when none is left. What may stay
    empty is looked at once: not again in a form that was sent before."""
    found = sections_of(filling)
    keys = [each.key for each in found]
    rest = found[keys.index(section) + 1 :] if section in keys else found
    tasks = {each.key: _task(filling, each, waiting) for each in rest}
    open_now = [each for each in rest if tasks[each.key].status != "done"]
    return next((each for each in open_now if not filling.sent_before or tasks[each.key].note != _MAY_STAY_EMPTY), None)
