"""The two questions of an intention: yes or no with the help that is needed, and the objective."""

from __future__ import annotations

from django import forms

from groeiruimte.actions.intentions import ANSWER_LABELS, ANSWERS, CHOICE_LABELS
from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.pages.practice.choosing import ObjectivesForm

_LONGEST = 2_000


class IntentionForm(Form):
    answer = forms.ChoiceField(
        label=ANSWER_LABELS["answer"],
        choices=list(ANSWERS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies ja, nee of weet ik nog niet.",
            "invalid_choice": "Kies ja, nee of weet ik nog niet.",
        },
    )
    support_need = forms.CharField(
        label=ANSWER_LABELS["support_need"],
        help_text="Eén zin is genoeg. Uw regio leest dit.",
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )


class PreferenceForm(ObjectivesForm):
    note = forms.CharField(
        label=CHOICE_LABELS["note"],
        help_text="Bijvoorbeeld waarom u meer dan één doelstelling kiest.",
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )
    aligned_on = DayField(
        label=CHOICE_LABELS["aligned_on"],
        help_text="Bijvoorbeeld 14-4-2022. Vul dit in als u uw regio sprak.",
        required=False,
    )
