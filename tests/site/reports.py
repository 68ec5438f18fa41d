"""A report of a region that was written through the verbs, and what its insurer did with it."""

from __future__ import annotations

from django.conf import settings

from groeiruimte.actions import programmes, publications, report_decisions
from groeiruimte.actions.region_content import seal
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import DocumentSubmission, RegionDocument, RegionYear
from groeiruimte.records.models.region_document import EXCEPTION, REPORT, SECTION
from tests.definition_texts import texts

from . import plans
from .rijnmond import NOW, PROGRAMME, TODAY

OPENS, OPENS_TODAY = "[report]\nopens = 2023-01-01", "[report]\nopens = 2022-01-01"


def open_now(year: RegionYear) -> RegionYear:
    """The same programme, but its report may begin today."""
    text, base, cases = texts(PROGRAMME, settings.DEFINITIONS)
    assert OPENS in text
    who = access.system(TODAY, "test")
    year.edition = programmes.publish(
        text=text.replace(OPENS, OPENS_TODAY), base=base, cases=cases, by=who, at=NOW, key=new_id()
    )
    year.save(update_fields=["edition"])
    return year


def write(year: RegionYear, by: Actor) -> RegionDocument:
    """A whole report, ready to be signed; begun before its day, so not by the verb."""
    document = RegionDocument.objects.create(
        region_year=year, region=year.region, kind=REPORT, started_at=NOW, saved_at=NOW
    )
    texts_of_all = {f"analysis-{key}": {"text": "Dit zagen wij."} for key in "ABCD"}
    document = plans.save(document, SECTION, texts_of_all, by)
    return plans.save(document, EXCEPTION, {"all": {"text": "Het jaar loopt nog."}}, by)


def accept(sent: DocumentSubmission, by: Actor) -> None:
    report_decisions.decide_report(
        insurer=sent.region_year.insurer, submission=sent, accept=True, reason="", **plans.given(by)
    )


def seal_of(year: RegionYear) -> str:
    """What the page of results would send along."""
    found = publications.accepted(year.insurer, year.start.year)
    return seal(publications.to_publish(year.insurer, year.start.year, found))
