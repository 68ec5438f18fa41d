"""Made-up patients of a made-up practice, the same people from quarter to quarter with small natural changes.

No real person: names are drawn from a short list, and every BSN comes from the range 9999xxxxx that public test sets
use, of which 9,091 pass the elfproef. Each practice draws from that same range.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from groeiruimte.programme.calendar import Quarter

from .cells import passes_eleven_test

MOST_PATIENTS = 9_000
SHARES: Mapping[str, float] = {
    "3311": 0.46, "3313": 0.04, "3351": 0.04, "3358": 0.025, "9086": 0.02,
    "7095": 0.085, "7119": 0.085, "3332": 0.085, "7029": 0.08, "3343": 0.08,
}  # fmt: skip
"""Rows per UZOVI code, about as in a practice where the insurers of the programme lead."""

_START = Quarter(2021, 1)
_LEAVE, _ARRIVE, _SWITCH = 0.014, 0.015, 0.07  # a quarter, a quarter, each 1 January (domain.md section 5)
_NAMES = (
    "Bakker", "Bos", "Brouwer", "Dekker", "Dijkstra", "Jansen", "Koning", "Kok", "Linden", "Meijer", "Mulder",
    "Peters", "Prins", "Schouten", "Smit", "Smits", "Timmer", "Verhoeven", "Visser", "Vos", "Wolters", "Zeeman",
    "Çelik", "Yılmaz", "Öztürk", "André", "Bücking", "Daniël",
)  # fmt: skip
_PREFIXES = ("", "", "", "", "", "", "", "van", "de", "van der")
_LETTERS = "ABCDEFGHJKLMNPRSTW"


@dataclass(frozen=True, slots=True)
class Patient:
    """One made-up patient; `end` is the last day of the registration, None while it runs."""

    bsn: int
    name: str
    prefix: str
    initials: str
    sex: str
    birth: date
    uzovi_code: str
    insured_number: str
    start: date
    end: date | None
    postcode: str
    house_number: int


class _Insurers(NamedTuple):
    """UZOVI codes, and for each the sum of the shares so far: dice draw from those without adding up again."""

    codes: tuple[str, ...]
    sums: tuple[float, ...]


@lru_cache(maxsize=1)
def bsns_for_tests() -> tuple[int, ...]:
    """Every BSN of the test range, 999900000 to 999999998, that passes the elfproef."""
    return tuple([number for number in range(999_900_000, 999_999_999) if passes_eleven_test(number)])


def population(seed: int, size: int, quarter: Quarter, shares: Mapping[str, float] = SHARES) -> list[Patient]:
    """The patients a practice exports in the first days of a quarter: about `size` who are registered on the reference
    date, some who left in the quarter before, and some who came after it.

    The same seed and size give the same practice. Raises ValueError above 9,000 patients or before 2021.
    """
    if not 1 <= size <= MOST_PATIENTS or quarter < _START:
        raise ValueError(f"{size} patients in {quarter}")
    dice = random.Random(f"{seed}/{size}")  # noqa: S311 - made-up people need no secrets
    insurers = _Insurers(tuple(shares), tuple(accumulate(shares.values())))
    free = list(bsns_for_tests())
    dice.shuffle(free)
    here = [_patient(dice, free.pop(), insurers, date(1995, 1, 1), date(2020, 12, 30)) for _ in range(size)]
    gone: list[Patient] = []
    now = _START
    while True:
        first = now.first_day
        if now == quarter:
            return here + gone + [_patient(dice, free.pop(), insurers, first + timedelta(1), first + timedelta(4))
                                  for _ in range(max(1, size // 1000))]  # fmt: skip
        if now.number == 4:
            here = [_switched(dice, one, insurers) if dice.random() < _SWITCH else one for one in here]
        free[:0] = [one.bsn for one in gone]
        leaving = {one.bsn for one in here if dice.random() < _LEAVE}
        gone = [replace(one, end=_day(dice, first, now.last_day)) for one in here if one.bsn in leaving]
        here = [one for one in here if one.bsn not in leaving]
        room = min(len(free) - size // 1000 - 1, size * 51 // 50 - len(here))
        arrivals = min(room, sum(dice.random() < _ARRIVE for _ in range(size)))
        here += [_patient(dice, free.pop(), insurers, first + timedelta(1), now.last_day) for _ in range(arrivals)]
        now = now.next


def _patient(dice: random.Random, bsn: int, insurers: _Insurers, first: date, last: date) -> Patient:
    start = _day(dice, first, last)
    oldest = date(1926, 1, 1)
    return Patient(
        bsn=bsn,
        name=dice.choice(_NAMES),
        prefix=dice.choice(_PREFIXES),
        initials="".join(dice.choices(_LETTERS, k=dice.randint(1, 2))),
        sex=dice.choice("MV"),
        birth=start if dice.random() < 0.02 else _day(dice, oldest, start),
        uzovi_code=dice.choices(insurers.codes, cum_weights=insurers.sums)[0],
        insured_number=str(dice.randrange(100_000_000, 999_900_000)),
        start=start,
        end=None,
        postcode=f"{dice.randrange(1011, 3599)}{dice.choice(_LETTERS)}{dice.choice(_LETTERS)}",
        house_number=dice.randint(1, 399),
    )


def _switched(dice: random.Random, one: Patient, insurers: _Insurers) -> Patient:
    code = dice.choices(insurers.codes, cum_weights=insurers.sums)[0]
    return replace(one, uzovi_code=code, insured_number=str(dice.randrange(100_000_000, 999_900_000)))


def _day(dice: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=dice.randint(0, (last - first).days))
