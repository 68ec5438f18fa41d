"""A file or picture that somebody adds: looked at by its bytes, and given on as its name and what is in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from groeiruimte.actions.files import ACCEPT, recognised

from .upload import TooLarge

_CHOOSE = "Kies een bestand."
_EMPTY = "Dit bestand is leeg. Kies een ander bestand."


class FileField(forms.FileField):
    """Cleans to `(name, bytes)`, or None when no file was chosen; says why a file cannot be kept."""

    default_error_messages = {
        "required": _CHOOSE,
        "invalid": _CHOOSE,
        "missing": _CHOOSE,
        "empty": _EMPTY,
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes] | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        if isinstance(upload, TooLarge):
            size = -(-(upload.size or 0) // (1 << 20))
            raise ValidationError(f"Dit bestand is te groot ({size} MB). Kies een bestand kleiner dan 20 MB.")
        content = upload.read()
        problem = recognised(content)[1]
        if problem:
            raise ValidationError(f"{problem.message} {problem.mend}")
        return str(upload.name), content
