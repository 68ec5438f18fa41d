"""The lines of an advice report while a specialist writes it: from the library or own, in an order, each with a reason.

Source: R105. Nothing of it is seen by the practice before the report is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AdviceItem, Region, Scan
from groeiruimte.records.models.scan import FINISHED, INTERVIEWED
from groeiruimte.records.models.scan_report import IMPROVE, IN_ORDER

from .conflict import conflict
from .refusal import SEPARATOR, Refused
from .scan_facts import definition_of, performed
from .scan_reports import LONGEST_TITLE, NO_INTERVIEW, lines_of, of_library
from .verb import Done, verb

EFFORTS = {"small": "weinig werk", "medium": "gemiddeld werk", "large": "veel werk"}
COSTS = {"none": "geen kosten", "low": "lage kosten", "medium": "gemiddelde kosten", "high": "hoge kosten"}
DOERS = {
    "practice": "uw praktijk",
    "supplier": "uw leverancier",
    "both": "uw praktijk met de leverancier",
    "region": "uw regio",
}
LABELS = {
    "title": "Advies in één zin",
    "text": "Wat doet de praktijk?",
    "reason": "Waarom is dit nodig?",
    "effort": "Hoeveel werk is het?",
    "cost": "Wat kost het?",
    "who": "Wie doet het?",
    "dimensions": "Waar is het goed voor?",
    "shows": "Waaraan ziet de praktijk dat het klaar is?",
    "weeks": "Binnen hoeveel weken?",
}
MOST_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says. Something in order (`kind` in_order) has a title alone."""

    title: str
    text: str = ""
    reason: str = ""
    effort: str = ""
    cost: str = ""
    who: str = ""
    dimensions: tuple[str, ...] = ()
    shows: str = ""
    weeks: int = 8


@verb("advice.pick", right="scan.review", purpose="scan")
def pick(*, region: Region, scan: Scan, advice: str, by: Actor, at: datetime) -> Done:
    """Put a piece of the library in the report, at the end. What stands there already is not put there twice."""
    held, definition = _writing(scan, by)
    found = definition.advice_of(advice)
    if found is None:
        raise Refused("Dit advies staat niet in de lijst.", "Kies een advies uit de lijst.", code="advice")
    there = lines_of(held, IMPROVE)
    stands = next((line for line in there if line.advice == advice), None)
    if stands is not None:
        return _done(stands, held, region, "view")
    about = {name for mark in definition.marks if mark.advice == advice for name in mark.dimensions}
    dimensions = [each.key for each in definition.dimensions if each.key in about]
    made = of_library(held, found, dimensions, len(there) + 1)
    made.save(force_insert=True)
    return _done(made, held, region, "create")


@verb("advice.add", right="scan.review", sensitivity="personal", purpose="scan")
def add(*, region: Region, scan: Scan, kind: str, line: Line, by: Actor, at: datetime) -> Done:
    """Put an own line in the report, at the end: something to improve, or something that is in order."""
    held, definition = _writing(scan, by)
    _demand_sound(definition, kind, line)
    return _done(_added(held, kind, line), held, region, "create")


@verb("advice.change", right="scan.review", sensitivity="personal", purpose="scan")
def change(*, region: Region, item: AdviceItem, version: int, line: Line, by: Actor, at: datetime) -> Done:
    """Say a line in other words. A newer `version` raises Stale with both texts."""
    held, definition = _writing(item.scan, by)
    stored = _locked(item)
    _demand_sound(definition, stored.kind, line)
    mine, theirs = typed(line), typed(line_of(stored))
    if mine != theirs and stored.version != version:

        def words(name: str, value: str) -> str:
            return _words(definition, name, value)

        raise conflict(stored, stored.title, LABELS, version=stored.version, mine=mine, theirs=theirs, words=words)
    if mine != theirs:
        _write(stored, line)
        stored.version += 1
        stored.save()
    return _done(stored, held, region, "update")


@verb("advice.remove", right="scan.review", purpose="scan")
def remove(*, region: Region, item: AdviceItem, by: Actor, at: datetime) -> Done:
    """Take a line out of the report; a report that was published with it keeps it."""
    held, _ = _writing(item.scan, by)
    stored = _locked(item)
    stored.removed_on = by.on
    stored.version += 1
    stored.save(update_fields=["removed_on", "version"])
    _number(lines_of(held, stored.kind))
    return _done(stored, held, region, "delete")


