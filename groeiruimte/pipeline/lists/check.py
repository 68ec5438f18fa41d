"""What one row of a list means, and what all rows add up to. Source: R061, domain.md 2.3 and 2.5, the sample lists.

A row has one meaning. Asked in this order, the first that holds is it:

1. another insurer than the programme's: no fault, whatever else the row says;
2. a fault in a value or between values: BSN, birth date, UZOVI code, dates of registration;
3. not registered on the reference date (an end on that day still counts);
4. the same person as an earlier row that counts;
5. it counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .cells import BAD_DATE, NO_BSN, read_bsn, read_date, read_uzovi
from .outcome import Category

Row = Sequence[Any]
Meaning = tuple[str, str, Category]
"""Code, column key, category."""

COUNTS: Meaning = ("", "", "row")
BLANK: Meaning = ("blank", "", "row")
OTHER_INSURER: Meaning = ("other_insurer", "uzovi_code", "row")
BSN: Meaning = ("bsn", "bsn", "value")
BIRTH: Meaning = ("birth", "birth_date", "value")
BORN_LATER: Meaning = ("birth", "birth_date", "row")
UZOVI: Meaning = ("uzovi", "uzovi_code", "value")
START: Meaning = ("dates", "ion_start", "value")
END: Meaning = ("dates", "ion_end", "value")
END_FIRST: Meaning = ("dates", "ion_end", "row")
NOT_YET_ACTIVE: Meaning = ("not_active", "ion_start", "row")
NO_LONGER_ACTIVE: Meaning = ("not_active", "ion_end", "row")
DOUBLE: Meaning = ("double", "bsn", "list")
WITHOUT_BSN: Meaning = ("no_bsn", "bsn", "value")

FIRST_BIRTH = date(1900, 1, 1)
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every row. `at` says per column key in which cell of the row it stands."""

    reference_date: date
    eligible: frozenset[str]
    register: frozenset[str]
    at: Mapping[str, int]
    epoch: date


@dataclass(slots=True)
class Tally:
    """What the rows add up to. `reasons` has row numbers with a meaning that a person must see."""

    rows: int = 0
    other_insurer: int = 0
    not_active: int = 0
    faults: int = 0
    doubles: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    uzovi_totals: dict[str, int] = field(default_factory=dict)
    reasons: list[tuple[int, Meaning]] = field(default_factory=list)


def count(
    rows: Iterable[tuple[int, Row]], question: Question, on_counted: Callable[[Row], None] | None = None
) -> Tally:
    """Read every row once. `on_counted` is called with each row that counts."""
    tally = Tally()
    counted, totals, reasons = tally.counted, tally.uzovi_totals, tally.reasons
    judge = Judge(question)
    meaning_of, eligible, place = judge.meaning, question.eligible, question.at["uzovi_code"]
    for number, row in rows:
        meaning = meaning_of(row)
        if meaning is BLANK:
            continue
        tally.rows += 1
        if meaning is OTHER_INSURER:
            tally.other_insurer += 1
            continue
        uzovi = read_uzovi(row[place])
        if uzovi in eligible:
            totals[uzovi] = totals.get(uzovi, 0) + 1
        if meaning is COUNTS or meaning is WITHOUT_BSN:
            counted[uzovi] = counted.get(uzovi, 0) + 1
            if on_counted is not None:
                on_counted(row)
            if meaning is COUNTS:
                continue
        elif meaning is NOT_YET_ACTIVE or meaning is NO_LONGER_ACTIVE:
            tally.not_active += 1
        else:
            tally.faults += 1
            tally.doubles += meaning is DOUBLE
        reasons.append((number, meaning))
    return tally


class Judge:
    """Says what a row means; remembers which persons were counted."""

    __slots__ = ("_birth", "_bsn", "_eligible", "_end", "_epoch", "_others", "_reference", "_seen", "_start", "_uzovi")

    def __init__(self, question: Question) -> None:
        at = question.at
        self._bsn, self._birth, self._uzovi = at["bsn"], at["birth_date"], at["uzovi_code"]
        self._start, self._end = at["ion_start"], at.get("ion_end")
        self._eligible = question.eligible
        self._others = question.register - question.eligible
        self._reference = question.reference_date
        self._epoch = question.epoch
        self._seen: set[int] = set()

    def meaning(self, row: Row) -> Meaning:
        uzovi = read_uzovi(row[self._uzovi])
        if uzovi in self._others:
            return OTHER_INSURER
        bsn = read_bsn(row[self._bsn])
        if not bsn:
            return BSN if any(cell for cell in row if not isinstance(cell, str) or cell.strip()) else BLANK
        start = read_date(row[self._start], self._epoch)
        wrong = self._birth_fault(read_date(row[self._birth], self._epoch), start)
        if wrong is not None:
            return wrong
        if uzovi not in self._eligible:
            return UZOVI
        if start is None or start is BAD_DATE:
            return START
        end = read_date(row[self._end], self._epoch) if self._end is not None else None
        if end is not None and end < start:
            return END if end is BAD_DATE else END_FIRST
        if start > self._reference:
            return NOT_YET_ACTIVE
        if end is not None and end < self._reference:
            return NO_LONGER_ACTIVE
        if bsn == NO_BSN:
            return WITHOUT_BSN
        if bsn in self._seen:
            return DOUBLE
        self._seen.add(bsn)
        return COUNTS

    def _birth_fault(self, birth: date | None, start: date | None) -> Meaning | None:
        """A birth after the reference date is no fault for a baby who was registered after it."""
        if birth is None or birth < FIRST_BIRTH or birth > self._reference + _YEAR:
            return BIRTH
        if start is None or start is BAD_DATE:
            return BIRTH if birth > self._reference else None
        return BORN_LATER if birth > start else None
