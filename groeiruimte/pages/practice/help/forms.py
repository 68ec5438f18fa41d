"""What a practice writes to its region: a question, a reply, a story. No text may hold a BSN (`layout.forms.Form`)."""

from __future__ import annotations

from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import Form
from groeiruimte.programme.programme import Programme

_NO_PATIENTS = "Schrijf niets over patiënten: geen namen, geen BSN, geen geboortedatum."
LONGEST = 5000


class AskForm(Form):
    title = forms.CharField(label="Waar gaat uw vraag over?", max_length=200, help_text="In een paar woorden")
    text = forms.CharField(label="Uw vraag", max_length=LONGEST, help_text=_NO_PATIENTS, widget=forms.Textarea())


class ReplyForm(Form):
    text = forms.CharField(label="Uw bericht", max_length=LONGEST, help_text=_NO_PATIENTS, widget=forms.Textarea())


class StoryForm(Form):
    """`objective` is asked of who takes part in a programme with more than one."""

    title = forms.CharField(label="Titel", max_length=200, help_text="Bijvoorbeeld: minder wachttijd aan de telefoon")
    text = forms.CharField(
        label="Wat deed u, en wat leverde het op?",
        max_length=2 * LONGEST,
        help_text=_NO_PATIENTS,
        widget=forms.Textarea(attrs={"rows": "10"}),
    )
    objective = forms.ChoiceField(label="Bij welke doelstelling hoort het?", required=False)
    name_us = forms.BooleanField(label="Uw regio mag onze praktijk noemen", required=False)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.key, f"{each.key} {each.label}") for each in programme.objectives_in_order]
        label = self.fields["objective"].label
        self.fields["objective"] = forms.ChoiceField(
            label=label, required=False, choices=[("", "Bij geen ervan"), *choices]
        )
