"""Inviting a colleague to the region itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from groeiruimte.pages.layout.forms import Form, offer
from groeiruimte.pages.layout.roles import ROLE_WORDS


class InviteForm(Form):
    """`roles` are those that the person who invites may give away."""

    name = forms.CharField(label="Naam", max_length=120)
    email = forms.EmailField(label="E-mailadres", max_length=254, help_text="Wij sturen hierheen een link.")
    role = forms.ChoiceField(label="Rol", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."})

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [(role, ROLE_WORDS[role].capitalize()) for role in roles])
