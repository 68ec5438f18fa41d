"""What the region writes: a remark at each question, and the reason to open something again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from groeiruimte.pages.layout.forms import Form
from groeiruimte.programme.form import Question

WHOLE = "geheel"
_LONGEST = 2000


class RemarksForm(Form):
    """A field for a remark at each question, and one for the whole."""

    def __init__(self, questions: Sequence[Question], said: Mapping[str, str], data: QueryDict | None = None) -> None:
        super().__init__(data=data, prefix="r")
        for key, label in ((WHOLE, "Opmerking over het geheel"), *((q.key, "Opmerking") for q in questions)):
            area = forms.Textarea(attrs={"rows": "3"})
            self.fields[key] = forms.CharField(label=label, required=False, max_length=_LONGEST, widget=area)
            self.initial[key] = said.get("" if key == WHOLE else key, "")

    def remarks(self) -> dict[str, str]:
        """Per key of a question, "" for the whole; empty ones too, for they take a remark away."""
        given: dict[str, Any] = self.cleaned_data
        return {"" if key == WHOLE else key: str(given.get(key) or "") for key in self.fields}


class ReopenForm(Form):
    reason = forms.CharField(
        label="Waarom gaat dit weer open?",
        help_text="De praktijk leest dit.",
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
        error_messages={"required": "Schrijf waarom dit weer open gaat."},
    )
