"""Every kind of field takes 515 nasty texts, and every field a few: kept to the letter or refused, never lost.

All of them are typed in every kind of field, sixty rows of a table at a time. Every field of every form of every
definition takes the next of the nastiest ones. Who is refused mends that field alone; the others must still stand
there as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
from django import forms
from django.conf import settings as configured
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions.form_answers import answers_of
from groeiruimte.pages.question_rows import MOST_ROWS
from groeiruimte.pages.questions import QuestionForm
from groeiruimte.programme.checks.kpis import parts
from groeiruimte.programme.folder import keys
from groeiruimte.programme.form import Form
from groeiruimte.programme.kpi import Submitted
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import (
    Enrolment,
    FilledForm,
    Practice,
)
from tests.naughty import NAUGHTY
from tests.site.forms import with_forms
from tests.site.practice.site import client_of
from tests.site.rijnmond import make_person, make_practices, make_region

from .plays import plays
from .sent_form import form_of
from .veenrand import KEY

pytestmark = [pytest.mark.only_postgresql, pytest.mark.django_db]

DEFINITIONS = (*keys(configured.DEFINITIONS), KEY)
TYPED = ("short_text", "long_text", "number", "hours", "money", "date", "table")
WORDS = ("short_text", "long_text")
KINDS = (*WORDS, "number", "money", "date")
ROWS = "alles.rows"
EVERY_KIND = """
[[forms]]
key = "proef_soorten"
title = "Proef met alle soorten"
kind = "evaluation"
source = { text = "rijnmond-2022", at = "r. 18" }
questions = [
    { key = "alles", text = "Wat schrijft u op?", type = "table", columns = [
        { key = "plaats", label = "Plaats" },
        { key = "short_text", label = "Woorden", required = false },
        { key = "long_text", label = "Verhaal", type = "long_text", required = false },
        { key = "number", label = "Getal", type = "number", required = false },
        { key = "money", label = "Bedrag", type = "money", required = false },
        { key = "date", label = "Dag", type = "date", required = false },
    ] },
]
"""
NASTIEST = (
    "<script>alert(1)</script>",
    "Robert'); DELETE FROM praktijk;--",
    "\x00",
    "\u200b",
    "1e309",
    "{{ settings.SECRET_KEY }}",
    "\r\n",
    "\u202etfel raan sthcer\u202c",
    "31-6-2022",
    "a" * 400,
    "👩🏽‍⚕️",
    "-0",
    '=HYPERLINK("http://x")',
)
OWN_WORDS = "iets-anders"
NEVER_SAID = ("ongeldig", "geen geldige", "fout opgetreden", "helaas", "oeps", "verplicht", "gelieve", "dient te")


@pytest.fixture(autouse=True)
def no_second_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False


def test_there_are_515_of_them() -> None:
    assert (len(NAUGHTY), len(set(NAUGHTY)), len(set(NASTIEST))) == (515, 515, 13)


@pytest.mark.parametrize("key", DEFINITIONS)
def test_every_field_takes_what_nobody_expects(key: str, settings: Settings) -> None:
    programme, enrolment = plays(key)
    client = client_of(make_person("practice_manager", practice=enrolment.practice))
    texts_, names = cycle(NASTIEST), dict[str, set[str]]()
    for form in programme.forms:
        if form.kind == "review":
            continue
        settings.TODAY = on_a_day_for(form, programme, enrolment)
        pages, names[form.key] = pages_of(enrolment.practice, form), set()
        asks_everything(client, pages, form)
        for page in pages:
            names[form.key] |= types(client, page, texts_)
        shown = client.get(f"/praktijk/{enrolment.practice.pk}/formulier/{form.key}/-/controleer/", follow=True)
        assert (shown.status_code, b"<script>alert(1)</script>" in shown.content) == (200, False), form.key
        assert {question.key for question in form.questions if question.type in TYPED} - names[form.key] == set()
    assert any(names.values()), "no form of this programme has a field to type in"


def test_every_kind_of_field_takes_them_all() -> None:
    """A row of the table has one text in every kind of field, and its number so that no row is empty.

    A practice fills in as many rows as go into a table; the next practice goes on from there.
    """
    parts = [NAUGHTY[begin : begin + MOST_ROWS] for begin in range(0, len(NAUGHTY), MOST_ROWS)]
    rijnmond = with_forms(make_region(), EVERY_KIND)
    practices = make_practices(rijnmond, [f"Praktijk {number}" for number in range(len(parts))])
    for practice, rows in zip(practices, parts, strict=True):
        client = client_of(make_person("practice_manager", practice=practice))
        page = f"/praktijk/{practice.pk}/formulier/proef_soorten/form/"
        numbers = {f"alles.{place}.plaats": str(place) for place in range(len(rows))} | {ROWS: str(len(rows))}
        typed = {f"alles.{place}.{kind}": text for place, text in enumerate(rows) for kind in KINDS}
        given = sends(client, page, client.get(page), typed, numbers)
        kept = answers_of(FilledForm.objects.get(practice=practice))["alles"]
        for place, text in enumerate(rows):
            wanted = {kind: _plain(given[f"alles.{place}.{kind}"]) for kind in KINDS}
            found = {kind: kept[place].get(kind, "") for kind in KINDS}
            assert {kind: found[kind] for kind in WORDS} == {kind: wanted[kind] for kind in WORDS}, repr(text)
            assert [kind for kind in KINDS if found[kind] != ""] == [kind for kind in KINDS if wanted[kind]], repr(text)
        assert b"<script>alert(1)</script>" not in client.get(page).content


def on_a_day_for(form: Form, programme: Programme, enrolment: Enrolment) -> date:
    """The last day of its deadline, or a month after the start; the phases before that of the form are over."""
    due = next((deadline.date for deadline in programme.deadlines if deadline.form == form.key), None)
    day = due or programme.period.start + timedelta(days=30)
    order = {phase.key: phase.order for phase in programme.phases}
    for phase in programme.phases:
        if phase.done_when is None or phase.order >= order.get(form.phase or "", 0):
            continue
        for _, part in parts("", phase.done_when):
            if isinstance(part, Submitted):
                _approve(part.form, enrolment, day)
    return day


def _approve(form: str, enrolment: Enrolment, day: date) -> None:
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    given = {"status": "approved", "submitted_at": at, "decided_at": at, "saved_at": at}
    new = {"practice": enrolment.practice, "region": enrolment.region, "started_at": at}
    FilledForm.objects.update_or_create(
        enrolment=enrolment, form=form, about=None, defaults=given, create_defaults=given | new
    )


def pages_of(practice: Practice, form: Form) -> list[str]:
    """Where its questions stand; none once it was agreed to."""
    if FilledForm.objects.filter(practice=practice, form=form.key, status="approved").exists():
        return []
    home = f"/praktijk/{practice.pk}/formulier/{form.key}/"
    return [f"{home}{section.key}/" for section in form.sections] or [f"{home}form/"]


def asks_everything(client: Client, pages: list[str], form: Form) -> None:
    """Answers every closed question that something hangs on, so that no question stays hidden, also on another page."""
    decide = {when.question for each in (*form.sections, *form.questions) for when in each.shown_when}
    places = {question.section for question in form.questions if question.key in decide}
    for page in pages:
        if not places & {page.rstrip("/").rpartition("/")[2], None}:
            continue
        found = client.get(page)
        if found.status_code == 200:
            client.post(page, _sent(found, {}))


def _sent(page: Any, typed: dict[str, str]) -> dict[str, Any]:
    """What a browser sends: the page as it stands, every box and button ticked so that all is asked, and the text."""
    assert page.status_code == 200, page
    form = page.context["form"]
    prefixed = {form.add_prefix(name): text for name, text in typed.items()}
    return form_of(page.content.decode()).values | _ticked(form) | prefixed


def _ticked(form: QuestionForm) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in form.fields.items():
        prefixed = form.add_prefix(name)
        if isinstance(field, forms.ChoiceField):
            offered = [str(value) for value, _ in list(field.widget.choices) if value]
            own = OWN_WORDS in offered
            chosen = OWN_WORDS if own else offered[0] if offered else ""
            found[prefixed] = [chosen] if isinstance(field, forms.MultipleChoiceField) and chosen else chosen
        elif isinstance(field, forms.BooleanField):
            found[prefixed] = "on"
    return {name: value for name, value in found.items() if value}


def types(client: Client, page: str, nasty: Iterator[str]) -> set[str]:
    """A next text in every field of a page; gives the questions that were answered so."""
    shown = client.get(page)
    form: QuestionForm = shown.context["form"]
    typed = {name: next(nasty) for name, field in form.fields.items() if _is_typed(field)}
    given = sends(client, page, shown, typed)
    again = client.get(page).context["form"]
    for name, text in given.items():
        wanted = _plain(text)
        assert not wanted or _kept(again, name) == _wanted(form.fields[name], wanted), (page, name, typed[name])
    return {name.partition(".")[0] for name in typed}


def sends(client: Client, page: str, shown: Any, typed: dict[str, str], more: dict[str, str] | None = None) -> Any:
    """Types these texts, and mends those that are refused; gives what was typed in the end."""
    given, more = dict(typed), more or {}
    answer = client.post(page, _sent(shown, typed | more))
    if answer.status_code == 200:
        given |= refused(answer.context["form"], typed)
        answer = client.post(page, _sent(shown, given | more))
    assert answer.status_code == 302, (page, answer.status_code)
    return given


def refused(form: QuestionForm, typed: dict[str, str]) -> dict[str, str]:
    """What to type instead where a sentence says what is wrong; everything still stands as it was typed."""
    assert {name: form[name].value() for name in typed} == typed
    for name, sentence in ((name, str(sentence)) for name, said in form.errors.items() for sentence in said):
        told = (sentence[-1:], [word for word in NEVER_SAID if word in sentence.lower()])
        assert told == (".", []), (sentence, typed.get(name))
    wrong = set(form.errors) & set(typed)
    assert wrong == set(form.errors), "only what was typed can be wrong"
    return {name: "Iets gewoons" if name.endswith(".other") else "" for name in wrong}


def _is_typed(field: forms.Field) -> bool:
    return not isinstance(field, forms.ChoiceField | forms.BooleanField | forms.IntegerField)


def _plain(text: str) -> str:
    """As it is kept, and as it is shown again."""
    return text.replace("\r\n", "\n").strip()


def _kept(form: QuestionForm, name: str) -> Any:
    """What stands in a field of text; of a number or a day whether something stands there."""
    value = form[name].value()
    return value if type(form.fields[name]) is forms.CharField else value not in (None, "")


def _wanted(field: forms.Field, text: str) -> Any:
    return text if type(field) is forms.CharField else True
