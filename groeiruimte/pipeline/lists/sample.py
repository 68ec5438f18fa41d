"""Sample lists: what a practice could export, without a single real patient. For the demo, the tests, the benchmarks.

A sample knows what should come out of it, so it is also the measure of the reader.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter

from groeiruimte.programme.calendar import Quarter

from .cells import NO_BSN
from .population import SHARES, Patient, population

ELIGIBLE = ("3311", "3313", "3351", "3358", "9086")
"""The eligible UZOVI codes that the expectation of a sample goes by."""

_SHORT = {
    "bsn": "bsn ", "name": "naam patiënt", "birth_date": "geboorte datum", "uzovi_code": "UZOVI code",
    "insured_number": "verzekerdennr", "ion_start": "ION startdatum", "ion_end": "ION einddatum",
}  # fmt: skip
_LONG = {
    "bsn": "BSN", "name": "Achternaam", "prefix": "Tussenvoegsel", "birth_date": "Geboortedatum",
    "uzovi_code": "UZOVI-code", "insured_number": "Polisnummer", "ion_start": "Datum ingeschreven",
    "ion_end": "Datum uitgeschreven", "sex": "M/V", "initials": "Voorl.", "postcode": "PC", "house_number": "Huisnr",
}  # fmt: skip
_OTHER = {
    "uzovi_code": "Verzekeraar (UZOVI)", "insured_number": "Verzekerdennummer", "bsn": "Burgerservicenummer",
    "initials": "Voorletters", "prefix": "Voorvoegsel", "name": "Geslachtsnaam", "sex": "Geslacht",
    "birth_date": "Geb. datum", "postcode": "Postcode", "house_number": "Huisnummer",
    "ion_start": "Inschrijfdatum", "ion_end": "Uitschrijfdatum",
}  # fmt: skip


def _day_first(day: date) -> str:
    return f"{day.day}-{day.month:02d}-{day.year}"


def _two_digits(day: date) -> str:
    """A third of what `strftime` takes, and it is called for every date of every list of the demo."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


@dataclass(frozen=True, slots=True)
class Variant:
    """How one kind of system exports a list. No `sheet` makes a csv."""

    headers: Mapping[str, str]
    dates: Callable[[date], Any]
    numbers: bool = False
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    titles: int = 0
    from_1904: bool = False
    encoding: str = "utf-8"
    delimiter: str = ";"

    @property
    def suffix(self) -> str:
        return "xlsx" if self.sheet else "csv"


