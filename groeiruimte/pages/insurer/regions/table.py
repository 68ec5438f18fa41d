"""The rows of V01: how each region stands, and what asks for a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from groeiruimte.pages.insurer.bought import Bought, Phase
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.money import Cents, euro

OVER, EXPECTED = "Boven het maximum", "Prognose boven het maximum"
PLAN_LATE, REPORT_LATE, NO_MAXIMUM = "Regioplan te laat", "Rapportage te laat", "Geen maximum"


@dataclass(frozen=True, slots=True)
class Line:
    """One region with one programme. Amounts in whole cents; `talk` says when the plan is discussed, and by whom."""

    region: str
    programme: str
    programme_key: str
    region_key: str
    phase: Phase
    enrolled: int
    s3: Cents
    s3_maximum: Cents | None
    oi: Cents
    oi_maximum: Cents | None
    risks: tuple[str, ...]
    talk: str

    @property
    def s3_percent(self) -> int | None:
        """How much of the maximum for practices is booked, in whole percents."""
        return self.s3 * 100 // self.s3_maximum if self.s3_maximum else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: `sort` is its word in the address, `order` how it stands now for who listens."""

    label: str
    sort: str
    number: bool
    order: str


_BY: dict[str, Callable[[Line], object]] = {
    "aandacht": lambda line: (-len(line.risks), line.phase.place, line.region),
    "regio": lambda line: (line.region, line.programme),
    "fase": lambda line: (line.phase.place, line.region),
    "praktijken": lambda line: (-line.enrolled, line.region),
    "s3": lambda line: (-line.s3, line.region),
    "oi": lambda line: (-line.oi, line.region),
}
_HEADINGS = (
    ("Regio", "regio", False),
    ("Fase", "fase", False),
    ("Praktijken", "praktijken", True),
    ("S3 geboekt", "s3", True),
    ("O&I geboekt", "oi", True),
    ("Aandacht", "aandacht", False),
)
FIRST = "aandacht"


def line_of(found: Bought, expected_over: bool, on: date) -> Line:
    year = found.year
    return Line(
        region=year.region.name,
        programme=found.programme.short_title,
        programme_key=year.programme,
        region_key=year.region_id,
        phase=found.phase(on),
        enrolled=found.enrolled,
        s3=found.s3,
        s3_maximum=year.s3_maximum,
        oi=found.oi,
        oi_maximum=year.oi_cents,
        risks=tuple(_risks(found, expected_over, on)),
        talk=talk_of(found),
    )


def talk_of(found: Bought) -> str:
    """When region and purchaser discuss the plan (R050); "" when the programme names no window."""
    talk = found.talk
    if talk is None or found.year.approved_on is not None:
        return ""
    opens = f"van {short_date(talk.opens)} " if talk.opens else ""
    return f"Gesprek over het plan: {opens}tot en met {short_date(talk.date)}"


def _risks(found: Bought, expected_over: bool, on: date) -> Iterable[str]:
    year = found.year
    if year.approved_on is not None and year.maximum_cents is None:
        yield NO_MAXIMUM
    if year.s3_maximum is not None and found.s3 > year.s3_maximum:
        yield OVER
    elif expected_over:
        yield EXPECTED
    if found.plan_is_late(on):
        yield PLAN_LATE
    if found.report_is_late(on):
        yield REPORT_LATE


def in_order(lines: Iterable[Line], asked: str) -> list[Line]:
    return sorted(lines, key=_BY[asked])  # type: ignore[arg-type]


def headings(asked: str) -> list[Heading]:
    """The columns, each with the word that sorts by it. Text goes up, numbers go down."""
    return [
        Heading(label, sort, number, ("descending" if number else "ascending") if sort == asked else "")
        for label, sort, number in _HEADINGS
    ]


def sheet(lines: Iterable[Line]) -> list[list[str]]:
    """The same rows for a csv file, the header first."""
    head = ["Regio", "Programma", "Fase", "Praktijken", "S3 geboekt", "S3 maximum", "O&I geboekt", "O&I maximum"]
    return [
        [*head, "Aandacht"],
        *(
            [
                line.region,
                line.programme,
                line.phase.words,
                str(line.enrolled),
                euro(line.s3),
                "" if line.s3_maximum is None else euro(line.s3_maximum),
                euro(line.oi),
                "" if line.oi_maximum is None else euro(line.oi_maximum),
                "; ".join(line.risks),
            ]
            for line in lines
        ),
    ]
