"""The key that a form carries, so that sending it twice is one effect."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from groeiruimte.records.identity import LENGTH

_KEY = re.compile(rf"[a-z]{{{LENGTH}}}\Z")


def submission_key(request: HttpRequest) -> str:
    """The key of the form that was sent; a form of ours always has one."""
    key = request.POST.get("submission_key", "")
    if not _KEY.match(key):
        raise BadRequest("a form without its submission key")
    return key
