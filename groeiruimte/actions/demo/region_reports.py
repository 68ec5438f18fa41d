"""The report of ROHA about 2021, through the verbs: written, signed, accepted and published before the demo begins.

The texts are made up; every number comes out of what practices did in the demo (R115, R118). The other regions run on:
their reports open later.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from groeiruimte.actions import publications, region_documents, report_decisions
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.region_content import seal
from groeiruimte.actions.region_report_figures import report_figures
from groeiruimte.records.models import DocumentSubmission, RegionDocument, RegionYear
from groeiruimte.records.models.region_document import EXCEPTION, KPI, REPORT, SECTION
from groeiruimte.rules.region_document import ALL, to_write

from .hands import hand
from .world import Person, World

REGION = "roha"
BEGUN, SIGNED = date(2022, 3, 21), date(2022, 3, 28)
ACCEPTED, PUBLISHED = date(2022, 3, 30), date(2022, 4, 1)
_ANALYSIS = "Praktijken zijn begonnen en leren van elkaar. Volgend jaar meten wij wat patiënten merken."
_OUTCOMES = "Praktijken vertellen dat bijna elk consult met beeld kan, behalve als lichamelijk onderzoek nodig is."
_WHY = "Deze praktijken begonnen in januari. Hun gegevens komen in de loop van het jaar."
_OWN = "Dit meten wij met gesprekken. De eerste verhalen zijn goed."


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    year = years[REGION]
    people = next(people for region, people in world.regions if region.key == REGION)
    sent = _report(year, people)
    insurer = sent.region_year.insurer
    report_decisions.decide_report(
        insurer=insurer,
        submission=sent,
        accept=True,
        reason="",
        **hand(world.purchaser, ACCEPTED, 14, 10, f"report-accepted-{REGION}"),
    )
    content = publications.to_publish(insurer, year.start.year, publications.accepted(insurer, year.start.year))
    publications.publish(
        insurer=insurer,
        year=year.start.year,
        seen=seal(content),
        **hand(world.approver, PUBLISHED, 9, 30, f"results-{year.start.year}"),
    )


def _report(year: RegionYear, people: tuple[Person, ...]) -> DocumentSubmission:
    lead = next(person for person in people if person.role == "region_lead")
    director = next(person for person in people if person.role == "region_director")
    document: RegionDocument = region_documents.start(
        region=year.region,
        region_year=year,
        way=region_documents.EMPTY,
        kind=REPORT,
        **hand(lead, BEGUN, 9, 15, f"report-start-{REGION}"),
    )
    for number, (kind, contents) in enumerate(_contents(year).items()):
        document = region_documents.save(
            region=year.region,
            document=document,
            kind=kind,
            contents=contents,
            version=document.version,
            **hand(lead, BEGUN, 10 + number, 20, f"report-{kind}-{REGION}"),
        )
    sent: DocumentSubmission = region_documents.submit(
        region=year.region,
        document=document,
        version=document.version,
        **hand(director, SIGNED, 16, 5, f"report-sign-{REGION}"),
    )
    return sent


def _contents(year: RegionYear) -> dict[str, dict[str, dict[str, Any]]]:
    """Texts, the outcome of what the region measures itself, and why answers are missing."""
    programme, known = programme_of(year.edition), report_figures(year, {}, BEGUN)
    sections = programme.report.sections if programme.report else ()
    own = [row for row in known["kpis"] if not row["source"]]
    found: dict[str, dict[str, dict[str, Any]]] = {
        SECTION: {
            each.key: {"text": _OUTCOMES if each.section.key == "outcomes" else _ANALYSIS}
            for each in to_write(programme, sections, known, {})
        },
        EXCEPTION: {ALL: {"text": _WHY}},
    }
    if own:
        found[KPI] = {row["key"]: {"reached": None, "out_of": None, "text": _OWN} for row in own}
    return found
