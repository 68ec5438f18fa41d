"""What people of a practice tell about trainings: who comes, who was there, what they followed elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from groeiruimte.actions.files import ACCEPT
from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.pages.layout.upload import TooLarge
from groeiruimte.records.models import Employee, Evidence

from .around import Around

_NO_PROOF = "Voeg het bewijs toe: een bestand, een link, of iets van uw plank."


class People(forms.MultipleChoiceField):
    """Colleagues by name and function; `people` are those whom this person may choose."""

    widget = forms.CheckboxSelectMultiple

    def fill(self, people: Sequence[Employee], around: Around) -> None:
        self.people = {str(one.pk): one for one in people}
        self.choices = [(key, f"{one.name}, {around.function(one.function)}") for key, one in self.people.items()]

    def clean(self, value: Any) -> list[Employee]:
        return [self.people[key] for key in super().clean(value)]


class SignUpForm(Form):
    employees = People(label="Wie komt er?", error_messages={"required": "Kies wie er komt."})

    def __init__(self, *args: Any, people: Sequence[Employee], around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self).fill(people, around)
        if len(people) == 1:
            self.initial.setdefault("employees", [str(people[0].pk)])
        self.has_people = bool(people)


class AttendForm(Form):
    code = forms.CharField(
        label="Code van 6 cijfers",
        help_text="De trainer laat de code zien",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Vul de 6 cijfers in die de trainer laat zien."},
    )
    employees = People(label="Wie is er?", error_messages={"required": "Kies wie er is."})

    def __init__(self, *args: Any, people: Sequence[Employee], around: Around, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _people(self).fill(people, around)

    def clean_code(self) -> str:
        digits = "".join(self.cleaned_data["code"].split())
        if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
            raise ValidationError("Een code heeft 6 cijfers. Kijk nog eens naar het scherm van de trainer.")
        return digits


class FileField(forms.FileField):
    def to_python(self, data: Any) -> Any:
        if isinstance(data, TooLarge):
            raise ValidationError(f"Kies een bestand kleiner dan {settings.LARGEST_UPLOAD >> 20} MB.")
        return super().to_python(data)


class ElsewhereForm(Form):
    """One of three proofs; the field that was filled decides."""

    title = forms.CharField(label="Hoe heet de scholing?", max_length=200)
    topics = forms.MultipleChoiceField(
        label="Waar ging de scholing over?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderwerp."},
    )
    day = DayField(label="Op welke dag was de scholing?")
    employees = People(label="Wie deden mee?", error_messages={"required": "Kies wie meededen."})
    at_practice = forms.BooleanField(label="De scholing was in onze praktijk", required=False)
    file = FileField(
        label="Bestand met het bewijs",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )
    link = forms.URLField(
        label="Of een link naar het bewijs",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Vul een link in die begint met https://."},
    )
    shelf = forms.ChoiceField(label="Of een bewijs dat u al bewaarde", required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[Employee],
        around: Around,
        proofs: Sequence[Evidence],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _people(self).fill(people, around)
        _choices(self, "topics").choices = list(around.topics.items())
        self.proofs = {proof.pk: proof for proof in proofs}
        _choices(self, "shelf").choices = [("", "Geen"), *((proof.pk, proof.title) for proof in proofs)]

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        chosen = [name for name in ("file", "link", "shelf") if given.get(name)]
        if not chosen and not {"file", "link", "shelf"} & self.errors.keys():
            self.add_error("file", _NO_PROOF)
        if len(chosen) > 1:
            self.add_error("file", "Kies één bewijs. Haal het andere weg.")
        return given


class StrikeForm(Form):
    reason = forms.CharField(
        label="Waarom haalt u deze scholing weg?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": "2"}),
        error_messages={"required": "Schrijf waarom u deze scholing weghaalt."},
    )


def _people(form: forms.Form) -> People:
    field = form.fields["employees"]
    assert isinstance(field, People)
    return field


def _choices(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field
