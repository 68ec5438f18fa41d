"""What to do about a KPI: for each part that is not there yet, the page that brings it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from groeiruimte.pages.practice.participation import YearOf
from groeiruimte.programme.kpi import (
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    Attended,
    Counted,
    Evidence,
    HoursBooked,
    Kpi,
    MilestonesDone,
    Requirement,
    ScanFinished,
    Submitted,
    SurveyHeld,
)
from groeiruimte.programme.schedule import Period
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.rules.naming import form_title, noun
from groeiruimte.rules.requirement import Asked, measure
from groeiruimte.rules.scan_offer import offered

from .rows import fills_in_for_all


@dataclass(frozen=True, slots=True)
class Way:
    """Something to do, as the text of a link; without `url` it is a sentence that says that it comes by itself."""

    text: str
    url: str = ""


def ways(year: YearOf, kpi: Kpi, who: Actor, period: Period) -> tuple[Way, ...]:
    """What this person can do for a KPI that is not met: about each of its parts that are not there yet."""
    asked = Asked(year.facts, period, year.programme, kpi.objective)
    return tuple(dict.fromkeys(way for part in _open(kpi.met_by, asked) for way in _ways(year, part, who)))


def _open(requirement: Requirement, asked: Asked) -> Iterator[Requirement]:
    """The parts without parts of their own that are not met, inside what is not met."""
    if measure(requirement, asked).state == "met":
        return
    if isinstance(requirement, AllOf | AnyOf | AtLeast):
        for part in requirement.of:
            yield from _open(part, asked)
    else:
        yield requirement


def _ways(year: YearOf, part: Requirement, who: Actor) -> Iterator[Way]:
    def address(name: str, right: str, **given: str) -> str:
        """Where a page is; "" for who may not open it."""
        if not access.may(who, right, practice=year.practice):
            return ""
        return reverse(f"practice:{name}", kwargs={"practice_id": year.practice.pk, **given}) + year.query

    match part:
        case Attended(topic=topic):
            url = _asking(address("trainings", "training.read"), onderwerp=topic)
            yield Way(f"Zoek een scholing over {noun(year.programme, topic)}", url)
        case Submitted(form=form) | Answered(form=form):
            yield Way(f"Open “{form_title(year.programme, form)}”", address("form", "form.read", form=form))
        case Counted(record=kind):
            yield from _items(year, kind, address)
        case ScanFinished(scan=kind) if any(each.key == kind for each in offered(year.programme, year.facts)):
            yield Way(f"Open de {noun(year.programme, kind)}", address("scan", "scan.fill", scan=kind))
        case SurveyHeld(survey=kind) if year.programme.survey(kind):
            yield Way(f"Zet de vragenlijst uit: {noun(year.programme, kind)}", address("surveys", "survey.read"))
            yield from _items(year, kind, address)
        case ScanFinished(scan=kind) | SurveyHeld(survey=kind):
            found = list(_items(year, kind, address))
            comes = "Dit komt uit de meting zelf, later dit jaar. U hoeft hier niets in te vullen."
            yield from found or [Way(comes)]
        case HoursBooked():
            yield Way("Boek extra uren", address("hours", "hours.read"))
        case MilestonesDone():
            yield Way("Werk uw mijlpalen bij", address("plan", "plan.read"))
        case Evidence(evidence=kind):
            yield from _evidence(year, part, kind, address("evidence_add", "evidence.add"))


def _items(year: YearOf, key: str, address: Callable[..., str]) -> Iterator[Way]:
    """Straight to noting one more, or to the page about everybody."""
    kind = year.programme.item_kind(key)
    if kind is not None:
        page = "items" if fills_in_for_all(year, kind) else "item_add"
        text = f"Leg vast: {kind.title[:1].lower()}{kind.title[1:]}"
        yield Way(text, address(page, "item.note", kind=key))


def _evidence(year: YearOf, part: Evidence, kind: str, url: str) -> Iterator[Way]:
    """A proof that lies there and waits for the region needs nothing of the practice."""
    if any(found.evidence == kind for found in year.facts.evidence):
        yield Way("Uw regio bekijkt dit bewijs. U hoeft niets te doen.")
    else:
        yield Way(f"Voeg bewijs toe: {noun(year.programme, kind)}", _asking(url, soort=kind))


def _asking(url: str, **asked: str) -> str:
    """An address with what it is asked; "" stays nothing."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(asked)}" if url else ""
