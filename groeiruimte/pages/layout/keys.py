"""What a form of ours carries: its key, so that sending it twice is one effect, and the version it was filled from."""

from __future__ import annotations

import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from groeiruimte.records.identity import LENGTH

_KEY = re.compile(rf"[a-z]{{{LENGTH}}}\Z")
_VERSION = re.compile(r"[0-9]{1,9}\Z")


def submission_key(request: HttpRequest) -> str:
    """The key of the form that was sent; a form of ours always has one."""
    key = request.POST.get("submission_key", "")
    if not _KEY.match(key):
        raise BadRequest("a form without its submission key")
    return key


FIRST_VERSION = "first_version"
"""Sent by the page of two texts: the version that somebody began with, before the other one came in between."""


def first_version(request: HttpRequest) -> int | None:
    """The version that a form was filled from before two texts stood side by side; None when they never did."""
    version = request.POST.get(FIRST_VERSION, "")
    return int(version) if _VERSION.match(version) else None


def typed_version(request: HttpRequest) -> int:
    """The version of the record that the form was filled from; a form that changes a record always has one."""
    version = request.POST.get("version", "")
    if not _VERSION.match(version):
        raise BadRequest("a form without the version of its record")
    return int(version)
