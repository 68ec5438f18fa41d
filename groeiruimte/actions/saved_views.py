"""The choices of filters that somebody keeps for later: one's own, per region (R02)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Region, SavedView

from .refusal import Refused
from .verb import Done, verb

AT_MOST = 20
LONGEST_NAME, LONGEST_QUERY = 60, 400
"""As long as their columns."""


@verb("view.save", right="region.read")
def save_view(*, region: Region, name: str, query: str, by: Actor, at: datetime) -> Done:
    """Keep a query of the table of practices under a name; under a name that is used already it takes its place."""
    assert by.user is not None
    mine = SavedView.objects.filter(user=by.user, region=region)
    if len(query) > LONGEST_QUERY:
        raise Refused("Deze keuze is te lang om te bewaren.", "Maak de zoektekst korter.", code="too_long")
    if not mine.filter(name=name).exists() and mine.count() >= AT_MOST:
        raise Refused(f"U hebt al {AT_MOST} weergaven.", "Verwijder er eerst een.", code="too_many")
    view, made = SavedView.objects.update_or_create(user=by.user, region=region, name=name, defaults={"query": query})
    return Done(view, region=region, lifecycle="create" if made else "update")


@verb("view.remove", right="region.read")
def remove_view(*, region: Region, name: str, by: Actor, at: datetime) -> Done:
    """Take away a view of one's own."""
    found = SavedView.objects.filter(user=by.user, region=region, name=name).first()
    if found is None:
        raise Refused("Deze weergave is er niet meer.", "Kies een andere weergave.", code="gone")
    number = found.pk
    found.delete()
    return Done(region, region=region, lifecycle="delete", detail={"view": number})
