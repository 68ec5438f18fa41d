"""Where something stands in a text: a dotted path with the name of each item, `kpis[a-scan].met_by.topic`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Table = dict[str, Any]

IDENTITY = ("key", "code", "year", "start")
"""What tells the items of a list apart; an overlay merges lists by it."""

_UNIONS = ("conditions", "met_by", "done_when", "of")
"""Fields whose tables are told apart by `kind`: pydantic puts that word into its own path."""

_PLAIN = ("str", "bool")
"""The branches of a field that holds text or true/false: pydantic adds these too."""


def identity(item: Any) -> str | None:
    """The name of an item in its list (`a-scan`, `3311`, `2022-01-01`), or None for an item without one."""
    if not isinstance(item, dict):
        return None
    return next((str(item[field]) for field in IDENTITY if field in item), None)


def inside(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def item_of(where: str, item: Any, index: int) -> str:
    """The path of an item; one without a name is counted from 1, as a reader counts. A mark goes by its question."""
    spare = "question" if where.endswith(".marks") else "type"
    name = identity(item) or (item.get(spare) if isinstance(item, dict) else None)
    return f"{where}[{name or index + 1}]"


def tables(value: Any, where: str = "") -> Iterator[tuple[str, Table]]:
    """Every table in a text with its path, from the outside in."""
    if isinstance(value, dict):
        yield where, value
        for name, part in value.items():
            yield from tables(part, inside(where, name))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from tables(part, item_of(where, part, index))


def lists(value: Any, where: str = "") -> Iterator[tuple[str, Sequence[Any]]]:
    """Every list in a text with its path."""
    for path, table in tables(value, where):
        for name, part in table.items():
            if isinstance(part, list | tuple):
                yield inside(path, name), part


def path_of(data: Table, location: Sequence[str | int]) -> str:
    """The path for a location as pydantic gives it: names of fields, places in lists, and kinds, which are left out."""
    where, field = "", ""
    value: Any = data
    for step in location:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list | tuple) else None
            where = item_of(where, value, step)
        elif field in _UNIONS and isinstance(value, dict) and step == value.get("kind"):
            field = ""  # only once: a field may have the same name as its kind
        elif step in _PLAIN:
            break
        else:
            value = value.get(step) if isinstance(value, dict) else None
            where, field = inside(where, step), step
    return where


def find(data: Any, path: str) -> Any:
    """What stands at a dotted path such as `kpis.a-scan`, or None."""
    value = data
    for name in path.split("."):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list | tuple):
            value = next((item for item in value if identity(item) == name), None)
        else:
            return None
    return value
