"""The parts of a document as they are kept, merged and sealed: for `region_documents` and the pages that read them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import DocumentPart, RegionDocument
from groeiruimte.records.models.region_document import REPORT
from groeiruimte.rules.region_changes import FIELDS, shown
from groeiruimte.rules.region_document import ACTIVITY, AGREEMENT, ALL, KPI, SECTION, Content, Parts, to_write
from groeiruimte.rules.region_report import sealed_figures, sealed_parts

from .programmes import programme_of
from .refusal import Difference, Stale

_EVERYONE = "Alle praktijken"
_EMPTY: dict[str, Any] = {"cost_cents": None, "other_funding": [], "reached": None, "out_of": None}
"""How a field looks that nobody filled in yet; of all others that is no text."""
_NUMBERS = ("reached", "out_of")


@dataclass(frozen=True, slots=True)
class Clash:
    """A field of a part that two people changed; `theirs` is the row that gave it the value of now."""

    part: str
    field: str
    theirs: DocumentPart


@dataclass(frozen=True, slots=True)
class Merged:
    changed: dict[str, dict[str, Any]]
    clashes: tuple[Clash, ...]


def parts_of(document: RegionDocument) -> dict[str, dict[str, dict[str, Any]]]:
    """Every part as it stands now, kind -> key -> content, in the order in which they came; one query."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in _newest(document.parts.all()).values():
        if row.content is not None:
            found.setdefault(row.kind, {})[row.key] = row.content
    return found


def latest(document: RegionDocument, kind: str) -> dict[str, DocumentPart]:
    """The newest row of each part of a kind, also of what was taken out."""
    rows = document.parts.filter(kind=kind).select_related("saved_by")
    return {key: row for (_, key), row in _newest(rows).items()}


def merge(document: RegionDocument, kind: str, contents: Mapping[str, Content], version: int) -> Merged:
    """Lay what somebody typed on a page of a `version` beside what stands there now, field by field.

    A field that this person left alone keeps what another typed. What another took out stays out when nothing in it
    was changed here, and comes back when something was.
    """
    rows = list(document.parts.filter(kind=kind).select_related("saved_by"))
    now = {key: row for (_, key), row in _newest(rows).items()}
    base = {key: row for (_, key), row in _newest(row for row in rows if row.document_version <= version).items()}
    changed: dict[str, dict[str, Any]] = {}
    clashes: list[Clash] = []
    for key, mine in contents.items():
        before = (base[key].content if key in base else None) or {}
        if key not in now or now[key].content is None:
            if dict(mine) != before:
                changed[key] = dict(mine)
            continue
        theirs = now[key].content or {}
        result = dict(theirs)
        for field, value in mine.items():
            if value == theirs.get(field) or value == before.get(field, _EMPTY.get(field, "")):
                continue
            if theirs.get(field) != before.get(field):
                clashes.append(Clash(key, field, _who_wrote(rows, key, field)))
            else:
                result[field] = value
        if result != theirs:
            changed[key] = result
    return Merged(changed, tuple(clashes))


def stale(document: RegionDocument, kind: str, contents: Mapping[str, Content], clashes: Iterable[Clash]) -> Stale:
    """Both texts of every field that two people changed.

    A field is named as in the form of one part; in a form of several parts its name is `<field>-<part>`.
    """
    found = list(clashes)
    fields = [_both(each, contents) for each in found]
    last = max((each.theirs for each in found), key=lambda row: row.pk)
    title = contents[found[0].part].get("title") or ("Rapportage" if document.kind == REPORT else "Regioplan")
    return Stale(
        str(title),
        fields,
        version=document.version,
        changed_by=last.saved_by.name,
        changed_at=last.saved_at,
        unchanged={},
    )


