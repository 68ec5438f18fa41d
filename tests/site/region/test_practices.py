"""R02: one table of practices, what fits, in which order, and what is known of each; the panel and the sheets."""

from __future__ import annotations

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.actions.obligations import lay_down_region
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Enrolment,
    FilledForm,
    Intention,
    Obligation,
    PatientList,
    Practice,
    Region,
    RegionNote,
    SavedView,
)
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
ADDRESS = "/regio/rijnmond/praktijken/"


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def desk(client: Client, rijnmond: Rijnmond) -> Client:
    client.force_login(make_person("region_lead", region=rijnmond.region))
    return client


def owes(practice: Practice, rijnmond: Rijnmond, key: str, due: date) -> Obligation:
    return Obligation.objects.create(
        practice=practice,
        region=rijnmond.region,
        region_year=rijnmond.year,
        key=key,
        kind="deadline",
        title=f"Taak {key}",
        opens=due - timedelta(days=30),
        due=due,
    )


def sent(practice: Practice, form: str, status: str) -> FilledForm:
    """A form that came in at least once."""
    enrolment = Enrolment.objects.get(practice=practice)
    return FilledForm.objects.create(
        enrolment=enrolment,
        practice=practice,
        region=practice.region,
        form=form,
        status=status,
        started_at=NOW,
        saved_at=NOW,
        submitted_at=NOW,
    )


def delivered(practice: Practice, status: str, quarter: str = "2022Q2") -> PatientList:
    return PatientList.objects.create(
        enrolment=Enrolment.objects.get(practice=practice),
        practice=practice,
        region=practice.region,
        quarter=quarter,
        number=1,
        receipt=f"{quarter}-{practice.agb_code}",
        status=status,
        delivered_at=NOW,
        delivered_by=make_person("practice_manager", practice=practice),
        sha256="0" * 64,
        size=1,
        rows=10,
    )


def names(desk: Client, query: str = "") -> list[str]:
    """The practices that the page shows, in its order."""
    groups = desk.get(f"{ADDRESS}?{query}").context["groups"]
    return [row.known.name for group in groups for row, _ in group.rows]


def row_of(desk: Client, name: str) -> object:
    groups = desk.get(ADDRESS).context["groups"]
    return next(row for group in groups for row, _ in group.rows if row.known.name == name)


def test_most_late_first_then_the_first_date_then_the_name(desk: Client, rijnmond: Rijnmond) -> None:
    linde, singel, _, haven = make_practices(rijnmond, ["De Linde", "Singel", "Duin", "Haven"])
    owes(singel, rijnmond, "een", TODAY - timedelta(days=1))
    owes(linde, rijnmond, "een", TODAY + timedelta(days=9))
    owes(haven, rijnmond, "een", TODAY + timedelta(days=3))
    assert names(desk) == ["Singel", "Haven", "De Linde", "Duin"]
    assert names(desk, "sorteer=naam") == ["De Linde", "Duin", "Haven", "Singel"]
    assert names(desk, "sorteer=datum") == ["Haven", "De Linde", "Duin", "Singel"]
    assert names(desk, "sorteer=onzin") == names(desk)


