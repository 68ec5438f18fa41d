"""What a settlement run comes to, before anybody closes it: a share for each practice, each with its steps.

Source: R013, R040, R043, R054. A run holds every line that stands on no statement yet. What a practice gets is what it
is entitled to so far minus what was settled so far, so a correction, a late list and money that was cut earlier need no
rule of their own. Only whole cents are added here; what does not fit is shared out by largest remainder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import attrgetter
from typing import Literal

from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.money import Cents, euro, split
from groeiruimte.programme.programme import Programme

from .why import Trace, number

Over = Literal["report", "proportional"]
NO_CONSENT, NO_ACCOUNT = "no_consent", "no_account"
JUMP_PERCENT = 10
"""A change of more than this against last quarter asks for a look."""
_RULE = "Rekenregel Groeiruimte"


class SumsDiffer(Exception):
    """The parts of a run do not add up to the whole: nothing may be booked."""


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A booked line that stands on no statement yet; `enrolment` is whose it is."""

    enrolment: str
    reference: str
    quarter: str
    uzovi_code: str
    count: int
    tariff: Cents
    amount: Cents
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What was settled with a practice before: `lines` on its statements, of those `settled` (paid minus owed back).

    `consents` and `bank_account` are asked only when the region pays.
    """

    lines: Cents = 0
    settled: Cents = 0
    consents: bool = False
    bank_account: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """The maximum for practices (S3) and what all runs before this one settled, in cents; no maximum is None."""

    maximum: Cents | None
    settled: Cents

    @property
    def left(self) -> Cents | None:
        return None if self.maximum is None else self.maximum - self.settled


@dataclass(frozen=True, slots=True)
class Share:
    """What one practice gets or owes: lines + cut = payable - claw_back. `lines` are the references it stands on."""

    enrolment: str
    lines: tuple[str, ...]
    lines_cents: Cents
    cut_cents: Cents
    payable_cents: Cents
    claw_back_cents: Cents
    by_region: bool
    bank_account: str
    trace: tuple[Trace, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A practice that the region cannot pay yet; its lines wait for a next run. `because` is a key."""

    enrolment: str
    because: str
    cents: Cents


@dataclass(frozen=True, slots=True)
class Draft:
    """A run as it would be closed. `over_cents`: what goes over the maximum and was not cut."""

    shares: tuple[Share, ...]
    held: tuple[Held, ...]
    lines_cents: Cents
    cut_cents: Cents
    payable_cents: Cents
    claw_back_cents: Cents
    over_cents: Cents

    def canonical(self) -> bytes:
        """The whole draft as JSON: the same lines and standings always give the same bytes."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.canonical()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """What a quarter comes to beside the one before, in cents; `percent` is None when there is nothing to compare."""

    enrolment: str
    now: Cents
    before: Cents
    percent: int | None
    marked: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One practice in the making. `due` is what it is entitled to so far minus what was settled with it."""

    enrolment: str
    lines: tuple[OpenLine, ...]
    standing: Standing
    due: Cents

    @property
    def lines_cents(self) -> Cents:
        return sum(line.amount for line in self.lines)


def draft(
    lines: Iterable[OpenLine], standings: Mapping[str, Standing], *, room: Room, over: Over, by_region: bool
) -> Draft:
    """Every line on one share, and what is settled with each practice. The order of `lines` makes no difference.

    `standings` holds every practice of the region that was settled with before or that can be paid; one that is not in
    it has no history. With `by_region` and `over` proportional, what does not fit in the room is cut in proportion to
    what each practice was due; otherwise it is only said how much goes over. Raises SumsDiffer when it does not add up.
    """
    given = sorted(lines, key=attrgetter("enrolment", "quarter", "reference"))
    parts = _parts(given, standings)
    held = tuple(found for part in parts if (found := _held(part, by_region)) is not None)
    waiting = {each.enrolment for each in held}
    parts = [part for part in parts if part.enrolment not in waiting]
    cuts = by_region and over == "proportional" and room.left is not None
    given_out = _fitted(parts, room.left or 0) if cuts else [part.due for part in parts]
    shares = tuple(
        _share(part, net, by_region) for part, net in zip(parts, given_out, strict=True) if part.lines or net
    )
    made = Draft(
        shares=shares,
        held=held,
        lines_cents=sum(share.lines_cents for share in shares),
        cut_cents=sum(share.cut_cents for share in shares),
        payable_cents=sum(share.payable_cents for share in shares),
        claw_back_cents=sum(share.claw_back_cents for share in shares),
        over_cents=_over(sum(given_out), room),
    )
    prove(made, [line for line in given if line.enrolment not in waiting])
    return made


