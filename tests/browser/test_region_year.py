"""One year of a region with its insurer: from what practices intend to what the insurer and everybody else may see.

Everything goes through the pages, on the days it would happen. What is paid is worked out here once more, from the
files that came in and the two amounts that were agreed, with nothing of the product but its calendar.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import GOOD_CSV
from groeiruimte.programme.calendar import Quarter

from .budget import Spent, counting
from .conftest import Come, State
from .deeds import deliver, hand_in, without_rows
from .insurer_year import (
    accept_the_report,
    ask_about_the_plan,
    confirm,
    everybody_may_read,
    propose,
    propose_too_early,
    publish_the_results,
    send_the_report_back,
)
from .new_region import PEOPLE, PRACTICES
from .people import ADMIN, APPROVER, PAID_OUT, PURCHASER, UTRECHT_LEAD, content_of
from .region_year import (
    ANSWER,
    CHANGED,
    Paid,
    align_all_choices,
    answer_the_insurer,
    ask_for_lists,
    become_cashier,
    change_the_plan,
    close,
    consent,
    explain_nothing,
    figures,
    mend_the_report,
    note_what_was_paid_back,
    open_the_first,
    prepare,
    remind_of_a_list,
    settle,
    sign_the_plan,
    sign_the_report,
    statements_of,
    the_region_reads_the_decision,
    to_work,
    transfers,
    write_the_plan,
    write_the_report,
)
from .site import Site, copy_of, started
from .test_year_rijnmond import AUGUST, QUARTERS, choose_an_objective, enrol, intend, it_is
from .year import home

OCTOBER, WRITE, APPROVAL, ENROL = date(2021, 10, 4), date(2021, 11, 15), date(2021, 12, 16), date(2021, 12, 20)
CHANGE, REPORT = date(2022, 3, 7), date(2023, 1, 20)
ELIGIBLE = {"3311", "3313", "3351", "3358", "9086"}
TARIFF = 79
"""Cents for each patient in each quarter: a quarter of 3.16."""
OI_BEFORE, OI = 24_000_00, 24_000_10
"""Cents for the region itself: as it is agreed first, and after a change in March."""
OI_OF_UTRECHT = 30_000_00
"""Cents for that region itself, over the eight quarters of its two years."""
Q1, Q2, Q3, Q4 = QUARTERS
CLOSED_ON = {Q1: date(2022, 1, 25), Q2: date(2022, 4, 25), Q3: date(2022, 7, 25), Q4: date(2022, 10, 24)}
LEFT_OUT, LEFT_OUT_OF_MANY = 60, 150
"""Rows that a small and a larger practice take off a list after that quarter was closed."""


@pytest.fixture(scope="module")
def utrecht(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo in which Utrecht gets another edition of its programme."""
    with started(copy_of(seeded, tmp_path_factory.mktemp("utrecht") / "demo")) as running:
        yield running
    assert "trouble" not in running.said


@dataclass(frozen=True)
class Cast:
    """Who plays the year of the region that begins; `state` measures a screen on the way."""

    site: Site
    state: State
    lead: Page
    director: Page
    finance: Page
    buyer: Page
    second: Page
    practices: list[Page]


@pytest.fixture
def cast(travelled: Site, come: Come, state: State) -> Cast:
    region = (come(travelled, PEOPLE[f"region_{role}"]) for role in ("lead", "director", "finance"))
    insurer = (come(travelled, email) for email in (PURCHASER, APPROVER))
    return Cast(travelled, state, *region, *insurer, [come(travelled, plan.owner, script=False) for plan in PRACTICES])