def test_a_task_that_is_due_today_is_not_late(desk: Client, rijnmond: Rijnmond) -> None:
    (linde,) = make_practices(rijnmond, ["De Linde"])
    owes(linde, rijnmond, "een", TODAY)
    row = row_of(desk, "De Linde")
    assert (row.owed.late, row.owed.due) == (0, TODAY)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("laat=ja", ["Singel"]),
        ("doelstelling=B", ["Duin"]),
        ("wijk=Noord", ["De Linde"]),
        ("fase=plan", ["Singel"]),
        ("fase=aangemeld", ["De Linde", "Duin"]),
        ("lijst=binnen", ["De Linde"]),
        ("lijst=mist", ["Duin", "Singel"]),
        ("taak=een", ["Singel"]),
        ("zoek=sing", ["Singel"]),
        ("zoek=0100000", ["De Linde", "Duin", "Singel"]),
        ("zoek=delft", ["Duin"]),
        ("zoek=%00", ["De Linde", "Duin", "Singel"]),
        ("fase=plan&wijk=Noord", []),
        ("fase=bestaat-niet", []),
    ],
)
def test_filters_stand_in_the_address(desk: Client, rijnmond: Rijnmond, query: str, shown: list[str]) -> None:
    linde, singel, duin = make_practices(rijnmond, ["De Linde", "Singel", "Duin"])
    Practice.objects.filter(pk=linde.pk).update(district="Noord")
    Practice.objects.filter(pk=duin.pk).update(city="Delft")
    Enrolment.objects.filter(practice=duin).update(objectives=["A", "B"])
    owes(singel, rijnmond, "een", TODAY - timedelta(days=1))
    owes(linde, rijnmond, "twee", TODAY + timedelta(days=1))
    sent(singel, "project_plan", "submitted")
    delivered(linde, "counts")
    assert names(desk, f"sorteer=naam&{query}") == shown


def test_how_far_a_practice_is(desk: Client, rijnmond: Rijnmond) -> None:
    made = make_practices(rijnmond, ["Aangemeld", "Terug", "In", "Akkoord", "Uitgevoerd", "Verantwoord"])
    by_name = {practice.name: practice for practice in made}
    for name, status in (
        ("Terug", "changes_requested"),
        ("In", "submitted"),
        ("Akkoord", "approved"),
        ("Uitgevoerd", "carried_out"),
    ):
        sent(by_name[name], "project_plan", status)
    sent(by_name["Verantwoord"], "accountability_a", "submitted")
    silent, yes, no = make_practices(rijnmond, ["Stil", "Ja", "Nee"], enrolled=False)
    given_by = make_person("practice_owner", practice=silent)
    for practice, answer in ((yes, "yes"), (no, "no")):
        Intention.objects.create(
            practice=practice,
            region=practice.region,
            region_year=rijnmond.year,
            answer=answer,
            given_by=given_by,
            given_at=NOW,
        )
    groups = desk.get(f"{ADDRESS}?sorteer=fase").context["groups"]
    assert [(row.known.name, row.stage, row.plan) for group in groups for row, _ in group.rows] == [
        ("Stil", "Nog geen voornemen", ""),
        ("Nee", "Doet niet mee", ""),
        ("Ja", "Voornemen", ""),
        ("Aangemeld", "Aangemeld", ""),
        ("In", "Plan ingestuurd", "Ingestuurd"),
        ("Terug", "Plan ingestuurd", "Vraagt aanvulling"),
        ("Akkoord", "Plan akkoord", "Akkoord"),
        ("Uitgevoerd", "Uitgevoerd", "Uitgevoerd"),
        ("Verantwoord", "Verantwoord", ""),
    ]


def test_the_list_of_the_quarter(desk: Client, rijnmond: Rijnmond, settings: Settings) -> None:
    names_of = ["Binnen", "Bekeken", "Geweigerd", "Niets"]
    inside, checked, refused, _ = make_practices(rijnmond, names_of)
    make_practices(rijnmond, ["Doet niet mee"], enrolled=False)
    for practice, status in ((inside, "counts"), (checked, "checked"), (refused, "refused")):
        delivered(practice, status)

    def lists() -> dict[str, str]:
        groups = desk.get(ADDRESS).context["groups"]
        return {row.known.name: row.list for group in groups for row, _ in group.rows}

    assert lists() == {
        "Binnen": "Binnen",
        "Bekeken": "Gecontroleerd, nog niet ingestuurd",
        "Geweigerd": "Bestand kon niet gelezen worden",
        "Niets": "Nog niet binnen",
        "Doet niet mee": "",
    }
    settings.TODAY = date(2022, 4, 15)
    assert lists() == dict.fromkeys(names_of, "Te laat") | {"Binnen": "Binnen", "Doet niet mee": ""}


