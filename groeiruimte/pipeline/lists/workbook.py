"""Finds the sheet of the list in an unpacked xlsx, and its true size, before the parser makes room for it."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .columns import HEADER_ROWS, Layout, plain
from .limits import Limits
from .messages import number
from .refused import RefusedError

_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<row [^>]*?r="(\d{1,9})"')
_WIDE_CELL = re.compile(rb' r="([A-Z]{2,3})\d')
_HEAD = 4096  # bytes of a sheet in which its size stands, when it says so
_SHOWN = 3  # sheets in a message


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, the part that holds it, whether its dates count from 1904, and whether more tabs fit."""

    name: str
    part: str
    from_1904: bool
    rivals: bool = False


def choose(parts: dict[str, bytes], layout: Layout) -> Sheet:
    """The sheet whose name holds that of the layout in any case and spacing (an equal name first).

    A layout without a name takes the first sheet.
    """
    try:
        sheets = _sheets({name.lower(): content for name, content in parts.items()})
    except (ET.ParseError, KeyError, ValueError, LookupError):
        raise RefusedError("damaged") from None
    word = plain(layout.sheet or "")
    fitting = [sheet for sheet in sheets if word in plain(sheet.name)]
    if fitting:
        chosen = next((sheet for sheet in fitting if plain(sheet.name) == word), fitting[0])
        return replace(chosen, rivals=bool(word) and len(fitting) > 1)
    raise RefusedError("no_sheet", sheet=(layout.sheet or "").capitalize(), seen=_seen(sheets, layout))


def _seen(sheets: list[Sheet], layout: Layout) -> str:
    """Which tabs there are: by name, or by place when the name may be of a person."""
    if not sheets:
        return "geen tabblad"
    shown = [(place, layout.vocabulary.show(sheet.name)) for place, sheet in enumerate(sheets[:_SHOWN], 1)]
    names = ", ".join(f'"{name}"' if name else f"tabblad {place}" for place, name in shown)
    more = f" en nog {number(len(sheets) - _SHOWN)}" if len(sheets) > _SHOWN else ""
    return f"{number(len(sheets))} {'tabblad' if len(sheets) == 1 else 'tabbladen'}: {names}{more}"


def _sheets(parts: dict[str, bytes]) -> list[Sheet]:
    (place,) = _targets(parts["_rels/.rels"], "/officeDocument", "/").values()
    book = ET.fromstring(parts[place])  # noqa: S314 - `package` refused every part with a DTD
    folder, name = posixpath.split(place)
    targets = _targets(parts[f"{folder}/_rels/{name}.rels".lstrip("/")], "/worksheet", f"/{folder}")
    from_1904 = any(
        _kind(each) == "workbookPr" and each.get("date1904", "").lower() in ("1", "true", "on") for each in book
    )
    found = []
    for each in book.iter():
        if _kind(each) == "sheet":
            key = next((value for name, value in each.items() if name.endswith("}id")), "")
            if key in targets:
                found.append(Sheet(each.get("name", ""), targets[key], from_1904))
    return found


def _targets(relations: bytes, kind: str, folder: str) -> dict[str, str]:
    """The parts of one kind by relation id, as names inside the zip, in lower case."""
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))).lstrip("/").lower()
        for each in ET.fromstring(relations)  # noqa: S314
        if each.get("Type", "").endswith(kind)
    }


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def refuse_too_large(content: bytes, limits: Limits) -> None:
    """Refuse a sheet that has a cell far away: the parser makes room for every cell up to it.

    A sheet that says to be small is believed, and one that spells its cells in an odd way is not seen through: those
    are refused by their size after parsing, or by the bound on memory.
    """
    said = _DIMENSION.search(content, 0, _HEAD)
    if said and _column(said[1]) <= limits.columns and int(said[2]) <= limits.rows:
        return
    rows = max((int(found) for found in _ROW.findall(content)), default=0)
    if max(rows, content.count(b"<row ") + content.count(b"<row>")) > limits.rows + HEADER_ROWS:
        raise RefusedError("too_many_rows", most=number(limits.rows))
    if max((_column(found) for found in set(_WIDE_CELL.findall(content))), default=0) > limits.columns:
        raise RefusedError("too_many_columns", most=limits.columns)


def _column(letters: bytes) -> int:
    """AA is 27."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place
