"""What a practice may change about itself, in the words that it types."""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from groeiruimte.actions.practices import LABELS
from groeiruimte.pages.layout.forms import CountField, Form
from groeiruimte.records.models import Practice

_POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")
_PHONE_SIGNS = re.compile(r"[\s().-]")
_PHONE = re.compile(r"\+?[0-9]{8,14}")
_NOT_AN_ADDRESS = "Vul een e-mailadres in, bijvoorbeeld naam@praktijk.nl."


class ProfileForm(Form):
    """The labels are those of the conflict page, so that the same thing has one name."""

    name = forms.CharField(label=LABELS["name"], max_length=120)
    street = forms.CharField(label=LABELS["street"], max_length=120, required=False)
    postcode = forms.CharField(
        label=LABELS["postcode"], max_length=20, required=False, help_text="Bijvoorbeeld 3011 AB"
    )
    city = forms.CharField(label=LABELS["city"], max_length=80, required=False)
    district = forms.CharField(label=LABELS["district"], max_length=80, required=False)
    email = forms.CharField(
        label=LABELS["email"],
        max_length=254,
        required=False,
        validators=[EmailValidator(_NOT_AN_ADDRESS)],
        widget=forms.TextInput(attrs={"inputmode": "email", "autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=LABELS["phone"],
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    registered_patients = CountField(
        label=LABELS["registered_patients"],
        highest=99_999,
        help_text="Ingeschreven op naam (ION), zoals het ION-portaal het toont",
    )

    @classmethod
    def of(cls, practice: Practice) -> ProfileForm:
        return cls(initial={name: getattr(practice, name) for name in LABELS})

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        match = _POSTCODE.fullmatch(typed)
        if typed and match is None:
            raise ValidationError("Vul vier cijfers en twee letters in, bijvoorbeeld 3011 AB.")
        return f"{match[1]} {match[2].upper()}" if match else ""

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if typed and not _PHONE.fullmatch(_PHONE_SIGNS.sub("", typed)):
            raise ValidationError("Vul een telefoonnummer in, bijvoorbeeld 010 123 45 67.")
        return typed
