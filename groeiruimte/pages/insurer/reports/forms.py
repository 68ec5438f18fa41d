"""What a purchaser writes about a report."""

from __future__ import annotations

from django import forms

from groeiruimte.pages.insurer.questions import LONGEST
from groeiruimte.pages.layout.forms import Form


class DecisionForm(Form):
    """Accept, or send back with a reason; the button says which."""

    reason = forms.CharField(
        label="Wat moet de regio aanpassen?",
        required=False,
        max_length=LONGEST,
        help_text="Alleen nodig als u de rapportage terugstuurt.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
