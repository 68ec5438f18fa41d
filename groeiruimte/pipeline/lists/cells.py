"""What one cell of a list says: a BSN, a date, a UZOVI code, a text. Pure; this is where most of the time goes.

A cell holds what a spreadsheet or a csv gives: text, a number, a date, or nothing (an empty text).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

NO_BSN = 999_999_999
"""Vektis: this person has no BSN (element 0203). It fails the elfproef, so it is an exception by name."""

BAD_DATE = date(1, 1, 1)
"""The cell holds something, but no date. Compare with `is`."""

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999 in the 1900 system, which many systems write for "no end"

_FIRST = tuple([9 * (n // 100) + 8 * (n // 10 % 10) + 7 * (n % 10) for n in range(1000)])
_MIDDLE = tuple([6 * (n // 100) + 5 * (n // 10 % 10) + 4 * (n % 10) for n in range(1000)])
_LAST = tuple([3 * (n // 100) + 2 * (n // 10 % 10) - n % 10 for n in range(1000)])

_IN_BSN = str.maketrans("", "", " .-'\u00a0\t")
_ZERO_DATE = frozenset({"", "-", "0", "00000000", "00-00-0000", "0-0-0000", "00/00/0000", "0000-00-00"})
_DAY_FIRST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.ASCII)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?", re.ASCII)
_UZOVI = re.compile(r"\s*'?(\d{3,4})(?:\.0)?(?![\d.,])", re.ASCII)


def read_bsn(value: Any) -> int:
    """The BSN in a cell as a number, or 0 when there is none or it fails the elfproef.

    Text or number; a number has lost its leading zeros, so seven or eight digits are enough.
    """
    if isinstance(value, str):
        if not (len(value) == 9 and value.isascii() and value.isdigit()):
            value = value.removesuffix(".0").translate(_IN_BSN)
            if not (7 <= len(value) <= 9 and value.isascii() and value.isdigit()):
                return 0
        number = int(value)
    elif (isinstance(value, float) and value.is_integer()) or type(value) is int:
        number = int(value)
    else:
        return 0
    if 1_000_000 <= number < 1_000_000_000 and passes_eleven_test(number):
        return number
    return number if number == NO_BSN else 0


def passes_eleven_test(number: int) -> bool:
    """The elfproef of a number of at most nine digits: weights 9 to 2 and -1, the sum divisible by 11."""
    return (_FIRST[number // 1_000_000] + _MIDDLE[number // 1000 % 1000] + _LAST[number % 1000]) % 11 == 0


def read_date(value: Any, epoch: date = EPOCH_1900) -> date | None:
    """The date in a cell; None when the cell is empty, BAD_DATE when it holds something else.

    `epoch` is day 0 of the workbook, for a number in a cell that is not formatted as a date.
    """
    kind = type(value)
    if kind is date:
        return value
    if kind is str:
        return _date_in_text(value) if value else None
    if kind is datetime:
        return value.date()
    if kind in (float, int):
        return _date_in_number(value, epoch)
    return None if value is None else BAD_DATE


@lru_cache(maxsize=65_536)
def _date_in_text(text: str) -> date | None:
    text = text.strip().lstrip("'")
    if text in _ZERO_DATE:
        return None
    if found := _DAY_FIRST.fullmatch(text):
        return _day(found[4], found[3], found[1])
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], found[3], found[4])
    if found := _PACKED.fullmatch(text):
        return _day(found[1], found[2], found[3])
    return BAD_DATE


def _date_in_number(number: float, epoch: date) -> date | None:
    if not 0 <= number < 100_000_000:  # also what is not a number
        return BAD_DATE
    if number == 0:
        return None
    if number <= _LAST_SERIAL:
        try:
            return epoch + timedelta(days=int(number))
        except OverflowError:
            return BAD_DATE
    return _date_in_text(str(int(number)))


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return BAD_DATE


@lru_cache(maxsize=4096, typed=True)
def read_uzovi(value: Any) -> str:
    """The UZOVI code in a cell as four digits, or an empty text. A number has lost its leading zero."""
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else ""
    elif type(value) is int:
        value = str(value)
    elif not isinstance(value, str):
        return ""
    found = _UZOVI.match(value)
    return found[1].zfill(4) if found else ""


def read_text(value: Any) -> str:
    """The text in a cell; a whole number without its decimal point."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


_SEX = {"m": "1", "man": "1", "mannelijk": "1", "1": "1", "v": "2", "vrouw": "2", "vrouwelijk": "2", "f": "2", "2": "2"}


def read_sex(value: Any) -> str:
    """The code of COD134 (Vektis): 1 man, 2 woman; an empty text when it is not known."""
    return _SEX.get(read_text(value).casefold(), "")
