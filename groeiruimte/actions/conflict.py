"""Who saves second sees both texts: what the verbs that change a record raise then (E02)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import models

from groeiruimte.records.models import Event
from groeiruimte.records.models.event import OK

from .refusal import Difference, Stale


def conflict(
    record: models.Model,
    name: str,
    labels: Mapping[str, str],
    *,
    version: int,
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    words: Callable[[str, str], str] = lambda field, value: value,
) -> Stale:
    """Both texts of a record, by the names of the fields of its form.

    `mine` and `theirs` are values as the form sends them, with the same names; `version` is the stored one, `words`
    gives the words for a value that nobody can read, such as the id of a colleague.
    """
    changes = Event.objects.filter(object_type=record._meta.model_name, object_id=str(record.pk), outcome=OK)
    last = changes.exclude(lifecycle__in=("view", "export")).order_by("-seq").first()
    different = [field for field in labels if mine[field] != theirs[field]]
    return Stale(
        name,
        [
            Difference(
                field,
                labels[field],
                words(field, mine[field]),
                words(field, theirs[field]),
                sends=(mine[field], theirs[field]),
            )
            for field in different
        ],
        version=version,
        changed_by=last.actor_name if last else "",
        changed_at=last.at if last else None,
        unchanged={field: value for field, value in mine.items() if field not in different},
    )
