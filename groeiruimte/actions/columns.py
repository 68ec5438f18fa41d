"""A practice says once which of its own columns is which."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.programme.list_layout import ListLayout
from groeiruimte.records.access import Actor
from groeiruimte.records.models import ColumnMapping, Practice

from .refusal import Refused
from .verb import Done, verb


@verb("columns.map", right="list.deliver", purpose="kwartaallevering")
def map_columns(
    *, practice: Practice, layout: ListLayout, headers: dict[str, str | int], by: Actor, at: datetime
) -> Done:
    """`headers`: per column key of the layout the practice's own header, or the place of a column without one (A is 0).

    Every needed column must have one, and its own.
    """
    known = {column.key for column in layout.columns}
    chosen = {key: header for key, header in headers.items() if key in known and header != ""}
    missing = [column.label for column in layout.columns if column.required and column.key not in chosen]
    if missing:
        raise Refused(f"Wij weten nog niet welke kolom '{missing[0]}' is.", "Kies een kolom uit uw bestand.", "missing")
    if len(set(chosen.values())) != len(chosen):
        raise Refused("U koos dezelfde kolom twee keer.", "Kies voor elk gegeven een eigen kolom.", "double")
    mapping, _ = ColumnMapping.objects.get_or_create(practice=practice)
    mapping.headers = chosen
    mapping.version += 1
    mapping.save(update_fields=["headers", "version"])
    return Done(mapping, practice=practice, detail={"columns": len(chosen)})
