"""The demo's own pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions.demo.accounts import PASSWORD, accounts
from groeiruimte.actions.demo.moments import MOMENTS, START
from groeiruimte.actions.demo.sample_lists import GOOD_CSV, sample_of
from groeiruimte.actions.demo.walks import walks
from groeiruimte.pages.demo.offers import Offer, offer
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import clock
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClockSetting, Practice, User
from tests.site.rijnmond import Rijnmond, make_person, make_practices, make_region

pytestmark = [pytest.mark.only_sqlite, pytest.mark.django_db, pytest.mark.urls("tests.site.demo.urls")]
HOME = "/demo/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def in_the_demo(settings: Settings) -> None:
    settings.DEMO = True
    settings.REQUIRE_SECOND_FACTOR = False
    ClockSetting.objects.create(today=START)


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


def test_the_page_lists_days_and_everybody_to_log_in_as(client: Client) -> None:
    page = client.get(HOME)
    assert page.status_code == 200
    buttons = page.content.decode()
    assert [moment for moment in MOMENTS if f'name="day" value="{moment.day.isoformat()}"' not in buttons] == []
    assert [each for each in accounts() if f'name="email" value="{each.email}"' not in buttons] == []


def test_a_day_is_chosen_with_a_button_or_typed(client: Client) -> None:
    for typed, day in (("2022-04-20", date(2022, 4, 20)), ("1 juli 2022", date(2022, 7, 1))):
        page = client.post(HOME + "dag/", {"day": typed, "submission_key": new_id()}, follow=True)
        assert page.redirect_chain == [(HOME, 302)]
        assert clock.now().date() == day


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Vul een dag in, bijvoorbeeld 14-4-2022."),
        ("31-4-2022", "De dag 31-4-2022 bestaat niet. Vul een dag in die bestaat."),
        (
            "1-1-1999",
            "De demo speelt niet op deze dag. Kies een dag van 1 januari 2021 tot en met 31 december 2023.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_explained_and_the_clock_stands_still(client: Client, typed: str, says: str) -> None:
    page = client.post(HOME + "dag/", {"day": typed, "submission_key": new_id()})
    assert page.content.decode().count(says) == 2  # above the page and at the field
    assert clock.now().date() == START


def test_a_form_without_its_key_is_refused(client: Client) -> None:
    assert client.post(HOME + "dag/", {"day": "2022-04-20"}).status_code == 400
    assert client.post(HOME + "inloggen/", {"email": accounts()[0].email}).status_code == 400
    assert clock.now().date() == START


def test_somebody_becomes_somebody_else(linde: Practice) -> None:
    known = accounts()[0]
    User.objects.create_user(known.email, PASSWORD, name=known.name)
    client = client_of(make_person("practice_owner", practice=linde))
    page = client.post(HOME + "inloggen/", {"email": known.email, "submission_key": new_id()})
    assert page.status_code == 302
    assert client.get(HOME).context["user"].email == known.email


def test_a_walk_sets_the_day_and_logs_in_whose_walk_it_is(client: Client) -> None:
    walk = walks()[0]
    User.objects.create_user(walk.person.email, PASSWORD, name=walk.person.name)
    assert f'name="walk" value="{walk.title}"' in client.get(HOME).content.decode()
    page = client.post(HOME + "inloggen/", {"walk": walk.title, "submission_key": new_id()})
    assert page.status_code == 302
    assert clock.now().date() == walk.day == date(2021, 8, 16)
    assert client.get(HOME).context["user"].email == "praktijkhouder.vuurtoren@example.org"


def test_a_walk_that_does_not_exist_leaves_day_and_person(client: Client) -> None:
    assert client.post(HOME + "inloggen/", {"walk": "Niets", "submission_key": new_id()}).status_code == 404
    assert clock.now().date() == START
    assert client.get(HOME).context["user"].is_anonymous is True


def test_nobody_becomes_who_is_not_in_the_demo(linde: Practice) -> None:
    owner = make_person("practice_owner", practice=linde, email="echt@example.org")
    owner.set_password(PASSWORD)
    owner.save()
    client = Client()
    page = client.post(HOME + "inloggen/", {"email": owner.email, "submission_key": new_id()})
    assert page.status_code == 404
    assert client.get(HOME).context["user"].is_anonymous is True


def test_a_practice_finds_lists_of_every_quarter_the_open_one_first(linde: Practice) -> None:
    page = client_of(make_person("practice_manager", practice=linde)).get(f"{HOME}lijsten/{linde.pk}/")
    assert [str(each.quarter) for each in page.context["offers"]] == ["2022Q2", "2022Q1", "2022Q3", "2022Q4"]


def test_a_sample_list_is_made_for_the_practice(linde: Practice) -> None:
    page = client_of(make_person("practice_manager", practice=linde)).get(f"{HOME}lijsten/{linde.pk}/2022Q2/goed-csv/")
    made = sample_of(linde.agb_code, linde.registered_patients, Quarter(2022, 2), GOOD_CSV)
    assert page.content == made.content
    assert page.headers["Content-Disposition"] == 'attachment; filename="patientenlijst-2022Q2.csv"'


@pytest.mark.parametrize("rest", ["", "2022Q2/goed/"])
def test_lists_are_for_the_own_practice_alone(rijnmond: Rijnmond, rest: str) -> None:
    linde, singel = make_practices(rijnmond, ["De Linde", "De Singel"])
    address = f"{HOME}lijsten/{linde.pk}/{rest}"
    strangers = [
        Client(),
        client_of(make_person("practice_manager", practice=singel)),
        client_of(make_person("practice_staff", practice=linde)),
        client_of(make_person("region_lead", region=rijnmond.region)),
    ]
    assert [stranger.get(address).status_code for stranger in strangers] == [404, 404, 404, 404]


@pytest.mark.parametrize("rest", ["2023Q1/goed/", "morgen/goed/", "2022Q2/mooi/"])
def test_what_is_not_offered_is_not_there(linde: Practice, rest: str) -> None:
    client = client_of(make_person("practice_manager", practice=linde))
    assert client.get(f"{HOME}lijsten/{linde.pk}/{rest}").status_code == 404


@pytest.mark.urls("groeiruimte.config.urls")
def test_outside_the_demo_there_are_no_such_pages(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get(HOME).status_code == 404


@pytest.mark.parametrize(
    ("on", "state", "when"),
    [
        (date(2022, 3, 31), "not_yet", "Dit kwartaal gaat open op 1 april 2022. Zet eerst de klok vooruit."),
        (date(2022, 4, 1), "open", "Dit kwartaal is nu open, tot en met 14 april 2022."),
        (date(2022, 4, 14), "open", "Dit kwartaal is nu open, tot en met 14 april 2022."),
        (date(2022, 4, 15), "over", "De laatste dag was 14 april 2022. Inleveren kan nog, maar is te laat."),
    ],
)
def test_an_offer_says_whether_its_list_can_come_in(on: date, state: str, when: str) -> None:
    quarter = Quarter(2022, 2)
    assert offer(quarter, date(2022, 4, 1), date(2022, 4, 14), on) == Offer(quarter, state, when)
