"""One person at the insurer accepts the report of a region, or sends it back (V06; R037, ADR 17)."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Decision, DocumentSubmission, Insurer, RegionDocument
from groeiruimte.records.models.region_document import (
    APPROVE,
    APPROVED,
    CHANGES_REQUESTED,
    CONFIRMED,
    DRAFT,
    REPORT,
    SEND_BACK,
    SUBMITTED,
)
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import document_mail
from .decisions import ALREADY, NEWER
from .refusal import Refused
from .verb import Done, verb

CHANGING = ("De regio wijzigt deze rapportage op dit moment.", "Wacht op de nieuwe versie.", "changing")


@verb("report.decide", right="report.accept", purpose="besluit")
def decide_report(
    *, insurer: Insurer, submission: DocumentSubmission, accept: bool, reason: str, by: Actor, at: datetime
) -> Done:
    """Accept a report, or send it back with a reason. One person decides, so nobody proposed it.

    Refused when there is a newer version, while the region changes it, and when a colleague decided already.
    """
    # Held until the transaction ends, so that no new version and no second decision come in meanwhile.
    document = RegionDocument.objects.select_for_update().get(pk=submission.document_id)
    if document.kind != REPORT:
        raise Refused("Dit is geen rapportage.", "Over een regioplan besluiten twee mensen.", "kind")
    if DocumentSubmission.objects.filter(document=document, number__gt=submission.number).exists():
        raise Refused(*NEWER)
    if document.status == DRAFT:
        raise Refused(*CHANGING)
    if document.status != SUBMITTED:
        raise Refused(*ALREADY)
    why = reason.strip()
    if not accept and not why:
        raise Refused("U gaf nog geen reden.", "Schrijf wat de regio moet aanpassen.", "reason")
    if holds_a_bsn(why):
        raise Refused(BSN_SEEN, "", "reason")
    made = Decision(
        submission=submission,
        region_id=document.region_id,
        region_year_id=document.region_year_id,
        sha256=submission.sha256,
        verdict=APPROVE if accept else SEND_BACK,
        outcome=CONFIRMED,
        reason=why,
        decided_by=by.user,
        decided_at=at,
    )
    made.save(force_insert=True)
    document.status = APPROVED if accept else CHANGES_REQUESTED
    document.save(update_fields=["status"])
    document_mail.decided(made, at)
    return Done(made, lifecycle="create", detail={"verdict": made.verdict, "sha256": made.sha256})
