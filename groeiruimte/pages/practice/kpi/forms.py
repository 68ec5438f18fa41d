"""Of whom or of where an item is; its questions come from the programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.pages.questions import QuestionForm
from groeiruimte.programme.item import ItemKind
from groeiruimte.rules.answers import Answers, is_empty
from groeiruimte.rules.naming import function_label

from .rows import people_of


class OwnerForm(Form):
    """Asks for an employee or a district, when the kind has one; else it has no fields."""

    employee = forms.ChoiceField(label="Medewerker", error_messages={"required": "Kies om wie het gaat."})
    district = forms.CharField(label="Wijk", max_length=80, help_text="De wijk waar deze organisatie voor werkt")

    def __init__(self, *args: Any, year: YearOf, kind: ItemKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._districts = year.facts.districts
        for name in ("employee", "district"):
            if kind.per != name:
                del self.fields[name]
        if kind.per == "employee":
            people = people_of(year, kind)
            labels = [(one.id, f"{one.name}, {function_label(year.programme, one.function)}") for one in people]
            self.fields["employee"] = forms.ChoiceField(
                label="Medewerker",
                choices=[("", "Kies iemand"), *labels],
                error_messages={"required": "Kies om wie het gaat."},
            )

    def clean_district(self) -> str:
        """A district that the practice has, in its own spelling, however it was typed."""
        typed = " ".join(self.cleaned_data["district"].split())
        return next((known for known in self._districts if known.casefold() == typed.casefold()), typed)


def place_of(field: BoundField) -> str:
    """Where a link to a field goes: to the first choice, where there are choices."""
    return f"#{field.auto_id}{'_0' if field.widget_type in ('radioselect', 'checkboxselectmultiple') else ''}"


def is_blank(form: QuestionForm, answers: Answers) -> bool:
    """Whether nothing was typed; a day alone is something only where a day is all that is asked."""
    asked = {question.key for question in form.questions if question.type != "date"}
    return all(is_empty(value) for key, value in answers.items() if key in asked or not asked)


def at_first(request: Request, kind: ItemKind) -> dict[str, Any]:
    """Today in the first question about a day, so that it is only typed when it was another; never of a measurement."""
    day = next((question.key for question in kind.questions if question.type == "date"), "")
    if kind.counts_as == "measurement" or not day:
        return {}
    return {day: request.actor.on.isoformat()}