def content_of(document: RegionDocument, parts: Parts, known: Mapping[str, Any]) -> dict[str, Any]:
    """The whole document as it is sealed: every part with its title, and the figures it was sent with."""
    year = document.region_year
    programme = programme_of(year.edition)
    about = {
        "programme": programme.key,
        "edition": year.edition.number,
        "region": {"key": document.region_id, "name": document.region.name},
    }
    if document.kind == REPORT:
        return {**about, "parts": sealed_parts(programme, parts, known), "figures": sealed_figures(known)}
    found = {
        SECTION: _sections(programme, parts, known),
        ACTIVITY: _listed(programme, parts, ACTIVITY),
        KPI: _listed(programme, parts, KPI),
        AGREEMENT: _agreements(parts, known),
    }
    return {**about, "parts": found, "figures": dict(known)}


def seal(content: Mapping[str, Any]) -> str:
    """The sha256 over the canonical JSON of sealed content, as hex."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _newest(rows: Iterable[DocumentPart]) -> dict[tuple[str, str], DocumentPart]:
    """The newest row of each part; parts in the order in which they were added."""
    found: dict[tuple[str, str], DocumentPart] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        found[row.kind, row.key] = row
    return found


def _who_wrote(rows: Iterable[DocumentPart], key: str, field: str) -> DocumentPart:
    """The row of a part in which a field got the value that it has now."""
    mine = sorted((row for row in rows if row.key == key), key=lambda row: row.pk)
    found = mine[0]
    for before, row in pairwise(mine):
        if (before.content or {}).get(field) != (row.content or {}).get(field):
            found = row
    return found


def _sections(programme: Programme, parts: Parts, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Only what was written: an optional section that is empty is left out."""
    asked = programme.regional_plan.sections if programme.regional_plan else ()
    written = parts.get(SECTION, {})
    return [
        {"key": each.key, "title": each.title, "objective": each.objective, "text": str(written[each.key]["text"])}
        for each in to_write(programme, asked, known, parts)
        if written.get(each.key, {}).get("text", "").strip()
    ]


def _listed(programme: Programme, parts: Parts, kind: str) -> list[dict[str, Any]]:
    """Activities or KPIs in the order of the objectives; what is for all of them comes first."""
    order = {each.key: each.order for each in programme.objectives}
    found = [{"key": key, **content} for key, content in parts.get(kind, {}).items()]
    return sorted(found, key=lambda part: (order.get(part["objective"], 0), part["objective"]))


def _agreements(parts: Parts, known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What holds for all first, then by name; one with a practice that does not take part any more is left out."""
    agreements, names = parts.get(AGREEMENT, {}), {each["id"]: each["name"] for each in known["practices"]}
    listed = [(ALL, _EVERYONE)] if ALL in agreements else []
    listed += sorted(((key, names[key]) for key in agreements if key in names), key=lambda pair: pair[1])
    return [{"key": key, "title": title, **agreements[key]} for key, title in listed]


def _both(clash: Clash, contents: Mapping[str, Content]) -> Difference:
    mine, theirs = contents[clash.part][clash.field], (clash.theirs.content or {}).get(clash.field)
    name = clash.field if len(contents) == 1 else f"{clash.field}-{clash.part}"
    label = FIELDS[clash.field]
    if len(contents) > 1:
        label = f"{contents[clash.part].get('title', '')}: {label}"
    return Difference(
        name,
        label[:1].upper() + label[1:],
        shown(clash.field, mine),
        shown(clash.field, theirs),
        sends=(_sent(clash.field, mine), _sent(clash.field, theirs)),
    )


def _sent(field: str, value: Any) -> str:
    """A number of practices goes as it is; of all other numbers `typed` takes that they are cents."""
    return str(value) if field in _NUMBERS and value is not None else typed(value)


def typed(value: Any) -> str:
    """A value as a field of a form sends it: cents as euro, several streams a line each."""
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else ""
        case int():
            return f"{value // 100},{value % 100:02d}"
        case list() | tuple():
            return "\n".join(value)
    return str(value)
