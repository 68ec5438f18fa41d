"""The choice of a practice, and the signature under it."""

from __future__ import annotations

from django import forms

from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.practice.choosing import ChoosingForm, ObjectivesForm

_NOT_SIGNED = {"required": "Zet een vinkje bij “Ik teken namens de praktijk”."}


class EnrolForm(ObjectivesForm):
    sign = forms.BooleanField(label="Ik teken namens de praktijk", error_messages=_NOT_SIGNED)


class SignForm(Form):
    sign = forms.BooleanField(label="Ik teken namens de praktijk", error_messages=_NOT_SIGNED)


class ChoiceForm(ChoosingForm):
    """The tracks of a year that was signed; `was` is what stood there when the page was made."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)
