"""Which answers a question can have, where a text names one."""

from __future__ import annotations

from ..form import Question

_YES_OR_NO = ("yes_no", "statement", "kpi")
_CHOICES = ("choice", "several")


def is_closed(question: Question) -> bool:
    """Whether a question has yes, no or choices for an answer."""
    return question.type in (*_YES_OR_NO, *_CHOICES)


def fits(question: Question, answer: str | bool) -> bool:
    """Whether a closed question can have this answer, or this one among several; of an open one none can be named."""
    if question.type in _YES_OR_NO:
        return isinstance(answer, bool)
    free = bool(question.choices_from) or question.other
    return question.type in _CHOICES and isinstance(answer, str) and (free or answer in question.choices)


def possible(question: Question) -> str:
    """What one may write as an answer."""
    if question.type in _YES_OR_NO:
        return "Schrijf true of false, zonder aanhalingstekens."
    if question.choices and not question.other:
        return f"Kies uit: {', '.join(question.choices)}."
    return "Zet het antwoord tussen aanhalingstekens."


def written(answer: str | bool) -> str:
    """An answer as a text writes it."""
    return str(answer).lower() if isinstance(answer, bool) else answer
