"""The made-up world: sizes as published, identifiers that cannot be real, the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.demo.choices import OPEN_TRACK, choices_of
from groeiruimte.actions.demo.deliveries import LATE, MENDED, NEVER, WITH_FAULTS, deliveries
from groeiruimte.actions.demo.intentions import LATE as LATE_INTENTIONS
from groeiruimte.actions.demo.intentions import WITHOUT_ENROLMENT, intentions
from groeiruimte.actions.demo.library_texts import articles_of
from groeiruimte.actions.demo.moments import FIRST, LAST, MOMENTS, START
from groeiruimte.actions.demo.offer import OFFERS, RECOMMENDED
from groeiruimte.actions.demo.regions import REGIONS, RegionPlan
from groeiruimte.actions.demo.walks import walks
from groeiruimte.actions.demo.world import NEW, REFUSED, World, world
from groeiruimte.pipeline.lists.cells import passes_eleven_test
from groeiruimte.pipeline.lists.population import MOST_PATIENTS
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load
from groeiruimte.rules.choices import open_kinds, wrong
from groeiruimte.rules.free_text import holds_a_bsn
from groeiruimte.rules.offer import Offered, counts_for, offer_checks

pytestmark = pytest.mark.only_sqlite

DEFINITIONS = Path(__file__).parents[3] / "definitions"


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
    assert len({person.email for person in people}) == len(people) == 165 * 2 + 16
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
    people |= {person.email: person.name for person in (plan.purchaser, plan.approver, *plan.keepers)}
    assert [account for account in accounts() if people.get(account.email) != account.name] == []
    assert Counter(account.role_words for account in accounts()) == {
        "praktijkmanager": 9,
        "praktijkhouder": 8,
        "projectleider": 3,
        "financieel medewerker": 3,
        "medewerker": 3,
        "trainer": 1,
        "directeur": 3,
        "IT-specialist": 3,
        "zorginkoper": 1,
        "tweede beoordelaar": 1,
        "functioneel beheerder": 1,
        "logbeheerder": 1,
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


def test_roha_has_35_practices_with_video_calls_and_20_with_boards(plan: World) -> None:
    """R115, R118: what its year report counts."""
    tracks = Counter(choices_of(one)[0] for one in plan.of("roha"))
    assert tracks == {"beeldbeltraject": 35, "cboards-ouderen": 20}


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.key)
def test_choices_can_go_together_and_one_practice_has_still_to_choose(plan: World, region: RegionPlan) -> None:
    programme = programme_of(region)
    enrolled = [one for one in plan.of(region.key) if one.enrol_on]
    assert [one.name for one in enrolled if wrong(programme, one.objectives, choices_of(one))] == []
    still_open = [one.place for one in enrolled if open_kinds(programme, one.objectives, choices_of(one))]
    assert still_open == ([OPEN_TRACK] if region.key == "rijnmond" else [])


def test_who_enrolled_said_yes_before_and_those_that_are_new_said_nothing(plan: World) -> None:
    given = list(intentions(plan))
    assert len(given) == len(plan.of("rijnmond")) - len(NEW) + len(plan.of("utrecht")) + len(plan.of("roha")) - 1
    assert {one.answer for one in given if one.practice.enrol_on} == {"yes"}
    others = {one.practice.place: one.answer for one in given if one.practice.enrol_on is None}
    assert others == WITHOUT_ENROLMENT
    assert set(WITHOUT_ENROLMENT) == set(REFUSED)
    late = {one.practice.place for one in given if one.at.date() > date(2021, 9, 30)}
    assert late == LATE_INTENTIONS
    assert [one for one in given if one.practice.enrol_on and one.at.date() >= one.practice.enrol_on] == []
    assert NEW & set(others) == set()


@pytest.mark.parametrize(
    ("region", "kpis"),
    list(zip(REGIONS, [{"a1", "b1", "c4", "d3"}, {"meeting_2023"}, {"4c", "4d"}], strict=True)),
    ids=[region.key for region in REGIONS],
)
def test_trainings_serve_every_kpi_that_asks_for_one_and_keep_what_the_region_promised(
    region: RegionPlan, kpis: set[str]
) -> None:
    programme, offers = programme_of(region), OFFERS[region.key]
    topics = [topic for offer in offers for topic in offer.topics]
    assert {kpi.key for kpi in counts_for(programme, topics)} == kpis
    assert {each.training for each in programme.milestones if each.training} & set(topics) != set()
    days = [Offered(offer.kind, offer.objectives, day.day) for offer in offers for day in offer.days]
    checks = offer_checks(programme, days)
    assert len(checks) >= 1
    assert [check.title for check in checks if not check.met] == []


def test_roha_had_three_trainings_in_2021_for_doctors_nurses_and_assistants() -> None:
    """R133."""
    about = [offer for offer in OFFERS["roha"] if offer.topics == ("persoonsgericht-werken",)]
    assert len(about) == 3
    assert {offer.days[0].day.year for offer in about} == {2021}
    for offer in about:
        assert {"gp", "practice_nurse_somatic", "medical_assistant"} <= set(offer.functions)
    assert [offer.title for offer in OFFERS["rijnmond"] if offer.recommended] == [RECOMMENDED]


def test_every_region_has_a_library_and_no_number_in_it_looks_like_a_bsn() -> None:
    for region in REGIONS:
        kinds = Counter(article.kind for article in articles_of(region.key))
        assert kinds["faq"] == 7
        assert kinds["theme"] == 4
        assert kinds["inspiration"] == 1
        assert kinds["aid"] >= 3
        assert kinds["news"] >= 2
        programme = programme_of(region)
        known = {"", *(phase.key for phase in programme.phases), *(form.key for form in programme.forms)}
        for article in articles_of(region.key):
            assert {article.phase, article.form} <= known
            assert article.day < START
            assert holds_a_bsn(article.text) is False


def test_every_walk_is_of_somebody_who_can_log_in() -> None:
    known = {account.email for account in accounts()}
    assert [walk.title for walk in walks() if walk.person.email not in known] == []
    assert [walk.title for walk in walks() if not FIRST <= walk.day <= LAST] == []
    assert len({walk.title for walk in walks()}) == len(walks())


def programme_of(region: RegionPlan) -> Programme:
    programme, problems = load(region.programme, DEFINITIONS)
    assert programme is not None, problems
    return programme
