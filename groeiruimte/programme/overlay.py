"""A region's text laid over the frame of its insurer: one level, merged by key, with removals said aloud."""

from __future__ import annotations

import copy
from difflib import get_close_matches
from typing import Any

from .place import Table, find, identity, inside, item_of
from .problems import Problem

WHOLE = ("source", "lists_source", "route_source", "met_by", "done_when", "when", "calculation")
"""Tables that say one thing and are replaced whole: half of one source and half of another would be a false source."""

OWN = {"key": "sleutel", "title": "titel", "short_title": "korte titel", "care": "zorg (care)"}
"""What every overlay says for itself."""


def lay(base: Table, overlay: Table) -> tuple[Table, frozenset[str], list[Problem]]:
    """The text of a region on top of its frame: the merged text, the paths it took away, and what is wrong with it."""
    problems = [
        Problem(name, f"Deze tekst heeft geen eigen {word}.", f"Voeg {name} toe. Van het kader geldt dit niet.")
        for name, word in OWN.items()
        if name not in overlay
    ]
    merged = copy.deepcopy(base)
    removes, wrong = _removes(overlay)
    problems += wrong
    for path in removes:
        problems += _remove(merged, path, str(overlay.get("extends", "")))
    merged = _merge(merged, {name: value for name, value in overlay.items() if name != "removes"}, "", problems)
    gone = frozenset(path for path in removes if find(merged, path) is None)
    return merged, gone, problems


def _removes(overlay: Table) -> tuple[list[str], list[Problem]]:
    removes = overlay.get("removes", [])
    if isinstance(removes, list) and all(isinstance(path, str) for path in removes):
        return removes, []
    mend = 'Schrijf bijvoorbeeld removes = ["kpis.a-scan"].'
    return [], [Problem("removes", "Hier hoort een lijst met tekst.", mend)]


def _remove(text: Table, path: str, base_key: str) -> list[Problem]:
    above, _, name = path.rpartition(".")
    holder = find(text, above) if above else text
    if isinstance(holder, dict) and name in holder:
        del holder[name]
        return []
    if isinstance(holder, list) and any(identity(item) == name for item in holder):
        holder[:] = [item for item in holder if identity(item) != name]
        return []
    there: list[str] = list(holder) if isinstance(holder, dict) else []
    if isinstance(holder, list):
        there = [identity(item) or "" for item in holder]
    close = get_close_matches(name, there, n=1)
    mend = f"Bedoelt u {inside(above, close[0])}?" if close else "Haal het uit removes."
    return [Problem(f"removes[{path}]", f"In {base_key} staat geen {path}, dus het kan niet weg.", mend)]


def _merge(below: Any, above: Any, where: str, problems: list[Problem]) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        if where.rpartition(".")[2] in WHOLE or below.get("kind", "") != above.get("kind", below.get("kind", "")):
            return above
        merged = dict(below)
        for name, value in above.items():
            merged[name] = _merge(below[name], value, inside(where, name), problems) if name in below else value
        return merged
    if _keyed(below) and _keyed(above):
        return _merge_lists(below, above, where, problems)
    return above


def _keyed(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(identity(item) is not None for item in value)


def _merge_lists(below: list[Table], above: list[Table], where: str, problems: list[Problem]) -> list[Table]:
    merged = list(below)
    for index, item in enumerate(above):
        places = [place for place, old in enumerate(below) if identity(old) == identity(item)]
        path = item_of(where, item, index)
        if len(places) > 1:
            what = "In het kader staat dit meer dan één keer."
            problems.append(Problem(path, what, "Haal beide weg met removes. Schrijf ze hier opnieuw."))
        elif places:
            merged[places[0]] = _merge(below[places[0]], item, path, problems)
        else:
            merged.append(item)
    return merged
