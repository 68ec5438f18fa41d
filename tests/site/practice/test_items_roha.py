"""What ROHA's practices note in 2021: boards with partners (R114, R119), tasks handed over (R122), partners (R129)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.models import Employee, Item, Practice
from tests.site.rijnmond import make_person
from tests.site.roha import TODAY, make_roha

from .site import address, client_of, post, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_fourth_of_october(settings: Settings) -> None:
    settings.TODAY = TODAY


def manager_of(practice: Practice) -> Client:
    return client_of(make_person("practice_manager", practice=practice))


def note(client: Client, practice: Practice, kind: str, **fields: str) -> Any:
    typed = {name if name == "employee" else f"v-{name}": value for name, value in fields.items()}
    response = post(client, address(practice, f"vastleggen/{kind}/nieuw/"), **typed)
    assert response.status_code == 302, text(response)
    return response


def state(client: Client, practice: Practice, kpi: str) -> list[str]:
    return texts(client.get(address(practice, f"kpi/{kpi}/")), "kpi__state")


def test_four_boards_are_not_enough_and_five_are() -> None:
    practice = make_roha("A", choices=("cboards-ouderen",))
    manager = manager_of(practice)
    for number in range(1, 5):
        note(manager, practice, "cboard", board=str(number), partners="Buurtzorg", day="1-9-2021")
    page = manager.get(address(practice, "kpi/1d/"))
    assert texts(page, "kpi__state") == ["Bijna"]
    assert "Leg nog 1 board vast." in text(page)
    note(manager, practice, "cboard", board="5", partners="Welzijn, wijkverpleging", day="1-9-2021")
    assert state(manager, practice, "1d") == ["Gehaald"]
    assert Item.objects.filter(answers__partners="Buurtzorg").count() == 4


def test_a_gp_and_a_practice_nurse_take_part_in_boards() -> None:
    practice = make_roha("A", choices=("cboards-ouderen",))
    manager = manager_of(practice)
    gp, nurse = (
        Employee.objects.create(practice=practice, region=practice.region, name=name, function=function)
        for name, function in (("Vera Duin", "gp"), ("Sam Berg", "practice_nurse_somatic"))
    )
    page = manager.get(address(practice, "vastleggen/cboards_gp/nieuw/"))
    assert ("Vera Duin" in text(page), "Sam Berg" in text(page)) == (True, False)
    note(manager, practice, "cboards_gp", employee=str(gp.pk), day="1-9-2021")
    assert state(manager, practice, "1c") == ["Bijna"]
    note(manager, practice, "cboards_practice_nurse", employee=str(nurse.pk), day="1-9-2021")
    assert state(manager, practice, "1c") == ["Gehaald"]


def test_what_belongs_to_the_other_track_is_not_offered() -> None:
    practice = make_roha("A", choices=("beeldbeltraject",))
    page = manager_of(practice).get(address(practice, "kpi/"))
    assert "vastgelegd" not in text(page)


def test_a_task_goes_from_one_function_to_another() -> None:
    practice = make_roha("B")
    manager = manager_of(practice)
    note(
        manager, practice, "delegated_task", task="Wondzorg", to="doktersassistent", day="1-9-2021",
        **{"from": "huisarts"},
    )  # fmt: skip
    page = manager.get(address(practice, "vastleggen/delegated_task/"))
    assert texts(page, "tbody") == ["Wondzorg huisarts doktersassistent 1 september 2021"]
    assert state(manager, practice, "2b") == ["Gehaald"]


def test_the_district_group_needs_all_three_kinds_of_partner() -> None:
    practice = make_roha("C")
    manager = manager_of(practice)
    note(manager, practice, "district_group", group="Noord", day="1-9-2021")
    note(manager, practice, "partner_social_work", organisation="Buurtteam", day="1-9-2021")
    note(manager, practice, "partner_okt", organisation="OKT Noord", day="1-9-2021")
    assert state(manager, practice, "4b") == ["Bijna"]
    note(manager, practice, "partner_welfare_coach", organisation="Dock", day="1-9-2021")
    assert state(manager, practice, "4b") == ["Gehaald"]
