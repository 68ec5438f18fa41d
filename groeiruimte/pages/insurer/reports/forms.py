"""What a purchaser writes about a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from groeiruimte.actions.plan_review import WHOLE
from groeiruimte.pages.layout.forms import Form

_LONGEST = 2000


class QuestionsForm(Form):
    """A field at each place of the report, and one for the whole. Names are numbers: a place may hold any sign."""

    def __init__(self, places: Mapping[str, str], data: QueryDict | None = None) -> None:
        super().__init__(data=data, prefix="v")
        self.places = dict(enumerate((WHOLE, *places)))
        for number, place in self.places.items():
            self.fields[str(number)] = forms.CharField(
                label=f"Uw vraag over {places.get(place, 'de hele rapportage')}",
                required=False,
                max_length=_LONGEST,
                widget=forms.Textarea(attrs={"rows": "3"}),
            )

    def by_place(self) -> dict[str, BoundField]:
        return {place: self[str(number)] for number, place in self.places.items()}

    def questions(self) -> dict[str, str]:
        given: dict[str, Any] = self.cleaned_data
        return {place: given[str(number)] for number, place in self.places.items() if given.get(str(number))}


class DecisionForm(Form):
    """Accept, or send back with a reason; the button says which."""

    reason = forms.CharField(
        label="Wat moet de regio aanpassen?",
        required=False,
        max_length=_LONGEST,
        help_text="Alleen nodig als u de rapportage terugstuurt.",
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
