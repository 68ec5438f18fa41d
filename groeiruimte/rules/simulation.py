"""A new programme tried on the facts of a year that was: who joins, who falls out and why, who gets more or less.

The facts move with the programme: what held on 1 March of the old year holds on 1 March of the new one. So a difference
comes from the text alone. Source: R055, R040-R042, R046; ideas Z3 and Z4.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

from groeiruimte.programme.calendar import Quarter, day_in
from groeiruimte.programme.money import Cents, round_half_up
from groeiruimte.programme.programme import Programme

from . import budget, eligibility
from .facts import CountedList, Facts, StandingFact
from .settlement import amounts
from .statement import quarters_of
from .why import listed, sentences

MOST_PERCENT = 1000
"""A what-if beyond ten times as many is a slip."""


@dataclass(frozen=True, slots=True)
class Known:
    """A practice as it was: `facts` hold its lists, standings and objectives; `region` is a key."""

    id: str
    name: str
    region: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Effect:
    """What a new text does to one practice. Cents over the whole programme; `because` says why it may not take part.

    `takes_part` says whether it did: money of who did not take part is not known, and none is counted.
    """

    id: str
    name: str
    region: str
    takes_part: bool
    could: bool
    can: bool
    because: str
    old: Cents
    new: Cents
    notes: tuple[str, ...] = ()

    @property
    def change(self) -> Cents:
        return self.new - self.old

    @property
    def joins(self) -> bool:
        return self.can and not self.could

    @property
    def falls_out(self) -> bool:
        return self.could and not self.can


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of effects: practices that took part, who joins and falls out, and cents before and after."""

    practices: int
    joins: int
    falls_out: int
    old: Cents
    new: Cents

    @property
    def change(self) -> Cents:
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class Simulation:
    """Every effect, who loses most first; the quarters of the new programme that have no tariff count as nothing."""

    effects: tuple[Effect, ...]
    unknown: tuple[Quarter, ...]

    @property
    def total(self) -> Total:
        return _total(self.effects)

    @property
    def regions(self) -> dict[str, Total]:
        return {key: _total([each for each in self.effects if each.region == key]) for key in _keys(self.effects)}

    @property
    def winners(self) -> tuple[Effect, ...]:
        return tuple(sorted((each for each in self.effects if each.change > 0), key=lambda each: -each.change))

    @property
    def losers(self) -> tuple[Effect, ...]:
        return tuple(each for each in self.effects if each.change < 0)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What if? Percentages as fractions of one: `participation` 1 is as last year, `growth` and `index` 0 change
    nothing. `maximum` in cents, None for no maximum."""

    participation: Fraction = field(default_factory=lambda: Fraction(1))
    growth: Fraction = field(default_factory=Fraction)
    index: Fraction = field(default_factory=Fraction)
    maximum: Cents | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario worked out, in cents: per quarter and in total, the day on which the maximum is hit, what goes over,
    and the part of every amount that is paid when the programme cuts in proportion (1 when it does not)."""

    quarters: tuple[tuple[Quarter, Cents], ...]
    total: Cents
    hit: date | None
    over: Cents
    paid: Fraction


def simulate(old: Programme, new: Programme, practices: Iterable[Known]) -> Simulation:
    """What the new programme does to practices of the old one."""
    years = new.period.start.year - old.period.start.year
    effects = [_effect(old, new, years, each) for each in practices]
    effects.sort(key=lambda each: (each.change, not each.falls_out, each.name))
    unknown = tuple(quarter for quarter in quarters_of(new) if new.funding.quarter_tariff(quarter) is None)
    return Simulation(tuple(effects), unknown)


def outlook(new: Programme, old: Programme, practices: Iterable[Known], scenario: Scenario) -> Outlook:
    """The money of a new programme when things go as a scenario says, for the practices that can take part again."""
    years = new.period.start.year - old.period.start.year
    counts = _counts(new, old, years, practices)
    per_quarter: dict[Quarter, Cents] = {}
    for quarter in quarters_of(new):
        price = round_half_up((new.funding.quarter_tariff(quarter) or 0) * (1 + scenario.index))
        people = round_half_up(counts.get(quarter, 0) * scenario.participation * (1 + scenario.growth))
        per_quarter[quarter] = people * price
    after = new.period.end + timedelta(days=1)
    found = budget.forecast(per_quarter, tuple(per_quarter), scenario.maximum, today=after)
    cut = found.over and new.funding.over_maximum == "proportional" and scenario.maximum is not None
    paid = Fraction(scenario.maximum or 0, found.total) if cut else Fraction(1)
    return Outlook(tuple(per_quarter.items()), found.total, found.hit, found.over, paid)