def test_kpis_and_the_last_contact(desk: Client, rijnmond: Rijnmond) -> None:
    linde, _ = make_practices(rijnmond, ["De Linde", "Singel"])
    lay_down_region(rijnmond.year, TODAY)
    by = make_person("region_staff", region=rijnmond.region)
    RegionNote.objects.create(practice=linde, region=rijnmond.region, kind="call", text="Gebeld", by=by, at=NOW)
    found, other = row_of(desk, "De Linde"), row_of(desk, "Singel")
    assert (found.kpis, found.last_contact) == ((0, 4), TODAY)
    assert other.last_contact is None


def test_rows_stand_in_groups_with_how_many_there_are(desk: Client, rijnmond: Rijnmond) -> None:
    linde, singel, duin = make_practices(rijnmond, ["De Linde", "Singel", "Duin"])
    Practice.objects.filter(pk__in=(linde.pk, duin.pk)).update(district="Noord")
    Enrolment.objects.filter(practice=singel).update(objectives=["B", "A"])

    def groups(by: str) -> list[tuple[str, int, list[str]]]:
        found = desk.get(f"{ADDRESS}?groep={by}&sorteer=naam").context["groups"]
        return [(group.title, group.number, [row.known.name for row, _ in group.rows]) for group in found]

    assert groups("wijk") == [("Noord", 2, ["De Linde", "Duin"]), ("Zonder wijk", 1, ["Singel"])]
    assert [(number, shown) for _, number, shown in groups("doelstelling")] == [
        (2, ["De Linde", "Duin"]),
        (1, ["Singel"]),
    ]
    assert groups("fase") == [("Aangemeld", 3, ["De Linde", "Duin", "Singel"])]


def test_a_hundred_a_page(desk: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, [f"Praktijk {number:03d}" for number in range(101)])
    assert (len(names(desk)), names(desk, "pagina=2")) == (100, ["Praktijk 100"])


