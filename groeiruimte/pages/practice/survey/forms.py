"""What a practice types to hold a survey."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from groeiruimte.actions.surveys import FEWEST_LINKS, MOST_LINKS
from groeiruimte.pages.layout.forms import CountField, DayField, Form, offer
from groeiruimte.programme.calendar import short_date


class StartForm(Form):
    """`last` is the last day of the wave."""

    closes = DayField(label="Laatste dag om mee te doen")

    def __init__(self, *args: Any, last: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes"].help_text = f"Uiterlijk {short_date(last)}, bijvoorbeeld 14-4-2022"


class CardsForm(Form):
    number = CountField(label="Aantal kaarten", lowest=FEWEST_LINKS, highest=MOST_LINKS)


class MailForm(Form):
    """Whom to mail: colleagues with an account, by the id of it."""

    colleagues = forms.MultipleChoiceField(
        label="Wie krijgt een mail?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wie u wilt mailen."},
    )

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "colleagues", [(str(user_id), name) for user_id, name in people.items()])

    def clean_colleagues(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["colleagues"]
        if len(chosen) < FEWEST_LINKS:
            raise forms.ValidationError(f"Kies ten minste {FEWEST_LINKS} collega's, of deel kaarten uit.")
        return chosen

    def chosen(self) -> tuple[int, ...]:
        return tuple(int(user_id) for user_id in self.cleaned_data["colleagues"])