def prove(made: Draft, lines: Sequence[OpenLine]) -> None:
    """Each line once, each share and the whole equal to their parts; raises SumsDiffer when not."""
    on_shares = [reference for share in made.shares for reference in share.lines]
    in_all = made.payable_cents - made.claw_back_cents - made.cut_cents
    adds_up = (
        sorted(on_shares) == sorted(line.reference for line in lines)
        and made.lines_cents == in_all == sum(line.amount for line in lines)
        and all(line.amount == line.count * line.tariff for line in lines)
        and all(
            share.lines_cents + share.cut_cents == share.payable_cents - share.claw_back_cents for share in made.shares
        )
    )
    if not adds_up:
        raise SumsDiffer


def quarters_of(programme: Programme) -> tuple[Quarter, ...]:
    """The quarters that are settled: those that begin within the agreement period (R044)."""
    found = (Quarter(year, number) for year in programme.period.years for number in range(1, 5))
    return tuple(quarter for quarter in found if programme.period.holds(quarter.first_day))


def changes(now: Mapping[str, Cents], before: Mapping[str, Cents]) -> dict[str, Change]:
    """Each practice of this quarter beside the quarter before."""
    found = {}
    for enrolment in sorted({*now, *before}):
        was, becomes = before.get(enrolment, 0), now.get(enrolment, 0)
        percent = round(100 * (becomes - was) / was) if was > 0 else None
        marked = was > 0 and abs(becomes - was) * 100 > JUMP_PERCENT * was
        found[enrolment] = Change(enrolment, becomes, was, percent, marked)
    return found


def exceptions(made: Draft, *, missing: int, jumped: int, corrections: int, by_region: bool) -> tuple[str, ...]:
    """What asks for a look before a run is closed, as sentences that name nobody."""
    told: list[tuple[int, str, str]] = [
        (missing, "Er is nog 1 lijst nodig.", "Er zijn nog {} lijsten nodig."),
        (
            jumped,
            "Bij 1 praktijk scheelt het bedrag meer dan 10% met vorig kwartaal.",
            "Bij {} praktijken scheelt het bedrag meer dan 10% met vorig kwartaal.",
        ),
        (corrections, "Er is 1 correctie na het sluiten.", "Er zijn {} correcties na het sluiten."),
        (
            sum(1 for each in made.held if each.because == NO_CONSENT),
            "1 praktijk stemde nog niet in met uw regio als kassier. Haar regels wachten.",
            "{} praktijken stemden nog niet in met uw regio als kassier. Hun regels wachten.",
        ),
        (
            sum(1 for each in made.held if each.because == NO_ACCOUNT),
            "Van 1 praktijk ontbreekt het rekeningnummer. Haar regels wachten.",
            "Van {} praktijken ontbreekt het rekeningnummer. Hun regels wachten.",
        ),
        (
            sum(1 for share in made.shares if share.claw_back_cents),
            "1 praktijk moet geld terugbetalen.",
            "{} praktijken moeten geld terugbetalen.",
        ),
    ]
    sentences = [one if count == 1 else many.format(number(count)) for count, one, many in told if count]
    cut = sum(-share.cut_cents for share in made.shares if share.cut_cents < 0)
    if cut:
        sentences.append(f"Boven het maximum. Wij kortten alle praktijken naar rato: {euro(cut)} samen.")
    if made.over_cents:
        sentences.append(f"Deze afrekening gaat {euro(made.over_cents)} boven het maximum.")
        if by_region:
            sentences.append("U kunt haar daarom niet sluiten. Vraag de verzekeraar om een hoger maximum.")
    return tuple(sentences)


