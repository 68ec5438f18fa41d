"""Who does a deed, and when: within the scope of that person, as in a request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.utils import timezone

from groeiruimte.records import access, guard
from groeiruimte.records.models import Membership

MIDNIGHT = datetime(2022, 4, 4, 22, 0, tzinfo=UTC)
"""The fifth of April begins in Amsterdam: what is due now is due all day."""


@contextmanager
def acting(role: str, practice: str, at: datetime = MIDNIGHT) -> Iterator[access.Actor]:
    """Somebody with a role in a practice, by its name; of the region when that is empty."""
    with guard.everything():
        membership = Membership.objects.select_related("user").filter(role=role, practice__name=practice or None)
        found = membership.first() or Membership.objects.select_related("user").get(role=role)
        who = access.actor(found.user, at.astimezone(timezone.get_default_timezone()).date())
    with guard.scope_of(who):
        yield who
