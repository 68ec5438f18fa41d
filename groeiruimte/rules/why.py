"""The words behind an answer: the steps of an explanation, and Dutch words for keys that records and programmes share.

A key that has no words here is shown as it is written, with spaces: a new region works before its words are here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal

from groeiruimte.programme.calendar import short_date

# A standing as a person says it after "uw" or "geen": without a value, and with one in place of {}.
STANDINGS: dict[str, tuple[str, str]] = {
    "affiliation": ("aansluiting bij een regio-organisatie", "aansluiting bij {}"),
    "region_contract": ("contract met een regio-organisatie", "contract met {}"),
    "preferred_insurer": ("preferente verzekeraar", "preferente verzekeraar {}"),
    "insurer_contract": ("contract met een verzekeraar", "contract met {}"),
    "kbz_pilot": ("pilot Krachtige Basiszorg", "pilot Krachtige Basiszorg"),
    "poh_s_policy": ("keuze voor een POH-S-regeling", "keuze voor {} POH-S-regeling"),
}
_VALUES = {"current": "de huidige", "former": "de vorige"}

_ABBREVIATIONS = frozenset({"ggz", "ict", "kbz", "poh", "tbhz"})
_LONGEST_ABBREVIATION = 4
_ENDS = (".", "!", "?", ".”", "!”", "?”")


@dataclass(frozen=True, slots=True)
class Trace:
    """One step of an explanation, ready to show: `Tarief per ION`, `€ 0,79`, `Huisartsen Utrecht Stad, r. 59`."""

    label: str
    value: str
    source: str


def sentences(*parts: str) -> str:
    """The parts as one text: empty ones left out, each with an end."""
    kept = [part.strip() for part in parts if part.strip()]
    return " ".join(part if part.endswith(_ENDS) else f"{part}." for part in kept)


def number(value: int | Decimal) -> str:
    """`2095` as a Dutch reader writes it: `2.095`; `6.5` is `6,5`, with at most two places."""
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(format_decimal(value, format="#,##0.##", locale="nl"))


def words(key: str) -> str:
    """A key as running text: `zorg-op-afstand` is `zorg op afstand`."""
    parts = key.replace("_", "-").split("-")
    return " ".join(part.upper() if part in _ABBREVIATIONS else part for part in parts)


def name_of(key: str) -> str:
    """The key of an organisation as its name: `zilveren-kruis` is `Zilveren Kruis`, a short one like `vgz` is `VGZ`."""
    if len(key) <= _LONGEST_ABBREVIATION:
        return key.upper()
    return " ".join(part.capitalize() for part in key.replace("_", "-").split("-"))


def describe(standing: str, value: str | None) -> str:
    """A standing as a person says it after "uw" or "geen": `aansluiting bij Rijnmond`."""
    if standing not in STANDINGS:
        return f"{words(standing)} {words(value)}" if value else words(standing)
    bare, with_value = STANDINGS[standing]
    return with_value.format(_VALUES.get(value) or name_of(value)) if value else bare


def span(start: date | None, end: date | None) -> str:
    """A period in words: `van 1 januari 2019 t/m 30 juni 2021`; an open side is left out."""
    if start and end:
        return f"op {short_date(start)}" if start == end else f"van {short_date(start)} t/m {short_date(end)}"
    if start:
        return f"vanaf {short_date(start)}"
    return f"tot en met {short_date(end)}" if end else "zonder begin of einde"


def listed(items: list[str], last: str = "en") -> str:
    """`a, b en c`."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)
