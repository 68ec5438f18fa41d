"""A breach: one place in a claim file that does not keep the message's rules, in words a practice can act on.

No sentence quotes what stands in the file: a breach may be printed, logged or mailed, a patient may not.
"""

from __future__ import annotations

from dataclasses import dataclass

from .layout import LINE_END, RECORD_LENGTH, Content, Duty, Element


@dataclass(frozen=True, slots=True)
class Breach:
    """What is wrong and how to mend it, both Dutch.

    `line` counts from 1 and is 0 for the file as a whole; `start` and `end` are positions from 1, both included, or 0.
    `record` and `element` are the Vektis numbers, empty when the breach is of a line or a file.
    """

    line: int
    record: str
    element: str
    start: int
    end: int
    what: str
    mend: str

    def __str__(self) -> str:
        places = [
            f"regel {self.line}" if self.line else "",
            f"record {self.record}" if self.record else "",
            f"element {self.element}" if self.element else "",
            f"positie {self.start}-{self.end}" if self.start else "",
        ]
        where = ", ".join(place for place in places if place) or "bestand"
        return f"{where}: {self.what} {self.mend}"


def of_file(what: str, mend: str) -> Breach:
    return Breach(0, "", "", 0, 0, what, mend)


def of_element(line: int, element: Element, what: str, mend: str) -> Breach:
    return Breach(line, element.number[:2], element.number, element.start, element.end, what, mend)


def of_length(line: int, record: str, length: int) -> Breach:
    what = f"Deze regel telt {length} tekens in plaats van {RECORD_LENGTH}."
    return Breach(line, record, "", 1, max(length, 1), what, f"Maak de regel precies {RECORD_LENGTH} tekens lang.")


def of_line_end(line: int, record: str) -> Breach:
    end = RECORD_LENGTH + len(LINE_END)
    return Breach(
        line,
        record,
        "",
        RECORD_LENGTH + 1,
        end,
        "De regel eindigt niet op CR en LF.",
        "Zet CR en LF achter elke regel.",
    )


def sentence(element: Element) -> str:
    """The name of an element at the start of a sentence."""
    return element.name[0].upper() + element.name[1:]


def shape(element: Element, text: str) -> tuple[str, str]:
    """Why a text does not keep the element's pattern, and how to mend it: the first reason that applies."""
    name = sentence(element)
    if any(not " " <= sign <= "~" for sign in text):
        return (
            f"{name} bevat een teken dat het bericht niet kent.",
            "Gebruik alleen letters zonder accent, cijfers en leestekens.",
        )
    if element.duty is Duty.RESERVE:
        return "De reserve is niet leeg.", "Vul deze posities met spaties."
    if element.kind == "N" and not text.isdigit():
        return f"{name} bevat iets anders dan cijfers.", "Vul cijfers in, met nullen ervoor."
    if len(element.values) == 1:
        return f"{name} moet {element.values[0]} zijn.", f"Vul {element.values[0]} in."
    if element.values:
        return f"{name} heeft een code die de codelijst niet kent.", f"Kies uit {', '.join(element.values)}."
    if text == element.unknown:
        return f"{name} is leeg.", "Vul dit element in."
    if element.kind == "AN" and text.startswith(" "):
        return f"{name} begint met een spatie.", "Begin op de eerste positie van het element."
    return f"{name} heeft niet de goede vorm.", _FORMS[element.content]


_FORMS = {
    Content.AGB: "Vul de AGB-code van acht cijfers in.",
    Content.PRACTICE: "Vul de AGB-code van de praktijk in: 01 en zes cijfers.",
    Content.POSTCODE: "Schrijf vier cijfers en twee hoofdletters, zonder spatie.",
}
