"""Every breach in a claim file, whoever made it: HA304 4.2 addressed to an insurer.

Each line by itself (length, CR LF, signs, types, fixed values, code lists, dates, elfproef), then what lines say about
each other (order, numbering, a 04 that repeats its 02, amounts, references), last the control totals of record 99.
Sources: the conventions and closing-record checks of HA304 as far as public; debit and credit: return codes 8062 and
8064. A line of the wrong length is not read further, because none of its positions can be trusted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from . import transport
from .breach import Breach, of_element, of_file, sentence
from .layout import DEBTOR_MARK, ELEMENTS, MESSAGE_CODE, RECORD_LENGTH, RECORDS
from .lines import Fields, Line, frame, lines, read_line

__all__ = ["MOST_BREACHES", "Breach", "Verified", "verify", "verify_file"]

MOST_BREACHES = 100_000  # a file of 300 MB without one good line may not fill the memory

_START = f"01{MESSAGE_CODE}".encode()
_LINES_LOOKED_AT = 1000
_FOLLOWS = {"01": ("",), "02": ("01", "04"), "04": ("02", "04"), "98": ("02", "04"), "99": ("04",)}
_OUT_OF_ORDER = {
    "01": ("Het voorlooprecord staat niet op de eerste regel.", "Begin het bestand met één record 01."),
    "02": ("De verzekerde hierboven heeft geen prestatierecord.", "Zet onder elk record 02 een record 04."),
    "04": ("Dit prestatierecord staat niet onder een verzekerde.", "Zet het record 02 van de verzekerde erboven."),
    "98": ("Dit commentaar hoort bij geen enkel record.", "Zet het onder het record waar het bij hoort."),
    "99": ("Boven het sluitrecord staat geen prestatierecord.", "Zet onder elk record 02 een record 04."),
}
_PAYEES = {"01": "0109", "02": "0110", "03": "0111", "04": "0112"}  # COD833: who is paid, and where its code stands


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying one file brought; `file` is its name, or zip and name."""

    file: str
    breaches: tuple[Breach, ...]


def verify_file(path: Path) -> Iterator[Verified]:
    """Each file behind a path, verified: the file itself, or a zip (VECOZO's limits) and every file in it."""
    for count, member in enumerate(transport.members(path)):
        found = [] if member.content is None else verify(member.content)
        yield Verified(f"{path.name}/{member.name}" if count else path.name, (*member.breaches, *found))


def verify(content: bytes) -> list[Breach]:
    """All breaches, in the order of the lines; empty when the file keeps every rule."""
    if not content:
        return [of_file("Het bestand is leeg.", "Maak het bestand opnieuw.")]
    if _is_something_else(content):
        return [of_file("Dit is geen declaratiebestand HA304.", "Kies het bestand dat met 01112 begint.")]
    verification = _Verification()
    for line in lines(content):
        verification.take(line)
        if len(verification.breaches) >= MOST_BREACHES:
            more = of_file("Er is meer mis dan dit overzicht toont.", "Maak het bestand opnieuw.")
            return [*verification.breaches[:MOST_BREACHES], more]
    verification.end()
    return verification.breaches


def _is_something_else(content: bytes) -> bool:
    """A file that neither starts like a claim nor has one line as long as a record: a list, a workbook, a letter."""
    if content.startswith(_START):
        return False
    return all(len(line.text) != RECORD_LENGTH for line in islice(lines(content), _LINES_LOOKED_AT))


