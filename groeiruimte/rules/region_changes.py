"""What changed between two versions of what a region writes: since it was last sent, or since last year.

Source: R036 (a change is a new version), ux.md R06 and V02.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groeiruimte.programme.money import euro
from groeiruimte.programme.region import DIMENSIONS

from .why import listed

Content = Mapping[str, Any]
"""Sealed content: `{"parts": {kind: [{"key", "title", ..}]}, "figures": {..}}`."""

FIELDS = {
    "text": "tekst",
    "objective": "doelstelling",
    "title": "naam",
    "kind": "soort",
    "when": "wanneer",
    "cost_cents": "kosten",
    "other_funding": "ander geld",
    "additional": "wat extra is",
    "dimension": "doel",
    "measure": "soort meting",
    "target": "streefwaarde",
    "reached": "gehaald",
    "out_of": "van",
}
_KINDS = {
    "section": "Onderdeel",
    "activity": "Activiteit",
    "kpi": "KPI",
    "agreement": "Werkafspraak",
    "exception": "Uitzondering",
}
_NAMED = ("activity", "kpi")
"""Kinds whose key is made up: between two years they are told apart by their objective and title."""

_MEASURES = {"number": "getal", "text": "verhaal"}
_SUMS = {"maximum_cents": "Maximum", "oi_cents": "Budget van de regio (O&I)"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `was` is empty for something new, `becomes` for what is gone. `place` is `kind:key`."""

    place: str
    label: str
    was: str
    becomes: str


def difference(old: Content, new: Content) -> tuple[Change, ...]:
    """Every change from one sealed content to another: parts in their order, then who takes part, then amounts."""
    found: list[Change] = []
    for kind in _KINDS:
        found += _parts(kind, old["parts"].get(kind, ()), new["parts"].get(kind, ()))
    return (*found, *_practices(old["figures"], new["figures"]), *_amounts(old["figures"], new["figures"]))


def _parts(kind: str, old: Iterable[Content], new: Iterable[Content]) -> Iterator[Change]:
    pairs, gone = _matched(kind, list(old), list(new))
    for was, becomes in pairs:
        if was is None:
            yield Change(_place(kind, becomes), _label(kind, becomes), "", _whole(becomes))
            continue
        for name, words in FIELDS.items():
            before, after = shown(name, was.get(name)), shown(name, becomes.get(name))
            if before != after:
                yield Change(_place(kind, becomes), f"{_label(kind, becomes)}, {words}", before, after)
    for was in gone:
        yield Change(_place(kind, was), _label(kind, was), _whole(was), "")


def _matched(
    kind: str, old: list[Content], new: list[Content]
) -> tuple[list[tuple[Content | None, Content]], list[Content]]:
    """Each new part with what it was, and the old parts that are left."""
    by_key = {part["key"]: part for part in old}
    by_name = {(part.get("objective"), part.get("title")): part for part in old} if kind in _NAMED else {}
    taken = {part["key"] for part in new if part["key"] in by_key}
    pairs: list[tuple[Content | None, Content]] = []
    for part in new:
        was = by_key.get(part["key"]) or by_name.get((part.get("objective"), part.get("title")))
        if was is not None and was["key"] != part["key"]:
            was = None if was["key"] in taken else was
        if was is not None:
            taken.add(was["key"])
        pairs.append((was, part))
    return pairs, [part for part in old if part["key"] not in taken]


def _practices(old: Content, new: Content) -> Iterator[Change]:
    before = {practice["id"]: practice for practice in old.get("practices", ())}
    after = {practice["id"]: practice for practice in new.get("practices", ())}
    for key, practice in after.items():
        was, becomes = _objectives(before.get(key)), _objectives(practice)
        if was != becomes:
            yield Change("practices", f"Praktijk {practice['name']}", was, becomes)
    for key, practice in before.items():
        if key not in after:
            yield Change("practices", f"Praktijk {practice['name']}", _objectives(practice), "")


def _amounts(old: Content, new: Content) -> Iterator[Change]:
    for name, label in _SUMS.items():
        was, becomes = shown("cost_cents", old.get(name)), shown("cost_cents", new.get(name))
        if was != becomes:
            yield Change("budget", label, was, becomes)


def _objectives(practice: Content | None) -> str:
    return listed(list(practice["objectives"])) if practice else ""


def _place(kind: str, part: Content) -> str:
    return f"{kind}:{part['key']}"


def _label(kind: str, part: Content) -> str:
    return f"{_KINDS[kind]} “{part.get('title') or part['key']}”"


def _whole(part: Content) -> str:
    """What is new or gone, in short: its text, else its name."""
    return str(part.get("text") or part.get("title") or part["key"])


def shown(name: str, value: Any) -> str:
    if value in (None, "", [], ()):
        return ""
    match name:
        case "cost_cents":
            return euro(value)
        case "dimension":
            return DIMENSIONS.get(value, str(value))
        case "measure":
            return _MEASURES.get(value, str(value))
        case "other_funding":
            return listed(list(value))
    return str(value)
