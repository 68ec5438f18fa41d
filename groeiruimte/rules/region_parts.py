"""May a part of a regional plan be kept as it was typed? Shapes: `rules.region_document`.

Source: R015 (four aims), R035, R038, R051. What is still missing is no fault here: a draft may be half.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from groeiruimte.programme.objective import ObjectiveKey
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DIMENSIONS

from .free_text import BSN_SEEN, holds_a_bsn

MEASURES: dict[str, str] = {"number": "getal", "text": "verhaal"}
"""How a KPI is measured: quantitative or qualitative (R033)."""

LONGEST, LINE = 20_000, 300
_MOST_STREAMS = 12
_HIGHEST = 10**12
_KEY = re.compile(r"[a-z]{20}|all", re.ASCII)
"""The ids of our records, and the word for every practice."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part: the field it is about, why, and how to mend it."""

    field: str
    because: str
    mend: str = ""


def wrong(programme: Programme, kind: str, key: str, content: Mapping[str, Any]) -> Fault | None:
    """The first thing that is wrong with one part of a regional plan; None when it can be kept."""
    check = _CHECKS.get(kind)
    if check is None:
        return Fault("", "Dit onderdeel hoort niet in een regioplan.", "Ga terug naar het plan.")
    if kind != "section" and not _KEY.fullmatch(key):
        return Fault("", "Dit onderdeel kennen wij niet.", "Ga terug naar het plan.")
    names, look = check
    if set(content) != set(names):
        return Fault("", "Dit onderdeel is niet heel.", "Open het plan opnieuw en vul het nog eens in.")
    return fault_in_texts(content) or look(programme, key, content)


def fault_in_texts(content: Mapping[str, Any]) -> Fault | None:
    """A text that is too long, or holds what looks like a BSN."""
    for name, value in content.items():
        for text in value if isinstance(value, list | tuple) else (value,):
            most = LONGEST if name in ("text", "additional") else LINE
            if isinstance(text, str) and len(text) > most:
                return Fault(name, f"Deze tekst is te lang. Er passen {most} tekens in.", "Maak de tekst korter.")
            if isinstance(text, str) and holds_a_bsn(text):
                return Fault(name, BSN_SEEN)
    return None


def _section(programme: Programme, key: str, content: Mapping[str, Any]) -> Fault | None:
    sections = programme.regional_plan.sections if programme.regional_plan else ()
    known = {each.key for each in sections if not each.per_objective}
    known |= {f"{each.key}-{letter}" for each in sections if each.per_objective for letter in get_args(ObjectiveKey)}
    return None if key in known else Fault("", "Dit onderdeel staat niet in dit programma.", "Ga terug naar het plan.")


def _activity(programme: Programme, key: str, content: Mapping[str, Any]) -> Fault | None:
    kinds = {each.key for each in programme.support_kinds}
    cost, streams = content["cost_cents"], content["other_funding"]
    if content["objective"] not in get_args(ObjectiveKey):
        return Fault("objective", "Deze doelstelling bestaat niet.", "Kies een doelstelling.")
    if not content["title"].strip():
        return Fault("title", "De naam ontbreekt.", "Schrijf wat u gaat doen.")
    if content["kind"] and content["kind"] not in kinds:
        return Fault("kind", "Deze soort ondersteuning staat niet in dit programma.", "Kies uit de lijst.")
    if cost is not None and not 0 <= cost < _HIGHEST:
        return Fault("cost_cents", "Een bedrag is nul of hoger.", "Verbeter het bedrag.")
    if len(streams) > _MOST_STREAMS or any(not stream.strip() for stream in streams):
        return Fault("other_funding", f"Noem hoogstens {_MOST_STREAMS} andere geldbronnen.", "Haal er een weg.")
    return None


def _kpi(programme: Programme, key: str, content: Mapping[str, Any]) -> Fault | None:
    known = {each.key for each in programme.kpis}
    if content["objective"] not in ("", *get_args(ObjectiveKey)):
        return Fault("objective", "Deze doelstelling bestaat niet.", "Kies een doelstelling, of alle.")
    if not content["title"].strip():
        return Fault("title", "De naam ontbreekt.", "Schrijf wat u meet.")
    if content["dimension"] and content["dimension"] not in DIMENSIONS:
        return Fault("dimension", "Dit doel bestaat niet.", "Kies een van de vier doelen.")
    if content["measure"] not in MEASURES:
        return Fault("measure", "Zo meten wij niet.", "Kies een getal of een verhaal.")
    if content["source"] and content["source"] not in known:
        return Fault("source", "Deze KPI staat niet in het programma.", "Kies uit de lijst.")
    return None


def _agreement(programme: Programme, key: str, content: Mapping[str, Any]) -> Fault | None:
    return None if content["text"].strip() else Fault("text", "De afspraak is nog leeg.", "Schrijf wat u afspreekt.")


_CHECKS = {
    "section": (("text",), _section),
    "activity": (
        ("objective", "title", "kind", "when", "cost_cents", "other_funding", "additional"),
        _activity,
    ),
    "kpi": (("objective", "title", "dimension", "measure", "target", "source"), _kpi),
    "agreement": (("text",), _agreement),
}
