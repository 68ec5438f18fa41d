"""Every form of every definition takes 515 nasty texts: kept to the letter or refused in a sentence, never lost.

The texts are dealt out over the definitions, and in each over every field, round after round, until all were typed.
Who is refused mends that field alone; the others must still stand there as they were typed.
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

from groeiruimte.pages.questions import QuestionForm
from groeiruimte.programme.checks.kpis import parts
from groeiruimte.programme.form import Form
from groeiruimte.programme.kpi import Submitted
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import keys
from groeiruimte.records.models import (
    Enrolment,
    FilledForm,
    Practice,
)
from tests.naughty import NAUGHTY
from tests.site.practice.site import client_of
from tests.site.rijnmond import make_person

from .plays import plays
from .sent_form import form_of
from .veenrand import KEY

pytestmark = [pytest.mark.only_postgresql, pytest.mark.django_db]

DEFINITIONS = (*keys(configured.DEFINITIONS), KEY)
OWN_WORDS = "iets-anders"
NEVER_SAID = ("ongeldig", "geen geldige", "fout opgetreden", "helaas", "oeps", "verplicht", "gelieve", "dient te")


@pytest.fixture(autouse=True)
def no_second_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False


def test_there_are_515_of_them() -> None:
    assert (len(NAUGHTY), len(set(NAUGHTY))) == (515, 515)


@pytest.mark.parametrize("key", DEFINITIONS)
def test_every_form_takes_what_nobody_expects(key: str, settings: Settings) -> None:
    programme, enrolment = plays(key)
    client = client_of(make_person("practice_manager", practice=enrolment.practice))
    to_type = list(NAUGHTY[DEFINITIONS.index(key) :: len(DEFINITIONS)])
    left, typed, texts_ = set(to_type), set[str](), cycle(to_type)
    seen: dict[str, Any] = {}
    mine = [form for form in programme.forms if form.kind != "review"]
    while left:
        first = not seen
        for form in mine:
            settings.TODAY = on_a_day_for(form, programme, enrolment)
            if first:
                asks_everything(client, enrolment.practice, form)
            for page in pages_of(enrolment.practice, form):
                seen[page], now = types(client, page, seen.get(page) or client.get(page), texts_)
                typed |= now
        assert len(seen) == sum(len(form.sections) or 1 for form in mine)
        assert typed & left, "no form of this programme has a field to type in"
        left -= typed
    assert typed == set(to_type)
    for page in {page.rsplit("/", 2)[0] for page in seen}:
        shown = client.get(f"{page}/-/controleer/", follow=True)
        assert (shown.status_code, b"<script>alert(1)</script>" in shown.content) == (200, False), page


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


def asks_everything(client: Client, practice: Practice, form: Form) -> None:
    """Answers every closed question so that no question stays hidden, also on another page."""
    for page in pages_of(practice, form) * 2:
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


def types(client: Client, page: str, shown: Any, nasty: Iterator[str]) -> tuple[Any, set[str]]:
    """A next text in every field of a page as it stands; gives the page as it stands after that, and what was typed."""
    form: QuestionForm = shown.context["form"]
    names = [name for name, field in form.fields.items() if _is_typed(field)]
    typed = {name: next(nasty) for name in names}
    given = dict(typed)
    answer = client.post(page, _sent(shown, typed))
    if answer.status_code == 200:
        given |= refused(answer.context["form"], typed)
        answer = client.post(page, _sent(answer, given))
    assert answer.status_code == 302, (page, answer.status_code)
    again = client.get(page)
    for name, text in given.items():
        wanted = text.replace("\r\n", "\n").strip()
        assert not wanted or _kept(again.context["form"], name) == _wanted(form.fields[name], wanted), name
    return again, set(typed.values())


def refused(form: QuestionForm, typed: dict[str, str]) -> dict[str, str]:
    """What to type instead where a sentence says what is wrong; everything still stands as it was typed."""
    assert {name: form[name].value() for name in typed} == typed
    for sentence in (str(sentence) for said in form.errors.values() for sentence in said):
        assert (sentence[-1:], [word for word in NEVER_SAID if word in sentence.lower()]) == (".", []), sentence
    wrong = set(form.errors) & set(typed)
    assert wrong == set(form.errors), "only what was typed can be wrong"
    return {name: "Iets gewoons" if name.endswith(".other") else "" for name in wrong}


def _is_typed(field: forms.Field) -> bool:
    return not isinstance(field, forms.ChoiceField | forms.BooleanField | forms.IntegerField)


def _kept(form: QuestionForm, name: str) -> Any:
    """What stands in a field of text; of a number or a day whether something stands there."""
    value = form[name].value()
    return value if type(form.fields[name]) is forms.CharField else value not in (None, "")


def _wanted(field: forms.Field, text: str) -> Any:
    return text if type(field) is forms.CharField else True
