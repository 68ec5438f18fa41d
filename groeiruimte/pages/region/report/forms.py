"""What somebody fills in for a part of the report. Names of fields are those of the content (`rules.region_report`)."""

from __future__ import annotations

from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import CountField, Form
from groeiruimte.rules.region_parts import LONGEST


def _area(rows: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PartForm(Form):
    """The base: `content` is what the verb gets."""

    @property
    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields}


class TextForm(PartForm):
    text = forms.CharField(label="Tekst", max_length=LONGEST, required=False, widget=_area("10"))


class ExplanationForm(PartForm):
    """Why practices miss answers. The insurer reads it, so it names nobody."""

    text = forms.CharField(
        label="Waarom missen er antwoorden?",
        max_length=LONGEST,
        help_text="De zorgverzekeraar leest dit. Noem geen namen van praktijken of mensen.",
        widget=_area("5"),
    )


class ResultForm(PartForm):
    """The outcome of a KPI that the region measures itself: a number, a text, or both (R033)."""

    reached = CountField(label="Hoeveel is gehaald?", required=False)
    out_of = CountField(label="Van hoeveel?", required=False)
    text = forms.CharField(label="Wat is de uitkomst?", max_length=LONGEST, required=False, widget=_area("6"))


class CountedForm(PartForm):
    """The text beside a KPI that is counted already."""

    text = forms.CharField(label="Wat zeggen deze cijfers?", max_length=LONGEST, required=False, widget=_area("6"))

    @property
    def content(self) -> dict[str, Any]:
        return {"reached": None, "out_of": None, **super().content}