def moved(facts: Facts, years: int) -> Facts:
    """The facts of a practice, so many years later."""
    return replace(
        facts,
        standings=tuple(_moved_standing(each, years) for each in facts.standings),
        enrolled_on=_later(facts.enrolled_on, years),
        enrolled_years=tuple(year + years for year in facts.enrolled_years),
        plan_approved_on=_later(facts.plan_approved_on, years),
        lists=tuple(_moved_list(each, years) for each in facts.lists),
    )


def _effect(old: Programme, new: Programme, years: int, known: Known) -> Effect:
    later = moved(known.facts, years)
    could, _ = _may(old, known.facts)
    can, because = _may(new, later)
    return Effect(
        id=known.id,
        name=known.name,
        region=known.region,
        takes_part=known.facts.enrolled_on is not None,
        could=could,
        can=can,
        because=because,
        old=_money(old, known.facts) if could else 0,
        new=_money(new, later) if can else 0,
        notes=tuple(_notes(old, new, known.facts)),
    )


def _may(programme: Programme, facts: Facts) -> tuple[bool, str]:
    """Whether a practice may take part and claim, with the refusing sentences.

    It is asked on the day it enrolled, or else on the first day of the programme, as if that is the first time and as
    if the plan is approved: neither is in a text.
    """
    on = facts.enrolled_on or programme.period.start
    first = eligibility.first_day(programme, on)
    asked = replace(facts, enrolled_on=on, enrolled_years=(), plan_approved_on=on)
    answers = eligibility.assess(programme, asked, on=on, year=first.year)
    answers += eligibility.assess(programme, asked, on=max(first, on), stage="claim", year=first.year)
    refusing = [each.because for each in answers if not each.met and each.severity == "refuse"]
    return not refusing, sentences(*dict.fromkeys(refusing))


def _money(programme: Programme, facts: Facts) -> Cents:
    """What its lists come to; a list outside the programme, or of a quarter without a tariff, to nothing."""
    return sum(cents for each in _last(facts) for _, cents in amounts(programme, each.quarter, each.counted).values())


def _notes(old: Programme, new: Programme, facts: Facts) -> Iterable[str]:
    """What a practice chose and will miss: an objective without support (R039), a choice that is gone."""
    supported = {each.key: each for each in new.objectives if each.supported}
    gone = [each.label for each in old.objectives if each.key in facts.objectives and each.key not in supported]
    if gone:
        yield f"Uw regio ondersteunt dit dan niet meer: {listed(gone)}."
    there = {each.key for each in new.choices}
    dropped = [each.label for each in old.choices if each.key in facts.choices and each.key not in there]
    if dropped:
        yield f"Deze keuze vervalt: {listed(dropped)}."


def _counts(new: Programme, old: Programme, years: int, practices: Iterable[Known]) -> Mapping[Quarter, int]:
    found: dict[Quarter, int] = defaultdict(int)
    for known in practices:
        later = moved(known.facts, years)
        if _may(old, known.facts)[0] and _may(new, later)[0]:
            for each in _last(later):
                found[each.quarter] += sum(count for count, _ in amounts(new, each.quarter, each.counted).values())
    return found


def _last(facts: Facts) -> Sequence[CountedList]:
    """The list that counts for each quarter."""
    return tuple({each.quarter: each for each in sorted(facts.lists, key=lambda each: each.number)}.values())


def _moved_standing(standing: StandingFact, years: int) -> StandingFact:
    return replace(standing, start=_later(standing.start, years), end=_later(standing.end, years))


def _moved_list(counted: CountedList, years: int) -> CountedList:
    return replace(counted, quarter=Quarter(counted.quarter.year + years, counted.quarter.number))


def _later(day: date | None, years: int) -> date | None:
    return day_in(day.year + years, day.month, day.day) if day else None


def _total(effects: Sequence[Effect]) -> Total:
    return Total(
        practices=sum(each.takes_part for each in effects),
        joins=sum(each.joins for each in effects),
        falls_out=sum(each.falls_out for each in effects),
        old=sum(each.old for each in effects),
        new=sum(each.new for each in effects),
    )


def _keys(effects: Iterable[Effect]) -> list[str]:
    return list(dict.fromkeys(each.region for each in effects))
