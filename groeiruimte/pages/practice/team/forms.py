"""Inviting somebody, and an employee as people type one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.team import LABELS, Staff
from groeiruimte.pages.layout.forms import DayField, Form
from groeiruimte.pages.layout.roles import ROLE_WORDS

_HOURS = re.compile(r"(\d{1,2})(?:[.,](\d))?", re.ASCII)
_MOST_HOURS = 60

# What a role may do, in the words of the people who have it.
ROLES_EXPLAINED = {
    "practice_staff": "ziet het jaar, meldt zich aan voor scholing en stelt vragen",
    "practice_manager": "doet alles, behalve tekenen namens de praktijk",
    "practice_owner": "doet alles en tekent namens de praktijk",
}


class _HoursField(forms.Field):
    """Hours a week with at most one decimal: `28,5`."""

    def to_python(self, value: Any) -> Decimal:
        text = str(value or "").strip()
        if not text:
            return Decimal(0)
        match = _HOURS.fullmatch(text)
        if match is None or Decimal(match[1]) > _MOST_HOURS:
            raise ValidationError(f"Vul een getal in tot en met {_MOST_HOURS}, bijvoorbeeld 28,5.")
        return Decimal(f"{match[1]}.{match[2] or 0}")


class InviteForm(Form):
    """`roles` are those that the person who invites may give away."""

    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254, help_text="Wij sturen hierheen een link.")
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."})

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role, f"{ROLE_WORDS[role].capitalize()}: {ROLES_EXPLAINED[role]}") for role in roles]


class EmployeeForm(Form):
    """The labels are those of the conflict page, so that the same thing has one name."""

    name = forms.CharField(label=LABELS["name"], max_length=120)
    function = forms.ChoiceField(label=LABELS["function"], error_messages={"required": "Kies een functie."})
    hours_a_week = _HoursField(
        label=LABELS["hours_a_week"],
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    user = forms.ChoiceField(
        label=LABELS["user"], required=False, help_text="Alleen als deze collega hier zelf inlogt."
    )
    end = DayField(
        label=LABELS["end"], required=False, help_text="Alleen als deze collega weggaat. Bijvoorbeeld 14-4-2022"
    )

    def __init__(self, *args: Any, functions: Mapping[str, str], accounts: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        function, user = self.fields["function"], self.fields["user"]
        assert isinstance(function, forms.ChoiceField)
        assert isinstance(user, forms.ChoiceField)
        function.choices = [("", "Kies een functie"), *functions.items()]
        user.choices = [("", "Geen account"), *((str(key), name) for key, name in accounts.items())]

    def staff(self) -> Staff:
        found = self.cleaned_data
        user = int(found["user"]) if found["user"] else None
        return Staff(found["name"], found["function"], found["hours_a_week"], user, found["end"])