def test_the_year_of_a_region_that_pays_nobody(cast: Cast, come: Come, tmp_path: Path) -> None:
    """A region that begins, whose practices claim themselves (kassier off)."""
    spent = counting(cast.lead)
    from_intention_to_approval(cast, spent, tmp_path)
    files = {quarter: [plan.content_of(quarter) for plan in PRACTICES] for quarter in QUARTERS}
    right = without_rows(files[Q2][0], keep=rows_of(files[Q2][0]) - LEFT_OUT)
    files[Q2].pop()  # the last practice forgets this one
    mine = {quarter: [counted(content, quarter) for content in files[quarter]] for quarter in QUARTERS}
    less = mine[Q2][0] - counted(right, Q2)
    assert 0 < less <= LEFT_OUT

    paid = {}
    for quarter, day in QUARTERS.items():
        for practice, content in zip(cast.practices, files[quarter], strict=False):
            it_is(day, cast.site, practice)
            deliver(practice, quarter, content)
            hand_in(practice)
        if quarter == Q3:  # a correction after the second quarter was closed
            home(cast.practices[0])
            deliver(cast.practices[0], Q2, right)
            hand_in(cast.practices[0])
        paid[quarter] = close_a_quarter(quarter, cast, spent)
        if quarter == Q1:
            change_what_was_approved(cast)
    assert paid == {
        Q1: Paid(sum(mine[Q1]) * TARIFF, part(OI_BEFORE, 1)),
        Q2: Paid(sum(mine[Q2]) * TARIFF, part(OI, 1) + part(OI, 2) - part(OI_BEFORE, 1)),
        Q3: Paid((sum(mine[Q3]) - less) * TARIFF, part(OI, 3)),
        Q4: Paid(sum(mine[Q4]) * TARIFF, part(OI, 4)),
    }
    assert [sum(statements_of(practice)) for practice in cast.practices] == [
        (sum(mine[quarter][0] for quarter in QUARTERS) - less) * TARIFF,
        sum(mine[quarter][1] for quarter in QUARTERS) * TARIFF,
        sum(mine[quarter][2] for quarter in (Q1, Q3, Q4)) * TARIFF,
    ]
    from_report_to_results(cast)
    everybody_may_read(come(cast.site, path="/resultaten/2022/"), tmp_path, cast.state)


def from_intention_to_approval(cast: Cast, spent: Spent, folder: Path) -> None:
    for practice in cast.practices:
        it_is(AUGUST, cast.site, practice)
        intend(practice)
        home(practice)
        choose_an_objective(practice)
    cast.site.move_to(OCTOBER)
    align_all_choices(cast.lead, spent)

    cast.site.move_to(WRITE)
    write_the_plan(cast.lead, cast.state)
    sign_the_plan(cast.director, cast.state)
    ask_about_the_plan(cast.buyer, cast.state)
    answer_the_insurer(cast.lead, cast.state)
    cast.site.move_to(APPROVAL)
    propose_too_early(cast.buyer, cast.state)
    propose(cast.buyer, ANSWER, "24.000", cast.state)
    confirm(cast.second, cast.state)
    the_region_reads_the_decision(cast.lead, folder)
    for practice in cast.practices:
        it_is(ENROL, cast.site, practice)
        enrol(practice)


def close_a_quarter(quarter: Quarter, cast: Cast, spent: Spent) -> Paid:
    """What the region settles, and pays to nobody."""
    cast.site.move_to(CLOSED_ON[quarter])
    if quarter == Q2:
        open_the_first(cast.lead, spent)
        remind_of_a_list(cast.lead, spent)
    paid = settle(quarter, cast.lead, cast.finance, spent)
    expect(cast.finance.get_by_text("Haal het betaalbestand op")).to_have_count(0)
    expect(cast.finance.locator("main")).to_contain_text("Uw regio betaalt niets uit.")
    return paid


def change_what_was_approved(cast: Cast) -> None:
    """R036: a new version, that both confirm once more, with another amount."""
    cast.site.move_to(CHANGE)
    change_the_plan(cast.lead)
    sign_the_plan(cast.director, cast.state)
    propose(cast.buyer, CHANGED, "24.000,10", cast.state)
    confirm(cast.second, cast.state)


def from_report_to_results(cast: Cast) -> None:
    """Written, sent, returned once, accepted and published."""
    cast.site.move_to(REPORT)
    write_the_report(cast.lead, cast.state)
    explain_nothing(cast.lead, cast.state)
    sign_the_report(cast.director, cast.state)
    send_the_report_back(cast.buyer, cast.state)
    mend_the_report(cast.lead, cast.state)
    sign_the_report(cast.director, cast.state)
    accept_the_report(cast.buyer)
    publish_the_results(cast.second, cast.state)


