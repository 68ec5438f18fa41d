"""What support practices ask for, gathered for the offer of a region (R049, R147).

A form asks for it with a question that is prefilled by `intention.support_need`; what can be ticked in the same section
are the kinds of support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme

FACT = "intention.support_need"


@dataclass(frozen=True, slots=True)
class Need:
    """What one practice needs: `kinds` as ticked, `text` in its own words, `themes` the objectives and tracks it is
    for, `said_in` the title of the form or "Voornemen"."""

    practice: str
    themes: tuple[str, ...]
    kinds: tuple[str, ...]
    text: str
    said_in: str


def of_practice(
    programme: Programme,
    practice: str,
    *,
    objectives: Iterable[str],
    choices: Iterable[str],
    intention: str,
    forms: Mapping[str, Mapping[str, Any]],
) -> Need | None:
    """The need as said last: in a plan that was sent (`forms`: key -> answers), else in the intention; or nothing."""
    themes = _themes(programme, objectives, choices)
    for form in programme.forms:
        asked = [question for question in form.questions if question.prefill == FACT]
        if form.key not in forms or not asked:
            continue
        answers = forms[form.key]
        text = " ".join(str(answers.get(question.key) or "").strip() for question in asked).strip()
        kinds = _ticked(form, {question.section for question in asked}, answers)
        return Need(practice, themes, kinds, text, form.title) if text or kinds else None
    return Need(practice, themes, (), intention.strip(), "Voornemen") if intention.strip() else None


def per_theme(needs: Iterable[Need]) -> list[tuple[str, int]]:
    """How many practices need something for each theme; most first, then by name."""
    return _counted(theme for need in needs for theme in need.themes or ("Nog geen doelstelling",))


def per_kind(needs: Iterable[Need]) -> list[tuple[str, int]]:
    """How many practices ticked each kind of support; most first, then by name."""
    return _counted(kind for need in needs for kind in need.kinds)


def _ticked(form: Form, sections: set[str | None], answers: Mapping[str, Any]) -> tuple[str, ...]:
    asked = [each for each in form.questions if each.type == "several" and each.section in sections and each.section]
    return tuple(dict.fromkeys(str(part) for question in asked for part in answers.get(question.key) or ()))


def _themes(programme: Programme, objectives: Iterable[str], choices: Iterable[str]) -> tuple[str, ...]:
    chosen = set(objectives)
    mine = [f"{each.key} {each.label}" for each in programme.objectives_in_order if each.key in chosen]
    tracks = set(choices)
    return (*mine, *(each.label for each in programme.choices if each.key in tracks))


def _counted(found: Iterable[str]) -> list[tuple[str, int]]:
    return sorted(Counter(found).items(), key=lambda pair: (-pair[1], pair[0]))
