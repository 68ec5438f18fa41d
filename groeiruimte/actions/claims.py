"""The claim file leaves, to the practice alone; it is destroyed soon after, or when its 30 days are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from groeiruimte.pipeline.lists import seal
from groeiruimte.records.access import Actor
from groeiruimte.records.models import ClaimFile, Practice
from groeiruimte.records.models.patient_list import COUNTS

from . import vault
from .refusal import Refused
from .verb import Done, verb

DELIVER_AGAIN = "Lever de lijst opnieuw aan. Dan maken wij een nieuw bestand."
# A double click or a broken connection must not cost the practice its file.
GRACE = timedelta(minutes=15)


@verb("claim.download", right="claim.download", sensitivity="special", purpose="declaratie")
def _take(*, practice: Practice, claim_file: ClaimFile, by: Actor, at: datetime) -> Done:
    fresh = ClaimFile.objects.select_for_update().get(pk=claim_file.pk)
    if fresh.patient_list.status != COUNTS:
        raise Refused(
            "Dit bestand hoort bij een lijst die niet meetelt.", "Stuur eerst de aantallen in.", "not_handed_in"
        )
    if fresh.sealed is None or at >= fresh.expires_at:
        raise Refused("Dit bestand is er niet meer.", DELIVER_AGAIN, "gone")
    if fresh.downloaded_at is None:
        fresh.downloaded_at = at
        fresh.expires_at = min(fresh.expires_at, at + GRACE)
        fresh.save(update_fields=["downloaded_at", "expires_at"])
    return Done(fresh, practice=practice, lifecycle="export", detail={"quarter": fresh.patient_list.quarter})


def download(*, claim_file: ClaimFile, by: Actor, at: datetime, key: str) -> bytes:
    """The zip with the claim files. From the first time on it can be fetched again for a quarter of an hour."""
    taken: ClaimFile = _take(practice=claim_file.practice, claim_file=claim_file, by=by, at=at, key=key)
    if taken.sealed is None or taken.wrapped_key is None:
        raise Refused("Dit bestand is er niet meer.", DELIVER_AGAIN, "gone")
    return seal.open_sealed(bytes(taken.sealed), vault.unwrap(bytes(taken.wrapped_key), taken.pk))


@verb("claim.sweep", purpose="bewaartermijn")
def _forget(*, practice: Practice, claim_file: ClaimFile, by: Actor, at: datetime) -> Done:
    claim_file.sealed = claim_file.wrapped_key = None
    claim_file.save(update_fields=["sealed", "wrapped_key"])
    return Done(claim_file, practice=practice, lifecycle="delete")


def sweep(*, by: Actor, at: datetime) -> int:
    """Destroy every claim file whose time is over; gives how many."""
    over = list(ClaimFile.objects.filter(sealed__isnull=False, expires_at__lte=at).select_related("practice"))
    for claim_file in over:
        _forget(practice=claim_file.practice, claim_file=claim_file, by=by, at=at, key=f"sweep-{claim_file.pk}")
    return len(over)
