"""What somebody hands over: a file, which column is which, and the counts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from stdnum.nl import bsn as burgerservicenummer

from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.upload import TooLarge
from groeiruimte.pipeline.lists.messages import number, refusal
from groeiruimte.programme.list_layout import ListLayout

from . import columns

_CHOOSE = "Kies eerst uw patiëntenlijst."
_NUMBER = re.compile(r"(?<!\d)\d(?:[\W_]{0,3}\d){7,8}(?!\d)")
"""Eight or nine digits, as a BSN is written."""


def _words(code: str, **facts: object) -> str:
    refused = refusal(code, **facts)
    return f"{refused.message} {refused.mend}"


class ListField(forms.FileField):
    """A list as it was uploaded. What is in it is for the check to say."""

    default_error_messages = {
        "required": _CHOOSE,
        "invalid": _CHOOSE,
        "missing": _CHOOSE,
        "empty": _words("empty"),
    }

    def to_python(self, data: Any) -> Any:
        if isinstance(data, TooLarge):
            megabytes = number(-(-(data.size or 0) // 1_000_000))
            raise ValidationError(_words("too_big", size=megabytes, most=settings.LARGEST_UPLOAD >> 20))
        return super().to_python(data)


class DeliverForm(Form):
    file = ListField(label="Uw patiëntenlijst", widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}))


class HandInForm(Form):
    """Asks only what this list needs: a reason for a jump, a confirmation when nobody counts."""

    reason = forms.CharField(
        label="Waardoor verandert het aantal zo veel?",
        help_text="Schrijf geen namen of nummers van patiënten op.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Schrijf waardoor het aantal zo veel verandert."},
    )
    confirmed = forms.BooleanField(
        label="Het klopt dat dit kwartaal geen enkele patiënt meetelt",
        error_messages={"required": "Bevestig dat er geen patiënten meetellen, of kies een ander bestand."},
    )

    def __init__(self, *args: Any, asks: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, code in (("reason", "jump"), ("confirmed", "nil")):
            if code not in asks:
                del self.fields[name]

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        digits = [re.sub(r"\D", "", found) for found in _NUMBER.findall(reason)]
        if any(burgerservicenummer.is_valid(number.zfill(9)) for number in digits):
            raise ValidationError("In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg.")
        return reason


class ColumnsForm(Form):
    """One question for each column of the layout: where does it stand in the practice's own list?"""

    def __init__(
        self, *args: Any, layout: ListLayout, headers: Sequence[str], known: Mapping[str, str | int], **kwargs: Any
    ) -> None:
        self._headers = headers
        kwargs.setdefault("initial", columns.recognised(layout, headers, known))
        super().__init__(*args, **kwargs)
        places = [(str(place), name) for place, name in enumerate(headers)]
        for column in layout.columns:
            nothing = "Kies een kolom" if column.required else "Staat niet in mijn lijst"
            self.fields[column.key] = forms.ChoiceField(
                label=column.label,
                choices=[("", nothing), *places],
                required=column.required,
                error_messages={
                    "required": f"Kies de kolom met “{column.label}”.",
                    "invalid_choice": f"Kies de kolom met “{column.label}” uit de lijst.",
                },
            )

    def pointed_out(self) -> dict[str, str | int]:
        """Per column key the header of the practice, or the place of a column whose header does not tell it apart."""
        chosen = {key: int(place) for key, place in self.cleaned_data.items() if place != ""}
        return {key: columns.name_or_place(self._headers, place) for key, place in chosen.items()}
