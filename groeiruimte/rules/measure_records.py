"""What the records hold: items, hours, milestones, evidence. Source: R068-R070, R083, R088, R112, R119, R122, R139."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import assert_never

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.kpi import Counted, Evidence, HoursBooked, MilestonesDone

from .facts import Item
from .measure import Asked, Measure, Reached, and_missing, of
from .naming import function_label, noun, nouns
from .why import Trace, listed, number, sentences


def counted(requirement: Counted, asked: Asked) -> Measure:
    """What was recorded up to the end of the period; a board of an earlier year still stands."""
    items = [item for item in asked.facts.items if item.record == requirement.record and item.day <= asked.period.end]
    match requirement.for_each:
        case "practice":
            have, need = len(items), requirement.at_least
            found = f"Vastgelegd: {nouns(asked.programme, requirement.record, have)}."
            because = and_missing(found, have, need, "Leg er nog {} vast.")
            ask = f"Leg nog {nouns(asked.programme, requirement.record, need - have)} vast."
            return of(have, need, because, ask, _item_traces(requirement, asked, items))
        case "employee":
            return _for_each(requirement, asked, _employees(requirement, asked), items, ("medewerker", "medewerkers"))
        case "district":
            return _for_each(requirement, asked, asked.facts.districts, items, ("wijk", "wijken"))
        case _:
            assert_never(requirement.for_each)


def _employees(requirement: Counted, asked: Asked) -> tuple[str, ...]:
    """Who it is asked of: everybody, or those with the functions that the kind of item names."""
    employees = asked.facts.employees or tuple(found.id for found in asked.facts.staff)
    kind = asked.programme.item_kind(requirement.record) if asked.programme else None
    if kind is None or not kind.functions:
        return employees
    function_of = {found.id: found.function for found in asked.facts.staff}
    return tuple(name for name in employees if function_of.get(name) in (None, *kind.functions))


def _item_traces(requirement: Counted, asked: Asked, items: Sequence[Item]) -> tuple[Trace, ...]:
    names = {found.id: found.name for found in asked.facts.staff}
    label = noun(asked.programme, requirement.record)
    ordered = sorted(items, key=lambda item: (item.day, item.of))
    of = [f"{label}: {names.get(item.of, item.of)}" if item.of else label for item in ordered]
    return tuple(Trace(text, short_date(item.day), "Vastgelegd") for text, item in zip(of, ordered, strict=True))


def _for_each(
    requirement: Counted, asked: Asked, wanted: Sequence[str], items: Sequence[Item], called: tuple[str, str]
) -> Measure:
    """One for every employee or district (R068, R088); with nobody known there is nothing to count for."""
    if not wanted:
        ask = f"Vul eerst uw {called[1]} in."
        return of(0, 1, f"Wij kennen uw {called[1]} nog niet. {ask}", ask)
    recorded = Counter(item.of for item in items)
    have, need = sum(recorded[name] >= requirement.at_least for name in wanted), len(wanted)
    name, missing = noun(asked.programme, requirement.record), need - have
    found = f"{name}: vastgelegd voor {have} van {need} {called[need != 1]} ({have * 100 // need}%)."
    ask = f"Leg dit ook vast voor {number(missing)} {called[missing != 1]}." if missing else ""
    because = sentences(found[0].upper() + found[1:], ask)
    traces = _item_traces(requirement, asked, [item for item in items if item.of in wanted])
    return of(have, need, because, f"Leg {name} ook vast voor {number(missing)} {called[missing != 1]}.", traces)


def hours(requirement: HoursBooked, asked: Asked) -> Measure:
    """R022, R083: extra hours under the objective of the KPI, each with the function of the professional."""
    booked = [b for b in asked.facts.hours if asked.objective in (None, b.objective) and b.hours > 0]
    if not booked:
        because = "Er zijn nog geen extra uren. Boek de uren per functie."
        return of(0, 1, because, "Boek de extra uren per functie.")
    total = sum(found.hours for found in booked)
    per: dict[str, Decimal | int] = {}
    for line in booked:
        per[line.function] = per.get(line.function, 0) + line.hours
    named = {function_label(asked.programme, key): many for key, many in per.items() if key}
    facts = tuple(Trace(label, f"{number(many)} uur per week", "Extra uren") for label, many in named.items())
    unnamed = per.get("", 0)
    if requirement.per_function and unnamed:
        found = f"Bij {number(unnamed)} van de {number(total)} uren ontbreekt de functie. Vul die in."
        state: Reached = "nearly" if unnamed < total else "not_yet"
        return Measure(0, 1, found, state, f"Vul bij {number(unnamed)} uren de functie in.", facts)
    detail = f" ({listed([f'{label} {number(many)}' for label, many in named.items()])})" if named else ""
    found = f"Geboekt: {number(total)} extra {'uur' if total == 1 else 'uren'} per week{detail}."
    return of(1, 1, found, "", facts)


def milestones(requirement: MilestonesDone, asked: Asked) -> Measure:
    """R139: so many, or all that the plan has; those that are known one by one count above a number alone."""
    milestones = asked.facts.milestones
    done = [found for found in milestones if found.done_on is not None and found.done_on <= asked.period.end]
    have = len(done) if milestones else asked.facts.milestones_done
    need = max(requirement.at_least, len(milestones) if requirement.every else 0)
    if requirement.every and not milestones:
        return of(0, need, "Uw plan heeft nog geen mijlpalen. Voeg ze toe.", "Voeg mijlpalen toe aan uw plan.")
    found = f"Klaar: {number(have)} {'mijlpaal' if have == 1 else 'mijlpalen'}."
    missing = need - have
    ask = f"Rond nog {number(missing)} {'mijlpaal' if missing == 1 else 'mijlpalen'} af."
    facts = tuple(Trace(found.title, short_date(found.done_on), "Plan") for found in done if found.done_on)
    return of(have, need, and_missing(found, have, need, "Rond er nog {} af."), ask, facts)


def evidence(requirement: Evidence, asked: Asked) -> Measure:
    """R112: a file or link, and where asked the day on which somebody looked at it."""
    end = asked.period.end
    found = [item for item in asked.facts.evidence if item.evidence == requirement.evidence and item.day <= end]
    name = noun(asked.programme, requirement.evidence)
    if not found:
        ask = f"Voeg een bestand of link toe: {name}."
        return of(0, 1, f"Het bewijs ontbreekt: {name}. Voeg een bestand of link toe.", ask)
    facts = tuple(Trace(item.title or name, short_date(item.day), "Bewijs") for item in found)
    if not requirement.checked:
        return of(1, 1, f"Het bewijs is er sinds {short_date(min(item.day for item in found))}: {name}.", "", facts)
    checked = [item.checked for item in found if item.checked and item.checked <= end]
    if checked:
        return of(1, 1, f"Het bewijs is bekeken op {short_date(min(checked))}: {name}.", "", facts)
    because = f"Het bewijs is er, maar nog niet bekeken: {name}. Vraag uw regio om te kijken."
    return Measure(0, 1, because, "nearly", f"Vraag uw regio om naar het bewijs te kijken: {name}.", facts)
