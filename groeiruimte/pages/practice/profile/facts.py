"""The facts of a practice as rows to read: pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from groeiruimte.pages.layout.parts import Cell, Row
from groeiruimte.programme.calendar import short_date
from groeiruimte.records.models import Employee, Practice, Standing
from groeiruimte.rules.why import describe, number, span, words

_NOTHING = "nog niet ingevuld"
_SHOWN_OF_ACCOUNT = 2


def address(practice: Practice) -> list[Row]:
    return [
        Row("AGB-code", practice.agb_code),
        Row("Naam", practice.name),
        Row("Adres", ", ".join(filter(None, (practice.street, f"{practice.postcode} {practice.city}".strip())))),
        Row("Wijk", practice.district or _NOTHING),
        Row("E-mailadres", practice.email or _NOTHING),
        Row("Telefoonnummer", practice.phone or _NOTHING),
        Row("Ingeschreven patiënten (ION)", number(practice.registered_patients)),
        Row("Regio", practice.region.name),
        Row("Rekeningnummer", masked(practice.bank_account) or _NOTHING),
    ]


def masked(account: str) -> str:
    """Only the end of a bank account, enough to recognise it by."""
    return f"•••• {account[-_SHOWN_OF_ACCOUNT:]}" if account else ""


def standings(found: Iterable[Standing], on: date) -> list[list[Cell]]:
    """What is recorded of the practice: what, whether it holds today, when, and who says so."""
    return [
        [
            Cell(_capital(describe(each.standing, each.value or None))),
            _now(each, on),
            Cell(span(each.start, each.end)),
            Cell(each.source or "niet vermeld"),
        ]
        for each in found
    ]


def _now(standing: Standing, on: date) -> Cell:
    if standing.start and standing.start > on:
        return Cell("blocked", note=f"Vanaf {short_date(standing.start)}")
    if standing.end and standing.end < on:
        return Cell("not_asked", note="Voorbij")
    return Cell("done", note="Geldt nu")


def staff(found: Iterable[Employee], labels: Mapping[str, str], on: date) -> list[list[Cell]]:
    """Who works here, by function; hours a week with a comma."""
    here = [each for each in found if each.end is None or each.end >= on]
    rows = [(labels.get(each.function, words(each.function)), each) for each in here]
    return [
        [Cell(each.name), Cell(label), Cell(f"{each.hours_a_week:g}".replace(".", ","))]
        for label, each in sorted(rows, key=lambda row: (row[0], row[1].name))
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
