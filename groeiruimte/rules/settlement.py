"""The amount of a quarter, to the cent, each line with the steps behind it. Source: R040, R044, R060, R061, R157.

Only whole numbers are added and multiplied here; the one rounding lies in the tariff of a quarter (`programme.money`).
A line that was booked is never changed: it is turned back in full by a new line, and the right line follows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groeiruimte.programme.calendar import AMSTERDAM, Quarter, short_date
from groeiruimte.programme.funding import Tariff
from groeiruimte.programme.money import Cents, euro
from groeiruimte.programme.programme import Programme

from .facts import BookedLine, CountedList, Facts
from .why import Trace, number, sentences, span

_ROUTES = {
    "direct": "U declareert zelf bij de verzekeraar.",
    "cashier": "Uw regio betaalt u uit.",
    "not_stated": "De bron zegt niet wie u betaalt.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """So many insured of one insurer in one quarter; `corrects`: the reference of the booked line it turns back."""

    quarter: Quarter
    uzovi_code: str
    insurer_name: str
    count: int
    tariff: Cents
    amount: Cents
    corrects: str = ""
    trace: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The lines to book, their total in cents, the route of the money (a key), and sentences on what is not settled."""

    lines: tuple[Line, ...]
    total: Cents
    route: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A total beside its maximum: what is `left`, what goes `over`. Without a maximum `left` is None."""

    total: Cents
    maximum: Cents | None
    left: Cents | None
    over: Cents


def settle(programme: Programme, facts: Facts, *, quarter: Quarter) -> Statement:
    """The lines that make what is booked for a quarter equal to its last list, count times tariff.

    Per insurer: nothing when the open lines already say so; else each open line is turned back in full and one new line
    follows. Without a list, a tariff, or a quarter of the programme there are no lines and a sentence says why.
    """
    counted = _last_list(facts, quarter)
    tariff = programme.funding.tariff_on(quarter.first_day)
    price = programme.funding.quarter_tariff(quarter)
    if counted is None or tariff is None or price is None or not programme.period.holds(quarter.first_day):
        return Statement((), 0, programme.funding.route, _missing(programme, quarter, counted, price))
    eligible = programme.funding.eligible_on(quarter.first_day)
    wanted = counting(programme, quarter, counted.counted)
    open_lines = _open(facts.booked, quarter)
    lines: list[Line] = []
    for code in sorted({*wanted, *(line.uzovi_code for line in open_lines)}):
        of_code = [line for line in open_lines if line.uzovi_code == code]
        count = wanted.get(code, 0)
        new = [_line(programme, counted, code, count, price, tariff)] if count else []
        if [(line.count, line.tariff, line.amount) for line in of_code] != [(n.count, n.tariff, n.amount) for n in new]:
            lines += [_reversal(programme, counted, line, count) for line in of_code] + new
    lines.sort(key=lambda line: not line.corrects)
    problems = _not_counted(counted, eligible)
    return Statement(tuple(lines), sum(line.amount for line in lines), programme.funding.route, problems)


def counting(programme: Programme, quarter: Quarter, counted: Mapping[str, int]) -> dict[str, int]:
    """Of what a list counted per UZOVI code: what counts for the claim of that quarter."""
    eligible = programme.funding.eligible_on(quarter.first_day)
    return {code: count for code, count in counted.items() if code in eligible and count}


def amounts(programme: Programme, quarter: Quarter, counted: Mapping[str, int]) -> dict[str, tuple[int, Cents]]:
    """What a quarter comes to per UZOVI code: (insured, cents), without its explanation. Nothing outside the agreement
    period (R044) or without a tariff."""
    price = programme.funding.quarter_tariff(quarter)
    if price is None or not programme.period.holds(quarter.first_day):
        return {}
    return {code: (count, count * price) for code, count in counting(programme, quarter, counted).items()}


def year_total(programme: Programme, counts_per_quarter: Mapping[Quarter, Mapping[str, int]]) -> Cents:
    """What counts per quarter and UZOVI code come to. Raises LookupError for a quarter without a tariff."""
    total = 0
    for quarter, counts in counts_per_quarter.items():
        price = programme.funding.quarter_tariff(quarter)
        if price is None:
            raise LookupError(f"Voor {quarter.label} is geen tarief bekend.")
        eligible = programme.funding.eligible_on(quarter.first_day)
        total += price * sum(count for code, count in counts.items() if code in eligible)
    return total


def against_maximum(total: Cents, maximum: Cents | None) -> Room:
    """A total beside its maximum, to the cent (R040)."""
    if maximum is None:
        return Room(total, None, None, 0)
    return Room(total, maximum, max(0, maximum - total), max(0, total - maximum))


def _last_list(facts: Facts, quarter: Quarter) -> CountedList | None:
    lists = [found for found in facts.lists if found.quarter == quarter]
    return max(lists, key=lambda found: found.number, default=None)


def _open(booked: Sequence[BookedLine], quarter: Quarter) -> list[BookedLine]:
    """The booked lines of a quarter that still stand: no reversals, and none that were turned back."""
    turned_back = {line.corrects for line in booked if line.corrects}
    return [
        line for line in booked if line.quarter == quarter and not line.corrects and line.reference not in turned_back
    ]


def _missing(
    programme: Programme, quarter: Quarter, counted: CountedList | None, price: Cents | None
) -> tuple[str, ...]:
    """Why nothing can be settled."""
    if not programme.period.holds(quarter.first_day):
        period = span(programme.period.start, programme.period.end)
        return (f"{_capital(quarter.label)} valt buiten het programma. Het programma loopt {period}.",)
    problems = []
    if counted is None:
        problems.append(f"Voor {quarter.label} is er nog geen patiëntenlijst. Lever de lijst aan.")
    if price is None:
        unknown = (part for part in programme.funding.tariffs_unknown if part.holds(quarter.first_day))
        why = next((part.note for part in unknown), "Vraag uw regio naar het tarief.")
        problems.append(sentences(f"Voor {quarter.label} is geen tarief bekend.", why))
    return tuple(problems)


def _not_counted(counted: CountedList, eligible: frozenset[str]) -> tuple[str, ...]:
    day = short_date(counted.quarter.first_day)
    return tuple(
        f"UZOVI-code {code} doet niet mee op {day}. "
        f"Er {'telt 1 patiënt' if count == 1 else f'tellen {number(count)} patiënten'} niet mee."
        for code, count in sorted(counted.counted.items())
        if code not in eligible and count
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _line(programme: Programme, counted: CountedList, code: str, count: int, price: Cents, tariff: Tariff) -> Line:
    amount = count * price
    name = programme.funding.insurer_name(code)
    trace = (
        _of_count(counted, code, name, count),
        _of_delivery(counted),
        *_of_tariff(programme, counted.quarter, price, tariff),
        Trace("Berekening", f"{number(count)} × {euro(price)} = {euro(amount)}", _rule(programme)),
        _of_rounding(tariff),
        _of_route(programme),
    )
    return Line(counted.quarter, code, name, count, price, amount, "", trace)


def _reversal(programme: Programme, counted: CountedList, booked: BookedLine, count: int) -> Line:
    """The exact negative of a booked line, at the tariff of then."""
    name = programme.funding.insurer_name(booked.uzovi_code)
    was = f"{number(booked.count)} × {euro(booked.tariff)} = {euro(booked.amount)}"
    trace = (
        Trace("Eerder geboekt", was, f"Boeking {booked.reference}"),
        Trace("Correctie", f"Deze regel draait de boeking helemaal terug: {euro(-booked.amount)}.", _rule(programme)),
        _of_count(counted, booked.uzovi_code, name, count),
        _of_delivery(counted),
    )
    return Line(
        counted.quarter, booked.uzovi_code, name, -booked.count, booked.tariff, -booked.amount, booked.reference, trace
    )


def _of_count(counted: CountedList, code: str, name: str, count: int) -> Trace:
    who = f"{number(count)} van {name} ({code})" if name != code else f"{number(count)} met UZOVI-code {code}"
    day = short_date(counted.quarter.first_day)
    return Trace(f"Ingeschreven op {day}", who, f"Patiëntenlijst {counted.quarter.label}, lijst {counted.number}")


def _of_delivery(counted: CountedList) -> Trace:
    value = f"Lijst {counted.number} met {number(counted.rows)} {'rij' if counted.rows == 1 else 'rijen'}"
    if counted.delivered_at:
        at = counted.delivered_at.astimezone(AMSTERDAM)
        value += f", binnen op {short_date(at.date())} om {at:%H:%M}"
    receipt = f"Ontvangstbewijs {counted.receipt}" if counted.receipt else "Zonder ontvangstbewijs"
    return Trace("Aanlevering", value, receipt)


def _of_tariff(programme: Programme, quarter: Quarter, price: Cents, tariff: Tariff) -> tuple[Trace, ...]:
    source = programme.source_title(tariff.source)
    per = "jaar" if tariff.per == "year" else "kwartaal"
    amount = f"{euro(tariff.amount)} per {per}, {span(tariff.start, tariff.end)}"
    known = "Ja, dit staat in de bron." if tariff.source.verified else "Nee, dit is onze lezing."
    return (
        Trace("Tarief per ingeschreven patiënt", amount, source),
        Trace("Bevestigd tarief", sentences(known, tariff.source.note), source),
        Trace(f"Tarief voor {quarter.label}", euro(price), source),
    )


def _of_rounding(tariff: Tariff) -> Trace:
    if tariff.per == "quarter":
        return Trace("Afronding", "Er is niets afgerond: het tarief is al per kwartaal.", "Rekenregel Groeiruimte")
    spread = f"Het jaartarief is verdeeld in hele centen. Vier kwartalen zijn samen precies {euro(tariff.amount)}."
    return Trace("Afronding", spread, "Rekenregel Groeiruimte")


def _of_route(programme: Programme) -> Trace:
    source = programme.funding.route_source
    place = programme.source_title(source) if source else programme.title
    return Trace("Uitbetaling", _ROUTES[programme.funding.route], place)


def _rule(programme: Programme) -> str:
    """Where it stands that a quarter is the number of registered patients times the tariff (R061)."""
    source = programme.funding.route_source or programme.lists_source or (programme.lists and programme.lists.source)
    return programme.source_title(source) if source else programme.title
