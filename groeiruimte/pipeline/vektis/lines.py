"""One line of a claim file: cut from the bytes, laid beside its record, checked by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .breach import Breach, of_element, of_length, of_line_end, sentence, shape
from .claim import is_bsn
from .layout import ELEMENTS, LINE_END, RECORD_LENGTH, Record, read_date


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands: its number from 1, its signs (one per byte), whether CR LF ends it and it is the last."""

    number: int
    text: str
    ended: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """A line of the right length, read as a record. An element that breaks its own pattern has no value."""

    number: int
    record: Record
    text: str
    broken: frozenset[str]

    def known(self, *elements: str) -> tuple[str, ...] | None:
        """The values of these elements, or None when one of them is broken."""
        if self.broken and not self.broken.isdisjoint(elements):
            return None
        return tuple(ELEMENTS[element].of(self.text) for element in elements)

    def whole(self, element: str) -> int | None:
        values = self.known(element)
        return int(values[0]) if values else None

    def day(self, element: str) -> date | None:
        values = self.known(element)
        return read_date(values[0]) if values else None


def lines(content: bytes) -> Iterator[Line]:
    """The lines of a file, one at a time. A byte above 127 stays one sign, so that positions stay right."""
    start, number, size = 0, 0, len(content)
    while start < size:
        number += 1
        feed = content.find(b"\n", start)
        stop = size if feed < 0 else feed + 1
        text = content[start:stop].decode("latin-1")
        ended = text.endswith(LINE_END)
        yield Line(number, text[: -len(LINE_END)] if ended else text.rstrip("\r\n"), ended, stop == size)
        start = stop


def frame(line: Line, mark: str) -> list[Breach]:
    """What is wrong with the ends of a line: CR LF, and the length."""
    breaches = [] if line.ended else [of_line_end(line.number, mark)]
    if len(line.text) != RECORD_LENGTH:
        breaches.append(of_length(line.number, mark, len(line.text)))
    return breaches


def read_line(line: Line, record: Record) -> tuple[Fields | None, list[Breach]]:
    """The fields of a line as `record`, and what is wrong within the line; None when its length is wrong."""
    breaches = frame(line, record.mark)
    if len(line.text) != RECORD_LENGTH:
        mark = record.elements[0]
        if not line.text.startswith(record.mark):
            breaches.append(of_element(line.number, mark, *shape(mark, mark.of(line.text))))
        return None, breaches
    broken: set[str] = set()
    if not record.pattern.fullmatch(line.text):
        for element in record.elements:
            text = element.of(line.text)
            if not element.pattern.fullmatch(text):
                broken.add(element.number)
                breaches.append(of_element(line.number, element, *shape(element, text)))
    fields = Fields(line.number, record, line.text, frozenset(broken))
    breaches += _dates(fields) + _bsn(fields)
    return fields, breaches


def _dates(fields: Fields) -> list[Breach]:
    return [
        of_element(
            fields.number, element, f"{sentence(element)} bestaat niet.", "Schrijf jaar, maand en dag als acht cijfers."
        )
        for element in fields.record.dates
        if element.number not in fields.broken and read_date(element.of(fields.text)) is None
    ]


def _bsn(fields: Fields) -> list[Breach]:
    """Record 02 only: a 04 must repeat its 02, so one wrong number is one breach."""
    if fields.record.mark != "02":
        return []
    values = fields.known("0203")
    if values is None or is_bsn(values[0]):
        return []
    element = ELEMENTS["0203"]
    mend = "Zoek het nummer op, of vul negen negens in."
    return [of_element(fields.number, element, "Het BSN voldoet niet aan de elfproef.", mend)]
