"""Read a claim file back: the order, the insured and the amounts. A file with a breach is not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groeiruimte.programme.calendar import Quarter

from .breach import Breach, of_element
from .claim import ClaimOrder, Insured
from .layout import ELEMENTS
from .lines import Line, lines
from .verify import verify

_LAST_DAY = "99981231"  # the last day of the last quarter that Python can end


@dataclass(frozen=True, slots=True)
class Performance:
    """One record 04. `insured` is the place in `Message.insured`, from 0; a credit has a negative `amount_cents`."""

    insured: int
    begin: date
    end: date
    count: int
    tariff_cents: int
    amount_cents: int
    reference: str
    earlier_reference: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One record 98: the number of the detail record it belongs to (9802), its own line number and its text."""

    detail: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """A claim file as data; `total_cents` is negative when the whole file is a credit."""

    order: ClaimOrder
    insured: tuple[Insured, ...]
    performances: tuple[Performance, ...]
    comments: tuple[Comment, ...]
    total_cents: int


def read(content: bytes) -> tuple[Message | None, list[Breach]]:
    """The message in a claim file, or None with every breach.

    What `verify` accepts is read, as long as it is what one order can say: paid to a practice, one service code at one
    tariff. Each other claim is a breach here, of the element that says more.
    """
    breaches = verify(content)
    if breaches:
        return None, breaches
    found = list(lines(content))
    breaches = _beyond_one_order(found)
    if breaches:
        return None, breaches
    insured: list[Insured] = []
    performances: list[Performance] = []
    comments: list[Comment] = []
    for line in found:
        match line.text[:2]:
            case "02":
                insured.append(_insured(line))
            case "04":
                performances.append(_performance(line, len(insured) - 1))
            case "98":
                comments.append(Comment(_whole(line, "9802"), _whole(line, "9803"), _text(line, "9804")))
    total = _whole(found[-1], "9907") * _sign(found[-1], "9908")
    return Message(_order(found), tuple(insured), tuple(performances), tuple(comments), total), []


def _beyond_one_order(found: list[Line]) -> list[Breach]:
    opening = found[0]
    breaches = []
    if _raw(opening, "0113") != "03":
        what = "De betaling gaat hier niet naar een praktijk."
        breaches.append(of_element(1, ELEMENTS["0113"], what, "Lees alleen bestanden van een praktijk in."))
    if _raw(opening, "0114") > _LAST_DAY:
        what = "De declaratieperiode ligt te ver weg."
        breaches.append(of_element(1, ELEMENTS["0114"], what, "Controleer het jaar."))
    performances = [line for line in found if line.text.startswith("04")]
    for element, name in (("0411", "prestatiecode"), ("0414", "tarief")):
        first = _raw(performances[0], element)
        other = next((line for line in performances if _raw(line, element) != first), None)
        if other:
            what = f"Dit bestand heeft meer dan één {name}."
            breaches.append(of_element(other.number, ELEMENTS[element], what, "Lees per prestatie een bestand in."))
    return breaches


def _order(found: list[Line]) -> ClaimOrder:
    opening, performance = found[0], next(line for line in found if line.text.startswith("04"))
    return ClaimOrder(
        uzovi_code=_raw(opening, "0108"),
        practice_agb=_raw(opening, "0111"),
        quarter=Quarter.of(_day(opening, "0114")),
        service_code=_raw(performance, "0411"),
        service_code_list=_raw(performance, "0410"),
        tariff_cents=_whole(performance, "0414"),
        invoice_number=_text(opening, "0116"),
        invoice_date=_day(opening, "0117"),
        test=_raw(opening, "0105") == "T",
    )


def _insured(line: Line) -> Insured:
    """Sex 0 and house number 00000 are the message's unknown and come back as empty texts."""
    return Insured(
        bsn=_raw(line, "0203"),
        uzovi_code=_raw(line, "0204"),
        birth_date=_day(line, "0207"),
        insured_number=_text(line, "0205"),
        name=_text(line, "0210"),
        prefix=_text(line, "0211"),
        initials=_text(line, "0215"),
        sex=_raw(line, "0208").strip("0"),
        postcode=_text(line, "0217"),
        house_number=_raw(line, "0219").lstrip("0"),
        house_number_addition=_text(line, "0220"),
    )


def _performance(line: Line, insured: int) -> Performance:
    return Performance(
        insured=insured,
        begin=_day(line, "0408"),
        end=_day(line, "0409"),
        count=_whole(line, "0412"),
        tariff_cents=_whole(line, "0414"),
        amount_cents=_whole(line, "0418") * _sign(line, "0419"),
        reference=_text(line, "0420"),
        earlier_reference=_text(line, "0421"),
    )


def _raw(line: Line, element: str) -> str:
    return ELEMENTS[element].of(line.text)


def _text(line: Line, element: str) -> str:
    return _raw(line, element).rstrip()


def _whole(line: Line, element: str) -> int:
    return int(_raw(line, element))


def _day(line: Line, element: str) -> date:
    text = _raw(line, element)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _sign(line: Line, element: str) -> int:
    return 1 if _raw(line, element) == "D" else -1
