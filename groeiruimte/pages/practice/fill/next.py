"""The one thing to do in a form now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from groeiruimte.pages.layout.parts import NextTask
from groeiruimte.pages.practice.asking.progress import here, sections_of
from groeiruimte.rules.answers import WHOLE, missing, questions

from .filling import Filling


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
