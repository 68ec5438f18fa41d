"""Moments that a specialist offers: a day, one or more times on it, and where."""

from __future__ import annotations

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.interview_slots import LONGEST, SHORTEST
from groeiruimte.pages.layout.forms import CountField, DayField, Form
from groeiruimte.programme.calendar import AMSTERDAM

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
_LONGEST_TEXT = 400


class TimesField(forms.Field):
    """Times of a day, with commas or spaces between them: `9:00, 10.30`."""

    def to_python(self, value: object) -> list[time]:
        text = str(value or "")
        if len(text) > _LONGEST_TEXT:
            raise ValidationError("Dit zijn te veel tijden. Vul er minder in.")
        return [self._one(part) for part in re.split(r"[,;\s]+", text) if part]

    def _one(self, part: str) -> time:
        match = _TIME.fullmatch(part)
        if match is None or int(match[1]) > 23 or int(match[2]) > 59:
            raise ValidationError("Vul tijden in, bijvoorbeeld 9:00, 10:30.")
        return time(int(match[1]), int(match[2]))


class SlotsForm(Form):
    day = DayField(label="Dag", error_messages={"required": "Vul in op welke dag u kunt."})
    starts = TimesField(
        label="Tijden",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Een of meer, bijvoorbeeld 9:00, 10:30",
        error_messages={"required": "Vul in hoe laat een gesprek kan beginnen."},
    )
    minutes = CountField(label="Hoe lang duurt een gesprek?", lowest=SHORTEST, highest=LONGEST)
    place = forms.CharField(
        label="Plaats", max_length=200, required=False, help_text="Bijvoorbeeld: bij u in de praktijk"
    )
    online_link = forms.URLField(
        label="Link voor een gesprek online",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Vul een link in die begint met https://."},
    )

    def moments(self) -> list[datetime]:
        given = self.cleaned_data
        return [datetime.combine(given["day"], each, tzinfo=AMSTERDAM) for each in given["starts"]]
