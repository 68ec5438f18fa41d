"""When a region and a practice last spoke: support, a talk about an objective, a call, a visit or an answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import Max, Q, QuerySet

from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region

SPOKEN = ("call", "visit")
"""The kinds of notes that are a contact."""


def last_contacts(who: Actor, region: Region | str, whose: Q | None = None) -> dict[str, date]:
    """Per practice the last day, up to today; four queries. `whose` narrows to some practices."""
    here = Q(region=region) & (whose or Q())
    support = access.support_records(who, "dossier.read").filter(here, removed_on=None, day__lte=who.on)
    talks = access.alignments(who, "dossier.read").filter(here, aligned_on__lte=who.on)
    notes = access.region_notes(who).filter(here, kind__in=SPOKEN)
    answers = access.messages(who, "dossier.read").filter(here, from_region=True)
    moments = chain(_last(notes, "at"), _last(answers, "at"))
    found: dict[str, date] = {}
    for practice, day in chain(
        _last(support, "day"), _last(talks, "aligned_on"), ((practice, local_date(at)) for practice, at in moments)
    ):
        found[practice] = max(found.get(practice, day), day)
    return found


def _last(found: QuerySet[Any], what: str) -> Iterable[tuple[str, Any]]:
    last: Iterable[tuple[str, Any]] = (
        found.select_related(None).order_by().values_list("practice_id").annotate(Max(what))
    )
    return last
