"""What a practice types about extra hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from groeiruimte.actions.hours import LABELS, HoursText, of_employee, of_function, typed
from groeiruimte.pages.layout.forms import DayField, Form, offer
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import Employee, Evidence
from groeiruimte.rules.hours import TimeOffer
from groeiruimte.rules.naming import function_label

_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d{1,2}))?", re.ASCII)
_MOST_MINUTES = 60 * 60
_SAY_HOURS = "Vul de uren in als getal, bijvoorbeeld 6,5."


class HoursField(forms.Field):
    """Hours a week; cleans to whole minutes: `6,5` is 390."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str(value or "").strip()
        if not text:
            return None
        match = _HOURS.fullmatch(text)
        if match is None:
            raise ValidationError(_SAY_HOURS)
        minutes = int(match[1]) * 60 + round(int((match[2] or "0").ljust(2, "0")) * 60 / 100)
        if not 0 < minutes <= _MOST_MINUTES:
            raise ValidationError(f"Vul meer dan 0 en niet meer dan {_MOST_MINUTES // 60} uur in.")
        return minutes


class HoursForm(Form):
    """The labels are those of the conflict page."""

    who = forms.ChoiceField(label=LABELS["who"], error_messages={"required": "Kies voor wie de uren zijn."})
    type = forms.ChoiceField(
        label=LABELS["type"],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor tijd het is."},
    )
    hours = HoursField(label=LABELS["hours"], error_messages={"required": _SAY_HOURS})
    start = DayField(label=LABELS["start"], error_messages={"required": "Vul in vanaf welke dag."})
    end = DayField(label=LABELS["end"], required=False, help_text="Laat dit leeg als u nog geen einde weet")
    contract = forms.ChoiceField(label=LABELS["contract"], required=False)
    link = forms.URLField(
        label="Of: de link naar het contract",
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": "Vul een link in die begint met https://."},
    )
    file = forms.FileField(label="Of: het contract als bestand", required=False)
    claimed_nowhere_else = forms.BooleanField(label=LABELS["claimed_nowhere_else"], required=False)

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        staff: Sequence[Employee],
        shelf: Sequence[Evidence],
        offers: Sequence[TimeOffer],
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(*args, initial=initial)
        self.staff = {of_employee(each): each for each in staff}
        self.shelf = {each.pk: each for each in shelf}
        offer(
            self,
            "who",
            [
                ("", "Kies een collega of functie"),
                (
                    "Uw team",
                    [(key, f"{e.name}, {function_label(programme, e.function)}") for key, e in self.staff.items()],
                ),
                ("Nog niet bekend wie", [(of_function(each.key), each.label) for each in programme.functions]),
            ],
        )
        offer(self, "type", [(offer.type, offer.label) for offer in offers])
        offer(
            self,
            "contract",
            [
                ("", "Nog geen contract"),
                *((each.pk, f"{each.title}, {short_date(each.day)}") for each in shelf),
            ],
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        ways = [name for name in ("contract", "link", "file") if given.get(name)]
        if len(ways) > 1:
            self.add_error(ways[-1], "U gaf het contract op twee manieren. Laat er één staan.")
        return given

    def text(self) -> HoursText:
        given, file = self.cleaned_data, self.cleaned_data["file"]
        return HoursText(
            function=given["who"].partition(":")[2],
            type=given["type"],
            minutes_a_week=given["hours"],
            start=given["start"],
            end=given["end"],
            employee=self.staff.get(given["who"]),
            contract=self.shelf.get(given["contract"]),
            claimed_nowhere_else=given["claimed_nowhere_else"],
            link=given["link"],
            file=(file.name or "", file.read()) if isinstance(file, UploadedFile) else None,
        )


def initial_of(text: HoursText) -> dict[str, str]:
    return typed(text)