def _parts(lines: Sequence[OpenLine], standings: Mapping[str, Standing]) -> list[_Part]:
    """One for each practice with open lines, or with something left of an earlier run; in order of enrolment."""
    of = {enrolment: tuple(found) for enrolment, found in groupby(lines, key=attrgetter("enrolment"))}
    left = {enrolment for enrolment, found in standings.items() if found.lines != found.settled}
    parts = []
    for enrolment in sorted({*of, *left}):
        standing, mine = standings.get(enrolment, Standing()), of.get(enrolment, ())
        due = standing.lines + sum(line.amount for line in mine) - standing.settled
        parts.append(_Part(enrolment, mine, standing, due))
    return parts


def _held(part: _Part, by_region: bool) -> Held | None:
    """Nobody is paid who did not agree to it (R043), or whose account is not known. What is owed back never waits."""
    if not by_region or part.due <= 0:
        return None
    if not part.standing.consents:
        return Held(part.enrolment, NO_CONSENT, part.due)
    return None if part.standing.bank_account else Held(part.enrolment, NO_ACCOUNT, part.due)


def _fitted(parts: Sequence[_Part], left: Cents) -> list[Cents]:
    """What each gets when together they may get no more than is left; what others owe back makes room."""
    asked = [max(0, part.due) for part in parts]
    owed_back = sum(max(0, -part.due) for part in parts)
    fits = max(0, left + owed_back)
    if sum(asked) > fits:
        asked = split(fits, asked)
    return [share if part.due > 0 else part.due for share, part in zip(asked, parts, strict=True)]


def _over(given_out: Cents, room: Room) -> Cents:
    return 0 if room.left is None else max(0, given_out - max(0, room.left))


def _share(part: _Part, net: Cents, by_region: bool) -> Share:
    cut = net - part.lines_cents
    return Share(
        enrolment=part.enrolment,
        lines=tuple(line.reference for line in part.lines),
        lines_cents=part.lines_cents,
        cut_cents=cut,
        payable_cents=max(0, net),
        claw_back_cents=max(0, -net),
        by_region=by_region,
        bank_account=part.standing.bank_account if by_region and net > 0 else "",
        trace=_trace(part, net, cut, by_region),
    )


def _trace(part: _Part, net: Cents, cut: Cents, by_region: bool) -> tuple[Trace, ...]:
    steps = [_of_quarter(quarter, list(found)) for quarter, found in groupby(part.lines, key=attrgetter("quarter"))]
    if part.lines:
        steps.append(Trace("Regels samen", euro(part.lines_cents), _bookings(len(part.lines))))
    if part.standing.lines != part.standing.settled:
        before = euro(part.standing.lines - part.standing.settled)
        steps.append(Trace("Eerder gekort", f"{before} paste eerder niet in het maximum.", "Eerdere afrekeningen"))
    if cut < 0:
        said = f"Er past {euro(max(0, net))} van {euro(part.due)}. Wij korten {euro(part.due - net)}."
        steps.append(Trace("Maximum van de regio", said, _RULE))
    elif cut > 0:
        steps.append(Trace("Eerder gekort, nu verrekend", euro(cut), _RULE))
    return (*steps, _outcome(net, by_region))


def _bookings(count: int) -> str:
    return f"{number(count)} {'boeking' if count == 1 else 'boekingen'}"


def _of_quarter(quarter: str, lines: Sequence[OpenLine]) -> Trace:
    corrections = sum(1 for line in lines if line.corrects)
    said = _bookings(len(lines))
    if corrections:
        said += f", {number(corrections)} {'draait' if corrections == 1 else 'draaien'} een eerdere terug"
    label = Quarter.read(quarter).label
    return Trace(f"{label[0].upper()}{label[1:]}", euro(sum(line.amount for line in lines)), said)


def _outcome(net: Cents, by_region: bool) -> Trace:
    if net < 0 and not by_region:
        return Trace("Te verrekenen", euro(-net), "U verrekent dit zelf met de verzekeraar.")
    if net < 0:
        return Trace("Terug te betalen", euro(-net), "Een terugbetaling staat los van elke uitbetaling.")
    if by_region:
        return Trace("Uit te betalen", euro(net), "Uw regio betaalt u uit (kassier).")
    return Trace("Vergoeding", euro(net), "Uw regio betaalt niets uit.")
