"""What somebody adds to the shelf: a file or a link, with as little typing as possible."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.evidence import is_link
from groeiruimte.pages.layout.file_field import FileField
from groeiruimte.pages.layout.forms import DayField, Form

_LONGEST_TITLE = 200


class AddForm(Form):
    """A file or a link. Without a name it is called as the file or the website is."""

    file = FileField(label="Bestand", required=False)
    link = forms.CharField(
        label="Of een link",
        required=False,
        max_length=500,
        help_text="Bijvoorbeeld https://www.uwpraktijk.nl/beeldbellen",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label="Waarvoor is dit bewijs?", required=False)
    title = forms.CharField(
        label="Naam",
        required=False,
        max_length=_LONGEST_TITLE,
        help_text="Laat dit leeg om de naam van het bestand te gebruiken.",
    )
    day = DayField(label="Van welke dag is het?")

    def __init__(self, *args: Any, kinds: Mapping[str, str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today
        choices = [("", "Nog niet bepaald"), *((key, label[:1].upper() + label[1:]) for key, label in kinds.items())]
        self.fields["kind"] = forms.ChoiceField(label="Waarvoor is dit bewijs?", required=False, choices=choices)
        if not kinds:
            del self.fields["kind"]

    def clean_link(self) -> str:
        typed: str = self.cleaned_data["link"].strip()
        if typed and "://" not in typed:
            typed = f"https://{typed}"
        if typed and not is_link(typed):
            raise ValidationError("Dit is geen link naar een veilige website. Begin met https://.")
        return typed

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise ValidationError("Deze dag is nog niet geweest. Vul de dag van het bewijs in.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, link = cleaned.get("file"), cleaned.get("link")
        if {"file", "link"} & set(self.errors):
            return cleaned
        if file and link:
            self.add_error("link", "Kies een bestand of een link, niet allebei. Haal een van de twee weg.")
        elif not file and not link:
            self.add_error("file", "Kies een bestand, of vul een link in.")
        elif not cleaned.get("title"):
            cleaned["title"] = _name_of(file, link or "")
        return cleaned


def _name_of(file: tuple[str, bytes] | None, link: str) -> str:
    if file is None:
        found = urlsplit(link)
        return f"{(found.hostname or '').removeprefix('www.')}{found.path.rstrip('/')}"[:_LONGEST_TITLE]
    stem = PurePath(file[0]).stem.replace("_", " ").replace("-", " ").strip()
    return (stem[:1].upper() + stem[1:])[:_LONGEST_TITLE] or "Bestand"
