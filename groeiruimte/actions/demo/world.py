"""Who is in the demo: practices with their sizes, people and standings, all from one seed. Pure, and always the same.

Sizes follow domain.md section 5: a third solo, two fifths duo, a quarter group; about three fte per 2,095 patients.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import count, islice

from groeiruimte.pipeline.lists.cells import passes_eleven_test
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import split

from . import names
from .regions import INSURER, REGIONS, RegionPlan

SEED = "groeiruimte"
MAIL = "example.org"
LEADS, NOT_YET = 0, 2
"""Places in a region: the practice that everything works for, and in Rijnmond one that has yet to enrol."""

NEW = frozenset({NOT_YET, 56, 57, 58})
"""Places in Rijnmond of all practices that may take part and have yet to enrol: there the whole year can be played."""

SECOND, AGREED = 1, 2
"""Places: the second practice of the accounts, and in Utrecht the one whose plan was agreed to."""

OF_2021 = 1
"""Place at ROHA of the practice that took part from January 2021: there the year 2021 can be played."""

SCAN_AHEAD, REPORT_READY, OUTCOME = 16, 36, 31
"""Places in Rijnmond of the accounts for scans and surveys: who can begin its ICT scan, who can read the report of it,
and who can read what its team answered."""

_SINCE_2021 = date(2021, 1, 11)

REFUSED = {
    3: "kbz_pilot",
    14: "region_contract",
    27: "preferred_insurer",
    39: "insurer_contract",
    51: "region_contract",
}
"""Places in Rijnmond of the practices that fail a condition, by the condition. The other regions take part as a whole:
a year report counts 50 practices in Utrecht (R156), another 35 and 20 at ROHA."""

GROWS = {5: (Quarter(2022, 2), 116)}
"""Places in Rijnmond of practices that took over patients: from which quarter, and to how many percent."""

_KINDS = {"solo": 34, "duo": 43, "group": 23}
_WEIGHTS = {"solo": (1_500, 3_000, 2_300), "duo": (2_800, 4_800, 3_700), "group": (4_600, 7_200, 5_600)}
_NORM = 2_095
_WEEK = 38
_FTE = {
    "medical_assistant": 1.1,
    "practice_nurse_somatic": 0.45,
    "practice_nurse_mental": 0.3,
    "practice_manager": 0.15,
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can log in; `role` is a key of the table of rights."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True)
class Worker:
    name: str
    function: str
    hours_a_week: Decimal


@dataclass(frozen=True, slots=True)
class StandingPlan:
    standing: str
    value: str
    start: date
    end: date | None
    source: str


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """One practice. `enrol_on` is None when it did not enrol; `trouble` is the condition it fails, "" for none."""

    region: RegionPlan
    place: int
    kind: str
    name: str
    agb_code: str
    patients: int
    street: str
    postcode: str
    city: str
    district: str
    phone: str
    email: str
    owner: Person
    manager: Person
    workers: tuple[Worker, ...]
    standings: tuple[StandingPlan, ...]
    objectives: tuple[str, ...]
    enrol_on: date | None
    trouble: str

    def patients_in(self, quarter: Quarter) -> int:
        """How many patients its list of a quarter is made for."""
        since, percent = GROWS.get(self.place, (quarter, 100)) if self.region.key == "rijnmond" else (quarter, 100)
        return self.patients * percent // 100 if quarter >= since else self.patients


@dataclass(frozen=True, slots=True)
class World:
    practices: tuple[PracticePlan, ...]
    regions: tuple[tuple[RegionPlan, tuple[Person, ...]], ...]
    purchaser: Person
    approver: Person
    keepers: tuple[Person, ...]
    """Who looks after the platform: a functional admin, and a log manager who looks after that."""

    def of(self, region: str) -> list[PracticePlan]:
        return [practice for practice in self.practices if practice.region.key == region]


@lru_cache(maxsize=2)
def world(seed: str = SEED) -> World:
    """The same seed gives the same world."""
    practices = tuple(practice for region in REGIONS for practice in _practices(seed, region))
    regions = tuple((region, _region_people(seed, region)) for region in REGIONS)
    buyer = Person(_name(_dice(seed, "purchaser")), f"zorginkoper.{INSURER}@{MAIL}", "purchaser")
    second = Person(_name(_dice(seed, "approver")), f"tweede.{INSURER}@{MAIL}", "purchase_approver")
    return World(practices, regions, buyer, second, _keepers(seed))


def _keepers(seed: str) -> tuple[Person, ...]:
    dice = _dice(seed, "platform")
    jobs = {"functional_admin": "beheerder", "log_manager": "logbeheerder"}
    return tuple(Person(_name(dice), f"{job}@{MAIL}", role) for role, job in jobs.items())


def plan_of(agb_code: str) -> PracticePlan | None:
    """The practice of the demo with this AGB code."""
    return next((practice for practice in world().practices if practice.agb_code == agb_code), None)


def _dice(*parts: object) -> random.Random:
    return random.Random("/".join(str(part) for part in parts))  # noqa: S311 - a made-up world needs no secrets


def _name(dice: random.Random) -> str:
    first, start, end = (names.pick(dice, of) for of in (names.FIRST_NAMES, names.SURNAME_STARTS, names.SURNAME_ENDS))
    return f"{first} {start}{end}"


def _region_people(seed: str, region: RegionPlan) -> tuple[Person, ...]:
    dice = _dice(seed, region.key, "people")
    jobs = {"region_lead": "projectleider", "region_finance": "financien", "region_staff": "medewerker"}
    if region.key == "rijnmond":
        jobs["trainer"] = "trainer"
    jobs["region_director"] = "directie"
    jobs["it_specialist"] = "specialist"
    return tuple(Person(_name(dice), f"{job}.{region.key}@{MAIL}", role) for role, job in jobs.items())


def _practices(seed: str, region: RegionPlan) -> list[PracticePlan]:
    dice = _dice(seed, region.key, "sizes")
    kinds = _kinds(dice, region.practices)
    low_high_mode = [_WEIGHTS[kind] for kind in kinds]
    sizes = split(region.patients, [round(dice.triangular(*shape)) for shape in low_high_mode])
    words = names.WORDS[region.key].split("|")
    codes = _agb_codes(region.number)
    return [
        _practice(seed, region, place, kind, word, code, size)
        for place, (kind, word, code, size) in enumerate(zip(kinds, words, codes, sizes, strict=True))
    ]


def _kinds(dice: random.Random, practices: int) -> list[str]:
    """The kind of each practice: the shares to the practice, in any order, a duo first."""
    numbers = dict(zip(_KINDS, split(practices, list(_KINDS.values())), strict=True))
    numbers["duo"] -= 1
    rest = [kind for kind, number in numbers.items() for _ in range(number)]
    dice.shuffle(rest)
    return ["duo", *rest]


def _agb_codes(region: int) -> list[str]:
    """Codes of practices (01, then 0) that cannot be taken for a BSN of eight digits."""
    codes = (1_090_000 + region * 1_000 + number for number in count(1))
    wanted = next(plan.practices for plan in REGIONS if plan.number == region)
    return [f"{code:08d}" for code in islice((code for code in codes if not passes_eleven_test(code)), wanted)]


def _practice(seed: str, region: RegionPlan, place: int, kind: str, word: str, code: str, size: int) -> PracticePlan:
    dice = _dice(seed, region.key, word)
    slug = word.removeprefix("De ").lower().replace(" ", "")
    city, district, digits = dice.choice(names.DISTRICTS[region.key])
    owner = Person(_name(dice), f"praktijkhouder.{slug}@{MAIL}", "practice_owner")
    manager = Person(_name(dice), f"praktijkmanager.{slug}@{MAIL}", "practice_manager")
    trouble = REFUSED.get(place, "") if region.key == "rijnmond" else ""
    enrols = not trouble and not (region.key == "rijnmond" and place in NEW)
    return PracticePlan(
        region=region,
        place=place,
        kind=kind,
        name=f"{names.KINDS[kind][place % len(names.KINDS[kind])]} {word}",
        agb_code=code,
        patients=size,
        street=f"{names.pick(dice, names.STREETS)} {dice.randint(1, 180)}",
        postcode=f"{digits + dice.randint(0, 4)} {dice.choice(names.POSTCODE_LETTERS)}",
        city=city,
        district=district,
        # No subscriber number in the Netherlands begins with a zero, so nobody's phone rings.
        phone=f"{region.phone} 0{dice.randint(10, 99)} {dice.randint(10, 99)} {dice.randint(10, 99)}",
        email=f"praktijk.{slug}@{MAIL}",
        owner=owner,
        manager=manager,
        workers=_workers(dice, kind, size, owner, manager),
        standings=_standings(dice, region, trouble),
        objectives=_objectives(dice, region),
        enrol_on=_enrol_on(dice, region, place) if enrols else None,
        trouble=trouble,
    )


def _workers(dice: random.Random, kind: str, size: int, owner: Person, manager: Person) -> tuple[Worker, ...]:
    """About three fte for each 2,095 patients: the owner and colleagues first, a locum for what they cannot do."""
    norms = size / _NORM
    hours = norms * _WEEK
    doctors = {"solo": 1, "duo": 2, "group": max(3, round(norms))}[kind]
    each = _half_hours(min(40.0, hours / doctors))
    found = [Worker(owner.name if number == 0 else _name(dice), "gp", each) for number in range(doctors)]
    left = _half_hours(hours - float(each) * doctors)
    if left >= 2:
        found.append(Worker(_name(dice), "locum_gp", left))
    for function, fte in _FTE.items():
        wanted = fte * hours
        people = max(1, round(wanted / 28))
        for number in range(people):
            name = manager.name if function == "practice_manager" and number == 0 else _name(dice)
            found.append(Worker(name, function, _half_hours(wanted / people)))
    return tuple(found)


def _half_hours(hours: float) -> Decimal:
    return Decimal(round(hours * 2)) / 2


def _standings(dice: random.Random, region: RegionPlan, trouble: str) -> tuple[StandingPlan, ...]:
    """What the records hold of a practice; one that has trouble lacks a thing, or holds one too many."""
    members, contracts = f"Ledenadministratie {region.name}", f"Contracten {region.name}"
    buying, care = "Zorginkoopportaal", "Opgave van de praktijk"
    joined = date(dice.randint(2012, 2019), 1, 1)
    signed = region.enrol_from - timedelta(days=dice.randint(3, 40))
    preferred = "cz" if trouble == "preferred_insurer" else INSURER
    found = [
        StandingPlan("affiliation", region.key, joined, None, members),
        StandingPlan("preferred_insurer", preferred, joined, None, care),
    ]
    if trouble != "region_contract":
        found.append(StandingPlan("region_contract", region.key, signed, date(2022, 12, 31), contracts))
    last = date(2021, 12, 31) if trouble == "insurer_contract" else date(2022, 12, 31)
    found.append(StandingPlan("insurer_contract", INSURER, date(2020, 1, 1), last, buying))
    if trouble == "kbz_pilot":
        found.append(StandingPlan("kbz_pilot", "", date(2020, 7, 1), date(2022, 12, 31), buying))
    policy = dice.choices(("current", "former", ""), (55, 30, 15))[0]
    if policy:
        found.append(StandingPlan("poh_s_policy", policy, date(2021, 1, 1), None, care))
    return tuple(found)


def _objectives(dice: random.Random, region: RegionPlan) -> tuple[str, ...]:
    if region.key == "roha":  # all 55 chose care at a distance; its subjects 2 and 3 are B and D together
        return dice.choices((("A",), ("A", "C"), ("A", "B", "D")), (60, 25, 15))[0]
    chosen = dice.choices("ABCD", (35, 20, 30, 15))[0]
    second = dice.choice([key for key in "ABCD" if key != chosen])
    return (chosen, second) if dice.random() < 0.08 else (chosen,)


def _enrol_on(dice: random.Random, region: RegionPlan, place: int) -> date:
    if region.key == "roha" and place == OF_2021:
        return _SINCE_2021
    return _weekday(dice, region)


def _weekday(dice: random.Random, region: RegionPlan) -> date:
    days = (region.enrol_until - region.enrol_from).days
    day = region.enrol_from + timedelta(days=dice.randint(0, days))
    return day - timedelta(days=max(0, day.weekday() - 4))
