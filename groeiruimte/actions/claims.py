"""The claim file leaves, to the practice alone; it is destroyed soon after, or when its 30 days are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag

from groeiruimte.pipeline.lists import seal
from groeiruimte.pipeline.vektis.write import invoice_number
from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.programme.money import Cents, euro
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClaimFile, Practice
from groeiruimte.records.models.patient_list import COUNTS

from . import vault
from .refusal import Refused
from .verb import Done, demand, refusals_written_down, verb

DELIVER_AGAIN = "Lever de lijst opnieuw aan. Dan maken wij een nieuw bestand."
# A double click or a broken connection must not cost the practice its file.
GRACE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the practice fetched before for the same quarter, and so may have claimed already. Cents."""

    downloaded_at: datetime
    total: Cents
    invoices: tuple[str, ...]


def fetched_before(claim_file: ClaimFile) -> Claimed | None:
    """The last claim file of the same quarter that was fetched before this one was made."""
    patient_list = claim_file.patient_list
    found = (
        ClaimFile.objects.filter(
            patient_list__enrolment=patient_list.enrolment_id,
            patient_list__quarter=patient_list.quarter,
            downloaded_at__isnull=False,
        )
        .exclude(pk=claim_file.pk)
        .defer("sealed", "wrapped_key")
        .order_by("-downloaded_at")
        .first()
    )
    if found is None or found.downloaded_at is None:
        return None
    quarter = Quarter.read(patient_list.quarter)
    codes = found.patient_list.counts.values_list("uzovi_code", flat=True)
    return Claimed(
        downloaded_at=found.downloaded_at,
        total=found.total_cents,
        invoices=tuple(invoice_number(quarter, code, found.serial) for code in codes),
    )


@verb("claim.download", right="claim.download", sensitivity="special", purpose="declaratie")
def _take(*, practice: Practice, claim_file: ClaimFile, credited: bool, by: Actor, at: datetime) -> Done:
    fresh = ClaimFile.objects.select_for_update().get(pk=claim_file.pk)
    if fresh.patient_list.status != COUNTS:
        raise Refused(
            "Dit bestand hoort bij een lijst die niet meetelt.", "Stuur eerst de aantallen in.", "not_handed_in"
        )
    if fresh.sealed is None or at >= fresh.expires_at:
        raise Refused("Dit bestand is er niet meer.", DELIVER_AGAIN, "gone")
    before = fetched_before(fresh)
    if before and not credited:
        raise Refused(
            f"U haalde op {short_date(before.downloaded_at.date())} al een bestand op van {euro(before.total)}.",
            "Crediteer dat eerst in uw eigen systeem, als u het instuurde. Bevestig dat daarna hier.",
            "credit_first",
        )
    if fresh.downloaded_at is None:
        fresh.downloaded_at = at
        fresh.expires_at = min(fresh.expires_at, at + GRACE)
        fresh.save(update_fields=["downloaded_at", "expires_at"])
    return Done(fresh, practice=practice, lifecycle="export", detail={"quarter": fresh.patient_list.quarter})


def download(*, claim_file: ClaimFile, credited: bool, by: Actor, at: datetime) -> bytes:
    """The zip with the claim files. From the first time on it can be fetched again for a quarter of an hour.

    Every time is an export of its own, with its own check and its own event. `credited`: the practice says that what it
    claimed before for this quarter is credited, or was never sent in.
    """
    with refusals_written_down("claim.download", by, at, claim_file.practice):
        demand(by, "claim.download", claim_file.practice, None)
        content = _open(claim_file)
    _take(practice=claim_file.practice, claim_file=claim_file, credited=credited, by=by, at=at, key=new_id())
    return content


def _open(claim_file: ClaimFile) -> bytes:
    """The plain bytes, before anything is written: a file that does not open does not start its end."""
    if claim_file.sealed is None or claim_file.wrapped_key is None:
        raise Refused("Dit bestand is er niet meer.", DELIVER_AGAIN, "gone")
    try:
        return seal.open_sealed(bytes(claim_file.sealed), vault.unwrap(bytes(claim_file.wrapped_key), claim_file.pk))
    except InvalidTag:
        raise Refused("Wij kunnen dit bestand niet openen.", DELIVER_AGAIN, "sealed") from None


@verb("claim.sweep", purpose="bewaartermijn")
def _forget(*, practice: Practice, claim_file: ClaimFile, by: Actor, at: datetime) -> Done:
    claim_file.sealed = claim_file.wrapped_key = None
    claim_file.save(update_fields=["sealed", "wrapped_key"])
    return Done(claim_file, practice=practice, lifecycle="delete")


def sweep(*, by: Actor, at: datetime) -> int:
    """Destroy every claim file whose time is over; gives how many. One that fails does not keep the others."""
    over = ClaimFile.objects.filter(sealed__isnull=False, expires_at__lte=at).defer("sealed", "wrapped_key")
    done, trouble = 0, None
    for claim_file in over.select_related("practice"):
        try:
            _forget(practice=claim_file.practice, claim_file=claim_file, by=by, at=at, key=f"sweep-{claim_file.pk}")
            done += 1
        except Exception as found:  # told below, after the others had their turn
            trouble = found
    if trouble is not None:
        raise trouble
    return done
