"""One year of a region with its insurer: from what practices intend to what the insurer and everybody else may see.

Everything goes through the pages, on the days it would happen. What is paid is worked out here once more, from the
files that came in and the two amounts that were agreed, with nothing of the product but its calendar.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from groeiruimte.actions.demo.deliveries import EARLY
from groeiruimte.actions.demo.sample_lists import GOOD_CSV
from groeiruimte.programme.calendar import Quarter

from .budget import counting
from .conftest import Come
from .deeds import deliver, hand_in, without_rows
from .people import (
    ADMIN,
    APPROVER,
    FINANCE,
    NEW,
    PAID_OUT,
    PROJECT_LEAD,
    PURCHASER,
    RIJNMOND,
    UTRECHT_LEAD,
    content_of,
)
from .region_year import (
    Paid,
    accept_the_report,
    align_all_choices,
    answer_the_insurer,
    ask_about_the_plan,
    ask_for_lists,
    become_cashier,
    change_the_plan,
    close,
    confirm,
    consent,
    everybody_may_read,
    figures,
    open_the_first,
    prepare,
    propose,
    publish_the_results,
    remind_of_a_list,
    settle,
    sign_the_plan,
    sign_the_report,
    statements_of,
    the_region_reads_the_decision,
    to_work,
    transfers,
    write_the_report,
)
from .site import Site, copy_of, started
from .test_year_rijnmond import AUGUST, QUARTERS, choose_an_objective, enrol, intend, it_is
from .year import home

DIRECTOR = "directie.rijnmond@example.org"
OCTOBER, CHANGE, APPROVAL, ENROL = date(2021, 10, 4), date(2021, 12, 13), date(2021, 12, 16), date(2021, 12, 20)
ELIGIBLE = {"3311", "3313", "3351", "3358", "9086"}
TARIFF = 79
"""Cents for each patient in each quarter: a quarter of 3.16."""
OI_BEFORE, OI = 24_000_00, 24_000_10
"""Cents for the region itself: as the demo has it when the first quarter is closed, and as it is agreed here."""
OI_OF_UTRECHT = 30_000_00
"""Cents for that region itself, over the eight quarters of its two years."""
Q1, Q2, Q3, Q4 = QUARTERS
CLOSED_ON = {Q2: date(2022, 4, 25), Q3: date(2022, 7, 25), Q4: date(2022, 10, 24)}
REPORT = date(2023, 1, 20)
LEFT_OUT = 150
"""Rows that the practice takes off its list of the second quarter after that quarter was closed."""


@pytest.fixture(scope="module")
def year_site(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo for the regions of this file: each plays its own year in it."""
    with started(copy_of(seeded, tmp_path_factory.mktemp("year") / "demo")) as running:
        yield running
    assert "trouble" not in running.said


