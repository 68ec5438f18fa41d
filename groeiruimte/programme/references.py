"""Every place in a text that names something which stands elsewhere in it, and whether that something is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from .place import Table, find, identity, inside, tables
from .problems import Problem

_THINGS = {
    "sources": "de bron",
    "functions": "de functie",
    "terms": "het begrip",
    "objectives": "de doelstelling",
    "subjects": "het onderwerp",
    "choices": "de keuze",
    "spending": "de besteding",
    "conditions": "de voorwaarde",
    "phases": "de fase",
    "deadlines": "de uiterste datum",
    "forms": "het formulier",
    "questions": "de vraag",
    "sections": "het onderdeel",
    "kpis": "de KPI",
    "items": "de soort notitie",
    "scans": "de scan",
    "dimensions": "de dimensie",
    "advice": "het advies",
    "surveys": "de vragenlijst",
    "milestones": "de mijlpaal",
    "offer": "de toezegging",
    "regional_plan": "het regioplan",
    "report": "het verslag",
    "support_kinds": "de soort ondersteuning",
    "tracks": "het traject",
    "intention": "de intentie",
    "funding": "het geld",
    "funding.streams": "de geldstroom",
    "funding.indexes": "de index",
    "funding.maxima": "het maximumtarief",
    "funding.region_budget": "het budget van de regio",
    "funding.growth_room": "de groeiruimte van",
    "funding.tariffs": "het tarief vanaf",
    "funding.tariffs_unknown": "het onbekende tarief vanaf",
    "funding.eligible": "de UZOVI-code",
    "lists": "de lijst",
    "lists_source": "de bron van de lijst",
}
_SOURCES = ("source", "lists_source", "route_source", "over_maximum_source")
_FUNCTIONS = ("excluded_functions", "example_functions")


@dataclass(frozen=True, slots=True)
class Reference:
    """`where` names `key`, which must stand in the list at `target` (`forms`, `forms.plan.questions`)."""

    where: str
    target: str
    key: str


def missing(text: Table, gone: frozenset[str]) -> list[Problem]:
    """A problem for each name that leads nowhere; `gone` are the paths that an overlay took away."""
    problems = [_problem(text, gone, reference) for reference in _references(text) if not _there(text, reference)]
    return list(dict.fromkeys(problems))  # who needs a thing twice is named once


def owner(where: str) -> str:
    """Whose a path is, in words: `kpis[a-scan].met_by.form` is that of `de KPI a-scan`."""
    collection, _, rest = where.partition("[")
    thing = _THINGS.get(collection) or _THINGS.get(collection.partition(".")[0], "de tekst")
    return f"{thing} {rest.partition(']')[0]}" if rest else thing


def _references(text: Table) -> Iterator[Reference]:
    for where, table in tables(text):
        for field in _SOURCES:
            if isinstance(table.get(field), dict):
                yield from _one(inside(where, f"{field}.text"), "sources", table[field].get("text"))
        for field in _FUNCTIONS:
            yield from _each(inside(where, field), "functions", table.get(field))
        collection = where.partition("[")[0]
        if collection == "conditions":
            yield from _each(inside(where, "needs"), "conditions", table.get("needs"))
        elif collection in ("deadlines", "intention"):
            yield from _one(inside(where, "form"), "forms", table.get("form"))
            yield from _one(inside(where, "phase"), "phases", table.get("phase"))
        elif collection in ("kpis", "phases"):
            yield from _of_kpi(text, where, table)
        elif collection in ("forms", "items", "scans"):
            form = f"{collection}.{where.partition('[')[2].partition(']')[0]}"
            yield from _of_form(form, where, table)
            if collection == "scans":
                yield from _of_scan(form, where, table)
        elif collection in ("milestones", "tracks"):
            yield from _one(inside(where, "choice"), "choices", table.get("choice"))


def _of_form(form: str, where: str, table: Table) -> Iterator[Reference]:
    """A form, or a kind of item, which has questions too: what itself, a section, a question or a condition names."""
    if where.count("[") == 1 and where.endswith("]"):
        yield from _one(inside(where, "phase"), "phases", table.get("phase"))
        yield from _one(inside(where, "about"), "forms", table.get("about"))
        yield from _one(inside(where, "choice"), "choices", table.get("choice"))
        yield from _each(inside(where, "functions"), "functions", table.get("functions"))
        return
    yield from _one(inside(where, "section"), f"{form}.sections", table.get("section"))
    yield from _one(inside(where, "kpi"), "kpis", table.get("kpi"))
    yield from _one(inside(where, "question"), f"{form}.questions", table.get("question"))
    of = table.get("of") if where.endswith("calculation") else None
    if isinstance(of, list | tuple):
        names = [name.partition(".")[0] for name in of if isinstance(name, str)]
        yield from _each(inside(where, "of"), f"{form}.questions", names)


def _of_scan(scan: str, where: str, table: Table) -> Iterator[Reference]:
    """What a scan itself, a mark or a follow-up names."""
    yield from _one(inside(where, "topics_question"), f"{scan}.questions", table.get("topics_question"))
    yield from _one(inside(where, "improvement"), "items", table.get("improvement"))
    yield from _each(inside(where, "dimensions"), f"{scan}.dimensions", table.get("dimensions"))
    yield from _one(inside(where, "advice"), f"{scan}.advice", table.get("advice"))
    yield from _one(inside(where, "form"), "forms", table.get("form"))


def _of_kpi(text: Table, where: str, table: Table) -> Iterator[Reference]:
    if "met_by" in table or "order" in table:
        yield from _one(inside(where, "choice"), "choices", table.get("choice"))
        return
    form = table.get("form")
    yield from _one(inside(where, "form"), "forms", form)
    if isinstance(form, str) and find(text, f"forms.{form}") is not None:
        yield from _one(inside(where, "question"), f"forms.{form}.questions", table.get("question"))


def _one(where: str, target: str, key: Any) -> Iterator[Reference]:
    if isinstance(key, str):
        yield Reference(where, target, key)


def _each(where: str, target: str, keys: Any) -> Iterator[Reference]:
    if isinstance(keys, list | tuple):
        for key in keys:
            yield from _one(where, target, key)


def _keys(text: Table, target: str) -> list[str]:
    items = find(text, target)
    return [identity(item) or "" for item in items] if isinstance(items, list | tuple) else []


def _there(text: Table, reference: Reference) -> bool:
    return reference.key in _keys(text, reference.target)


def _problem(text: Table, gone: frozenset[str], reference: Reference) -> Problem:
    path = f"{reference.target}.{reference.key}"
    thing = _THINGS[reference.target.rpartition(".")[2]]
    name = f'{thing[0].upper()}{thing[1:]} "{reference.key}"'
    taken = next((taken for taken in sorted(gone) if path == taken or path.startswith(f"{taken}.")), None)
    if taken is not None:
        what = f"{name} is weggehaald, maar {owner(reference.where)} kan niet zonder."
        return Problem(f"removes[{taken}]", what, f"Laat {thing} staan, of pas {owner(reference.where)} aan.")
    there = _keys(text, reference.target)
    close = get_close_matches(reference.key, there, n=1)
    if close:
        return Problem(reference.where, f"{name} bestaat niet.", f'Bedoelt u "{close[0]}"?')
    mend = f"Voeg {thing} toe, of kies uit: {', '.join(there)}." if there else f"Voeg {thing} toe."
    return Problem(reference.where, f"{name} bestaat niet.", mend)