def test_as_many_queries_for_one_practice_as_for_three(desk: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["De Linde"])
    lay_down_region(rijnmond.year, TODAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert desk.get(f"{ADDRESS}?groep=fase&laat=ja").status_code == 200
        return len(found)

    queries()
    one = queries()
    make_practices(rijnmond, ["Singel", "Duin"])
    lay_down_region(rijnmond.year, TODAY)
    assert queries() == one


def test_practices_of_another_region_are_not_there(desk: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["De Linde"])
    elsewhere = Region.objects.create(key="elders", name="Elders")
    duin = Practice.objects.create(region=elsewhere, agb_code="01009999", name="Duin")
    assert names(desk) == ["De Linde"]
    assert desk.get(f"{ADDRESS}{duin.pk}/kort/").status_code == 404
    assert desk.get("/regio/elders/praktijken/").status_code == 404


def test_nothing_fits(desk: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["De Linde"])
    assert "Geen praktijk past bij deze filters." in desk.get(f"{ADDRESS}?zoek=bestaat-niet").text
    assert "Uw regio heeft nog geen praktijken" not in desk.get(f"{ADDRESS}?zoek=bestaat-niet").text


def test_a_region_without_practices(desk: Client, rijnmond: Rijnmond) -> None:
    assert "Uw regio heeft nog geen praktijken" in desk.get(ADDRESS).text


def test_one_practice_in_short(desk: Client, rijnmond: Rijnmond) -> None:
    (linde,) = make_practices(rijnmond, ["De Linde"])
    late, coming = owes(linde, rijnmond, "een", TODAY - timedelta(days=1)), owes(linde, rijnmond, "twee", TODAY)
    page = desk.get(f"{ADDRESS}{linde.pk}/kort/?wijk=Noord")
    assert page.context["owed"] == [(late, "late"), (coming, "todo")]
    assert page.context["back"] == f"{ADDRESS}?wijk=Noord"
    assert f'href="{reverse("region:dossier", args=["rijnmond", linde.pk])}"' in page.text


def test_the_csv_is_what_the_page_shows(desk: Client, rijnmond: Rijnmond) -> None:
    linde, _ = make_practices(rijnmond, ["=1+1", "Singel"])
    owes(linde, rijnmond, "een", date(2022, 4, 14))
    response = desk.get(f"{ADDRESS}praktijken.csv?zoek=1%2B1")
    assert response.headers["Content-Disposition"] == 'attachment; filename="praktijken-2022-rijnmond.csv"'
    assert response.content.decode("utf-8-sig").splitlines() == [
        "Praktijk;AGB-code;Plaats;Wijk;Doelstelling;Fase;Te laat;Eerste datum;Patiëntenlijst;KPI's gehaald;"
        "KPI's gevraagd;Plan;Laatste contact",
        "'=1+1;01000001;;;A;Aangemeld;0;2022-04-14;Nog niet binnen;;;;",
    ]


def test_the_workbook_is_the_same_table(desk: Client, rijnmond: Rijnmond) -> None:
    linde, _ = make_practices(rijnmond, ["De Linde", "Singel"])
    owes(linde, rijnmond, "een", date(2022, 4, 14))
    content = desk.get(f"{ADDRESS}praktijken.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (rows[0][:2], [row[0] for row in rows[1:]], rows[1][7].date()) == (
        ["Praktijk", "AGB-code"],
        ["De Linde", "Singel"],
        date(2022, 4, 14),
    )


def test_a_view_is_kept_and_taken_away(desk: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["De Linde"])

    def save(query: str, name: str = "Noord") -> object:
        return desk.post(f"{ADDRESS}weergave/", {"submission_key": new_id(), "name": name, "query": query})

    assert save("wijk=Noord&onbekend=1").headers["Location"] == f"{ADDRESS}?wijk=Noord"
    assert save("wijk=Noord&laat=ja").headers["Location"] == f"{ADDRESS}?wijk=Noord&laat=ja"
    assert list(SavedView.objects.values_list("name", "query")) == [("Noord", "wijk=Noord&laat=ja")]
    assert f'href="{ADDRESS}?wijk=Noord&amp;laat=ja"' in desk.get(ADDRESS).text
    desk.post(f"{ADDRESS}weergave/weg/", {"submission_key": new_id(), "name": "Noord"})
    assert SavedView.objects.count() == 0


def test_a_view_without_a_name_asks_for_one(desk: Client, rijnmond: Rijnmond) -> None:
    page = desk.post(f"{ADDRESS}weergave/", {"submission_key": new_id(), "name": "", "query": "laat=ja"})
    assert (page.status_code, page.context["form"].errors["name"]) == (200, ["Geef de weergave een naam."])
    assert page.context["query"] == "laat=ja"


def test_a_view_is_ones_own(client: Client, rijnmond: Rijnmond) -> None:
    mine = make_person("region_staff", region=rijnmond.region)
    SavedView.objects.create(user=mine, region=rijnmond.region, name="Van mij", query="laat=ja")
    client.force_login(make_person("region_lead", region=rijnmond.region))
    assert list(client.get(ADDRESS).context["views"]) == []
    response = client.post(f"{ADDRESS}weergave/weg/", {"submission_key": new_id(), "name": "Van mij"})
    assert (response.status_code, SavedView.objects.count()) == (409, 1)


def test_nobody_keeps_more_than_twenty_views(desk: Client, rijnmond: Rijnmond) -> None:
    def save(number: int) -> object:
        given = {"submission_key": new_id(), "name": f"Weergave {number}", "query": ""}
        return desk.post(f"{ADDRESS}weergave/", given)

    answers = [save(number).status_code for number in range(21)]
    assert answers == [302] * 20 + [200]
    assert save(3).status_code == 302
