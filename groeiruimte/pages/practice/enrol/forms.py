"""The choice of a practice, and the signature under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import Form

from .choice import Card


class EnrolForm(Form):
    objectives = forms.MultipleChoiceField(
        label="Kies uw doelstelling",
        help_text="Kies er liefst één.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één doelstelling."},
    )
    sign = forms.BooleanField(
        label="Ik teken namens de praktijk",
        error_messages={"required": "Zet een vinkje bij “Ik teken namens de praktijk”."},
    )

    def __init__(self, *args: Any, cards: Iterable[Card], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["objectives"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(card.value, card.label) for card in cards if card.supported]
