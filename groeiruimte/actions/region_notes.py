"""What a region notes about a practice, for itself: a note, a call or a visit. No practice reads it. Source: R03."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Practice, RegionNote
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from .refusal import Refused
from .verb import Done, verb

KINDS = {"note": "Notitie", "call": "Telefoongesprek", "visit": "Bezoek"}
"""In the order in which they are offered."""


@verb("note.add", right="note.write", sensitivity="personal")
def add(*, practice: Practice, kind: str, text: str, by: Actor, at: datetime) -> Done:
    """Write a note; it is never changed. A call or a visit counts as contact."""
    if kind not in KINDS:
        raise Refused("Deze soort notitie kennen wij niet.", "Kies notitie, telefoongesprek of bezoek.", code="kind")
    if not text.strip():
        raise Refused("Uw notitie is nog leeg.", "Schrijf op wat u wilt onthouden.", code="text")
    if holds_a_bsn(text):
        raise Refused(BSN_SEEN, code="text")
    assert by.user is not None  # the right is of a person
    note = RegionNote.objects.create(
        practice=practice, region_id=practice.region_id, kind=kind, text=text.strip(), by=by.user, at=at
    )
    return Done(note, practice=practice, lifecycle="create", detail={"kind": kind})
