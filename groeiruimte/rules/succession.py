"""What follows when practices merge, split, get another AGB code or move to another region (Z21). Source: R058, R061.

One rule decides everything: a quarter belongs to who there was on its first day (peildatum). What was booked stays
where it was booked; what is open moves only when it is about a later day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from groeiruimte.programme.calendar import Quarter, short_date

from .facts import Facts, StandingFact

Kind = Literal["merge", "split", "agb", "move"]
AFFILIATION = "affiliation"


@dataclass(frozen=True, slots=True)
class Change:
    """`practice` is what happens to whom; `becomes` the name of the other practice or region, or the new AGB code.

    `agb_code` is that of the practice before, `region` the name of the region before.
    """

    kind: Kind
    effective: date
    practice: str
    agb_code: str
    region: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something open: `about` is the day it is about, which is the reference date of a list and else its last day."""

    title: str
    about: date


@dataclass(frozen=True, slots=True)
class Share:
    """Who claims a quarter, in words; `after` says that the change holds in it already."""

    quarter: Quarter
    who: str
    after: bool


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a change does: to quarters, to what is open, and everything else in sentences."""

    quarters: tuple[Share, ...]
    stays: tuple[str, ...]
    goes: tuple[str, ...]
    sentences: tuple[str, ...]


def holds_on(effective: date, day: date) -> bool:
    """Whether a change holds on a day: from its first day on."""
    return effective <= day


def code_on(changes: Iterable[tuple[date, str]], now: str, day: date) -> str:
    """The AGB code of a practice on a day. `changes` are (first day, code until then); `now` is the code of today."""
    later = [(effective, old) for effective, old in changes if not holds_on(effective, day)]
    return min(later)[1] if later else now


def shares(change: Change, quarters: Iterable[Quarter]) -> tuple[Share, ...]:
    """Who claims each quarter."""
    return tuple(
        Share(quarter, _claims(change, after=after), after)
        for quarter in quarters
        for after in (holds_on(change.effective, quarter.first_day),)
    )


def divided(change: Change, tasks: Iterable[Task]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stays with the practice as it was, and what goes: nothing in a split or under a new code."""
    every = list(tasks)
    moves = change.kind in ("merge", "move")
    goes = [each for each in every if moves and holds_on(change.effective, each.about)]
    return tuple(each.title for each in every if each not in goes), tuple(each.title for each in goes)


def consequences(change: Change, quarters: Iterable[Quarter], tasks: Iterable[Task]) -> Consequences:
    """Everything that follows from a change, to read before it is confirmed."""
    stays, goes = divided(change, tasks)
    return Consequences(shares(change, quarters), stays, goes, tuple(_sentences(change)))


def ended(facts: Facts, region: str | None) -> date | None:
    """The last day on which a practice belonged to the region of a programme; None as long as no end is known.

    A practice of which no affiliation is recorded has none that ended.
    """
    found = [each for each in facts.standings if each.standing == AFFILIATION and each.value == region]
    ends = [each.end for each in found if each.end]
    return max(ends) if ends and len(ends) == len(found) else None


def ending(standings: Sequence[StandingFact], last: date) -> tuple[StandingFact, ...]:
    """The standings that run on past a last day."""
    return tuple(each for each in standings if each.end is None or each.end > last)


def _claims(change: Change, *, after: bool) -> str:
    before = f"{change.practice} (AGB {change.agb_code}), {change.region}"
    if not after:
        return before
    match change.kind:
        case "merge":
            return f"{change.becomes}, met de patiënten die daar op de peildatum staan"
        case "split":
            return f"{before}; de nieuwe praktijk pas na haar eigen aanmelding"
        case "agb":
            return f"{change.practice} (AGB {change.becomes}), {change.region}"
        case "move":
            return f"{change.practice} bij {change.becomes}, na een aanmelding daar"
    assert_never(change.kind)


def _sentences(change: Change) -> Iterable[str]:
    day = short_date(change.effective)
    yield f"Dit geldt vanaf {day}. Kwartalen met een eerdere peildatum veranderen niet."
    yield "Wat geboekt is, blijft staan waar het staat."
    match change.kind:
        case "merge":
            yield f"Het dossier van {change.practice} blijft bij {change.practice} en blijft te lezen."
            yield f"De aansluiting en de contracten van {change.practice} eindigen op de dag ervoor."
            yield f"{change.becomes} doet alleen mee als zij zich zelf heeft aangemeld."
        case "split":
            yield f"Het dossier en alle afspraken blijven bij {change.practice}."
            yield f"{change.becomes} begint met een leeg dossier. Zij tekent haar eigen contracten."
        case "agb":
            yield f"Het dossier blijft van {change.practice}. U vindt de praktijk ook met de oude code."
            yield "Een declaratie krijgt de code van de peildatum van haar kwartaal."
        case "move":
            yield f"{change.region} houdt alles van vóór {day}, en opent de praktijk daarna niet meer."
            yield f"{change.becomes} ziet de praktijk vanaf {day}, en niets van daarvoor."
            yield "De praktijk zelf blijft alles zien."
        case _:
            assert_never(change.kind)
