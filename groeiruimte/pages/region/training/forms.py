"""What a region says of a training and its days, in the words that it types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions import sessions, trainings
from groeiruimte.actions.sessions import SessionPlan
from groeiruimte.actions.trainings import TrainingText
from groeiruimte.pages.layout.forms import CountField, DayField, Form, Several
from groeiruimte.programme.calendar import AMSTERDAM
from groeiruimte.records.models import Employee, User

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_MOST_SEATS = 1000


class TimeField(forms.Field):
    """A time of day: `19:30` or `19.30`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        kwargs.setdefault("help_text", "Bijvoorbeeld 19:30")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        text = str(value or "").strip()
        if not text:
            return None
        match = _TIME.fullmatch(text)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError("Vul een tijd in, bijvoorbeeld 19:30.")
        return time(int(match[1]), int(match[2]))


class TrainingForm(Form):
    """The labels are those of the page for two texts."""

    title = forms.CharField(label=trainings.LABELS["title"], max_length=200)
    kind = forms.ChoiceField(label=trainings.LABELS["kind"], widget=forms.RadioSelect)
    about = forms.CharField(
        label=trainings.LABELS["about"], required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": "5"})
    )
    topics = Several(
        label=trainings.LABELS["topics"],
        required=False,
        help_text="Hiermee telt de scholing mee voor KPI's",
    )
    objectives = Several(label=trainings.LABELS["objectives"], required=False)
    functions = Several(label=trainings.LABELS["functions"], required=False, help_text="Niets gekozen: voor iedereen")
    recommended = forms.BooleanField(label=trainings.LABELS["recommended"], required=False)

    def __init__(self, *args: Any, words: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, said in words.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(said.items())

    @staticmethod
    def initial_of(text: TrainingText) -> dict[str, Any]:
        sent = text.as_sent()
        several = {name: list(getattr(text, name)) for name in ("topics", "objectives", "functions")}
        return {**sent, **several, "recommended": text.recommended}

    @property
    def text(self) -> TrainingText:
        given = self.cleaned_data
        return TrainingText(
            title=given["title"],
            kind=given["kind"],
            about=given["about"],
            topics=tuple(given["topics"]),
            objectives=tuple(given["objectives"]),
            functions=tuple(given["functions"]),
            recommended=given["recommended"],
        )


class SessionForm(Form):
    day = DayField(label=sessions.LABELS["day"], error_messages={"required": "Vul in op welke dag het is."})
    start = TimeField(label=sessions.LABELS["start"], error_messages={"required": "Vul in hoe laat het begint."})
    end = TimeField(label=sessions.LABELS["end"], error_messages={"required": "Vul in hoe laat het eindigt."})
    place = forms.CharField(
        label=sessions.LABELS["place"],
        max_length=200,
        help_text="Een adres, of het woord online",
        error_messages={"required": "Vul in waar het is."},
    )
    online_link = forms.URLField(
        label=sessions.LABELS["online_link"],
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Vul een link in die begint met https://."},
    )
    seats = CountField(label=sessions.LABELS["seats"], lowest=1, highest=_MOST_SEATS)
    trainer = forms.ChoiceField(label=sessions.LABELS["trainer"], required=False)

    def __init__(self, *args: Any, trainers: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in trainers}
        field = self.fields["trainer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Niemand, de regio doet het zelf"), *((pk, one.name) for pk, one in self.people.items())]

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        start, end = given.get("start"), given.get("end")
        if start is not None and end is not None and end <= start:
            self.add_error("end", "Het einde ligt voor het begin. Vul een latere tijd in.")
        return given

    @property
    def plan(self) -> SessionPlan:
        given = self.cleaned_data
        return SessionPlan(
            start=datetime.combine(given["day"], given["start"], tzinfo=AMSTERDAM),
            end=datetime.combine(given["day"], given["end"], tzinfo=AMSTERDAM),
            place=given["place"],
            seats=given["seats"],
            online_link=given["online_link"],
            trainer=self.people.get(given["trainer"]),
        )


class ReasonForm(Form):
    reason = forms.CharField(
        label="Waarom past u de lijst aan?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Schrijf waarom u de lijst aanpast."},
    )


class AddForm(ReasonForm):
    employees = forms.MultipleChoiceField(
        label="Wie was er?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie er was."},
    )
    field_order = ("employees", "reason")

    def __init__(self, *args: Any, people: Sequence[tuple[Employee, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one, _ in people}
        field = self.fields["employees"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), words) for one, words in people]

    @property
    def chosen(self) -> list[Employee]:
        return [self.people[key] for key in self.cleaned_data["employees"]]
