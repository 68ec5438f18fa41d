"""What changes, from which day, and who goes on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from groeiruimte.actions.successions import KINDS
from groeiruimte.pages.layout.forms import DayField, Form, Select, offer
from groeiruimte.records.models import Practice, Region

_AGB = {"inputmode": "numeric", "autocomplete": "off"}


class SuccessionForm(Form):
    """Fields are named after what the verb takes; only those of the kind that was chosen count."""

    kind = forms.ChoiceField(label="Wat verandert er?", choices=list(KINDS.items()), widget=forms.RadioSelect)
    effective = DayField(label="Vanaf welke dag geldt dit?")
    other = forms.ChoiceField(
        label="Welke praktijk gaat verder?", required=False, widget=Select, help_text="Alleen bij opgaan in een andere."
    )
    new_agb = forms.CharField(
        label="Nieuwe AGB-code",
        required=False,
        max_length=8,
        widget=forms.TextInput(attrs=_AGB),
        help_text="Bij een andere code of een splitsing. Acht cijfers, ze beginnen met 01.",
    )
    new_name = forms.CharField(
        label="Naam van de nieuwe praktijk", required=False, max_length=120, help_text="Alleen bij een splitsing."
    )
    to_region = forms.ChoiceField(
        label="Naar welke regio?", required=False, widget=Select, help_text="Alleen bij een andere regio."
    )

    def __init__(self, *args: Any, practices: Iterable[Practice], regions: Iterable[Region], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.practices = {each.pk: each for each in practices}
        self.regions = {each.pk: each for each in regions}
        named = [(pk, f"{each.name} ({each.agb_code})") for pk, each in self.practices.items()]
        offer(self, "other", [("", "Kies een praktijk"), *named])
        offer(self, "to_region", [("", "Kies een regio"), *((pk, each.name) for pk, each in self.regions.items())])

    @property
    def change(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "effective": given["effective"],
            "other": self.practices.get(given["other"]),
            "new_agb": given["new_agb"].strip(),
            "new_name": given["new_name"].strip(),
            "to_region": self.regions.get(given["to_region"]),
        }
