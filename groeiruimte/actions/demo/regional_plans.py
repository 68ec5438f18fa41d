"""The regional plan of each region, written and sent by its own people through the verbs, before it was approved.

The texts are made up; what stands in a plan besides comes from the programme and from what practices chose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.region_content import parts_of
from groeiruimte.actions.region_figures import figures
from groeiruimte.programme.programme import Programme
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import DocumentSubmission, RegionDocument, RegionYear
from groeiruimte.rules.region_document import ACTIVITY, KPI, SECTION, chosen_objectives, to_write

from .hands import hand
from .world import Person, World


@dataclass(frozen=True, slots=True)
class _Days:
    """On which day a plan was begun, and on which the director signed it."""

    begun: date
    signed: date


DAYS = {
    "rijnmond": _Days(date(2021, 11, 15), date(2021, 12, 1)),
    "utrecht": _Days(date(2021, 11, 8), date(2021, 11, 24)),
    "roha": _Days(date(2020, 12, 7), date(2020, 12, 14)),
}

_APPROACH = {
    "A": "Praktijken krijgen scholing en hulp bij het kiezen van een middel. Daarna oefenen zij met patiënten.",
    "B": "Wij kijken met elke praktijk welk werk een ander kan doen. De praktijk kiest zelf haar eerste stap.",
    "C": "Teams leren een ander gesprek te voeren. In de wijk maken zij kennis met hulp buiten de zorg.",
    "D": "Elke praktijk begint met een scan. De uitkomst wijst wat als eerste beter kan.",
}
_WHOLE_REGION = "Wij vroegen praktijken wat zij willen en keken wat wij kunnen ondersteunen. Dit plan volgt daaruit."
_AIMS = {"A": "experience", "B": "professionals", "C": "health", "D": "costs", "": "experience"}
_TARGET = "Ten minste acht van de tien praktijken met deze doelstelling"
_TALK = "Gesprek met de projectleider in de praktijk"
_COSTS = 2_500_00
_OTHER_MONEY = {"rijnmond": "a-project-open", "utrecht": "", "roha": ""}
_ADDITIONAL = "Project OPEN betaalt de techniek. Uit dit programma betalen wij de scholing van het team."


def write(world: World, years: Mapping[str, RegionYear]) -> dict[str, DocumentSubmission]:
    """Send in the plan of each region. Gives what was sent, by region."""
    return {region.key: _plan(years[region.key], people) for region, people in world.regions}


def _plan(year: RegionYear, people: tuple[Person, ...]) -> DocumentSubmission:
    region, days = year.region, DAYS[year.region_id]
    lead = next(person for person in people if person.role == "region_lead")
    director = next(person for person in people if person.role == "region_director")
    document = verbs.start(
        region=region,
        region_year=year,
        way=verbs.PREFILLED,
        source=None,
        **hand(lead, days.begun, 10, 5, f"plan-start-{region.pk}"),
    )
    for number, (kind, contents) in enumerate(_contents(document, year, days.begun).items()):
        document = verbs.save(
            region=region,
            document=document,
            kind=kind,
            contents=contents,
            version=document.version,
            **hand(lead, days.begun, 11 + number, 20, f"plan-{kind}-{region.pk}"),
        )
    sent: DocumentSubmission = verbs.submit(
        region=region,
        document=document,
        version=document.version,
        **hand(director, days.signed, 16, 30, f"plan-sign-{region.pk}"),
    )
    return sent


def _contents(document: RegionDocument, year: RegionYear, on: date) -> dict[str, dict[str, dict[str, Any]]]:
    """Everything that the lead fills in: texts, aims and targets, and an activity where there is none yet."""
    programme, parts = programme_of(year.edition), parts_of(document)
    known = figures(year, parts, on)
    return {
        SECTION: _sections(programme, known),
        KPI: {
            key: {**content, "dimension": _AIMS[content["objective"]], "target": _TARGET}
            for key, content in parts.get(KPI, {}).items()
        },
        ACTIVITY: _activities(programme, year, known),
    }


def _sections(programme: Programme, known: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    asked = programme.regional_plan.sections if programme.regional_plan else ()
    return {
        each.key: {"text": _APPROACH.get(each.objective, _WHOLE_REGION)}
        for each in to_write(programme, asked, known, {})
    }


def _activities(programme: Programme, year: RegionYear, known: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """A talk for each chosen objective; in Rijnmond the first one is tied to a project with its own money."""
    other = _OTHER_MONEY[str(year.region_id)]
    found = {}
    for objective in chosen_objectives(programme, known):
        tied = bool(other) and objective == "A"
        found[new_id()] = {
            "objective": objective,
            "title": _TALK,
            "kind": "",
            "when": "het hele jaar",
            "cost_cents": _COSTS,
            "other_funding": [other] if tied else [],
            "additional": _ADDITIONAL if tied else "",
        }
    return found
