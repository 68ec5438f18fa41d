"""The records of HA304 4.2 as one table: to correct an element, change its row here and nothing else.

A row holds the element number, the Vektis code, the Dutch name, the type (N digits, AN signs), the first position, the
length and our duty. Our duty is a reading: HA304's own obligations are not public, those of the sibling MZ301 1.3 are.
It is softer than MZ301 for what a patient list need not bring: name (0210) and initials (0215) may be unknown.

Conventions. N: digits, right aligned, leading zeros; unknown is zeros. AN: left aligned, spaces after; unknown is
spaces. Reserve: spaces. Dates are CCYYMMDD, amounts whole cents with the sign in the D/C element that follows.
Record 03 (debiteur) goes to a service bureau only, never to an insurer, so it has no rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache

RECORD_LENGTH = 310
LINE_END = "\r\n"
MESSAGE_CODE, VERSION, SUBVERSION = "112", "04", "02"
NO_BSN = "999999999"


class Duty(Enum):
    """What we ask of an element: filled, known or unknown (open), or a reserve of spaces."""

    FILLED = "M"
    OPEN = "O"
    RESERVE = "S"


class Content(Enum):
    """What an element holds beyond its type; the value is the pattern of a known value, None for digits or signs."""

    PLAIN = None
    DATE = r"[0-9]{8}"
    BSN = r"[0-9]{9}"
    UZOVI = r"[0-9]{4}"
    AGB = r"(?!00)[0-9]{8}"
    PRACTICE = r"01[0-9]{6}"  # sort 01 is huisartsen
    POSTCODE = r"[1-9][0-9]{3}[A-Z]{2}"


M, O, S = Duty.FILLED, Duty.OPEN, Duty.RESERVE  # noqa: E741
DC = ("D", "C")  # COD043, COD665, COD668
NAME_CODES = ("0", "1", "2", "3", "4", "5")  # COD700, COD701, COD829


@dataclass(frozen=True)
class Element:
    """One element of a record; positions count from 1 and include both ends."""

    number: str
    code: str
    name: str
    kind: str
    start: int
    length: int
    duty: Duty
    content: Content = Content.PLAIN
    values: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + self.length - 1

    @property
    def unknown(self) -> str:
        """How the layout writes that nothing is known: zeros or spaces."""
        return ("0" if self.kind == "N" else " ") * self.length

    def of(self, line: str) -> str:
        return line[self.start - 1 : self.end]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What the element may look like, apart from questions a pattern cannot answer (dates, the elfproef)."""
        if self.duty is Duty.RESERVE:
            return re.compile(self.unknown)
        if self.values:
            return re.compile("|".join(self.values))
        known = self.content.value
        if known is None:
            known = f"[0-9]{{{self.length}}}" if self.kind == "N" else f"[!-~][ -~]{{{self.length - 1}}}"
        if self.duty is Duty.OPEN:
            return re.compile(f"{known}|{self.unknown}")
        return re.compile(f"(?!{self.unknown}){known}")


