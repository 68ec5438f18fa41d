"""What forms say of a requirement: how far one got, and what it answers. Source: R062, R081, R121, R128, R160-R175."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.kpi import Answered, Submitted

from .asked import is_empty
from .facts import Facts, FormFact
from .measure import Asked, Measure, Reached, of
from .naming import form_title, question_text
from .why import Trace, listed, sentences

_RANKS = {"draft": 0, "changes_requested": 0, "submitted": 1, "approved": 2, "carried_out": 3}
_DONE = {
    "draft": "een concept",
    "changes_requested": "teruggestuurd met opmerkingen",
    "submitted": "verstuurd",
    "approved": "goedgekeurd",
    "carried_out": "uitgevoerd",
}


def latest_form(facts: Facts, form: str) -> FormFact | None:
    """The form of this enrolment that got furthest: a joint project may give a practice two of the same kind."""
    forms = [found for found in facts.forms if found.form == form and not found.year]
    return max(forms, key=lambda found: (_RANKS[found.status], found.day), default=None)


def is_handed_in(form: FormFact) -> bool:
    """Submitted or further; what was sent back for changes is not."""
    return _RANKS[form.status] > 0


def submitted(requirement: Submitted, asked: Asked) -> Measure:
    need, title = _RANKS[requirement.status], form_title(asked.programme, requirement.form)
    form = latest_form(asked.facts, requirement.form)
    if form is None:
        needed = f"Nodig: {_DONE[requirement.status]}. Vul het in en verstuur het."
        return of(0, need, f"“{title}” is er nog niet. {needed}", f"Vul “{title}” in en verstuur het.")
    have = min(_RANKS[form.status], need)
    since = f", op {short_date(form.day)}" if have else ""
    found = f"“{title}” is {_DONE[form.status]}{since}."
    facts = (Trace(title, f"{_DONE[form.status]}, {short_date(form.day)}", "Formulier"),)
    if have == need:
        return Measure(have, need, found, "met", "", facts)
    sent_back = form.status == "changes_requested"
    todo = "" if have else "Pas het aan en verstuur het opnieuw." if sent_back else "Verstuur het."
    because = sentences(found, f"Nodig: {_DONE[requirement.status]}.", todo)
    state: Reached = "nearly" if need - have == 1 else "not_yet"
    return Measure(have, need, because, state, _next_of_form(title, form.status, requirement.status), facts)


def _next_of_form(title: str, status: str, wanted: str) -> str:
    match status:
        case "draft":
            return f"Verstuur “{title}”."
        case "changes_requested":
            return f"Pas “{title}” aan en verstuur het opnieuw."
        case "submitted" if wanted == "approved":
            return f"Wacht op het akkoord van uw regio op “{title}”."
    return f"Meld dat u “{title}” hebt uitgevoerd."


def answered(requirement: Answered, asked: Asked) -> Measure:
    """Only what was submitted counts; an answer in a draft makes it nearly."""
    form, where = latest_form(asked.facts, requirement.form), form_title(asked.programme, requirement.form)
    question = question_text(asked.programme, requirement.form, requirement.question)
    answer = form.answers.get(requirement.question) if form else None
    if form is None or is_empty(answer):
        because = sentences(f"Nog geen antwoord op: “{question}”", f"U vindt de vraag in “{where}”")
        return of(0, 1, because, sentences(f"Beantwoord in “{where}”: “{question}”"))
    facts = (Trace(question, _spoken(answer), where),)
    if requirement.value is not None and not _same(answer, requirement.value):
        found = f"Uw antwoord is: {_spoken(answer)}. Nodig: {_spoken(requirement.value)}."
        ask = sentences(f"Is dit veranderd? Pas dan uw antwoord aan: “{question}”")
        return of(0, 1, sentences(found, f"De vraag was: “{question}”"), ask, facts)
    if not is_handed_in(form):
        because = sentences(f"U beantwoordde: “{question}”", f"Verstuur nog “{where}”")
        return Measure(0, 1, because, "nearly", f"Verstuur “{where}”.", facts)
    return of(1, 1, sentences(f"U beantwoordde: “{question}”"), "", facts)


def _same(answer: Any, wanted: str | bool) -> bool:
    """Also one of several, and whether a confirmed KPI holds."""
    if isinstance(answer, Mapping):
        answer = answer.get("holds")
    given = answer if isinstance(answer, list | tuple) else (answer,)
    return any(type(part) is type(wanted) and part == wanted for part in given)


def _spoken(answer: Any) -> str:
    match answer:
        case bool():
            return "ja" if answer else "nee"
        case Mapping():
            return _spoken(answer.get("holds")) if isinstance(answer.get("holds"), bool) else "ingevuld"
        case list() | tuple() if all(isinstance(part, str) for part in answer):
            return listed([str(part) for part in answer])
        case list() | tuple():
            return f"{len(answer)} {'regel' if len(answer) == 1 else 'regels'}"
    return str(answer)
