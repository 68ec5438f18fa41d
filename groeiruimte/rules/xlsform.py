"""The words of an XLSForm (xlsform.org), and what of ours goes where in its sheets.

A form, scan or survey becomes sheets of text: `survey`, `choices` and `settings` as every tool for XLSForms knows
them, and what an XLSForm has no word for in columns and sheets of our own, which such a tool passes over.
`rules.xlsform_sheets` writes them, `rules.xlsform_asked` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, get_args, get_origin

from groeiruimte.programme.form import Form
from groeiruimte.programme.scan import Advice, Dimension, FollowUp, Mark, Scan
from groeiruimte.programme.survey import Survey, Wave
from groeiruimte.programme.text import Text

Asked = Form | Scan | Survey
Row = Mapping[str, str]
"""A row of a sheet: the heading of a column to the text in the cell. What stands in no cell is left out."""
Sheets = Mapping[str, Sequence[Row]]

OWN = "groeiruimte"
"""The sheet with what holds for the whole: a row `field`, `value` each."""
OURS = "groeiruimte_"
"""How a column of our own begins."""

KINDS: Mapping[str, type[Form] | type[Scan] | type[Survey]] = MappingProxyType(
    {"form": Form, "scan": Scan, "survey": Survey}
)
LISTS: Mapping[str, type[Text]] = MappingProxyType(
    {"dimensions": Dimension, "marks": Mark, "advice": Advice, "follow_ups": FollowUp, "waves": Wave}
)
"""Lists that have a sheet of their own, a row for each item."""

SECTION = "section."
"""How the name of a group begins: a section may have the key of a question, and a key has no dot."""
YES_NO, SCALE = "_yes_no", "_scale"
"""Lists of choices that several questions share."""
NO_OPINION = "no_opinion"
YES, NO, AGREED = "yes", "no", "OK"
OTHER = "or_other"
MULTILINE = "multiline"

TYPES: Mapping[str, str] = MappingProxyType(
    {
        "yes_no": f"select_one {YES_NO}",
        "kpi": f"select_one {YES_NO}",
        "choice": "select_one",
        "several": "select_multiple",
        "number": "decimal",
        "hours": "decimal",
        "money": "decimal",
        "date": "date",
        "short_text": "text",
        "long_text": "text",
        "file_or_link": "text",
        "people": "text",
        "statement": "acknowledge",
        "calculated": "calculate",
        "table": "begin repeat",
    }
)
"""What a type of question is called in an XLSForm. A choice from elsewhere has no list, so it is asked as text."""


def name_of(key: str) -> str:
    """A key as the name of an element of XML: that does not begin with a digit."""
    return f"_{key}" if key[:1].isdigit() else key


def key_of(name: str) -> str:
    return name[1:] if name[:1] == "_" and name[1:2].isdigit() else name


def flat(part: Text, leave_out: Sequence[str] = ()) -> dict[str, str]:
    """The fields of a part as texts, each list with a line for each item; what is as usual is left out."""
    return {
        name: _text(value)
        for name, value in _pairs(part.model_dump(exclude_defaults=True), leave_out)
        if value is not None
    }


def _pairs(fields: Mapping[str, Any], leave_out: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for name, value in fields.items():
        if name in leave_out:
            continue
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", part) for inner, part in value.items())
        else:
            yield name, value


def _text(value: Any) -> str:
    match value:
        case bool():
            return YES if value else NO
        case date():
            return value.isoformat()
        case tuple():
            return "\n".join(_escaped(str(part)) for part in value)
    return str(value)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("\n", "\\n")


def _plain(line: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in line.split("\\\\"))


def unflat(kind: type[Text], row: Row) -> dict[str, Any]:
    """The fields of a part from a row of texts; a text that is no number or date stays text, to be refused by its type.

    A word that the part does not know stays too.
    """
    fields: dict[str, Any] = {}
    for name, text in row.items():
        outer, _, inner = name.partition(".")
        known = kind.model_fields.get(outer)
        if inner:
            held = next((each for each in _types(known.annotation if known else None) if _is_part(each)), None)
            under = held.model_fields.get(inner) if held else None
            held_by = fields.get(outer)
            value = _value(under.annotation if under else None, text)
            fields[outer] = {**held_by, inner: value} if isinstance(held_by, dict) else {inner: value}
        else:
            fields[name] = _value(known.annotation if known else None, text)
    return fields


def _is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Text)


def _types(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) or (annotation,)


def _value(annotation: Any, text: str) -> Any:
    if get_origin(annotation) is tuple:
        return tuple(_plain(line) for line in text.split("\n") if line)
    for each in _types(annotation):
        if each is bool and text in (YES, NO):
            return text == YES
        if each is int and text.isascii() and text.isdigit() and len(text) < 10:
            return int(text)
        if each is date:
            return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
