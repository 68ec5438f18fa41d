"""P05: the conditions, the choice, the signature."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.pages.practice.choice import cards, labels_of, objectives_of
from groeiruimte.programme.read import load
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Practice, Standing
from tests.site.rijnmond import PROGRAMME, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
PAGE = f"aanmelden/{PROGRAMME}/"


@pytest.fixture(autouse=True)
def in_december(settings: Settings, on_the_fifth_of_april: None) -> None:
    settings.TODAY = date(2021, 12, 15)


@pytest.fixture
def vuurtoren(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)[0]


@pytest.fixture
def signer(vuurtoren: Practice) -> Client:
    return client_of(make_person("practice_owner", practice=vuurtoren))


def sign(client: Client, practice: Practice, *objectives: str, key: str = "", **fields: Any) -> Any:
    return post(client, address(practice, PAGE), key, objectives=list(objectives), **({"sign": "on"} | fields))


def test_every_condition_is_answered_with_its_reason_and_source(signer: Client, vuurtoren: Practice) -> None:
    page = signer.get(address(vuurtoren, "aanmelden/"))
    assert texts(page, "lead") == ["Uw praktijk kan meedoen vanaf 1 januari 2022."]
    assert texts(page, "status--done") == ["In orde"] * 6
    assert texts(page, "conditions")[0].startswith(
        "Aangesloten bij Rijnmond Dokters In orde Uw praktijk is aangesloten bij Rijnmond Dokters. "
        "Wij vonden: aansluiting bij Rijnmond, vanaf 1 januari 2019. "
        "Bron: Zilveren Kruis, beleid Toekomstbestendige huisartsenzorg 2021, r. 48-52"
    )


def test_the_owner_signs_and_the_answers_are_kept_as_they_stood(signer: Client, vuurtoren: Practice) -> None:
    response = sign(signer, vuurtoren, "A")
    assert (response.status_code, response.url) == (302, address(vuurtoren, PAGE))
    enrolment = Enrolment.objects.get()
    assert (enrolment.year, enrolment.objectives, enrolment.effective) == (2022, ["A"], date(2022, 1, 1))
    Standing.objects.filter(practice=vuurtoren).delete()
    page = signer.get(response.url)
    assert texts(page, "confirmation")[0].startswith("Uw praktijk is aangemeld. woensdag 15 december 2021 om ")
    assert texts(page, "answers") == [
        "Programma Toekomstbestendige huisartsenzorg, Rijnmond Dokters 2022 Doelstelling Zorg op afstand "
        "U doet mee vanaf 1 januari 2022 Getekend door Practice owner"
    ]
    assert texts(page, "status--done") == ["In orde"] * 7


def test_a_double_click_signs_once(signer: Client, vuurtoren: Practice) -> None:
    key = new_id()
    answers = [sign(signer, vuurtoren, "A", key=key).url for _ in range(2)]
    assert (answers, Enrolment.objects.count()) == ([address(vuurtoren, PAGE)] * 2, 1)


def test_nothing_chosen_or_not_signed_is_told(signer: Client, vuurtoren: Practice) -> None:
    page = sign(signer, vuurtoren, sign="")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Kies minstens één doelstelling. "
        "Zet een vinkje bij “Ik teken namens de praktijk”."
    ]
    assert Enrolment.objects.count() == 0


def test_two_objectives_give_a_warning_once_and_no_block(signer: Client, vuurtoren: Practice) -> None:
    warned = sign(signer, vuurtoren, "A", "C")
    assert (warned.status_code, Enrolment.objects.count()) == (200, 0)
    assert texts(warned, "notice__title") == ["Liefst één doelstelling"]
    assert "Meld aan met 2 doelstellingen" in texts(warned, "button")
    assert warned.context["form"]["objectives"].value() == ["A", "C"]
    other = sign(signer, vuurtoren, "A", "D", warned="A,C")
    assert (other.status_code, Enrolment.objects.count()) == (200, 0)
    assert sign(signer, vuurtoren, "A", "C", warned="A,C").status_code == 302
    assert Enrolment.objects.get().objectives == ["A", "C"]


def test_a_condition_that_fails_says_why_and_how_to_mend_it(signer: Client, vuurtoren: Practice) -> None:
    Standing.objects.filter(practice=vuurtoren, standing="region_contract").delete()
    page = signer.get(address(vuurtoren, PAGE))
    assert texts(page, "lead")[0].startswith("U kunt zich nu niet aanmelden.")
    assert texts(page, "status--late") == ["Niet in orde"]
    assert "Zo lost u het op. Teken het contract en stuur het naar Rijnmond Dokters." in text(page)
    assert texts(page, "button") == ["Log uit"]


def test_it_is_asked_again_on_sending(signer: Client, vuurtoren: Practice) -> None:
    signer.get(address(vuurtoren, PAGE))
    Standing.objects.filter(practice=vuurtoren, standing="region_contract").delete()
    page = sign(signer, vuurtoren, "A")
    assert (page.status_code, Enrolment.objects.count()) == (200, 0)
    assert texts(page, "error-summary")[0].startswith(
        "Verbeter dit voordat u verdergaat Wij zien voor de startdag geen getekend contract met Rijnmond Dokters."
    )


def test_a_manager_prepares_and_sees_who_signs(vuurtoren: Practice, signer: Client) -> None:
    manager = client_of(make_person("practice_manager", practice=vuurtoren))
    page = manager.get(address(vuurtoren, PAGE))
    assert texts(page, "notice") == [
        "De praktijkhouder tekent U mag dit voorbereiden. Practice owner tekent op deze pagina."
    ]
    refused = sign(manager, vuurtoren, "A")
    assert Enrolment.objects.count() == 0
    assert texts(refused, "error-summary") == [
        "Verbeter dit voordat u verdergaat Dit mag u niet doen. Vraag de praktijkhouder of uw regio wie dit wel mag."
    ]


def test_after_the_last_start_nothing_can_be_signed(signer: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2022, 4, 5)
    page = sign(signer, vuurtoren, "A")
    assert (page.status_code, Enrolment.objects.count()) == (200, 0)
    assert "De volgende startdag is 1 januari 2023." in texts(page, "error-summary")[0]


def test_a_programme_that_is_over_is_not_there(signer: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2023, 1, 2)
    assert texts(signer.get(address(vuurtoren, "aanmelden/")), "empty-state__title") == ["Aanmelden kan nu niet."]
    assert signer.get(address(vuurtoren, PAGE)).status_code == 404


def test_a_programme_of_another_region_is_not_there(signer: Client, vuurtoren: Practice) -> None:
    assert signer.get(address(vuurtoren, "aanmelden/2022-utrecht/")).status_code == 404


def test_others_find_nothing_here(vuurtoren: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    reached = [
        (client_of(who).get(address(vuurtoren, PAGE)).status_code, sign(client_of(who), vuurtoren, "A").status_code)
        for who in people
    ]
    assert (reached, Enrolment.objects.filter(practice=vuurtoren).count()) == ([(404, 404)] * 2, 0)


def test_one_and_three_standings_take_the_same_queries(signer: Client, vuurtoren: Practice, rijnmond: Rijnmond) -> None:
    one = queries(signer, address(vuurtoren, PAGE))
    for year in (2015, 2016):
        Standing.objects.create(
            practice=vuurtoren,
            region=rijnmond.region,
            standing="kbz_pilot",
            start=date(year, 1, 1),
            end=date(year, 2, 1),
        )
    assert queries(signer, address(vuurtoren, PAGE)) == one


def test_a_subject_of_the_region_is_one_card() -> None:
    programme, _ = load("2021-roha", configured.DEFINITIONS)
    assert programme is not None
    assert [(card.value, card.letters) for card in cards(programme)] == [("A", "A"), ("B,D", "B en D"), ("C", "C")]
    assert objectives_of(["A", "B,D"]) == ["A", "B", "D"]
    assert labels_of(programme, ["B", "D"]) == ["Anders organiseren en efficiëntere praktijkvoering"]


def test_objectives_stand_in_the_order_of_the_region() -> None:
    programme, _ = load("2022-utrecht", configured.DEFINITIONS)
    assert programme is not None
    assert [card.value for card in cards(programme)] == ["A", "B", "D", "C"]
