"""What each quarter of a participation comes to, and every line behind it: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from groeiruimte.pages.practice.participation import Participation
from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.programme.money import euro
from groeiruimte.records.models import PatientList, SettlementLine
from groeiruimte.rules.obligations import Obligation
from groeiruimte.rules.settlement import Line
from groeiruimte.rules.why import Trace, number

ROUTES = {
    "direct": "Verwachte vergoeding (u declareert zelf bij de verzekeraar)",
    "cashier": "Uitbetaald door uw regio",
    "not_stated": "Berekende vergoeding (de bron zegt niet wie u betaalt)",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """What counts for one insurer in a quarter, in cents, with the steps behind it."""

    uzovi_code: str
    insurer: str
    count: int
    tariff: int
    cents: int
    trace: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """A booked line, as it was added; a correction turns an earlier one back."""

    at: datetime
    reference: str
    insurer: str
    count: int
    tariff: int
    cents: int
    corrects: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one list changed, and what the quarter came to after it; cents."""

    at: datetime
    number: int
    cents: int
    balance: int


@dataclass(frozen=True, slots=True)
class QuarterAmount:
    """One quarter. `state` is a key of task statuses with its words; `cents` is None while there is no amount."""

    quarter: Quarter
    participation: Participation
    obligation: Obligation
    counting: PatientList | None
    tariff: int | None
    cents: int | None
    state: str
    words: str
    problems: tuple[str, ...]

    @property
    def has_corrections(self) -> bool:
        return any(line.corrects_id for line in self.participation.booked(self.quarter))

    @property
    def product(self) -> str:
        """`2.095 patiënten × € 0,79`."""
        if self.counting is None or self.tariff is None:
            return ""
        return f"{number(self.counting.counted)} patiënten × {euro(self.tariff)}"


@dataclass(frozen=True, slots=True)
class YearAmounts:
    """The quarters of one participation and what they add up to, in cents. `unknown` says why there is no tariff."""

    participation: Participation
    quarters: tuple[QuarterAmount, ...]
    total: int
    route: str
    unknown: tuple[Trace, ...]

    @property
    def has_amounts(self) -> bool:
        return any(each.counting for each in self.quarters)

    @property
    def first_words(self) -> str:
        """`De eerste vergoeding ziet u na 14 april 2022.`"""
        due = next((each.obligation.due for each in self.quarters if each.state != "late"), None)
        return f"De eerste vergoeding ziet u na {short_date(due)}." if due else "Lever eerst uw patiëntenlijst aan."


def of_year(participation: Participation) -> YearAmounts:
    quarters = tuple(_of_quarter(participation, each) for each in participation.quarters)
    return YearAmounts(
        participation=participation,
        quarters=quarters,
        total=sum(each.cents or 0 for each in quarters),
        route=route_of(participation),
        unknown=_unknown(participation),
    )


def route_of(participation: Participation) -> str:
    """Who pays, in words: what the programme says, or that the region became the kassier (R043)."""
    by_region = participation.enrolment.region_year.cashier
    return ROUTES["cashier" if by_region else participation.programme.funding.route]


def _of_quarter(participation: Participation, obligation: Obligation) -> QuarterAmount:
    quarter = obligation.quarter
    assert quarter is not None
    counting = participation.counting(quarter)
    tariff = participation.programme.funding.quarter_tariff(quarter)
    known = counting is not None and tariff is not None
    state, words = _state(participation, quarter, obligation, tariff)
    return QuarterAmount(
        quarter=quarter,
        participation=participation,
        obligation=obligation,
        counting=counting,
        tariff=tariff,
        cents=participation.cents(quarter) if known else None,
        state=state,
        words=words,
        problems=participation.statement(quarter).problems if counting else (),
    )


def _state(
    participation: Participation, quarter: Quarter, obligation: Obligation, tariff: int | None
) -> tuple[str, str]:
    if participation.counting(quarter) is None:
        if obligation.state == "not_yet":
            return "blocked", f"Kan vanaf {short_date(obligation.opens)}"
        return ("late", "Lijst te laat") if obligation.state == "late" else ("todo", "Wacht op uw lijst")
    if tariff is None:
        return "not_asked", "Tarief niet bekend"
    if participation.is_closed(quarter):
        return "done", "Afgerekend"
    if participation.booked(quarter):
        return "done", "Geboekt"
    return "in_progress", "Wacht op goedkeuring van het regioplan"


def _unknown(participation: Participation) -> tuple[Trace, ...]:
    """The periods for which no source names a tariff, with what the source does say."""
    programme = participation.programme
    return tuple(
        Trace(f"{short_date(gap.start)} tot en met {short_date(gap.end)}", gap.note, programme.source_title(gap.source))
        for gap in programme.funding.tariffs_unknown
        if gap.start.year <= participation.enrolment.year <= gap.end.year
    )


def lines(amount: QuarterAmount) -> list[Amount]:
    """What counts now, per insurer: the booked lines that stand, or what would be booked."""
    booked = amount.participation.booked(amount.quarter)
    funding = amount.participation.programme.funding
    if booked:
        return [_booked(line, funding.insurer_name(line.uzovi_code)) for line in _standing(booked)]
    return [_expected(line) for line in amount.participation.statement(amount.quarter).lines]


def _standing(booked: Sequence[SettlementLine]) -> Iterable[SettlementLine]:
    """The lines that no later line turned back."""
    turned_back = {line.corrects_id for line in booked if line.corrects_id}
    return (line for line in booked if not line.corrects_id and line.reference not in turned_back)


def _booked(line: SettlementLine, insurer: str) -> Amount:
    trace = tuple(Trace(**step) for step in line.trace)
    return Amount(line.uzovi_code, insurer, line.count, line.tariff_cents, line.amount_cents, trace)


def _expected(line: Line) -> Amount:
    return Amount(line.uzovi_code, line.insurer_name, line.count, line.tariff, line.amount, line.trace)


def changes(amount: QuarterAmount) -> list[Change]:
    """What each list changed, in order of booking: the difference that a correction makes."""
    booked = amount.participation.booked(amount.quarter)
    number_of = {found.pk: found.number for found in amount.participation.deliveries(amount.quarter)}
    of_list: dict[str, list[SettlementLine]] = {}
    for line in booked:
        of_list.setdefault(line.patient_list_id, []).append(line)
    found, balance = [], 0
    for key, added in of_list.items():
        cents = sum(line.amount_cents for line in added)
        balance += cents
        found.append(Change(added[0].booked_at, number_of[key], cents, balance))
    return found


def bookings(amount: QuarterAmount) -> list[Booking]:
    """Every booked line of a quarter in order, corrections included."""
    funding = amount.participation.programme.funding
    return [
        Booking(
            at=line.booked_at,
            reference=line.reference,
            insurer=f"{funding.insurer_name(line.uzovi_code)} ({line.uzovi_code})",
            count=line.count,
            tariff=line.tariff_cents,
            cents=line.amount_cents,
            corrects=line.corrects_id or "",
        )
        for line in amount.participation.booked(amount.quarter)
    ]
