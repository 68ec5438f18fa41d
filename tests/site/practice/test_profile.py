"""P02: the facts of a practice, and changing them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Event, Practice, Standing
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, texts

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Huisartsenpraktijk De Linde",
    "street": "Bruglaan 25",
    "postcode": "3011ab",
    "city": "Rotterdam",
    "district": "Cool",
    "email": "linde@example.org",
    "phone": "010 123 45 67",
    "registered_patients": "4.212",
}


def save(client: Client, practice: Practice, key: str = "", *, version: int = 1, **fields: Any) -> Any:
    return post(client, address(practice, "profiel/wijzigen/"), key, version=version, **(TYPED | fields))


def test_the_facts_are_shown_with_their_source(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    Standing.objects.create(
        practice=linde,
        region=rijnmond.region,
        standing="kbz_pilot",
        start=date(2020, 1, 1),
        end=date(2021, 12, 31),
        source="Opgave van de praktijk",
    )
    Practice.objects.filter(pk=linde.pk).update(bank_account="NL00TEST0123456789")
    Employee.objects.create(
        practice=linde, region=rijnmond.region, name="Vera Duin", function="medical_assistant", hours_a_week="28.5"
    )
    page = manager.get(address(linde, "profiel/"))
    assert texts(page, "answers")[0].endswith("Rekeningnummer •••• 89")
    standings, staff = texts(page, "tbody")
    assert standings.endswith(
        "Pilot Krachtige Basiszorg Voorbij van 1 januari 2020 t/m 31 december 2021 Opgave van de praktijk "
        "Keuze voor de huidige POH-S-regeling Geldt nu vanaf 1 januari 2019 niet vermeld "
        "Preferente verzekeraar Zilveren Kruis Geldt nu vanaf 1 januari 2019 niet vermeld "
        "Contract met Rijnmond Geldt nu vanaf 1 januari 2019 niet vermeld"
    )
    assert staff == "Vera Duin doktersassistent 28,5"


def test_looking_is_written_down(manager: Client, linde: Practice) -> None:
    manager.get(address(linde, "profiel/"))
    seen = Event.objects.get(event="practice.view")
    assert (seen.action, seen.role, seen.practice, seen.sensitivity) == ("R", "practice_manager", linde, "personal")


def test_what_is_typed_is_saved_in_one_spelling(manager: Client, linde: Practice) -> None:
    response = save(manager, linde)
    assert (response.status_code, response.url) == (302, address(linde, "profiel/"))
    linde.refresh_from_db()
    assert (linde.postcode, linde.registered_patients, linde.version) == ("3011 AB", 4212, 2)
    assert texts(manager.get(response.url), "messages") == ["Uw gegevens zijn bewaard."]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("postcode", "30 11", "Vul vier cijfers en twee letters in, bijvoorbeeld 3011 AB."),
        ("email", "linde", "Vul een e-mailadres in, bijvoorbeeld naam@praktijk.nl."),
        ("phone", "bel ons", "Vul een telefoonnummer in, bijvoorbeeld 010 123 45 67."),
        ("registered_patients", "4.212,5", "Vul een heel getal in, bijvoorbeeld 2.095."),
        ("registered_patients", "", "Vul “Aantal ingeschreven patiënten” in."),
        ("name", "", "Vul “Naam van de praktijk” in."),
    ],
)
def test_what_cannot_be_right_is_told_and_nothing_typed_is_lost(
    manager: Client, linde: Practice, field: str, typed: str, sentence: str
) -> None:
    page = save(manager, linde, **{field: typed})
    assert texts(page, "error-summary") == [f"Verbeter dit voordat u verdergaat {sentence}"]
    assert texts(page, "field__errors") == [f"Fout: {sentence}"]
    assert {name: page.context["form"][name].value() for name in TYPED} == TYPED | {field: typed}


def test_a_double_click_is_one_change(manager: Client, linde: Practice) -> None:
    key = new_id()
    answers = [save(manager, linde, key).status_code for _ in range(2)]
    linde.refresh_from_db()
    assert (answers, linde.version) == ([302, 302], 2)


def test_who_comes_second_sees_both_texts(manager: Client, owner: Client, linde: Practice) -> None:
    save(owner, linde, street="Havenkade 1")
    page = save(manager, linde, street="Bruglaan 25")
    assert page.status_code == 409
    body = " ".join(texts(page, "main"))
    assert [word in body for word in ("Bruglaan 25", "Havenkade 1", "Practice owner")] == [True] * 3
    linde.refresh_from_db()
    assert linde.street == "Havenkade 1"
    assert save(manager, linde, version=linde.version, street="Bruglaan 25").status_code == 302


def test_staff_reads_and_does_not_change(linde: Practice) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    page = staff.get(address(linde, "profiel/"))
    assert (page.status_code, texts(page, "card__top")) == (200, ["Gegevens"])
    assert (staff.get(address(linde, "profiel/wijzigen/")).status_code, save(staff, linde).status_code) == (404, 404)


def test_others_find_nothing_here(linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    paths = ("profiel/", "profiel/wijzigen/")
    assert {client_of(person).get(address(linde, path)).status_code for person in people for path in paths} == {404}
    assert Event.objects.filter(event="practice.view").count() == 0


def test_one_and_three_employees_take_the_same_queries(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    def hire(name: str) -> None:
        Employee.objects.create(practice=linde, region=rijnmond.region, name=name, function="gp")

    hire("Een")
    one = queries(manager, address(linde, "profiel/"))
    hire("Twee")
    hire("Drie")
    assert queries(manager, address(linde, "profiel/")) == one
