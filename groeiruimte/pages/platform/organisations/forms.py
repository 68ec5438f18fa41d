"""Inviting somebody, a new organisation, and from when to when a role gives rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from groeiruimte.actions.organisations import INSURER, REGION
from groeiruimte.pages.layout.forms import DayField, Form, offer
from groeiruimte.pages.layout.roles import ROLE_WORDS


class InviteForm(Form):
    """`roles` are those of the organisation."""

    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254, help_text="Wij sturen hierheen een link.")
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."})

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [(role, ROLE_WORDS[role].capitalize()) for role in roles])


class OrganisationForm(Form):
    kind = forms.ChoiceField(
        label="Soort",
        widget=forms.RadioSelect,
        choices=[(REGION, "Regio"), (INSURER, "Verzekeraar")],
        error_messages={"required": "Kies een soort."},
    )
    name = forms.CharField(label="Naam", max_length=120)
    slug = forms.CharField(
        label="Korte naam", max_length=60, help_text="Voor het adres, bijvoorbeeld rijnmond. Dit ligt daarna vast."
    )


class PeriodForm(Form):
    start = DayField(label="Eerste dag")
    end = DayField(
        label="Laatste dag", required=False, help_text="Laat leeg zolang er geen einde is. Bijvoorbeeld 14-4-2022"
    )
