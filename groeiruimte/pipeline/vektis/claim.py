"""What a claim is: one practice, one insurer (UZOVI), one quarter, one performance per counted patient (R060, R061)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from stdnum.nl import bsn as burgerservicenummer

from groeiruimte.programme.calendar import Quarter

from .layout import ELEMENTS, NO_BSN, Content

HIGHEST_TARIFF = 99_999_999  # 0414 holds eight positions of cents

_UZOVI = re.compile(r"(?!0000)[0-9]{4}")
_PRACTICE = re.compile(Content.PRACTICE.value or "")
_SERVICE_CODE = re.compile(r"(?!00000)[0-9]{5}")
_INVOICE_NUMBER = re.compile(r"[!-~](?:[ -~]{0,10}[!-~])?")


@dataclass(frozen=True, slots=True)
class Insured:
    """One counted patient, as the list brings it. Unknown is an empty text; only the first three must be known.

    `bsn` is nine digits, 999999999 when there is none (0203); `sex` is a code of COD134, empty when unknown.
    """

    bsn: str
    uzovi_code: str
    birth_date: date
    insured_number: str = ""
    name: str = ""
    prefix: str = ""
    initials: str = ""
    sex: str = ""
    postcode: str = ""
    house_number: str = ""
    house_number_addition: str = ""


@dataclass(frozen=True, slots=True)
class ClaimOrder:
    """What one file is about. Raises ValueError when a value cannot stand in the message.

    `tariff_cents` is per insured for this quarter (0414); `invoice_number` (0116) is unique per payee for five years;
    `invoice_date` (0117) is on or after the reference date; `test` makes a test message (0105).
    """

    uzovi_code: str
    practice_agb: str
    quarter: Quarter
    service_code: str
    service_code_list: str
    tariff_cents: int
    invoice_number: str
    invoice_date: date
    test: bool

    def __post_init__(self) -> None:
        sound = {
            "uzovi_code": _UZOVI.fullmatch(self.uzovi_code) is not None,
            "practice_agb": is_practice_code(self.practice_agb),
            "service_code": is_service_code(self.service_code),
            "service_code_list": self.service_code_list in ELEMENTS["0410"].values,
            "tariff_cents": 0 < self.tariff_cents <= HIGHEST_TARIFF,
            "invoice_number": _INVOICE_NUMBER.fullmatch(self.invoice_number) is not None,
            "invoice_date": performance_period(self.quarter)[1] <= self.invoice_date,
        }
        wrong = [name for name, holds in sound.items() if not holds]
        if wrong:
            raise ValueError(f"a claim order cannot hold this {wrong[0]}")


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim file, ready to send.

    `unknown` names, in Dutch, what at least one insured lacks and the file therefore fills as the layout's unknown.
    """

    name: str
    content: bytes
    insured: int
    total_cents: int
    unknown: tuple[str, ...]


def performance_period(quarter: Quarter) -> tuple[date, date]:
    """Begin and end date of the performance (0408, 0409): both the reference date, the first day of the quarter.

    A choice without a source. A quarter is claimed on the patients registered (ION) on the reference date (R061), so
    that day is the one fact behind the amount. The whole quarter would end in the future, because lists come in, and
    claims go out, in its first weeks.
    """
    return quarter.first_day, quarter.first_day


def claim_period(quarter: Quarter, invoice_date: date) -> tuple[date, date]:
    """Begin and end date of the claim period (0114, 0115): the quarter, or its reference date while it still runs.

    A file may not be dated (0117) before its period ends. A claim made after the quarter names the whole quarter; a
    claim made in it names the days of the performances, which is the only period that is over by then. That we
    shorten the period, and do not date the file ahead, is a choice without a source.
    """
    begin, end = performance_period(quarter)
    return (quarter.first_day, quarter.last_day) if invoice_date >= quarter.last_day else (begin, end)


def is_bsn(text: str) -> bool:
    """Whether element 0203 may hold this: nine digits that pass the elfproef, or nine nines (no BSN known)."""
    return text == NO_BSN or (
        len(text) == 9 and text.isascii() and text.isdigit() and burgerservicenummer.is_valid(text)
    )


def is_practice_code(text: str) -> bool:
    """Whether 0111 may hold this AGB code of a GP practice: 01 and six digits. No source names a check digit."""
    return _PRACTICE.fullmatch(text) is not None


def is_service_code(text: str) -> bool:
    """Whether 0411 may hold this: the codes of list 008 (huisartsenhulp) are five digits."""
    return _SERVICE_CODE.fullmatch(text) is not None
