"""What a settlement run comes to, in whole years of practices, corrections and a maximum (R013, R040, R043).

An example of the property below is YEARS generated years of PRACTICES practices, with RUNS runs each. A case is one
share in one run, with everything that must hold of it compared; the test counts them and asks for at least 100,000.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.money import part_of_year
from groeiruimte.rules.budget import oi_of_quarter
from groeiruimte.rules.statement import (
    NO_ACCOUNT,
    NO_CONSENT,
    Draft,
    Held,
    OpenLine,
    Over,
    Room,
    Share,
    Standing,
    SumsDiffer,
    changes,
    draft,
    exceptions,
    prove,
)
from groeiruimte.rules.why import Trace

QUARTERS = ("2022Q1", "2022Q2", "2022Q3", "2022Q4")
TARIFFS = (1, 79, 81, 82, 83, 333)
EXAMPLES, YEARS, PRACTICES, RUNS = 100, 24, 12, 5
PAYABLE = Standing(consents=True, bank_account="NL02ABNA0123456789")


def line(enrolment: str, amount: int, quarter: str = "2022Q1", reference: str = "", corrects: str = "") -> OpenLine:
    reference = reference or f"{enrolment}-{quarter}-{amount}"
    counted = amount // 79 if amount % 79 == 0 else amount
    return OpenLine(
        enrolment, reference, quarter, "3311", counted, amount // counted if counted else 0, amount, corrects
    )


def run(
    *lines: OpenLine,
    standings: dict[str, Standing] | None = None,
    maximum: int | None = None,
    settled: int = 0,
    over: Over = "proportional",
    by_region: bool = True,
) -> Draft:
    known = {each.enrolment: PAYABLE for each in lines} | (standings or {})
    return draft(lines, known, room=Room(maximum, settled), over=over, by_region=by_region)


def outcome(made: Draft) -> list[tuple[str, int, int, int, int]]:
    return [(s.enrolment, s.lines_cents, s.cut_cents, s.payable_cents, s.claw_back_cents) for s in made.shares]


# --- One run --------------------------------------------------------------------------------------------------------


def test_every_line_of_a_practice_is_on_its_share() -> None:
    made = run(line("a", 790), line("b", 158), line("a", 79, "2022Q2"))
    assert outcome(made) == [("a", 869, 0, 869, 0), ("b", 158, 0, 158, 0)]
    assert [share.lines for share in made.shares] == [("a-2022Q1-790", "a-2022Q2-79"), ("b-2022Q1-158",)]
    assert (made.lines_cents, made.payable_cents, made.over_cents) == (1027, 1027, 0)


def test_over_the_maximum_everybody_is_cut_in_proportion_to_the_cent() -> None:
    made = run(line("a", 100), line("b", 100), line("c", 100), maximum=200)
    assert outcome(made) == [("a", 100, -33, 67, 0), ("b", 100, -33, 67, 0), ("c", 100, -34, 66, 0)]
    assert (made.cut_cents, made.payable_cents, made.over_cents) == (-100, 200, 0)


def test_what_is_over_is_only_told_when_the_programme_says_no_more() -> None:
    for by_region, over in ((True, "report"), (False, "proportional"), (False, "report")):
        made = run(line("a", 100), line("b", 100), maximum=150, over=over, by_region=by_region)
        assert ([share.payable_cents for share in made.shares], made.over_cents) == ([100, 100], 50)


def test_what_earlier_runs_settled_leaves_less() -> None:
    made = run(line("a", 100), line("b", 300), maximum=1000, settled=800)
    assert [share.payable_cents for share in made.shares] == [50, 150]


def test_a_maximum_below_what_was_settled_pays_nothing_and_takes_nothing_back() -> None:
    made = run(line("a", 100), maximum=500, settled=800)
    assert outcome(made) == [("a", 100, -100, 0, 0)]


def test_a_negative_practice_owes_back_apart_from_what_others_get() -> None:
    standings = {"a": replace(PAYABLE, lines=500, settled=500)}
    back = line("a", -500, corrects="old"), line("a", 200, reference="new"), line("b", 100)
    assert outcome(run(*back, standings=standings)) == [("a", -300, 0, 0, 300), ("b", 100, 0, 100, 0)]


def test_nobody_pays_back_what_was_never_paid() -> None:
    """100 was cut to 75; the list comes to nothing after all, so 75 goes back and not 100."""
    standings = {"a": replace(PAYABLE, lines=100, settled=75)}
    assert outcome(run(line("a", -100, corrects="old"), standings=standings)) == [("a", -100, 25, 0, 75)]


def test_what_was_cut_is_paid_when_there_is_room_again() -> None:
    standings = {"a": replace(PAYABLE, lines=100, settled=60), "b": replace(PAYABLE, lines=100, settled=100)}
    made = run(standings=standings, maximum=170, settled=160)
    assert outcome(made) == [("a", 0, -30 + 40, 10, 0)]
    assert made.shares[0].trace == (
        Trace("Eerder gekort", "€ 0,40 paste eerder niet in het maximum.", "Eerdere afrekeningen"),
        Trace("Eerder gekort, nu verrekend", "€ 0,10", "Rekenregel Groeiruimte"),
        Trace("Uit te betalen", "€ 0,10", "Uw regio betaalt u uit (kassier)."),
    )
    assert run(standings=standings, maximum=160, settled=160).shares == ()


def test_what_one_owes_back_makes_room_for_another() -> None:
    standings = {"a": replace(PAYABLE, lines=100, settled=100)}
    made = run(line("a", -100, corrects="old"), line("b", 80), standings=standings, maximum=100, settled=100)
    assert outcome(made) == [("a", -100, 0, 0, 100), ("b", 80, 0, 80, 0)]


def test_without_consent_or_account_the_lines_wait() -> None:
    standings = {"a": Standing(bank_account="NL02ABNA0123456789"), "b": Standing(consents=True)}
    made = run(line("a", 100), line("b", 200), line("c", 300), standings=standings)
    assert made.held == (Held("a", NO_CONSENT, 100), Held("b", NO_ACCOUNT, 200))
    assert outcome(made) == [("c", 300, 0, 300, 0)]


def test_what_is_owed_back_asks_no_consent() -> None:
    made = run(line("a", -100, corrects="old"), standings={"a": Standing(lines=100, settled=100)})
    assert (made.held, outcome(made)) == ((), [("a", -100, 0, 0, 100)])


def test_where_practices_claim_themselves_nothing_waits_and_no_account_is_kept() -> None:
    made = run(line("a", 100), standings={"a": Standing()}, by_region=False)
    assert [(share.by_region, share.bank_account, share.payable_cents) for share in made.shares] == [(False, "", 100)]


def test_a_share_explains_itself_step_by_step() -> None:
    made = run(line("a", 790), line("a", -79, corrects="old"), line("a", 158, "2022Q2"), maximum=800)
    assert made.shares[0].trace == (
        Trace("Kwartaal 1 van 2022", "€ 7,11", "2 boekingen, 1 draait een eerdere terug"),
        Trace("Kwartaal 2 van 2022", "€ 1,58", "1 boeking"),
        Trace("Regels samen", "€ 8,69", "3 boekingen"),
        Trace("Maximum van de regio", "Er past € 8,00 van € 8,69. Wij korten € 0,69.", "Rekenregel Groeiruimte"),
        Trace("Uit te betalen", "€ 8,00", "Uw regio betaalt u uit (kassier)."),
    )


SHARE = Share("a", ("r",), 79, 0, 79, 0, True, "", ())
GOOD = Draft((SHARE,), (), 79, 0, 79, 0, 0)
WRONG = {
    "a line twice": (replace(GOOD, shares=(SHARE, SHARE)), [line("a", 79, reference="r")]),
    "a line left out": (replace(GOOD, shares=(replace(SHARE, lines=()),)), [line("a", 79, reference="r")]),
    "another amount": (GOOD, [line("a", 158, reference="r")]),
    "a share that differs": (
        replace(GOOD, shares=(replace(SHARE, payable_cents=78),)),
        [line("a", 79, reference="r")],
    ),
    "a total that differs": (replace(GOOD, payable_cents=80), [line("a", 79, reference="r")]),
    "not count times tariff": (GOOD, [replace(line("a", 79, reference="r"), count=2)]),
}


@pytest.mark.parametrize("case", WRONG)
def test_parts_that_do_not_add_up_stop_everything(case: str) -> None:
    with pytest.raises(SumsDiffer):
        prove(*WRONG[case])


def test_parts_that_add_up_pass() -> None:
    assert prove(GOOD, [line("a", 79, reference="r")]) is None  # type: ignore[func-returns-value]


def test_a_change_of_more_than_ten_percent_is_marked() -> None:
    found = changes({"a": 110, "b": 111, "c": 50, "d": 89}, {"a": 100, "b": 100, "d": 100, "e": 100})
    assert {name: (each.percent, each.marked) for name, each in found.items()} == {
        "a": (10, False), "b": (11, True), "c": (None, False), "d": (-11, True), "e": (-100, True),
    }  # fmt: skip


def test_exceptions_are_sentences_that_name_nobody() -> None:
    standings = {"a": Standing(), "b": Standing(consents=True), "d": replace(PAYABLE, lines=10, settled=10)}
    found = line("a", 1), line("b", 1), line("c", 100), line("d", -10, corrects="old")
    cut = run(*found, standings=standings, maximum=50, settled=10)
    assert exceptions(cut, missing=4, jumped=1, corrections=1, by_region=True) == (
        "Er zijn nog 4 lijsten nodig.",
        "Bij 1 praktijk scheelt het bedrag meer dan 10% met vorig kwartaal.",
        "Er is 1 correctie na het sluiten.",
        "1 praktijk stemde nog niet in met uw regio als kassier. Haar regels wachten.",
        "Van 1 praktijk ontbreekt het rekeningnummer. Haar regels wachten.",
        "1 praktijk moet geld terugbetalen.",
        "Boven het maximum. Wij kortten alle praktijken naar rato: € 0,50 samen.",
    )
    over = run(line("a", 200), maximum=50, by_region=True, over="report")
    assert exceptions(over, missing=0, jumped=0, corrections=0, by_region=True) == (
        "Deze afrekening gaat € 1,50 boven het maximum.",
        "U kunt haar daarom niet sluiten. Vraag de verzekeraar om een hoger maximum.",
    )


# --- Whole years ----------------------------------------------------------------------------------------------------


@dataclass
class Year:
    """A region in a year as it is booked and settled; the independent bookkeeping that the rule is compared with."""

    dice: random.Random
    numbers: count[int] = field(default_factory=count)
    counts: dict[tuple[str, str], tuple[OpenLine, int]] = field(default_factory=dict)
    waiting: list[OpenLine] = field(default_factory=list)
    booked: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    on_statement: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    settled: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    seen: set[str] = field(default_factory=set)
    cases: int = 0

    def deliver(self, enrolment: str, quarter: str) -> None:
        """A list, or a better one: the old line is turned back in full and the right one follows."""
        old = self.counts.get((enrolment, quarter))
        if old is not None:
            before = old[0]
            self._book(replace(before, reference=self._name(), count=-before.count, amount=-before.amount,
                               corrects=before.reference))  # fmt: skip
        counted, tariff = self.dice.choice((0, 1, 3, 500, 2095, 5500)), self.dice.choice(TARIFFS)
        new = OpenLine(enrolment, self._name(), quarter, "3311", counted, tariff, counted * tariff)
        self.counts[enrolment, quarter] = (new, counted)
        self._book(new)

    def settle(self, room: Room, over: Over, by_region: bool) -> Draft:
        """A run over everything that waits, with what every practice was settled for; its sums are compared here."""
        standings = {
            each: Standing(self.on_statement[each], self.settled[each], self.dice.random() < 0.9, "NL02ABNA0123456789")
            for each in sorted({*self.booked})
        }
        made = draft(self.waiting, standings, room=room, over=over, by_region=by_region)
        if self.dice.random() < 0.1:  # the same lines in another order give the same bytes
            again = draft(self.dice.sample(self.waiting, len(self.waiting)), standings, room=room, over=over,
                          by_region=by_region)  # fmt: skip
            assert (again.canonical(), again.sha256) == (made.canonical(), made.sha256)
        self._compare(made, room, cuts=by_region and over == "proportional")
        return made

    def _compare(self, made: Draft, room: Room, *, cuts: bool) -> None:
        amounts = {each.reference: each for each in self.waiting}
        for share in made.shares:
            assert not self.seen & set(share.lines)  # nothing is paid twice
            self.seen |= set(share.lines)
            assert share.lines_cents == sum(amounts[name].amount for name in share.lines)
            assert share.lines_cents + share.cut_cents == share.payable_cents - share.claw_back_cents
            assert share.payable_cents == 0 or share.claw_back_cents == 0
            self.on_statement[share.enrolment] += share.lines_cents
            self.settled[share.enrolment] += share.payable_cents - share.claw_back_cents
            # nobody gets more than what is booked, nor owes back more than was paid
            assert 0 <= self.settled[share.enrolment] <= self.on_statement[share.enrolment]
            self.cases += 1
        self.waiting = [each for each in self.waiting if each.reference not in self.seen]
        if cuts and room.maximum is not None:
            assert sum(self.settled.values()) <= max(room.maximum, room.settled)  # nothing over the maximum
            assert made.over_cents == 0
        else:
            assert made.over_cents == (
                0 if room.left is None
                else max(0, made.payable_cents - made.claw_back_cents - max(0, room.left))
            )  # fmt: skip

    def _book(self, new: OpenLine) -> None:
        self.waiting.append(new)
        self.booked[new.enrolment] += new.amount

    def _name(self) -> str:
        return f"B{next(self.numbers)}"


def play(year: Year, maximum: int | None, over: Over, by_region: bool) -> None:
    """Quarter after quarter with late lists and corrections, and two runs after the year."""
    names = [f"p{number:02d}" for number in range(PRACTICES)]
    for quarter in (*QUARTERS, *QUARTERS[-1:] * (RUNS - len(QUARTERS))):
        for name in names:
            if year.dice.random() < 0.9:
                year.deliver(name, quarter)
            if year.dice.random() < 0.3:
                year.deliver(name, year.dice.choice(QUARTERS[: QUARTERS.index(quarter) + 1]))
        year.settle(Room(maximum, sum(year.settled.values())), over, by_region)


def test_years_of_runs_add_up() -> None:
    cases = 0

    @given(
        seed=st.integers(0, 2**32),
        maximum=st.one_of(st.none(), st.integers(0, 40_000_000)),
        over=st.sampled_from(("proportional", "report")),
        by_region=st.booleans(),
    )
    @settings(max_examples=EXAMPLES, deadline=None, database=None)
    def some_years(seed: int, maximum: int | None, over: Over, by_region: bool) -> None:
        nonlocal cases
        for place in range(YEARS):
            year = Year(random.Random(seed + place))
            play(year, maximum, over, by_region)
            # Quarters and corrections make the year: what was settled and what still waits is all that is booked.
            waits = sum(each.amount for each in year.waiting)
            assert sum(year.on_statement.values()) + waits == sum(year.booked.values())
            assert sum(year.booked.values()) == sum(new.amount for new, _ in year.counts.values())
            cases += year.cases

    some_years()
    assert cases >= 100_000


@given(st.lists(st.integers(0, 10**10), min_size=1, max_size=8), st.integers(1, 8))
@settings(max_examples=60, deadline=None, database=None)
def test_the_quarters_of_o_and_i_make_its_budget_also_when_it_changes(budgets: list[int], quarters: int) -> None:
    booked = 0
    for place in range(1, quarters + 1):
        budget = budgets[min(place, len(budgets)) - 1]
        booked += oi_of_quarter(budget, place, quarters, booked).cents
    assert booked == budget


def test_a_budget_that_stays_the_same_is_spread_as_any_yearly_amount() -> None:
    booked, parts = 0, []
    for place in (1, 2, 3, 4):
        parts.append(oi_of_quarter(327, place, 4, booked).cents)
        booked += parts[-1]
    assert parts == [part_of_year(327, part, 4) for part in (1, 2, 3, 4)] == [82, 82, 81, 82]
