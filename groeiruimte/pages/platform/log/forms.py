"""What somebody looks for in the log."""

from __future__ import annotations

from django import forms

from groeiruimte.pages.layout.forms import DayField, Form


class LogFilter(Form):
    """Every field may be empty. The names are those of the query string."""

    van = DayField(label="Vanaf", required=False)
    tot = DayField(label="Tot en met", required=False)
    praktijk = forms.CharField(label="Praktijk", required=False, max_length=120, help_text="Naam of AGB-code")
    persoon = forms.CharField(label="Wie het deed", required=False, max_length=120, help_text="Een deel van de naam")
    soort = forms.CharField(label="Soort regel", required=False, max_length=60, help_text="Bijvoorbeeld list.view")


class ReviewForm(Form):
    note = forms.CharField(
        label="Wat viel u op?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "4"}),
        help_text="Laat leeg als niets opviel.",
    )
