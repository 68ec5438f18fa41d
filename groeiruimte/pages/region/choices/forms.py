"""The judgement by three criteria, and whether the region supports an objective."""

from __future__ import annotations

from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.rules.alignment import CRITERIA, VERDICTS, Judgement

_LONGEST = 2000


class JudgementForm(Form):
    """Three criteria, the day of the talk, and perhaps a note. `confirmed` is sent by the button that confirms."""

    preference = forms.ChoiceField(
        label=CRITERIA["preference"], choices=list(VERDICTS.items()), widget=forms.RadioSelect, required=False
    )
    feasibility = forms.ChoiceField(
        label=CRITERIA["feasibility"], choices=list(VERDICTS.items()), widget=forms.RadioSelect, required=False
    )
    coherence = forms.ChoiceField(
        label=CRITERIA["coherence"], choices=list(VERDICTS.items()), widget=forms.RadioSelect, required=False
    )
    aligned_on = DayField(label="Op welke dag sprak u de praktijk?", required=False)
    note = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=_LONGEST,
        help_text="Alleen uw regio leest dit.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    confirmed = forms.BooleanField(label="Bevestigd", required=False, widget=forms.HiddenInput)

    @property
    def judgement(self) -> Judgement:
        return Judgement(**self.cleaned_data)


class SupportForm(Form):
    """`supported` is yes or no; `note` says why not."""

    supported = forms.ChoiceField(
        label="Helpt uw regio dit jaar bij deze doelstelling?",
        choices=[("yes", "Ja"), ("no", "Nee, daarover overleggen wij met de praktijk")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Waarom?",
        required=False,
        max_length=_LONGEST,
        help_text="Nodig als uw regio niet helpt.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )


def at_first(judgement: Judgement | None, **otherwise: Any) -> dict[str, Any]:
    """What the form begins with: what was judged before; else what is known already (the practice chose it itself)."""
    if judgement is None:
        return {"preference": "yes", **otherwise}
    return {**judgement.verdicts, "aligned_on": judgement.aligned_on, "note": judgement.note}
