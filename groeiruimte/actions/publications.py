"""The insurer publishes the results of a year, for everybody to read (V05, S02; R033, R185, Z19).

Small numbers are left out before anything is kept, so that no page and no file can show them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import DocumentSubmission, Insurer, Publication
from groeiruimte.records.models.region_document import APPROVE, CONFIRMED, REPORT
from groeiruimte.rules.results import results

from .refusal import Refused
from .region_content import seal
from .verb import Done, verb


@verb("results.publish", right="results.publish", purpose="publicatie")
def publish(*, insurer: Insurer, year: int, seen: str, by: Actor, at: datetime) -> Done:
    """Publish what the accepted reports of a year say together. `seen` is the seal of what the page showed.

    Refused when no report was accepted, when another was accepted since, and when nothing changed since the last time.
    """
    lock.hold(f"publishing {insurer.pk} {year}")
    reports = accepted(insurer, year)
    if not reports:
        raise Refused("Er is nog geen rapportage akkoord.", "Lees eerst een rapportage.", "none")
    last = Publication.objects.filter(insurer=insurer, year=year).order_by("-number").first()
    content = to_publish(insurer, year, reports)
    sha256 = seal(content)
    if last is not None and last.sha256 == sha256:
        raise Refused("Deze resultaten staan al op de site.", "U hoeft niets te doen.", "same")
    if sha256 != seen:
        raise Refused("De cijfers wijzigden net.", "Bekijk de nieuwe cijfers en publiceer dan.", "changed")
    made = Publication(
        insurer=insurer,
        year=year,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=sha256,
        published_by=by.user,
        published_at=at,
    )
    made.save(force_insert=True)
    return Done(made, lifecycle="create", detail={"year": year, "number": made.number, "regions": len(reports)})


def accepted(insurer: Insurer, year: int) -> list[DocumentSubmission]:
    """The report of each region whose programme began in a year, as it was accepted last."""
    found = DocumentSubmission.objects.filter(
        region_year__insurer=insurer,
        region_year__start__year=year,
        document__kind=REPORT,
        decisions__outcome=CONFIRMED,
        decisions__verdict=APPROVE,
    )
    newest = {each.document_id: each for each in found.select_related("region", "region_year").order_by("number")}
    return sorted(newest.values(), key=lambda each: (each.region.name, each.region_id))


def to_publish(insurer: Insurer, year: int, reports: list[DocumentSubmission]) -> dict[str, Any]:
    """What would be published now, beside all that was published of this year before."""
    before = [each.content for each in Publication.objects.filter(insurer=insurer, year=year).order_by("number")]
    about = {"year": year, "insurer": {"key": insurer.pk, "name": insurer.name}}
    return {**about, **results([each.content for each in reports], before)}
