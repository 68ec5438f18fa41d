"""P04 and P06: whether a practice wants to take part (R048, R049), and which objective it prefers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import intentions
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Intention, Obligation, Practice
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices

from .programmes import UNSUPPORTED_D, say_otherwise
from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_september(settings: Settings, on_the_fifth_of_april: None) -> None:
    settings.TODAY = date(2021, 9, 1)


@pytest.fixture
def vuurtoren(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)[0]


@pytest.fixture
def manager(vuurtoren: Practice) -> Client:
    return client_of(make_person("practice_manager", practice=vuurtoren))


@pytest.fixture
def owner(vuurtoren: Practice) -> Client:
    return client_of(make_person("practice_owner", practice=vuurtoren))


def give(client: Client, practice: Practice, answer: str, *, version: int = 0, key: str = "", need: str = "") -> Any:
    path = address(practice, "voornemen/")
    return post(client, path, key, answer=answer, support_need=need, version=version)


def prefer(client: Client, practice: Practice, *objectives: str, version: int = 0, key: str = "", **more: Any) -> Any:
    fields = {"objectives": list(objectives), "note": "", "aligned_on": "", "version": version} | more
    return post(client, address(practice, "doelstelling/"), key, **fields)


def test_yes_with_the_help_that_is_needed(manager: Client, vuurtoren: Practice) -> None:
    response = give(manager, vuurtoren, "yes", need="Hulp bij beeldbellen")
    assert (response.status_code, response.url) == (302, address(vuurtoren, "voornemen/"))
    given = Intention.objects.get()
    assert (given.answer, given.support_need, given.objectives, given.version) == ("yes", "Hulp bij beeldbellen", [], 1)
    page = manager.get(response.url)
    assert texts(page, "confirmation")[0].startswith("Uw voornemen is bewaard. woensdag 1 september 2021 om ")
    assert texts(page, "answers") == [
        "Meedoen Ja Hulp die u nodig hebt Hulp bij beeldbellen Doorgegeven door Practice manager"
    ]
    assert texts(page, "button")[-2:] == ["Kies uw doelstelling", "Pas uw antwoord aan"]
    row = Obligation.objects.get(key="intention")
    assert (row.due, row.done_on) == (date(2021, 9, 30), date(2021, 9, 1))


def test_before_the_opening_it_is_refused_with_the_day(
    manager: Client, vuurtoren: Practice, settings: Settings
) -> None:
    settings.TODAY = date(2021, 7, 31)
    page = manager.get(address(vuurtoren, "voornemen/"))
    assert texts(page, "empty-state") == ["Het voornemen kan nu nog niet. Dit kan vanaf 1 augustus 2021."]
    refused = give(manager, vuurtoren, "yes")
    assert texts(refused, "error-summary") == [
        "Verbeter dit voordat u verdergaat Het voornemen kan vanaf 1 augustus 2021. Kom terug op 1 augustus 2021."
    ]
    assert Intention.objects.count() == 0


def test_after_the_last_day_it_is_taken_and_marked(manager: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2021, 10, 1)
    page = manager.get(give(manager, vuurtoren, "yes").url)
    assert texts(page, "notice") == ["Dit kwam te laat binnen Uw regio neemt het toch mee."]
    assert [row.key for row in Obligation.objects.done_late()] == ["intention"]


def test_no_leaves_nothing_to_do(manager: Client, vuurtoren: Practice) -> None:
    page = manager.get(give(manager, vuurtoren, "no").url)
    assert "U hoeft niets te doen. Bedenkt u zich? Pas dan uw antwoord aan." in text(page)
    assert texts(manager.get(address(vuurtoren)), "next-task") == []
    assert list(Obligation.objects.values_list("key", flat=True)) == ["intention"]


def test_not_yet_leaves_the_question_open(manager: Client, vuurtoren: Practice) -> None:
    give(manager, vuurtoren, "not_yet")
    assert Obligation.objects.get(key="intention").done_on is None
    assert texts(manager.get(address(vuurtoren)), "next-task")[0].startswith(
        "Nu doen Laat weten of u meedoet met Rijnmond 2022 Uiterlijk donderdag 30 september 2021. Ongeveer 1 minuut."
    )


def test_no_answer_is_told(manager: Client, vuurtoren: Practice) -> None:
    assert texts(give(manager, vuurtoren, ""), "error-summary") == [
        "Verbeter dit voordat u verdergaat Kies ja, nee of weet ik nog niet."
    ]


def test_a_bsn_is_kept_out(manager: Client, vuurtoren: Practice) -> None:
    page = give(manager, vuurtoren, "yes", need="Hulp voor 999990019")
    assert (texts(page, "field__errors") != [], Intention.objects.count()) == (True, 0)


def test_a_double_click_is_one_answer(manager: Client, vuurtoren: Practice) -> None:
    key = new_id()
    answers = [give(manager, vuurtoren, "yes", key=key).status_code for _ in range(2)]
    assert (answers, Intention.objects.get().version) == ([302, 302], 1)


def test_who_comes_second_sees_both_texts(manager: Client, owner: Client, vuurtoren: Practice) -> None:
    give(owner, vuurtoren, "yes", need="Van de houder")
    page = give(manager, vuurtoren, "no", need="Van de manager")
    assert page.status_code == 409
    shown = " ".join(texts(page, "main"))
    assert [word in shown for word in ("Van de houder", "Van de manager", "Practice owner")] == [True] * 3
    assert Intention.objects.get().support_need == "Van de houder"
    assert give(manager, vuurtoren, "no", version=1, need="Van de manager").status_code == 302


def test_the_choice_of_a_conflict_is_a_form_again(manager: Client, owner: Client, vuurtoren: Practice) -> None:
    prefer(owner, vuurtoren, "A", "C")
    page = prefer(manager, vuurtoren, "B")
    assert (page.status_code, page.context["stale"].version) == (409, 1)
    (difference,) = page.context["stale"].fields
    assert (difference.mine, difference.theirs) == (
        "Andere organisatie van de huisartsenzorg",
        "Zorg op afstand en Meer persoonsgerichte zorg",
    )
    again = post(
        manager, address(vuurtoren, "doelstelling/"), objectives=difference.sends[1], note="", aligned_on="", version=1
    )
    assert (again.status_code, Intention.objects.get().objectives) == (302, ["A", "C"])


def test_cards_show_effort_money_kpis_and_help(manager: Client, vuurtoren: Practice) -> None:
    page = manager.get(address(vuurtoren, "doelstelling/"))
    first = texts(page, "choice-card")[0]
    assert first.startswith("A Zorg op afstand U helpt patiënten vaker digitaal")
    assert "Hulp van uw regio Ja Tijd per jaar Formulieren " in first
    assert "4 lijsten van 3 minuten en 2 scholingen. Vergoeding € 3,16 per ingeschreven patiënt per jaar." in first
    assert "4 KPI's bij Zorg op afstand U of uw medewerkers volgden" in first
    assert len(texts(page, "choice-card")) == 4


def test_the_practice_chooses_and_the_track_within(manager: Client, vuurtoren: Practice) -> None:
    prefer(manager, vuurtoren, "C", choice_C_concept="pgz", note="Past bij onze wijk")
    found = Intention.objects.get()
    assert (found.answer, found.objectives, found.choices, found.note) == ("", ["C"], ["pgz"], "Past bij onze wijk")
    page = manager.get(address(vuurtoren, "doelstelling/"))
    assert texts(page, "card")[0].endswith("Doelstelling Meer persoonsgerichte zorg Daarbinnen Programma PGZ")
    assert texts(page, "notice--warn") == []
    event = Event.objects.get(event="intention.prefer")
    assert (event.detail, event.role) == ({"objectives": ["C"], "choices": ["pgz"]}, "practice_manager")


def test_a_choice_within_an_objective_that_was_not_chosen_is_dropped(manager: Client, vuurtoren: Practice) -> None:
    prefer(manager, vuurtoren, "A", choice_C_concept="pgz")
    assert Intention.objects.get().choices == []


def test_two_objectives_give_a_warning_with_its_source_and_no_block(manager: Client, vuurtoren: Practice) -> None:
    response = prefer(manager, vuurtoren, "A", "C")
    assert (response.status_code, Intention.objects.get().objectives) == (302, ["A", "C"])
    (notice,) = texts(manager.get(response.url), "notice--warn")
    assert notice.startswith("Let op bij uw keuze ")
    assert "Bron: Zilveren Kruis, beleid Toekomstbestendige huisartsenzorg 2021, r. 72-74." in notice


def test_an_objective_without_support_asks_for_a_talk(manager: Client, vuurtoren: Practice, rijnmond: Rijnmond) -> None:
    say_otherwise(rijnmond.year, *UNSUPPORTED_D)
    assert prefer(manager, vuurtoren, "D").status_code == 302
    assert texts(manager.get(address(vuurtoren, "doelstelling/")), "notice--warn") == [
        "Let op bij uw keuze Uw regio ondersteunt dit jaar niet: Efficiëntere bedrijfsvoering. "
        "Bel uw regio en vul de dag van het overleg in. Vraag overleg aan"
    ]
    talk = "Overleg met uw regio over: Efficiëntere bedrijfsvoering Nog doen"
    assert talk in texts(manager.get(address(vuurtoren)), "task-list__group")[0]
    prefer(manager, vuurtoren, "D", version=1, aligned_on="30-8-2021")
    assert texts(manager.get(address(vuurtoren, "doelstelling/")), "notice--warn") == []
    assert talk not in texts(manager.get(address(vuurtoren)), "task-list__group")[0]


def test_a_talk_that_is_still_to_come_is_refused(manager: Client, vuurtoren: Practice) -> None:
    page = prefer(manager, vuurtoren, "A", aligned_on="2-9-2021")
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Het overleg is nog niet geweest. Vul de dag in na het overleg."
    ]


def test_a_region_cannot_choose_for_a_practice(vuurtoren: Practice, rijnmond: Rijnmond) -> None:
    lead = access.actor(make_person("region_lead", region=rijnmond.region), date(2021, 9, 1))
    with pytest.raises(Refused) as refused:
        intentions.prefer(
            practice=vuurtoren, region_year=rijnmond.year, version=0, objectives=["A"], choices=[], note="",
            aligned_on=None, by=lead, at=NOW, key=new_id(),
        )  # fmt: skip
    assert (refused.value.code, Intention.objects.count()) == ("no_right", 0)


def test_staff_reads_and_does_not_choose(vuurtoren: Practice) -> None:
    staff = client_of(make_person("practice_staff", practice=vuurtoren))
    assert texts(staff.get(address(vuurtoren, "doelstelling/")), "notice__title") == [
        "De praktijkmanager of de praktijkhouder kiest"
    ]
    assert texts(staff.get(address(vuurtoren, "voornemen/")), "notice__title") == [
        "Uw praktijk gaf nog geen voornemen door"
    ]
    for refused in (give(staff, vuurtoren, "yes"), prefer(staff, vuurtoren, "A")):
        assert texts(refused, "error-summary")[0].startswith("Verbeter dit voordat u verdergaat Dit mag u niet doen.")
    assert Intention.objects.count() == 0


def test_who_enrolled_has_answered(manager: Client, vuurtoren: Practice, owner: Client, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    post(owner, address(vuurtoren, "aanmelden/2022-rijnmond/"), objectives=["A"], sign="on")
    assert texts(manager.get(address(vuurtoren, "voornemen/")), "empty-state__title") == [
        "Uw praktijk is al aangemeld."
    ]
    assert texts(give(manager, vuurtoren, "no"), "error-summary") == [
        "Verbeter dit voordat u verdergaat Uw praktijk is al aangemeld. U hoeft uw voornemen niet meer door te geven."
    ]


def test_when_nothing_is_asked_it_says_so(manager: Client, vuurtoren: Practice, settings: Settings) -> None:
    settings.TODAY = date(2023, 1, 2)
    for path in ("voornemen/", "doelstelling/"):
        assert texts(manager.get(address(vuurtoren, path)), "empty-state__title") == ["U hoeft hier nu niets te doen."]
        assert post(manager, address(vuurtoren, path), version=0).status_code == 404


def test_others_find_nothing_here(vuurtoren: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    paths = ("voornemen/", "doelstelling/")
    assert {client_of(who).get(address(vuurtoren, path)).status_code for who in people for path in paths} == {404}


def test_the_pages_take_few_queries(manager: Client, vuurtoren: Practice) -> None:
    before = [queries(manager, address(vuurtoren, path)) for path in ("voornemen/", "doelstelling/")]
    give(manager, vuurtoren, "yes")
    prefer(manager, vuurtoren, "A", "B", "C", version=1)
    after = [queries(manager, address(vuurtoren, path)) for path in ("voornemen/", "doelstelling/")]
    assert max(after) - max(before) <= 1