def test_the_year_of_a_region_that_pays_nobody(year_site: Site, come: Come, tmp_path: Path) -> None:
    """Rijnmond: its practices claim themselves (kassier off)."""
    lead, practice = come(year_site, PROJECT_LEAD), come(year_site, NEW.owner.email)
    spent = counting(lead)

    it_is(AUGUST, year_site, practice)
    intend(practice)
    home(practice)
    choose_an_objective(practice)
    year_site.move_to(OCTOBER)
    align_all_choices(lead, spent)

    year_site.move_to(CHANGE)
    director = come(year_site, DIRECTOR)
    change_the_plan(lead)
    sign_the_plan(director)
    buyer, second = come(year_site, PURCHASER), come(year_site, APPROVER)
    ask_about_the_plan(buyer)
    answer_the_insurer(lead)
    year_site.move_to(APPROVAL)
    propose(buyer)
    confirm(second)
    the_region_reads_the_decision(lead, tmp_path)

    it_is(ENROL, year_site, practice)
    enrol(practice)
    finance = come(year_site, FINANCE)
    files = {quarter: content_of(NEW, quarter, GOOD_CSV) for quarter in QUARTERS}
    right = without_rows(files[Q2], keep=rows_of(files[Q2]) - LEFT_OUT)
    mine = {quarter: counted(content, quarter) for quarter, content in files.items()}
    less = mine[Q2] - counted(right, Q2)
    assert 0 < less <= LEFT_OUT
    early = sum(counted(content_of(RIJNMOND[place], Q2, GOOD_CSV), Q2) for place in EARLY)
    expected = {
        Q2: Paid((mine[Q1] + mine[Q2] + early) * TARIFF, part(OI, 1) + part(OI, 2) - OI_BEFORE // 4),
        Q3: Paid((mine[Q3] - less) * TARIFF, part(OI, 3)),
        Q4: Paid(mine[Q4] * TARIFF, part(OI, 4)),
    }
    for quarter, day in QUARTERS.items():
        it_is(day, year_site, practice)
        deliver(practice, quarter, files[quarter])
        hand_in(practice)
        if quarter == Q3:  # a correction after the second quarter was closed
            home(practice)
            deliver(practice, Q2, right)
            hand_in(practice)
        if quarter in CLOSED_ON:
            year_site.move_to(CLOSED_ON[quarter])
            if quarter == Q2:
                open_the_first(lead, spent)
                remind_of_a_list(lead, spent)
            assert settle(quarter, lead, finance, spent) == expected[quarter]
            expect(finance.get_by_text("Haal het betaalbestand op")).to_have_count(0)
            expect(finance.locator("main")).to_contain_text("Uw regio betaalt niets uit.")
    assert sum(statements_of(practice)) == (sum(mine.values()) - less) * TARIFF

    year_site.move_to(REPORT)
    write_the_report(lead)
    sign_the_report(director)
    accept_the_report(buyer)
    publish_the_results(second)
    everybody_may_read(come(year_site, path="/resultaten/2022/"), tmp_path)


def test_two_quarters_of_a_region_that_pays_its_practices(year_site: Site, come: Come, tmp_path: Path) -> None:
    """Utrecht, whose programme leaves open who pays: the region is kassier, for practices that agree to it (R043).

    Its programme asks for no lists, so the platform publishes an edition that does.
    """
    year_site.move_to(date(2022, 1, 5))
    ask_for_lists(come(year_site, ADMIN))
    become_cashier(come(year_site, "directie.utrecht@example.org"))
    lead, finance = come(year_site, UTRECHT_LEAD), come(year_site, "financien.utrecht@example.org")
    paid, owes, waits = practices = [come(year_site, plan.owner.email) for plan in PAID_OUT]
    consent(paid)
    consent(owes)

    year_site.move_to(QUARTERS[Q1])
    files = [content_of(plan, Q1, GOOD_CSV) for plan in PAID_OUT]
    of_paid, of_owes, of_waits = (counted(content, Q1) * TARIFF for content in files)
    for page, content in zip(practices, files, strict=True):
        home(page)
        deliver(page, Q1, content)
        hand_in(page)
    year_site.move_to(date(2022, 1, 25))
    to_work(lead)
    prepare(Q1, lead)
    expect(lead.locator("main")).to_contain_text("1 praktijk stemde nog niet in met uw regio als kassier.")
    assert close(finance) == Paid(of_paid + of_owes, part(OI_OF_UTRECHT, 1, of=8))
    assert transfers(finance, tmp_path) == sorted([of_paid, of_owes])

    year_site.move_to(QUARTERS[Q2])
    consent(waits)
    right = without_rows(files[1], keep=rows_of(files[1]) - LEFT_OUT)
    second = content_of(PAID_OUT[0], Q2, GOOD_CSV)
    for page, quarter, content in ((owes, Q1, right), (paid, Q2, second)):
        home(page)
        deliver(page, quarter, content)
        hand_in(page)
    year_site.move_to(CLOSED_ON[Q2])
    to_work(lead)
    prepare(Q2, lead)
    owed_back = of_owes - counted(right, Q1) * TARIFF
    of_second = counted(second, Q2) * TARIFF
    assert owed_back > 0
    assert close(finance) == Paid(of_second + of_waits - owed_back, part(OI_OF_UTRECHT, 2, of=8))
    assert transfers(finance, tmp_path) == sorted([of_second, of_waits])
    assert figures(finance)["Terug te betalen"] == owed_back
    assert [sum(statements_of(page)) for page in practices] == [of_paid + of_second, of_owes - owed_back, of_waits]


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
