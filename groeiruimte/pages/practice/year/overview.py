"""What a year asks of a practice, laid out as a page: pure, from participations to parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from groeiruimte.pages.layout.parts import NextTask, Stop, TaskGroup
from groeiruimte.pages.practice.participation import Participation
from groeiruimte.programme.calendar import short_date
from groeiruimte.rules.obligations import Obligation
from groeiruimte.rules.why import listed

from .around import Around, News, Offer, Ways
from .steps import Rest, next_step, rest
from .tasks import groups

_STOP = {"done": "done", "todo": "open", "late": "late", "not_yet": "later"}
_SHORT = {"enrolment": "Aanmelden", "intention": "Voornemen", "track": "Keuze"}


@dataclass(frozen=True, slots=True)
class Money:
    """The amount of a year so far in cents, with the words around it."""

    label: str
    cents: int
    note: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`year` and `month` are those of the strip, `month` 0 in another year. `step` is the next thing to do here; `rest`
    says what comes when there is nothing."""

    year: int
    month: int
    step: NextTask | None
    rest: Rest
    groups: tuple[TaskGroup, ...]
    stops: tuple[Stop, ...]
    money: Money | None
    news: tuple[News, ...]


def overview(
    found: Sequence[Participation],
    now: Participation | None,
    offers: Sequence[Offer],
    around: Around,
    ways: Ways,
    on: date,
) -> Overview:
    """The page; `now` is the participation that this year is about, None for a practice that takes part in nothing."""
    obligations = (*(now.obligations if now else ()), *(each for offer in offers for each in offer.obligations))
    year = _year(now, on)
    return Overview(
        year=year,
        month=on.month if year == on.year else 0,
        step=next_step(found, now, offers, around, ways),
        rest=rest(obligations, offers, ways, takes_part=now is not None),
        groups=groups(now, offers, around, ways, on),
        stops=_stops(now.obligations if now else (), year),
        money=_money(now) if now and now.quarters and ways.may("amount.read") else None,
        news=around.news,
    )


def _year(now: Participation | None, on: date) -> int:
    """The year to show: this one while the programme runs, else the one that was enrolled for."""
    return on.year if now is None or now.programme.period.holds(on) else now.enrolment.year


def _stops(obligations: Iterable[Obligation], year: int) -> tuple[Stop, ...]:
    """The points of a year; what is due on one day is one point."""
    by_day: dict[date, list[Obligation]] = {}
    for each in obligations:
        if each.due.year == year:
            by_day.setdefault(each.due, []).append(each)
    return tuple(_stop(day, due) for day, due in sorted(by_day.items()))


def _stop(day: date, due: Sequence[Obligation]) -> Stop:
    state = next((state for state in ("late", "todo", "not_yet") if any(each.state == state for each in due)), "done")
    label = _short(due[0]) if len(due) == 1 else f"{len(due)} taken"
    return Stop(day.month, label, short_date(day), _STOP[state])


def _short(obligation: Obligation) -> str:
    """A name that fits in the strip: `Lijst 2`, `Aanmelden`, `Verantwoording insturen`."""
    if obligation.quarter:
        return f"Lijst {obligation.quarter.number}"
    return _SHORT.get(obligation.kind) or obligation.title.split(":")[0]


def _money(now: Participation) -> Money:
    funding, year = now.programme.funding, now.enrolment.year
    label = {
        "direct": f"Verwachte vergoeding {year}",
        "cashier": f"Vergoeding {year} via uw regio",
        "not_stated": f"Berekende vergoeding {year}",
    }[funding.route]
    counted = [each.quarter for each in now.quarters if each.quarter and now.counting(each.quarter)]
    if not counted:
        note = "Het eerste bedrag ziet u na uw eerste lijst."
    else:
        numbers = f"Kwartaal {listed([str(quarter.number) for quarter in counted])} van {len(now.quarters)}."
        note = f"{numbers} U declareert zelf bij de verzekeraar." if funding.route == "direct" else numbers
    return Money(label, sum(now.cents(quarter) for quarter in counted), note)
