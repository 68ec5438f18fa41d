"""What a programme calls the things that its keys name; a key that it gives no words reads as running text."""

from __future__ import annotations

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme

from .why import number, words


def form_title(programme: Programme | None, key: str) -> str:
    form = _form(programme, key)
    return form.title if form else words(key)


def question_text(programme: Programme | None, form: str, key: str) -> str:
    found = _form(programme, form)
    texts = (question.text for question in found.questions if question.key == key) if found else ()
    return next(iter(texts), words(key))


def function_label(programme: Programme | None, key: str) -> str:
    functions = programme.functions if programme else ()
    return next((function.label for function in functions if function.key == key), words(key))


def noun(programme: Programme | None, key: str) -> str:
    """What a KPI counts or measures, or the topic of a training: a term, else an item, scan or survey, or the key."""
    return _one_and_many(programme, key)[0]


def nouns(programme: Programme | None, key: str, many: int) -> str:
    """So many of it: `4 boards`; without a plural it becomes `4 keer welzijnscoach`."""
    one, plural = _one_and_many(programme, key)
    return f"{number(many)} {one if many == 1 else plural}" if plural else f"{number(many)} keer {one}"


def _form(programme: Programme | None, key: str) -> Form | None:
    return programme.form(key) if programme else None


def _one_and_many(programme: Programme | None, key: str) -> tuple[str, str]:
    if programme is None:
        return words(key), ""
    term = next((term for term in programme.terms if term.key == key), None)
    if term is not None:
        return term.one, term.many
    kind = programme.item_kind(key)
    if kind is not None:
        return _within(kind.title), _within(kind.many)
    held = programme.scan(key) or programme.survey(key)
    return (_within(held.title) if held else words(key)), ""


def _within(title: str) -> str:
    """A title in the middle of a sentence: `Actie` is `actie`, `ICT-scan` stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