@dataclass(frozen=True)
class Record:
    """One kind of record: its mark (kenmerk), its Dutch name and its elements in order."""

    mark: str
    name: str
    elements: tuple[Element, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A whole line in which no element breaks its own pattern."""
        return re.compile("".join(f"(?:{element.pattern.pattern})" for element in self.elements))

    @cached_property
    def dates(self) -> tuple[Element, ...]:
        return tuple(element for element in self.elements if element.content is Content.DATE)


_E = Element
_OPENING = (
    _E("0101", "COD001", "kenmerk record", "N", 1, 2, M, values=("01",)),
    _E("0102", "COD002", "code externe-integratiebericht", "N", 3, 3, M, values=(MESSAGE_CODE,)),
    _E("0103", "NUM001", "versienummer berichtstandaard", "N", 6, 2, M, values=(VERSION,)),
    _E("0104", "NUM309", "subversienummer berichtstandaard", "N", 8, 2, M, values=(SUBVERSION,)),
    _E("0105", "COD856", "soort bericht", "AN", 10, 1, M, values=("P", "T")),
    _E("0106", "COD805", "code informatiesysteem softwareleverancier", "N", 11, 6, O),
    _E("0107", "NUM284", "versieaanduiding informatiesysteem softwareleverancier", "AN", 17, 10, O),
    _E("0108", "COD061", "UZOVI-nummer", "N", 27, 4, M, Content.UZOVI),
    _E("0109", "COD377", "code servicebureau", "N", 31, 8, O, Content.AGB),
    _E("0110", "COD009", "zorgverlenerscode", "N", 39, 8, O, Content.AGB),
    _E("0111", "COD181", "praktijkcode", "N", 47, 8, O, Content.PRACTICE),
    _E("0112", "COD031", "instellingscode", "N", 55, 8, O, Content.AGB),
    _E("0113", "COD833", "identificatiecode betaling aan", "N", 63, 2, M, values=("01", "02", "03", "04", "99")),
    _E("0114", "DAT043", "begindatum declaratieperiode", "N", 65, 8, M, Content.DATE),
    _E("0115", "DAT044", "einddatum declaratieperiode", "N", 73, 8, M, Content.DATE),
    _E("0116", "NUM029", "factuurnummer declarant", "AN", 81, 12, M),
    _E("0117", "DAT031", "dagtekening factuur", "N", 93, 8, M, Content.DATE),
    _E("0118", "NUM351", "btw-identificatienummer", "AN", 101, 14, O),
    _E("0119", "COD363", "valutacode", "AN", 115, 3, M, values=("EUR",)),
    _E("0180", "TEC007", "reserve", "AN", 118, 193, S),
)
_INSURED = (
    _E("0201", "COD001", "kenmerk record", "N", 1, 2, M, values=("02",)),
    _E("0202", "NUM040", "identificatie detailrecord", "N", 3, 12, M),
    _E("0203", "NUM313", "burgerservicenummer (BSN) verzekerde", "N", 15, 9, M, Content.BSN),
    _E("0204", "COD061", "UZOVI-nummer", "N", 24, 4, M, Content.UZOVI),
    _E("0205", "NUM003", "verzekerdennummer", "AN", 28, 15, O),
    _E("0206", "NUM366", "patiëntnummer", "AN", 43, 11, O),
    _E("0207", "DAT006", "datum geboorte verzekerde", "N", 54, 8, M, Content.DATE),
    _E("0208", "COD134", "code geslacht verzekerde", "N", 62, 1, M, values=("0", "1", "2", "9")),
    _E("0209", "COD700", "naamcode (01)", "N", 63, 1, M, values=NAME_CODES),
    _E("0210", "NAM193", "naam verzekerde (01)", "AN", 64, 25, O),
    _E("0211", "NAM194", "voorvoegsel verzekerde (01)", "AN", 89, 10, O),
    _E("0212", "COD701", "naamcode (02)", "N", 99, 1, O, values=NAME_CODES),
    _E("0213", "NAM191", "naam verzekerde (02)", "AN", 100, 25, O),
    _E("0214", "NAM192", "voorvoegsel verzekerde (02)", "AN", 125, 10, O),
    _E("0215", "NAM025", "voorletters verzekerde", "AN", 135, 6, O),
    _E("0216", "COD829", "naamcode (03)", "N", 141, 1, O, values=NAME_CODES),
    _E("0217", "COD083", "postcode verzekerde", "AN", 142, 6, O, Content.POSTCODE),
    _E("0218", "COD434", "postcode buitenland", "AN", 148, 9, O),
    _E("0219", "NUM030", "huisnummer verzekerde", "N", 157, 5, O),
    _E("0220", "NUM079", "huisnummertoevoeging verzekerde", "AN", 162, 6, O),
    _E("0221", "COD090", "code land verzekerde", "AN", 168, 2, O),
    _E("0222", "COD316", "debiteurnummer", "AN", 170, 11, O),
    _E("0223", "COD841", "indicatie cliënt overleden", "N", 181, 1, M, values=("1", "2")),
    _E("0280", "TEC007", "reserve", "AN", 182, 129, S),
)
_PERFORMANCE = (  # one public source
    _E("0401", "COD001", "kenmerk record", "N", 1, 2, M, values=("04",)),
    _E("0402", "NUM040", "identificatie detailrecord", "N", 3, 12, M),
    _E("0403", "NUM313", "burgerservicenummer (BSN) verzekerde", "N", 15, 9, M, Content.BSN),
    _E("0404", "COD061", "UZOVI-nummer", "N", 24, 4, M, Content.UZOVI),
    _E("0405", "NUM003", "verzekerdennummer", "AN", 28, 15, O),
    _E("0406", "NUM013", "machtigingsnummer", "AN", 43, 15, O),
    _E("0407", "COD820", "doorsturen toegestaan", "N", 58, 1, M, values=("1", "2")),
    _E("0408", "DAT001", "begindatum prestatie", "N", 59, 8, M, Content.DATE),
    _E("0409", "DAT003", "einddatum prestatie", "N", 67, 8, M, Content.DATE),
    _E("0410", "COD367", "aanduiding prestatiecodelijst", "N", 75, 3, M, values=("008",)),
    _E("0411", "COD388", "prestatiecode", "N", 78, 5, M),
    _E("0412", "ANT054", "aantal uitgevoerde prestaties", "N", 83, 4, M),
    _E("0413", "COD089", "zorgverlenerscode behandelaar", "N", 87, 8, O, Content.AGB),
    _E("0414", "BED160", "tarief prestatie", "N", 95, 8, M),
    _E("0415", "BED153", "berekend bedrag", "N", 103, 8, M),
    _E("0416", "COD668", "indicatie debet/credit (01)", "AN", 111, 1, M, values=DC),
    _E("0417", "NUM352", "btw-percentage declaratiebedrag", "N", 112, 4, O),
    _E("0418", "BED161", "declaratiebedrag", "N", 116, 8, M),
    _E("0419", "COD665", "indicatie debet/credit (02)", "AN", 124, 1, M, values=DC),
    _E("0420", "NUM362", "referentienummer dit prestatierecord", "AN", 125, 20, M),
    _E("0421", "NUM363", "referentienummer voorgaand prestatierecord", "AN", 145, 20, O),
    _E("0480", "TEC007", "reserve", "AN", 165, 146, S),
)
_COMMENT = (
    _E("9801", "COD001", "kenmerk record", "N", 1, 2, M, values=("98",)),
    _E("9802", "NUM040", "identificatie detailrecord", "N", 3, 12, M),
    _E("9803", "NUM109", "regelnummer vrije tekst", "N", 15, 4, M),
    _E("9804", "OMS016", "vrije tekst", "AN", 19, 140, M),
    _E("9880", "TEC007", "reserve", "AN", 159, 152, S),
)
_CLOSING = (
    _E("9901", "COD001", "kenmerk record", "N", 1, 2, M, values=("99",)),
    _E("9902", "ANT085", "aantal verzekerdenrecords", "N", 3, 6, O),
    _E("9903", "ANT086", "aantal debiteurrecords", "N", 9, 6, O),
    _E("9904", "ANT087", "aantal prestatierecords", "N", 15, 6, O),
    _E("9905", "ANT089", "aantal commentaarrecords", "N", 21, 6, O),
    _E("9906", "ANT265", "totaal aantal detailrecords", "N", 27, 7, O),
    _E("9907", "BED025", "totaal declaratiebedrag", "N", 34, 11, O),
    _E("9908", "COD043", "indicatie debet/credit", "AN", 45, 1, M, values=DC),
    _E("9980", "TEC007", "reserve", "AN", 46, 265, S),
)

RECORDS = {
    record.mark: record
    for record in (
        Record("01", "voorlooprecord", _OPENING),
        Record("02", "verzekerdenrecord", _INSURED),
        Record("04", "prestatierecord", _PERFORMANCE),
        Record("98", "commentaarrecord", _COMMENT),
        Record("99", "sluitrecord", _CLOSING),
    )
}
DEBTOR_MARK = "03"
ELEMENTS = {element.number: element for record in RECORDS.values() for element in record.elements}


def template(mark: str, fixed: Mapping[str, str], slots: frozenset[str] = frozenset()) -> str:
    """A %-format of one record, CR LF included: `fixed` elements filled in, one place for each of `slots`, in order.

    A slot of type N takes an int, a slot of type AN a str. An element with one possible value fills itself, all others
    hold the layout's unknown. Raises ValueError when a fixed value does not fit its element.
    """
    parts = []
    for element in RECORDS[mark].elements:
        if element.number in slots:
            parts.append(f"%0{element.length}d" if element.kind == "N" else f"%-{element.length}s")
            continue
        value = fixed.get(element.number, element.values[0] if len(element.values) == 1 else element.unknown)
        value = value.zfill(element.length) if element.kind == "N" else value.ljust(element.length)
        if len(value) != element.length:
            raise ValueError(f"element {element.number} holds {element.length} positions")
        parts.append(value.replace("%", "%%"))
    return "".join(parts) + LINE_END


def line(mark: str, values: Mapping[str, str]) -> str:
    """One whole record, CR LF included; raises ValueError when a value does not fit its element."""
    return template(mark, values) % ()


def write_date(day: date) -> int:
    """A date as the number of eight digits CCYYMMDD."""
    return day.year * 10_000 + day.month * 100 + day.day


@lru_cache(maxsize=65_536)
def read_date(text: str) -> date | None:
    """Eight digits CCYYMMDD as a date; None when that day does not exist."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