VARIANTS = (
    Variant(_LONG, lambda day: day, sheet="Segment 3"),
    Variant(_LONG, _two_digits, encoding="utf-8-sig"),
    Variant(_SHORT, _day_first, numbers=True, sheet="segment3", other_sheets=("Segment 1", "Segment 2")),
    Variant(_OTHER, date.isoformat, sheet="Patiënten SEGMENT  3", other_sheets=("Totaal",), titles=3),
    Variant(_OTHER, date.isoformat, encoding="cp1252", delimiter=","),
    Variant(_LONG, lambda day: day.strftime("%Y%m%d"), titles=2, delimiter="\t"),
    Variant(_OTHER, lambda day: day, numbers=True, sheet="Segment 3", from_1904=True),
    Variant(_LONG, lambda day: day.strftime("%d/%m/%Y"), encoding="utf-16", delimiter="\t"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A list and what should come out of it: `reasons` has the code per row number as a spreadsheet shows it."""

    name: str
    content: bytes
    rows: int
    counted: dict[str, int]
    other_insurer: int
    reasons: dict[int, str]


@dataclass(slots=True)
class _Line:
    """A patient as the list brings them: `says` has cells that differ, `reason` why the row does not count."""

    patient: Patient
    says: dict[str, Any] = field(default_factory=dict)
    reason: str = ""


def sample_list(
    seed: int,
    rows: int,
    quarter: Quarter,
    layout_variant: int = 0,
    *,
    mistakes: bool = False,
    shares: Mapping[str, float] = SHARES,
) -> bytes:
    """The bytes of a sample list: xlsx or csv, as `VARIANTS[layout_variant].suffix` says."""
    return sample(seed, rows, quarter, layout_variant, mistakes=mistakes, shares=shares).content


def sample(
    seed: int,
    rows: int,
    quarter: Quarter,
    layout_variant: int = 0,
    *,
    mistakes: bool = False,
    shares: Mapping[str, float] = SHARES,
) -> Sample:
    """A list of about `rows` patients with what should come out of it. The same arguments give the same bytes.

    With `mistakes` it holds a finding of each category: patients are missing against last quarter, one row in 25 has a
    fault, some patients stand in it twice, and an xlsx has an old tab of the same name.
    """
    variant = VARIANTS[layout_variant]
    lines = [_Line(one, reason=_reason(one, quarter)) for one in population(seed, rows, quarter, shares)]
    if mistakes:
        lines = _spoiled(lines, random.Random(f"{seed}/{quarter}/mistakes"), quarter)  # noqa: S311
    first = variant.titles + 2
    counted = Counter(line.patient.uzovi_code for line in lines if line.reason in ("", "no_bsn"))
    return Sample(
        name=f"patientenlijst-{quarter}{'-met-fouten' if mistakes else ''}.{variant.suffix}",
        content=_xlsx(lines, variant, quarter, old_tab=mistakes) if variant.sheet else _csv(lines, variant, quarter),
        rows=len(lines),
        counted=dict(sorted(counted.items())),
        other_insurer=sum(line.reason == "other_insurer" for line in lines),
        reasons={
            number: line.reason for number, line in enumerate(lines, first) if line.reason not in ("", "other_insurer")
        },
    )


def _reason(one: Patient, quarter: Quarter) -> str:
    if one.uzovi_code not in ELIGIBLE:
        return "other_insurer"
    left = one.end is not None and one.end < quarter.first_day
    return "not_active" if left or one.start > quarter.first_day else ""


def _spoiled(lines: list[_Line], dice: random.Random, quarter: Quarter) -> list[_Line]:
    """Leave out one patient in seven, spoil one row in 25, and add some rows a second time."""
    lines = [line for line in lines if dice.random() > 1 / 7]
    sound = [line for line in lines if not line.reason]
    dice.shuffle(sound)
    faults = max(len(_FAULTS), len(lines) // 25)
    for number, line in enumerate(sound[:faults]):
        line.reason, spoil = _FAULTS[number % len(_FAULTS)]
        line.says = spoil(line.patient, quarter)
    again = sound[faults : faults + max(3, len(lines) // 400)]
    return lines + [replace(line, reason="double") for line in again]


_FAULTS: tuple[tuple[str, Callable[[Patient, Quarter], dict[str, Any]]], ...] = (
    ("bsn", lambda one, _: {"bsn": one.bsn + (1 if one.bsn % 10 < 9 else -1)}),
    ("bsn", lambda _, __: {"bsn": ""}),
    ("bsn", lambda _, __: {"bsn": 99_999}),
    ("birth", lambda _, quarter: {"birth_date": date(quarter.year + 9, 1, 1)}),
    ("birth", lambda one, _: {"birth_date": one.start + timedelta(days=40)}),
    ("birth", lambda _, __: {"birth_date": "onbekend"}),
    ("uzovi", lambda _, __: {"uzovi_code": 1234}),
    ("uzovi", lambda _, __: {"uzovi_code": ""}),
    ("dates", lambda one, _: {"ion_end": one.start - timedelta(days=365)}),
    ("dates", lambda _, __: {"ion_start": ""}),
    ("dates", lambda _, __: {"ion_end": "31-04-2022"}),
    ("no_bsn", lambda _, __: {"bsn": NO_BSN}),
)


def _cells(line: _Line, variant: Variant) -> list[Any]:
    one = line.patient
    says: dict[str, Any] = {
        "bsn": one.bsn, "name": one.name, "prefix": one.prefix, "birth_date": one.birth,
        "uzovi_code": one.uzovi_code, "insured_number": one.insured_number, "ion_start": one.start,
        "ion_end": one.end or "", "sex": one.sex, "initials": one.initials, "postcode": one.postcode,
        "house_number": one.house_number,
    } | line.says  # fmt: skip
    return [_cell(key, says[key], variant) for key in variant.headers]


def _cell(key: str, value: Any, variant: Variant) -> Any:
    if isinstance(value, date):
        return variant.dates(value)
    if key == "uzovi_code" and variant.numbers and value:
        return int(value)
    return str(value) if isinstance(value, int) and not variant.numbers else value


def _titles(variant: Variant, quarter: Quarter) -> list[list[str]]:
    return [["Patiëntenlijst segment 3"], [f"Peildatum {_day_first(quarter.first_day)}"], []][: variant.titles]


def _csv(lines: list[_Line], variant: Variant, quarter: Quarter) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=variant.delimiter)
    writer.writerows(_titles(variant, quarter))
    writer.writerow(variant.headers.values())
    writer.writerows(_cells(line, variant) for line in lines)
    return text.getvalue().encode(variant.encoding, errors="replace")


def _xlsx(lines: list[_Line], variant: Variant, quarter: Quarter, *, old_tab: bool) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "date_1904": variant.from_1904},
    ) as book:
        book.set_properties({"created": datetime(quarter.year, 1, 1)})  # noqa: DTZ001 - the same list, the same bytes
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name in variant.other_sheets:
            book.add_worksheet(name).write_string(0, 0, "niet dit tabblad")
        sheet = book.add_worksheet(variant.sheet)
        top = [*_titles(variant, quarter), list(variant.headers.values())]
        for place, row in enumerate([*top, *(_cells(line, variant) for line in lines)]):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(place, column, value, day)
                elif value != "":
                    sheet.write(place, column, value)
        if old_tab:
            book.add_worksheet("Segment 3 oud").write_string(0, 0, "lijst van vorig jaar")
    return content.getvalue()
