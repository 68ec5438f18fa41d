"""What a request says, as a hash: two requests with one submission key are the same only when they say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db import models

_LENGTH = 32
# A hash of a secret would be a way to guess it. `here` is where somebody goes on, and `without_file` a tick that is no
# longer asked once the file is gone: neither is the same when one form is sent twice. What somebody `confides` to a
# survey leaves no trace at all: a hash of it would show which answer came in when.
_NEVER = frozenset(("password", "token", "secret", "secrets", "mail_key", "here", "without_file", "confides"))
# What a page does not ask is the same as what was left empty: answering may make more questions appear.
_NOTHING = (None, "", ())


def fingerprint(given: Mapping[str, Any]) -> str:
    """The hash over everything that a verb was given, but secrets; "" when it was given no more than records."""
    said = {
        name: plain(value)
        for name, value in given.items()
        if name not in _NEVER and not callable(value) and not isinstance(value, models.Model)
    }
    said = {name: value for name, value in said.items() if value not in _NOTHING}
    return hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest()[:_LENGTH] if said else ""


def plain(value: Any) -> Any:
    """A value as something that is written the same each time: a record by its id, bytes by their hash."""
    match value:
        case models.Model():
            return value._meta.label, str(value.pk)
        case bytes():
            return hashlib.sha256(value).hexdigest()
        case str() | bool() | int() | float() | Decimal() | date() | time() | None:
            return value
        case Mapping():
            parts = ((str(name), plain(part)) for name, part in value.items())
            return tuple(sorted((part for part in parts if part[1] not in _NOTHING), key=lambda part: part[0]))
        case list() | tuple():
            return tuple(plain(part) for part in value)
        case set() | frozenset():
            return tuple(sorted(repr(plain(part)) for part in value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple((field.name, plain(getattr(value, field.name))) for field in fields(value))
    return type(value).__name__
