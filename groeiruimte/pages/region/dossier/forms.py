"""A note of the region. It may not hold a BSN (`layout.forms.Form`)."""

from __future__ import annotations

from django import forms

from groeiruimte.actions.region_notes import KINDS
from groeiruimte.pages.layout.forms import Form

_LONGEST = 5000


class NoteForm(Form):
    kind = forms.ChoiceField(
        label="Wat was het?", choices=list(KINDS.items()), initial="note", widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="Uw notitie",
        max_length=_LONGEST,
        help_text="Alleen uw regio leest dit. Schrijf niets over patiënten.",
        widget=forms.Textarea(attrs={"rows": "5"}),
    )
