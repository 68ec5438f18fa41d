"""The JSON Schema of a programme text: which words, kinds and choices belong at a place.

For the sentences of a refusal, and for editors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from .overlay import OWN
from .place import Table
from .programme import Programme


@lru_cache(maxsize=1)
def _schema() -> Table:
    return Programme.model_json_schema()


def at(location: Sequence[str | int]) -> Table:
    """The part of the schema for a location as pydantic gives it; empty for a word that is not known."""
    node = _resolve(_schema())
    for step in location:
        if isinstance(step, int):
            node = node["items"]
        elif "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][step]}
        elif "anyOf" in node:
            return node  # text or true/false
        else:
            node = node.get("properties", {}).get(step, {})
        node = _resolve(node)
    return node


def kinds(node: Table) -> tuple[str, ...]:
    """The kinds that a table at this place can be of."""
    return tuple(node["discriminator"]["mapping"])


def _resolve(node: Table) -> Table:
    if "anyOf" in node:
        branches = [branch for branch in node["anyOf"] if branch != {"type": "null"}]
        return _resolve(branches[0]) if len(branches) == 1 else node
    if "$ref" in node:
        found: Table = _schema()["$defs"][node["$ref"].rpartition("/")[2]]
        return found
    return node


def for_editors() -> Table:
    """A schema that lets an editor complete and check a text while somebody writes it.

    A text with `extends` says only what differs, so nothing is required of it but what it must say for itself.
    """
    whole = json.loads(json.dumps(_schema()))
    parts = whole.pop("$defs")
    overlay, overlay_parts = _loose(whole), {f"Partial{name}": _loose(part) for name, part in parts.items()}
    overlay["required"] = ["extends", *OWN]
    overlay["properties"]["removes"] = {
        "type": "array",
        "items": {"type": "string"},
        "description": "what of the base does not hold here: conditions.once_a_year",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Programme",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/Overlay"},
        "else": {"$ref": "#/$defs/Programme"},
        "$defs": {"Programme": whole, "Overlay": overlay, **parts, **overlay_parts},
    }


def _loose(node: Any) -> Any:
    """The same schema with nothing required, and with references to parts that require nothing either."""
    if isinstance(node, list):
        return [_loose(part) for part in node]
    if isinstance(node, str) and node.startswith("#/$defs/"):
        return node.replace("#/$defs/", "#/$defs/Partial")
    if not isinstance(node, dict):
        return node
    return {
        "anyOf" if name == "oneOf" else name: _loose(part)
        for name, part in node.items()
        if name != "required" or not isinstance(part, list)  # Question has a field of that name
    }
