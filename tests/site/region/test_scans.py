"""The scans of a region: to whom they are offered and how far they are, and never a word of what they say."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.models import Enrolment, Practice, Scan
from tests.site.practice.scans import LONG, LOOSE, OTHER, WHOLE, answered, sent, with_scans
from tests.site.practice.site import client_of, queries, text
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HERE = "/regio/rijnmond/scans/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def practices(rijnmond: Rijnmond) -> list[Practice]:
    with_scans(rijnmond)
    found = make_practices(rijnmond, ["De Linde", "Duin", "Kade"])
    Enrolment.objects.filter(practice=found[2]).update(objectives=["B"])
    return found


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def said(client: Client, title: str) -> tuple[str, list[list[str]]]:
    offer = next(each for each in client.get(HERE).context["offers"] if each.title == title)
    return offer.said, [[str(cell.note or cell.value) for cell in row] for row in offer.rows]


def test_to_whom_a_scan_is_offered_and_how_far_it_is(lead: Client, practices: list[Practice]) -> None:
    linde, duin, _ = practices
    answered(linde, make_person("practice_manager", practice=linde), WHOLE)
    sent(duin, make_person("practice_manager", practice=duin), kind=LOOSE)
    assert said(lead, "Lange scan") == (
        "Aangeboden aan 2 praktijken. Begonnen: 1. Klaar: 0.",
        [["De Linde", "Vult de vragen in", "", "", "Ja"], ["Duin", "Nog niet begonnen", "", "", "Ja"]],
    )
    assert said(lead, "Losse scan") == (
        "Aangeboden aan 2 praktijken. Begonnen: 1. Klaar: 1.",
        [["De Linde", "Nog niet begonnen", "", "", "Nee"], ["Duin", "Klaar", "5 april 2022", "5 april 2022", "Nee"]],
    )
    assert said(lead, "Andere scan") == (
        "Aangeboden aan 1 praktijk. Begonnen: 0. Klaar: 0.", [["Kade", "Nog niet begonnen", "", "", "Nee"]]
    )  # fmt: skip
    assert {LONG, LOOSE, OTHER} >= set(Scan.objects.values_list("kind", flat=True))


def test_nothing_of_what_it_says_is_on_the_page(lead: Client, practices: list[Practice]) -> None:
    sent(practices[0], make_person("practice_manager", practice=practices[0]), kind=LOOSE)
    page = text(lead.get(HERE))
    assert [word for word in ("Plan rust", "Het is druk", "Rust", "pauze") if word in page] == []


def test_as_many_queries_for_one_practice_as_for_three(lead: Client, practices: list[Practice]) -> None:
    one = queries(lead, HERE)
    for each in practices[:2]:
        sent(each, make_person("practice_manager", practice=each), kind=LOOSE)
    assert queries(lead, HERE) == one


@pytest.mark.parametrize("role", ["it_specialist", "trainer", "practice_manager"])
def test_who_is_not_at_the_desk_finds_nothing(rijnmond: Rijnmond, practices: list[Practice], role: str) -> None:
    who = make_person(role, practice=practices[0], region=rijnmond.region)
    assert client_of(who).get(HERE).status_code == 404
