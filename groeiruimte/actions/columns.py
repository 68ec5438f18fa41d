"""A practice says once which of its own columns is which."""

from __future__ import annotations

from datetime import datetime

from groeiruimte.pipeline.lists.columns import column_name
from groeiruimte.programme.list_layout import ListLayout
from groeiruimte.records.access import Actor
from groeiruimte.records.models import ColumnMapping, Event, Practice

from .refusal import Difference, Refused, Stale
from .verb import Done, verb

Headers = dict[str, str | int]


@verb("columns.map", right="list.deliver", purpose="kwartaallevering")
def map_columns(
    *, practice: Practice, layout: ListLayout, headers: Headers, version: int, by: Actor, at: datetime
) -> Done:
    """`headers`: per column key of the layout the practice's own header, or the place of a column without one (A is 0).

    Every needed column must have one, and its own. `version` is the one the person started from, 0 when there was none;
    a newer one raises Stale with both choices.
    """
    known = {column.key for column in layout.columns}
    chosen: dict[str, str | int] = {key: header for key, header in headers.items() if key in known and header != ""}
    missing = [column.label for column in layout.columns if column.required and column.key not in chosen]
    if missing:
        raise Refused(f"Wij weten nog niet welke kolom '{missing[0]}' is.", "Kies een kolom uit uw bestand.", "missing")
    if len(set(chosen.values())) != len(chosen):
        raise Refused("U koos dezelfde kolom twee keer.", "Kies voor elk gegeven een eigen kolom.", "double")
    Practice.objects.select_for_update().get(pk=practice.pk)  # two people may do this for the first time
    mapping, _ = ColumnMapping.objects.get_or_create(practice=practice, defaults={"version": 0})
    if mapping.version != version and mapping.headers != chosen:
        raise _stale(mapping, layout, chosen)
    mapping.headers = chosen
    mapping.version += 1
    mapping.save(update_fields=["headers", "version"])
    return Done(mapping, practice=practice, detail={"columns": len(chosen)})


def _stale(mapping: ColumnMapping, layout: ListLayout, chosen: Headers) -> Stale:
    last = Event.objects.filter(event="columns.map", object_id=str(mapping.pk)).order_by("-seq").first()
    mine, theirs = _words(layout, chosen), _words(layout, mapping.headers)
    labels = {column.key: column.label for column in layout.columns}
    return Stale(
        "Kolommen van uw lijst",
        [Difference(key, labels[key], mine[key], theirs[key]) for key in labels if mine[key] != theirs[key]],
        version=mapping.version,
        changed_by=last.actor_name if last else "",
        changed_at=last.at if last else None,
        unchanged={key: mine[key] for key in labels if mine[key] == theirs[key]},
    )


def _words(layout: ListLayout, headers: Headers) -> dict[str, str]:
    said = {column.key: headers.get(column.key, "") for column in layout.columns}
    return {key: column_name(found) if isinstance(found, int) else found for key, found in said.items()}
