"""The made-up world: sizes as published, identifiers that cannot be real, the same every time."""

from __future__ import annotations

from collections import Counter

import pytest

from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.demo.deliveries import LATE, MENDED, NEVER, WITH_FAULTS, deliveries
from groeiruimte.actions.demo.moments import FIRST, LAST, MOMENTS, START
from groeiruimte.actions.demo.regions import REGIONS
from groeiruimte.actions.demo.world import World, world
from groeiruimte.pipeline.lists.cells import passes_eleven_test
from groeiruimte.pipeline.lists.population import MOST_PATIENTS
from groeiruimte.programme.calendar import Quarter


@pytest.fixture
def plan() -> World:
    return world()


def test_regions_have_the_published_numbers_of_practices_and_patients(plan: World) -> None:
    sizes = {region.key: [one.patients for one in plan.of(region.key)] for region in REGIONS}
    assert {key: len(of_region) for key, of_region in sizes.items()} == {"rijnmond": 60, "utrecht": 50, "roha": 55}
    assert {key: sum(of_region) for key, of_region in sizes.items()} == {
        "rijnmond": 222_000,
        "utrecht": 228_000,
        "roha": 198_495,
    }
    assert [size for of_region in sizes.values() for size in of_region if not 1_000 <= size <= MOST_PATIENTS] == []


def test_kinds_of_practice_follow_the_shares_of_the_country(plan: World) -> None:
    assert Counter(one.kind for one in plan.of("rijnmond")) == {"duo": 26, "solo": 20, "group": 14}


def test_staff_is_about_three_fte_for_a_norm_practice(plan: World) -> None:
    fte = [
        float(sum(worker.hours_a_week for worker in one.workers)) / 38 / (one.patients / 2_095)
        for one in plan.practices
    ]
    assert [round(each) for each in fte] == [3] * 165


def test_agb_codes_are_of_practices_used_once_and_no_bsn(plan: World) -> None:
    codes = [one.agb_code for one in plan.practices]
    assert len(set(codes)) == 165
    assert [code for code in codes if not (len(code) == 8 and code.startswith("010"))] == []
    assert [code for code in codes if passes_eleven_test(int(code))] == []


def test_names_and_addresses_are_used_once_and_lead_nowhere(plan: World) -> None:
    people = [person for one in plan.practices for person in (one.owner, one.manager)]
    people += [person for _, of_region in plan.regions for person in of_region]
    assert len({person.email for person in people}) == len(people) == 165 * 2 + 9
    assert {person.email.partition("@")[2] for person in people} == {"example.org"}
    assert len({one.name for one in plan.practices}) == 165
    assert {one.postcode[-2:] for one in plan.practices} == {"SA", "SD", "SS"}


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    first = world.__wrapped__("a")
    assert world.__wrapped__("a") == first
    assert world.__wrapped__("b") != first


def test_every_account_is_a_person_of_the_world(plan: World) -> None:
    people = {person.email: person.name for one in plan.practices for person in (one.owner, one.manager)}
    people |= {person.email: person.name for _, of_region in plan.regions for person in of_region}
    people[plan.purchaser.email] = plan.purchaser.name
    assert [account for account in accounts() if people.get(account.email) != account.name] == []
    assert Counter(account.role_words for account in accounts()) == {
        "praktijkmanager": 6,
        "praktijkhouder": 5,
        "projectleider": 3,
        "financieel medewerker": 3,
        "medewerker": 3,
        "zorginkoper": 1,
    }
    assert len(PASSWORD) >= 12


def test_the_first_quarter_is_delivered_by_most_in_time_by_some_late_and_by_some_never(plan: World) -> None:
    first = [one for one in deliveries(plan) if one.quarter == Quarter(2022, 1)]
    enrolled = {one.place for one in plan.of("rijnmond") if one.enrol_on}
    assert {one.practice.place for one in first} == enrolled - NEVER
    assert {one.practice.place for one in first if one.at.date().day > 14} == LATE
    assert {one.practice.place for one in first if not one.handed_in} == MENDED
    assert {one.practice.place for one in first if one.handed_in and one.kind.mistakes} == WITH_FAULTS
    assert {one.at.date().month for one in first} == {1}


def test_a_handful_delivered_the_second_quarter_before_the_demo_begins(plan: World) -> None:
    second = [one for one in deliveries(plan) if one.quarter == Quarter(2022, 2)]
    assert len(second) == 7
    assert [one for one in second if not START.replace(day=1) <= one.at.date() < START] == []


def test_every_moment_can_be_chosen() -> None:
    assert [moment for moment in MOMENTS if not FIRST <= moment.day <= LAST] == []
    assert START in {moment.day for moment in MOMENTS}
