"""V03: what somebody proposes about a plan, and what a second person says about it."""

from __future__ import annotations

from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import Form, MoneyField
from groeiruimte.records.models.region_document import APPROVE, SEND_BACK

_LONGEST = 4000


class ProposalForm(Form):
    verdict = forms.ChoiceField(
        label="Wat stelt u voor?",
        choices=((APPROVE, "Akkoord"), (SEND_BACK, "Terugsturen naar de regio")),
        widget=forms.RadioSelect(),
        error_messages={"required": "Kies akkoord of terugsturen."},
    )
    maximum = MoneyField(label="Maximum van S3 en O&I samen", required=False)
    oi = MoneyField(label="Daarvan voor de regio (O&I)", required=False)
    service_code = forms.CharField(
        label="Prestatiecode", required=False, max_length=5, help_text="Vijf cijfers. Die declareren praktijken."
    )
    conditions = forms.CharField(
        label="Voorwaarden, of wat de regio moet aanpassen",
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "4"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("verdict") == APPROVE and given.get("maximum") is None and "maximum" not in self.errors:
            self.add_error("maximum", "Vul het maximum van S3 en O&I samen in.")
        return given


class AnswerForm(Form):
    """The two buttons say which; a reason is asked to decline."""

    reason = forms.CharField(
        label="Reden, als u het voorstel afwijst",
        required=False,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