class _Verification:
    """What is known of a file after the lines taken so far."""

    def __init__(self) -> None:
        self.breaches: list[Breach] = []
        self.previous = ""  # the mark of the last record 01, 02 or 04
        self.closed = False
        self.lines = 0
        self.counts: Counter[str] = Counter()
        self.details = self.last_number = 0
        self.total: int | None = 0  # None once an amount could not be read
        self.uzovi_code: str | None = None
        self.insured: Fields | None = None
        self.references: set[str] = set()
        self.sides: dict[tuple[str, ...], str] = {}

    def take(self, line: Line) -> None:
        self.lines = line.number
        mark = line.text[:2]
        if mark != DEBTOR_MARK and mark not in RECORDS:
            mark = self._meant(line)
        self._order(line, mark)
        if mark == DEBTOR_MARK:
            self._debtor(line)
            return
        fields, breaches = read_line(line, RECORDS[mark])
        self.breaches += breaches
        self.counts[mark] += 1
        match mark:
            case "01":
                self._opening(fields)
            case "02":
                self._insured(fields)
            case "04":
                self._performance(fields)
            case "98":
                self._comment(fields)
            case _:
                self._closing(fields)

    def end(self) -> None:
        if not self.closed:
            self._breach(self.lines, "9901", "Het sluitrecord ontbreekt.", "Sluit het bestand af met record 99.")

    def _breach(self, line: int, element: str, what: str, mend: str) -> None:
        self.breaches.append(of_element(line, ELEMENTS[element], what, mend))

    def _meant(self, line: Line) -> str:
        """The record a line with an unknown mark is: the one it looks like, or else the one that belongs here."""
        for mark, record in RECORDS.items():
            if record.pattern.fullmatch(mark + line.text[2:]):
                return mark
        if self.previous in ("", "02"):
            return "04" if self.previous else "01"
        return "99" if line.last else "02"

    def _order(self, line: Line, mark: str) -> None:
        kenmerk = (line.number, mark, f"{mark}01", 1, 2)
        if self.closed:
            what = "Na het sluitrecord staat nog een regel."
            self.breaches.append(Breach(*kenmerk, what, "Haal alles na record 99 weg."))
        elif line.number == 1 and mark != "01":
            what = "Het bestand begint niet met een voorlooprecord."
            self._breach(1, "0101", what, "Begin het bestand met één record 01.")
            self.previous = "01"
        elif mark in _FOLLOWS and self.previous not in _FOLLOWS[mark]:
            self.breaches.append(Breach(*kenmerk, *_OUT_OF_ORDER[mark]))
        if mark in ("01", "02", "04"):
            self.previous = mark

    def _debtor(self, line: Line) -> None:
        """Record 03 goes to a service bureau; it has no rows in the layout, but it does count as a detail record."""
        what = "Een debiteurrecord hoort niet in een bestand voor de verzekeraar."
        self.breaches.append(Breach(line.number, DEBTOR_MARK, "0301", 1, 2, what, "Haal record 03 weg."))
        self.breaches += frame(line, DEBTOR_MARK)
        self.counts[DEBTOR_MARK] += 1
        self.details += 1
        self.last_number = self.details

    def _opening(self, fields: Fields | None) -> None:
        if fields is None or self.counts["01"] > 1:
            return
        self.uzovi_code = (fields.known("0108") or (None,))[0]
        number = fields.number
        begin, end, dated = fields.day("0114"), fields.day("0115"), fields.day("0117")
        if begin and end and end < begin:
            what = "De declaratieperiode eindigt voordat zij begint."
            self._breach(number, "0115", what, "Controleer begindatum en einddatum.")
        if end and dated and dated < end:
            what = "De dagtekening ligt voor het einde van de declaratieperiode."
            self._breach(number, "0117", what, "Dateer de factuur op of na het einde van de periode.")
        paid = fields.known("0113")
        code = _PAYEES.get(paid[0]) if paid else None
        if code and fields.known(code) == (ELEMENTS[code].unknown,):
            name = sentence(ELEMENTS[code])
            self._breach(number, code, f"{name} is leeg, maar krijgt wel de betaling.", "Vul de AGB-code in.")

    def _number(self, fields: Fields | None, element: str) -> None:
        """NUM040: from 1, step 1 over all detail records. The count after a gap is followed: one gap, one breach."""
        self.details += 1
        number = fields.whole(element) if fields else None
        if fields and number is not None and number not in (self.last_number + 1, self.details):
            what = f"Het recordnummer volgt niet op het vorige: hier hoort {self.details}."
            self._breach(fields.number, element, what, "Nummer alle detailrecords vanaf 1, met stap 1.")
        self.last_number = self.details if number is None else number

    def _insured(self, fields: Fields | None) -> None:
        self._number(fields, "0202")
        self.insured = fields
        uzovi = fields.known("0204") if fields else None
        if fields and uzovi and self.uzovi_code and uzovi[0] != self.uzovi_code:
            what = "Deze verzekerde hoort bij een andere verzekeraar dan het bestand."
            self._breach(fields.number, "0204", what, "Maak per UZOVI-nummer een eigen bestand.")

    def _performance(self, fields: Fields | None) -> None:
        self._number(fields, "0402")
        if fields is None:
            self.total = None
            return
        self._repeats(fields)
        begin, end = fields.day("0408"), fields.day("0409")
        if begin and end and end < begin:
            what = "De prestatie eindigt voordat zij begint."
            self._breach(fields.number, "0409", what, "Controleer begindatum en einddatum.")
        self._amounts(fields)
        self._reference(fields)
        self._other_side(fields)

    def _repeats(self, fields: Fields) -> None:
        for own, above in (("0403", "0203"), ("0404", "0204"), ("0405", "0205")):
            value, original = fields.known(own), self.insured.known(above) if self.insured else None
            if value and original and value != original:
                what = f"{sentence(ELEMENTS[own])} is anders dan in het verzekerdenrecord erboven."
                self._breach(fields.number, own, what, f"Neem de waarde van element {above} over.")

    def _amounts(self, fields: Fields) -> None:
        times, tariff = fields.whole("0412"), fields.whole("0414")
        computed, claimed = fields.whole("0415"), fields.whole("0418")
        if times is not None and tariff is not None and computed is not None and times * tariff != computed:
            what = "Het berekende bedrag is niet het aantal maal het tarief."
            self._breach(fields.number, "0415", what, f"Vul {times * tariff} in, in centen.")
        if computed is not None and claimed is not None and claimed != computed:
            what = "Het declaratiebedrag is anders dan het berekende bedrag."
            self._breach(fields.number, "0418", what, f"Vul {computed} in, in centen.")
        sides = fields.known("0416", "0419")
        if sides and sides[0] != sides[1]:
            what = "De twee indicaties debet/credit verschillen."
            self._breach(fields.number, "0419", what, "Vul in 0416 en 0419 dezelfde letter in.")
        side = fields.known("0419")
        if self.total is not None and claimed is not None and side:
            self.total += claimed if side == ("D",) else -claimed
        else:
            self.total = None

    def _reference(self, fields: Fields) -> None:
        reference = fields.known("0420")
        if reference and reference[0] in self.references:
            what = "Dit referentienummer staat al op een eerdere regel."
            self._breach(fields.number, "0420", what, "Geef elk prestatierecord een eigen nummer.")
        self.references.update(reference or ())
        if fields.known("0416") == ("C",) and fields.known("0421") == (ELEMENTS["0421"].unknown,):
            what = "Deze creditregel noemt de eerdere debetregel niet."
            self._breach(fields.number, "0421", what, "Vul het referentienummer van de debetregel in.")

    def _other_side(self, fields: Fields) -> None:
        """A debit and its identical credit in one file; without a BSN the whole record 02 tells people apart."""
        side = fields.known("0416")
        claim = fields.known("0403", "0408", "0409", "0410", "0411", "0412", "0414", "0418")
        if not side or not claim or not self.insured:
            return
        key = (self.insured.text[ELEMENTS["0203"].start - 1 :], *claim)
        if self.sides.setdefault(key, side[0]) != side[0]:
            what = "Deze regel heft een andere regel in dit bestand op."
            self._breach(fields.number, "0416", what, "Laat beide regels weg.")

    def _comment(self, fields: Fields | None) -> None:
        number = fields.whole("9802") if fields else None
        if fields and number is not None and self.details and number not in (self.last_number, self.details):
            what = "Dit commentaar heeft een ander nummer dan het record erboven."
            self._breach(fields.number, "9802", what, f"Vul {self.last_number} in.")

    def _closing(self, fields: Fields | None) -> None:
        again, self.closed = self.closed, True
        if fields is None or again:
            return
        details = sum(self.counts[mark] for mark in ("02", DEBTOR_MARK, "04", "98"))
        expected = {
            "9902": self.counts["02"],
            "9903": 0,
            "9904": self.counts["04"],
            "9905": self.counts["98"],
            "9906": details,
        }
        if self.total is not None:
            expected["9907"] = abs(self.total)
        for element, count in expected.items():
            if fields.whole(element) not in (None, count):
                what = f"{sentence(ELEMENTS[element])} klopt niet met de records erboven."
                self._breach(fields.number, element, what, f"Vul {count} in.")
        side = fields.known("9908")
        if self.total is not None and side and side[0] != ("C" if self.total < 0 else "D"):
            what = "De indicatie debet/credit past niet bij het totaal."
            self._breach(fields.number, "9908", what, "Vul D in bij nul of meer, en anders C.")
