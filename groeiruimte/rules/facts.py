"""What happened, as plain data: the only thing the rules know of a practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import Cents


@dataclass(frozen=True, slots=True)
class StandingFact:
    """Something that holds of a practice for a period; an open end is None. `source` says where it was recorded."""

    standing: str
    value: str = ""
    start: date | None = None
    end: date | None = None
    source: str = ""

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person of the practice attended a training or meeting with these topics; `employee` is an id."""

    topics: frozenset[str]
    day: date
    function: str = ""
    title: str = ""
    employee: str = ""


@dataclass(frozen=True, slots=True)
class FormFact:
    """A form with its latest status (draft, submitted, changes_requested, approved, carried_out) and answers per
    question key (`programme.form` says what an answer is). `day` is that of the first submission, else the last save;
    `year` that of the enrolment it belongs to, 0 for this one."""

    form: str
    status: str
    day: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    year: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A record of a kind that KPIs count: an action, a delegated task, a board, a partner; `of` names whose it is.

    `fields` are its answers, by the questions of its kind.
    """

    record: str
    day: date
    of: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookedHours:
    """Extra hours a week of one professional, of one type of time, under one objective."""

    objective: str
    function: str
    type: str
    hours: Decimal | int
    by_contract: bool = False
    claimed_nowhere_else: bool = False


@dataclass(frozen=True, slots=True)
class Measurement:
    """A finished scan or survey."""

    kind: str
    day: date
    respondents: int = 0
    instrument: str = ""


ScanStatus = Literal["answering", "submitted", "reviewed", "planned", "interviewed", "finished"]


@dataclass(frozen=True, slots=True)
class ScanFact:
    """A scan that was begun in this programme. `answered` of `asked` questions have an answer, and `sent_on` is the day
    they were sent in."""

    kind: str
    status: ScanStatus
    sent_on: date | None = None
    finished_on: date | None = None
    answered: int = 0
    asked: int = 0
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A file or link on the evidence shelf; `checked` is the day somebody looked at it."""

    evidence: str
    day: date
    checked: date | None = None
    id: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class EmployeeFact:
    """Somebody who works in the practice; `function` is a key of the programme, hours a week."""

    id: str
    name: str
    function: str
    hours: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A milestone of the plan; `training` is the topic of the training that it needs."""

    title: str
    due: date
    done_on: date | None = None
    owner: str = ""
    shows: str = ""
    training: str = ""


@dataclass(frozen=True, slots=True)
class CountedList:
    """The list that counts for a quarter: insured per UZOVI on the reference date."""

    quarter: Quarter
    counted: Mapping[str, int]
    rows: int
    number: int
    delivered_at: datetime | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class BookedLine:
    """A line that was booked before: what a correction points at. `corrects`: the reference that this line reversed."""

    reference: str
    quarter: Quarter
    uzovi_code: str
    count: int
    tariff: Cents
    amount: Cents
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything known of one practice in one programme."""

    practice: str = ""
    agb_code: str = ""
    standings: tuple[StandingFact, ...] = ()
    enrolled_on: date | None = None
    enrolled_years: tuple[int, ...] = ()
    objectives: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    profile: Mapping[str, str] = field(default_factory=dict)
    intention: str = ""
    support_need: str = ""
    plan_approved_on: date | None = None
    employees: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    forms: tuple[FormFact, ...] = ()
    items: tuple[Item, ...] = ()
    hours: tuple[BookedHours, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    scans: tuple[ScanFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    milestones_done: int = 0
    milestones: tuple[MilestoneFact, ...] = ()
    staff: tuple[EmployeeFact, ...] = ()
    lists: tuple[CountedList, ...] = ()
    booked: tuple[BookedLine, ...] = ()
