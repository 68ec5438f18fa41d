"""What R08 asks: the day on which money came back, and from which account the region pays."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.pages.layout.forms import DayField, Form


class ClawBackForm(Form):
    settled_on = DayField(label="Op welke dag kreeg u het geld terug?")
    note = forms.CharField(label="Opmerking", required=False, max_length=200)


class CashierForm(Form):
    """`cashier` is asked with two plain words, so that nobody switches it by accident."""

    cashier = forms.ChoiceField(
        label="Betaalt uw regio de praktijken uit?",
        choices=(("ja", "Ja, uw regio is kassier"), ("nee", "Nee, uw regio betaalt niets uit")),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    bank_account = forms.CharField(
        label="Rekeningnummer van uw regio (IBAN)",
        required=False,
        max_length=42,
        help_text="Alleen nodig als uw regio kassier is.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("cashier") == "ja" and not given.get("bank_account"):
            self.add_error("bank_account", ValidationError("Vul het rekeningnummer in waarvan uw regio betaalt."))
        return given
