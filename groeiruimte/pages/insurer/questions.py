"""Questions of the insurer at the places of what a region sent in: the plan and the report alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import QueryDict

from groeiruimte.actions import plan_review
from groeiruimte.actions.plan_review import WHOLE
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.records.models import DocumentSubmission, RegionYear

LONGEST = 2000


class QuestionsForm(Form):
    """A field at each place, and one for the whole (""). Names are numbers: a place may hold any sign."""

    def __init__(self, places: Mapping[str, str], whole: str, data: QueryDict | None = None) -> None:
        super().__init__(data=data, prefix="v")
        self.places = dict(enumerate((WHOLE, *places)))
        for number, place in self.places.items():
            self.fields[str(number)] = forms.CharField(
                label=f"Uw vraag over {places.get(place, whole)}",
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": "3"}),
            )

    def by_place(self) -> dict[str, BoundField]:
        return {place: self[str(number)] for number, place in self.places.items()}

    def questions(self) -> dict[str, str]:
        given: dict[str, Any] = self.cleaned_data
        return {place: given[str(number)] for number, place in self.places.items() if given.get(str(number))}


def asked(request: Request, year: RegionYear, shown: DocumentSubmission, form: QuestionsForm) -> bool:
    """Send what was typed at the places of a submission; False when there is something to mend, told by the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        plan_review.ask(
            insurer=year.insurer,
            submission=shown,
            questions=form.questions(),
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        if refusal.code == "no_right":
            raise
        form.refuse(refusal)
        return False
    messages.success(request, "Uw vraag is verstuurd. De regio krijgt een mail.")
    return True
