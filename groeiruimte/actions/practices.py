"""A practice keeps its own facts up to date; who saved first is never overwritten unseen."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Event, Practice

from .obligations import lay_down_years
from .refusal import Difference, Stale
from .verb import Done, verb

LABELS = {
    "name": "Naam van de praktijk",
    "street": "Straat en huisnummer",
    "postcode": "Postcode",
    "city": "Plaats",
    "district": "Wijk",
    "email": "E-mailadres",
    "phone": "Telefoonnummer",
    "registered_patients": "Aantal ingeschreven patiënten",
}


@verb("practice.edit", right="practice.edit", sensitivity="personal")
def edit(*, practice: Practice, version: int, fields: dict[str, str | int], by: Actor, at: datetime) -> Done:
    """Save the profile. `version` is the one the person started from; a newer one raises Stale with both texts."""
    stored = Practice.objects.select_for_update().get(pk=practice.pk)
    changed = {name: value for name, value in fields.items() if name in LABELS and getattr(stored, name) != value}
    if stored.version != version and changed:
        raise _stale(stored, changed, {name: str(value) for name, value in fields.items()})
    for name, value in changed.items():
        setattr(stored, name, value)
    stored.version += 1 if changed else 0
    stored.save(update_fields=[*changed, "version"])
    lay_down_years(stored, by.on)  # a KPI may ask something of every district
    return Done(stored, practice=stored, detail={"fields": sorted(changed)})


def _stale(stored: Practice, changed: dict[str, str | int], typed: dict[str, str]) -> Stale:
    last = Event.objects.filter(event="practice.edit", object_id=stored.pk).order_by("-seq").first()
    return Stale(
        stored.name,
        [Difference(name, LABELS[name], str(value), str(getattr(stored, name))) for name, value in changed.items()],
        version=stored.version,
        changed_by=last.actor_name if last else "",
        changed_at=last.at if last else None,
        unchanged={name: value for name, value in typed.items() if name not in changed},
    )
