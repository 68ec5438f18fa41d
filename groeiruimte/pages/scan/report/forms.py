"""What a specialist types in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from groeiruimte.actions.scan_advice import COSTS, DOERS, EFFORTS, LABELS, LONGEST_TITLE, MOST_WEEKS, Line
from groeiruimte.pages.layout.forms import CountField, Form, Several, offer
from groeiruimte.programme.scan import Advice, Dimension

_LONGEST = 4000


class LineForm(Form):
    """The labels are those of the page for two texts."""

    title = forms.CharField(
        label=LABELS["title"],
        max_length=LONGEST_TITLE,
        error_messages={"required": "Schrijf het advies in één zin."},
    )
    text = forms.CharField(
        label=LABELS["text"], required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": "4"})
    )
    reason = forms.CharField(
        label=LABELS["reason"],
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
        help_text="Zonder reden kunt u het rapport niet versturen",
    )
    effort = forms.ChoiceField(label=LABELS["effort"], choices=list(EFFORTS.items()), widget=forms.RadioSelect)
    cost = forms.ChoiceField(label=LABELS["cost"], choices=list(COSTS.items()), widget=forms.RadioSelect)
    who = forms.ChoiceField(label=LABELS["who"], choices=list(DOERS.items()), widget=forms.RadioSelect)
    dimensions = Several(label=LABELS["dimensions"], required=False)
    shows = forms.CharField(
        label=LABELS["shows"], required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": "2"})
    )
    weeks = CountField(label=LABELS["weeks"], lowest=1, highest=MOST_WEEKS)

    def __init__(self, *args: object, dimensions: Sequence[Dimension], line: Line | None = None) -> None:
        super().__init__(*args, initial=_initial(line) if line else {"weeks": 8})
        offer(self, "dimensions", [(each.key, each.title) for each in dimensions])

    def line(self) -> Line:
        given = self.cleaned_data
        return Line(**{name: given[name] for name in LABELS} | {"dimensions": tuple(given["dimensions"])})


class InOrderForm(Form):
    title = forms.CharField(
        label="Wat is in orde?",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Schrijf op wat in orde is."},
    )


class PickForm(Form):
    """The library, without what stands in the report already."""

    advice = forms.ChoiceField(label="Advies uit de lijst", error_messages={"required": "Kies een advies."})

    def __init__(self, *args: object, library: Sequence[Advice]) -> None:
        super().__init__(*args)
        offer(self, "advice", [(each.key, each.title) for each in library])


def _initial(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in LABELS} | {"dimensions": list(line.dimensions)}