@verb("advice.move", right="scan.review", purpose="scan")
def move(*, region: Region, item: AdviceItem, to: int, by: Actor, at: datetime) -> Done:
    """Give a line another place, counted from 1; the others keep their order. Beyond the end is the end."""
    held, _ = _writing(item.scan, by)
    stored = _locked(item)
    others = [line for line in lines_of(held, stored.kind) if line.pk != stored.pk]
    others.insert(max(0, to - 1), stored)
    _number(others)
    return _done(stored, held, region, "update")


def line_of(item: AdviceItem) -> Line:
    return Line(
        title=item.title,
        text=item.text,
        reason=item.reason,
        effort=item.effort,
        cost=item.cost,
        who=item.who,
        dimensions=tuple(item.dimensions),
        shows=item.shows,
        weeks=item.weeks,
    )


def typed(line: Line) -> dict[str, str]:
    """A line as its form sends it: the dimensions as one text."""
    return {name: str(getattr(line, name)) for name in LABELS} | {"dimensions": SEPARATOR.join(sorted(line.dimensions))}


def said(field: str, value: str) -> str:
    """A value of the form in words."""
    return {"effort": EFFORTS, "cost": COSTS, "who": DOERS}.get(field, {}).get(value, value)


def _words(definition: Definition, field: str, value: str) -> str:
    """As `said`, with the dimensions by their titles."""
    if field != "dimensions":
        return said(field, value)
    return ", ".join(each.title for each in definition.dimensions if each.key in value.split(SEPARATOR))


def _writing(scan: Scan, by: Actor) -> tuple[Scan, Definition]:
    """The scan, locked: lines are written after the interview, and for a correction."""
    held = performed(scan, by.on)
    if held.status not in (INTERVIEWED, FINISHED):
        raise Refused(*NO_INTERVIEW)
    return held, definition_of(held)


def _locked(item: AdviceItem) -> AdviceItem:
    stored = AdviceItem.objects.select_for_update(of=("self",)).filter(pk=item.pk, removed_on=None).first()
    if stored is None:
        raise Refused("Dit advies staat niet meer in het rapport.", "Bekijk het rapport.", code="gone")
    return stored


def _demand_sound(definition: Definition, kind: str, line: Line) -> None:
    if not line.title.strip():
        raise Refused("Dit advies zegt nog niets.", "Schrijf het advies in één zin.", code="title")
    if len(line.title) > LONGEST_TITLE:
        raise Refused("Deze zin is te lang.", f"Gebruik hoogstens {LONGEST_TITLE} tekens.", code="title")
    if kind == IN_ORDER:
        return
    known = {"effort": EFFORTS, "cost": COSTS, "who": DOERS}
    for name, words in known.items():
        if kind != IMPROVE or getattr(line, name) not in words:
            raise Refused(f"“{LABELS[name]}” heeft nog geen antwoord.", "Kies een antwoord uit de lijst.", code=name)
    if set(line.dimensions) - {each.key for each in definition.dimensions}:
        raise Refused("Dit onderdeel kent de scan niet.", "Kies een onderdeel uit de lijst.", code="dimensions")
    if not 1 <= line.weeks <= MOST_WEEKS:
        raise Refused("Zoveel weken kan niet.", f"Vul 1 tot {MOST_WEEKS} weken in.", code="weeks")


def _added(scan: Scan, kind: str, line: Line) -> AdviceItem:
    order = len(lines_of(scan, kind)) + 1
    made = AdviceItem(scan=scan, practice_id=scan.practice_id, region_id=scan.region_id, kind=kind, order=order)
    _write(made, line)
    made.save(force_insert=True)
    return made


def _write(item: AdviceItem, line: Line) -> None:
    for name in LABELS.keys() - {"dimensions"}:
        value = getattr(line, name)
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.dimensions = list(line.dimensions)
    if item.kind == IN_ORDER:
        item.text = item.title


def _number(lines: list[AdviceItem]) -> None:
    for number, line in enumerate(lines, 1):
        line.order = number
    AdviceItem.objects.bulk_update(lines, ["order"])


def _done(item: AdviceItem, scan: Scan, region: Region, lifecycle: str) -> Done:
    return Done(item, practice=scan.practice, region=region, lifecycle=lifecycle, detail={"kind": item.kind})
