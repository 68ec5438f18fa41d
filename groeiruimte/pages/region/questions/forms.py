"""The answer of the region. It may not hold a BSN (`layout.forms.Form`)."""

from __future__ import annotations

from django import forms

from groeiruimte.pages.layout.forms import Form

_LONGEST = 5000


class AnswerForm(Form):
    text = forms.CharField(
        label="Uw antwoord",
        max_length=_LONGEST,
        help_text="De hele praktijk kan dit lezen. Schrijf niets over patiënten.",
        widget=forms.Textarea(attrs={"rows": "8"}),
    )
    closed = forms.BooleanField(label="De vraag is hiermee klaar", required=False, initial=True)
