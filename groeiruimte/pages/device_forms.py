"""What a practice or a specialist types about equipment, and the list that is read from a csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.devices import LABELS, DeviceText, typed
from groeiruimte.pages.layout.forms import CountField, DayField, Form
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.layout.upload import TooLarge
from groeiruimte.pipeline.devices import FIRST_YEAR, HEADERS, LAST_YEAR, MOST_BYTES, MOST_DEVICES
from groeiruimte.programme.calendar import short_date

COLUMNS = (
    Column(LABELS["kind"]),
    Column(LABELS["make"]),
    Column(LABELS["number"], "number"),
    Column(LABELS["year"]),
    Column(LABELS["system"]),
    Column(LABELS["support_until"]),
    Column(LABELS["note"]),
)
_CHOOSE = "Kies een csv-bestand."


class DeviceForm(Form):
    """The labels are those of the page for two texts."""

    kind = forms.CharField(
        label=LABELS["kind"],
        max_length=60,
        help_text="Bijvoorbeeld laptop, server of printer",
        error_messages={"required": "Vul in wat het is, zoals laptop."},
    )
    make = forms.CharField(label=LABELS["make"], max_length=120, required=False)
    number = CountField(label=LABELS["number"], lowest=1, highest=MOST_DEVICES)
    year = forms.IntegerField(
        label=LABELS["year"],
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Vul een jaar in, zoals 2019."),
    )
    system = forms.CharField(label=LABELS["system"], max_length=120, required=False, help_text="Zoals Windows 10")
    support_until = DayField(label=LABELS["support_until"], required=False)
    note = forms.CharField(label=LABELS["note"], max_length=200, required=False)

    def __init__(self, *args: object, text: DeviceText | None = None) -> None:
        super().__init__(*args, initial=typed(text) if text else {"number": 1})

    def text(self) -> DeviceText:
        return DeviceText(**{name: self.cleaned_data[name] for name in LABELS})


class CsvForm(Form):
    """A csv, or the `rows` of one that was looked at on the page before."""

    file = forms.FileField(
        label="Uw lijst",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt"}),
        error_messages=dict.fromkeys(("required", "invalid", "missing"), _CHOOSE)
        | {"empty": "Dit bestand is leeg. Kies een ander bestand."},
    )

    def clean_file(self) -> bytes:
        upload: Any = self.cleaned_data["file"]
        if isinstance(upload, TooLarge) or upload.size > MOST_BYTES:
            raise ValidationError("Dit bestand is te groot. Bewaar alleen de lijst met apparatuur als csv.")
        content: bytes = upload.read()
        return content


def cells(text: DeviceText) -> list[Cell]:
    until = short_date(text.support_until) if text.support_until else ""
    year = str(text.year or "")
    values = (text.kind, text.make, text.number, year, text.system, until, text.note)
    return [Cell(value) for value in values]


def as_csv(texts: Sequence[DeviceText]) -> str:
    """The list as a csv that is read back as the same list: what a page carries to the next one."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";")
    writer.writerow(HEADERS)
    for each in texts:
        until = each.support_until.isoformat() if each.support_until else ""
        writer.writerow([each.kind, each.make, each.number, each.year or "", each.system, until, each.note])
    return made.getvalue()