def test_the_year_of_a_region_that_pays_its_practices(utrecht: Site, come: Come, state: State, tmp_path: Path) -> None:
    """Utrecht, whose programme leaves open who pays: the region is kassier, for practices that agree to it (R043).

    Its programme asks for no lists, so the platform publishes an edition that does.
    """
    utrecht.move_to(date(2022, 1, 5))
    ask_for_lists(come(utrecht, ADMIN))
    become_cashier(come(utrecht, "directie.utrecht@example.org"))
    lead, finance = come(utrecht, UTRECHT_LEAD), come(utrecht, "financien.utrecht@example.org")
    paid, owes, waits = practices = [come(utrecht, plan.owner.email, script=False) for plan in PAID_OUT]
    consent(paid)
    consent(owes)
    files = {quarter: [content_of(plan, quarter, GOOD_CSV) for plan in PAID_OUT] for quarter in QUARTERS}
    cents = {quarter: [counted(content, quarter) * TARIFF for content in files[quarter]] for quarter in QUARTERS}
    right = without_rows(files[Q1][1], keep=rows_of(files[Q1][1]) - LEFT_OUT_OF_MANY)
    owed_back = cents[Q1][1] - counted(right, Q1) * TARIFF
    assert owed_back > 0

    def bring(quarter: Quarter, *who: int) -> None:
        utrecht.move_to(QUARTERS[quarter])
        for place in who:
            home(practices[place])
            deliver(practices[place], quarter, files[quarter][place])
            hand_in(practices[place])

    def settled(quarter: Quarter) -> tuple[Paid, list[int]]:
        """What the settlement says, and each payment in the file for the bank."""
        utrecht.move_to(CLOSED_ON[quarter])
        to_work(lead)
        prepare(quarter, lead)
        if quarter == Q1:
            expect(lead.locator("main")).to_contain_text("1 praktijk stemde nog niet in met uw regio als kassier.")
        return close(finance), transfers(finance, tmp_path)

    bring(Q1, 0, 1, 2)
    said = Paid(cents[Q1][0] + cents[Q1][1], part(OI_OF_UTRECHT, 1, of=8))
    assert settled(Q1) == (said, sorted(cents[Q1][:2]))

    bring(Q2, 0)
    consent(waits)
    home(owes)  # a correction after the first quarter was closed
    deliver(owes, Q1, right)
    hand_in(owes)
    said = Paid(cents[Q2][0] + cents[Q1][2] - owed_back, part(OI_OF_UTRECHT, 2, of=8))
    assert settled(Q2) == (said, sorted([cents[Q2][0], cents[Q1][2]]))
    assert figures(finance)["Terug te betalen"] == owed_back
    note_what_was_paid_back(finance, state)

    for number, quarter in ((3, Q3), (4, Q4)):  # what is owed back is asked apart: nothing is taken off a payment
        bring(quarter, 0, 1, 2)
        said = Paid(sum(cents[quarter]), part(OI_OF_UTRECHT, number, of=8))
        assert settled(quarter) == (said, sorted(cents[quarter]))
    assert [sum(statements_of(page)) for page in practices] == [
        sum(cents[quarter][0] for quarter in QUARTERS),
        cents[Q1][1] + cents[Q3][1] + cents[Q4][1] - owed_back,
        cents[Q1][2] + cents[Q3][2] + cents[Q4][2],
    ]


# --- What a quarter must come to ------------------------------------------------------------------------------------


def counted(content: bytes, quarter: Quarter) -> int:
    """Who is registered on the first day of the quarter with an insurer that pays; the file holds no faults."""
    day = date(quarter.year, quarter.number * 3 - 2, 1)
    return sum(row["UZOVI-code"] in ELIGIBLE and is_registered(row, day) for row in read(content))


def is_registered(row: dict[str, str], day: date) -> bool:
    since, until = (day_of(row[f"Datum {which}"]) for which in ("ingeschreven", "uitgeschreven"))
    return since is not None and since <= day and (until is None or until >= day)


def day_of(text: str) -> date | None:
    return date(*map(int, reversed(text.split("-")))) if text else None


def rows_of(content: bytes) -> int:
    return len(read(content))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def part(whole: int, number: int, of: int = 4) -> int:
    """One of the quarters of an amount: what is agreed so far in whole cents, halves up, less the quarters before."""
    return (whole * number * 2 + of) // (of * 2) - (whole * (number - 1) * 2 + of) // (of * 2)
