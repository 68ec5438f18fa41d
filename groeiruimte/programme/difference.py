"""What changed between two programmes, in words: for the person who is about to publish one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .calendar import short_date
from .money import euro
from .place import Table, identity
from .programme import Programme
from .words import FIELDS, ITEMS

_NAMING = ("title", "label", "name", "text")


@dataclass(frozen=True, slots=True)
class Change:
    """One change; `was` is empty for something new, `becomes` for something that went away."""

    path: str
    was: str
    becomes: str

    def __str__(self) -> str:
        if not self.was:
            return f"{self.path}: nieuw, {self.becomes}."
        if not self.becomes:
            return f"{self.path}: vervalt, was {self.was}."
        return f"{self.path}: was {self.was}, wordt {self.becomes}."


def between(old: Programme, new: Programme) -> list[Change]:
    """Every change from one programme to another, in the order of the text; the same programme gives no changes.

    A path reads as `KPI a-scan, titel` or `tarief vanaf 1 januari 2022, bedrag`.
    """
    return list(_tables(old.model_dump(), new.model_dump(), ()))


def _tables(old: Table, new: Table, path: tuple[str, ...]) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        was, becomes = old.get(name), new.get(name)
        if was != becomes:
            yield from _values(name, was, becomes, path)


def _values(name: str, was: Any, becomes: Any, path: tuple[str, ...]) -> Iterator[Change]:
    here = (*path, FIELDS[name])
    if isinstance(was, dict) and isinstance(becomes, dict):
        yield from _tables(was, becomes, here)
    elif _named(was) and _named(becomes):
        yield from _items(name, was, becomes, path)
    elif _tabled(was) and _tabled(becomes):
        yield from _counted(name, was, becomes, path)
    else:
        yield Change(", ".join(here), _shown(name, was), _shown(name, becomes))


def _named(value: Any) -> bool:
    """Whether all items of a list have a name of their own."""
    names = [identity(item) for item in value] if isinstance(value, tuple) else [None]
    return None not in names and len(set(names)) == len(names)


def _tabled(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, dict) for item in value)


def _items(name: str, was: Sequence[Table], becomes: Sequence[Table], path: tuple[str, ...]) -> Iterator[Change]:
    old = {identity(item): item for item in was}
    new = {identity(item): item for item in becomes}
    for key in dict.fromkeys([*old, *new]):
        here = (*path, f"{ITEMS[name]} {_name_of(old.get(key) or new[key])}")
        if key in old and key in new:
            yield from _tables(old[key], new[key], here)
        else:
            yield Change(", ".join(here), _shown(name, old.get(key)), _shown(name, new.get(key)))
    stayed = [[str(key) for key in items if key in old and key in new] for items in (old, new)]
    if stayed[0] != stayed[1]:
        here = (*path, f"volgorde van {FIELDS[name]}")
        yield Change(", ".join(here), ", ".join(stayed[0]), ", ".join(stayed[1]))


def _counted(name: str, was: Sequence[Table], becomes: Sequence[Table], path: tuple[str, ...]) -> Iterator[Change]:
    """Items without a name of their own are compared by place."""
    for place in range(max(len(was), len(becomes))):
        old = was[place] if place < len(was) else None
        new = becomes[place] if place < len(becomes) else None
        here = (*path, f"{ITEMS[name]} {place + 1}")
        if old is not None and new is not None:
            yield from _tables(old, new, here)
        else:
            yield Change(", ".join(here), _shown(name, old), _shown(name, new))


def _name_of(item: Table) -> str:
    name, start = str(identity(item)), item.get("start")
    return short_date(start) if isinstance(start, date) and name == str(start) else name


def _shown(name: str, value: Any) -> str:
    match value:
        case None | "" | ():
            return ""
        case bool():
            return "ja" if value else "nee"
        case date():
            return short_date(value)
        case int() if name == "amount":
            return euro(value)
        case str() if name == "percent":
            return f"{value.replace('.', ',')}%"
        case tuple():
            return ", ".join(_shown(name, item) for item in value)
        case dict():
            naming = next((value[field] for field in _NAMING if isinstance(value.get(field), str)), None)
            return naming or "; ".join(
                f"{FIELDS[field]} {_shown(field, part)}" for field, part in value.items() if part
            )
    return str(value)
