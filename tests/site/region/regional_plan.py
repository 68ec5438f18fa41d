"""A region with a regional plan, for the tests of its verbs and pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.region_content import parts_of
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import DocumentRemark, DocumentSubmission, RegionDocument, Session, Training, User
from tests.site.rijnmond import NOW, TODAY, Rijnmond

PLAN = "/regio/rijnmond/regioplan/"
DEEL = f"{PLAN}2022-rijnmond/"
TEXT = {"text": "Wij oefenen samen met praktijken."}
A_TALK = {
    "objective": "A",
    "title": "Gesprek in de praktijk",
    "kind": "",
    "when": "voorjaar",
    "cost_cents": 1_000_00,
    "other_funding": [],
    "additional": "",
}
A_KPI = {
    "objective": "A",
    "title": "Praktijken bellen met beeld",
    "dimension": "experience",
    "measure": "number",
    "target": "40 praktijken",
    "source": "",
}


def hand(user: User) -> dict[str, Any]:
    return {"by": access.actor(user, TODAY), "at": NOW, "key": new_id()}


def a_training(rijnmond: Rijnmond) -> Training:
    """On the calendar in May, for objective A."""
    training = Training.objects.create(region=rijnmond.region, title="Beeldbellen", objectives=["A"], published=True)
    Session.objects.create(
        training=training,
        region=rijnmond.region,
        start=datetime(2022, 5, 12, 17, 0, tzinfo=UTC),
        end=datetime(2022, 5, 12, 19, 0, tzinfo=UTC),
        place="Rotterdam",
        seats=20,
    )
    return training


def begun(rijnmond: Rijnmond, user: User, way: str = verbs.PREFILLED) -> RegionDocument:
    made: RegionDocument = verbs.start(
        region=rijnmond.region, region_year=rijnmond.year, way=way, source=None, **hand(user)
    )
    return made


def save(document: RegionDocument, user: User, kind: str, version: int = 0, **contents: Any) -> RegionDocument:
    """Saves parts; `version` of the page is that of the document unless it is given."""
    saved: RegionDocument = verbs.save(
        region=document.region,
        document=document,
        kind=kind,
        contents=contents,
        version=version or RegionDocument.objects.get(pk=document.pk).version,
        **hand(user),
    )
    return saved


def completed(rijnmond: Rijnmond, user: User) -> RegionDocument:
    """A plan in which nothing is missing any more: begun with what is known, and the rest filled in."""
    document = begun(rijnmond, user)
    kpis = parts_of(document)["kpi"]
    save(document, user, "section", **{"approach-A": TEXT})
    save(document, user, "activity", **{new_id(): A_TALK})
    save(
        document,
        user,
        "kpi",
        **{key: {**each, "dimension": "health", "target": "allemaal"} for key, each in kpis.items()},
    )
    return RegionDocument.objects.get(pk=document.pk)


def sent(rijnmond: Rijnmond, lead: User, director: User) -> DocumentSubmission:
    document = completed(rijnmond, lead)
    made: DocumentSubmission = verbs.submit(
        region=rijnmond.region, document=document, version=document.version, **hand(director)
    )
    return made


def asked(submission: DocumentSubmission, buyer: User, place: str, text: str = "Waarom zo?") -> DocumentRemark:
    """A question of the insurer of yesterday, as its own verb leaves it."""
    return DocumentRemark.objects.create(
        submission=submission,
        region=submission.region,
        region_year=submission.region_year,
        place=place,
        text=text,
        from_insurer=True,
        by=buyer,
        at=NOW - timedelta(days=1),
    )
