"""R04: who needs help stands first, each cell says in words what its colour says, and the funnel adds up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import obligations
from groeiruimte.pages.region.heat_map import cells, funnel
from groeiruimte.pages.region.heat_map.cells import HeatCell, Owed
from groeiruimte.pages.region.heat_map.funnel import Step
from groeiruimte.programme.form import Form
from groeiruimte.records.models import (
    Enrolment,
    Event,
    FilledForm,
    Intention,
    KpiState,
    Obligation,
    PatientList,
    Practice,
    RegionNote,
    User,
)
from tests.site.practice.site import client_of, queries, text, texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HOME = "/regio/rijnmond/stand/"
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def practices(rijnmond: Rijnmond) -> list[Practice]:
    """Duin has everything on time; De Linde and Singel owe the list of the first quarter."""
    found = make_practices(rijnmond, ["De Linde", "Singel", "Duin"])
    obligations.lay_down_region(rijnmond.year, TODAY)
    Obligation.objects.filter(practice=found[2], key="list-2022Q1").update(done_on=date(2022, 1, 10))
    return found


@pytest.fixture
def person(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def lead(person: User) -> Client:
    return client_of(person)


def names(page: Any) -> list[str]:
    return [row.name for group in page.context["grouped"] for row in group.rows]


def cell(page: Any, practice: str, column: str) -> str:
    """The text of a cell as it is read out."""
    heads = texts(page, "heat-map__column")
    place = names(page).index(practice) * len(heads) + heads.index(column)
    return texts(page, "heat")[place]


# --- Cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "have", "need", "expected"),
    [
        ("met", 2, 2, HeatCell("4", "ok 2/2", "gehaald, 2 van 2")),
        ("met", 5, 2, HeatCell("4", "ok 2/2", "gehaald, 2 van 2")),
        ("met", 1, 1, HeatCell("4", "ok", "gehaald, 1 van 1")),
        ("nearly", 1, 2, HeatCell("3", "bijna 1/2", "bijna gehaald, 1 van 2")),
        ("not_yet", 1, 4, HeatCell("2", "1/4", "bezig, 1 van 4")),
        ("not_yet", 0, 2, HeatCell("1", "0/2", "nog niets, 0 van 2")),
    ],
)
def test_a_cell_of_a_kpi(state: str, have: int, need: int, expected: HeatCell) -> None:
    assert cells.kpi(state, have, need) == expected


@pytest.mark.parametrize(
    ("owed", "deliveries", "expected"),
    [
        (None, [], cells.NOT_ASKED),
        (Owed(YESTERDAY, TOMORROW, YESTERDAY), ["counts"], cells.DONE),
        (Owed(YESTERDAY, YESTERDAY, TODAY), ["counts"], cells.DONE_LATE),
        (Owed(YESTERDAY, YESTERDAY, None), ["checked"], cells.LATE),
        (Owed(YESTERDAY, TODAY, None), [], cells.NOW),
        (Owed(YESTERDAY, TODAY, None), ["refused", "checked"], cells.CHECKED_ONLY),
        (Owed(YESTERDAY, TODAY, None), ["refused"], cells.UNREAD),
        (Owed(TOMORROW, TOMORROW, None), [], cells.LATER),
    ],
)
def test_a_cell_of_a_quarter(owed: Owed | None, deliveries: list[str], expected: HeatCell) -> None:
    assert cells.quarter(owed, deliveries, TODAY) == expected


def form(key: str, *, reviewed: bool = True) -> Form:
    return Form.model_validate(
        {
            "key": key,
            "title": "Plan",
            "kind": "action_plan",
            "reviewed": reviewed,
            "questions": [{"key": "goal", "text": "Wat wilt u bereiken?", "type": "long_text"}],
            "source": {"text": "bron", "verified": False},
        }
    )


DUE_LATER, OVERDUE = Owed(YESTERDAY, TOMORROW, None), Owed(YESTERDAY, YESTERDAY, None)


@pytest.mark.parametrize(
    ("asked", "sent", "owed", "expected"),
    [
        ([], {}, [], cells.NOT_ASKED),
        ([form("one")], {}, [], cells.NOW),
        ([form("one")], {}, [DUE_LATER], cells.NOW),
        ([form("one")], {}, [Owed(TOMORROW, TOMORROW, None)], cells.LATER),
        ([form("one")], {}, [OVERDUE], cells.LATE),
        ([form("one")], {"one": "submitted"}, [Owed(YESTERDAY, TOMORROW, TODAY)], cells.SENT),
        ([form("one", reviewed=False)], {"one": "submitted"}, [], cells.DONE),
        ([form("one")], {"one": "changes_requested"}, [], cells.SENT_BACK),
        ([form("one")], {"one": "approved"}, [Owed(YESTERDAY, YESTERDAY, TODAY)], cells.DONE_LATE),
        ([form("one"), form("two")], {"one": "approved"}, [], cells.NOW),
        ([form("one"), form("two")], {"one": "approved", "two": "carried_out"}, [], cells.DONE),
    ],
)
def test_a_cell_of_forms_is_the_one_furthest_behind(
    asked: list[Form], sent: dict[str, str], owed: list[Owed], expected: HeatCell
) -> None:
    assert cells.forms(asked, sent, owed, TODAY) == expected


def test_a_cell_says_what_its_colour_says() -> None:
    assert cells.markup([cells.DONE, cells.LATE, cells.NOT_ASKED]) == (
        '<td class="heat heat--4">ok<span class="visually-hidden"> klaar</span></td>'
        '<td class="heat heat--missing">te laat</td>'
        '<td class="heat heat--blank"><span class="visually-hidden"> niet gevraagd</span></td>'
    )
    assert len({each.short for each in cells.LEGEND}) == len(cells.LEGEND)


# --- The page -------------------------------------------------------------------------------------------------------


def test_who_is_late_stands_first_with_the_reason(lead: Client, practices: list[Practice]) -> None:
    extra = Obligation.objects.get(practice=practices[1], key="list-2022Q2")
    Obligation.objects.filter(pk=extra.pk).update(opens=date(2022, 1, 1), due=date(2022, 1, 20))
    page = lead.get(HOME)
    assert names(page) == ["Singel", "De Linde", "Duin"]
    assert texts(page, "lead") == ["1 van de 3 praktijken op schema."]
    quiet = "Bij 4 van 4 KPI's is nog niets gevonden. Nog geen contact."
    assert texts(page, "heat-map__help") == [
        f"bel 2 taken te laat, de oudste sinds 14 januari 2022. {quiet}",
        f"bel 1 taak te laat, sinds 14 januari 2022. {quiet}",
        f"let op {quiet}",
    ]


def test_the_cells_of_a_practice(lead: Client, rijnmond: Rijnmond, practices: list[Practice]) -> None:
    linde = practices[0]
    KpiState.objects.filter(practice=linde, kpi="a1").update(state="nearly", have=1, need=2)
    page = lead.get(HOME)
    assert [cell(page, "De Linde", column) for column in ("A1", "B1", "Plan", "Verantw.", "Q1", "Q2", "Q3")] == [
        "bijna 1/2 bijna gehaald, 1 van 2",
        "niet gevraagd",
        "niet gevraagd",
        ". komt nog",
        "te laat",
        "nu kan nu, nog niet gedaan",
        ". komt nog",
    ]
    assert cell(page, "Duin", "Q1") == "ok klaar"


def test_a_list_that_was_checked_and_a_plan_that_was_sent(
    lead: Client, person: User, rijnmond: Rijnmond, practices: list[Practice]
) -> None:
    linde = practices[0]
    place = {"practice": linde, "region": linde.region, "enrolment": Enrolment.objects.get(practice=linde)}
    Enrolment.objects.filter(practice=linde).update(objectives=["A", "B"])
    PatientList.objects.create(
        **place, quarter="2022Q2", number=1, receipt="r", delivered_at=NOW, delivered_by=person, size=1, rows=1
    )
    FilledForm.objects.create(
        **place, form="project_plan", status="submitted", started_at=NOW, saved_at=NOW, submitted_at=NOW
    )
    page = lead.get(HOME)
    assert (cell(page, "De Linde", "Q2"), cell(page, "De Linde", "Plan")) == (
        ".. gecontroleerd, nog niet ingestuurd",
        "ok klaar",
    )


def test_a_call_is_contact_and_a_note_is_not(lead: Client, person: User, practices: list[Practice]) -> None:
    for practice, kind in ((practices[0], "call"), (practices[1], "note")):
        RegionNote.objects.create(practice=practice, region=practice.region, kind=kind, text="x", by=person, at=NOW)
    help = dict(zip(names(lead.get(HOME)), texts(lead.get(HOME), "heat-map__help"), strict=True))
    assert {name: "contact" in said for name, said in help.items()} == {"De Linde": False, "Singel": True, "Duin": True}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sorteer=naam", ["De Linde", "Duin", "Singel"]),
        ("groep=wijk", ["Singel", "De Linde", "Duin"]),
        ("groep=wijk&sorteer=naam", ["Singel", "De Linde", "Duin"]),
        ("doelstelling=B", ["Duin"]),
        ("doelstelling=C", []),
    ],
)
def test_order_group_and_objective_are_in_the_address(
    lead: Client, practices: list[Practice], query: str, expected: list[str]
) -> None:
    Practice.objects.filter(name="Singel").update(district="Centrum")
    Enrolment.objects.filter(practice=practices[2]).update(objectives=["A", "B"])
    assert names(lead.get(f"{HOME}?{query}")) == expected


def test_groups_have_a_heading_and_who_has_no_district_comes_last(lead: Client, practices: list[Practice]) -> None:
    Practice.objects.filter(name="Singel").update(district="Centrum")
    assert texts(lead.get(f"{HOME}?groep=wijk"), "heat-map__group") == ["Centrum", "Geen wijk bekend"]


def test_the_columns_of_one_objective(lead: Client, practices: list[Practice]) -> None:
    heads = texts(lead.get(f"{HOME}?doelstelling=A"), "heat-map__column")
    assert heads == ["A1", "A2", "A3", "A4", "Verantw.", "Q1", "Q2", "Q3", "Q4"]


@pytest.mark.parametrize("query", ["sorteer=kleur", "groep=stad", "doelstelling=Z", "programma=2030"])
def test_what_the_address_does_not_know_is_not_there(lead: Client, practices: list[Practice], query: str) -> None:
    assert lead.get(f"{HOME}?{query}").status_code == 404


def test_a_row_leads_to_the_dossier(lead: Client, practices: list[Practice]) -> None:
    (row,) = (row for group in lead.get(HOME).context["grouped"] for row in group.rows if row.name == "De Linde")
    assert row.url == f"/regio/rijnmond/praktijken/{practices[0].pk}/?programma={PROGRAMME}"
    assert lead.get(row.url).status_code == 200


def test_nobody_takes_part_yet(lead: Client, rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["Duin"], enrolled=False)
    assert "De kaart vult zich na de eerste KPI-antwoorden." in text(lead.get(HOME))


def test_the_file_says_it_in_words(lead: Client, practices: list[Practice]) -> None:
    Practice.objects.filter(name="Singel").update(name="=Singel")
    response = lead.get(f"{HOME}stand.csv?doelstelling=A&sorteer=naam")
    lines = [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]
    assert [line[0] for line in lines] == ["Praktijk", "'=Singel", "De Linde", "Duin"]
    assert lines[2][1:4] == [practices[0].agb_code, "", "bel"]
    assert [line[-4] for line in lines][1:] == ["te laat", "te laat", "klaar"]
    assert response.headers["Content-Disposition"] == 'attachment; filename="stand-2022-rijnmond.csv"'


def test_looking_is_written_down(lead: Client, practices: list[Practice]) -> None:
    lead.get(HOME)
    lead.get(f"{HOME}stand.csv")
    found = Event.objects.filter(event="region.heat_map").order_by("seq").values_list("lifecycle", flat=True)
    assert list(found) == ["view", "export"]


def test_one_and_three_take_the_same_queries(lead: Client, rijnmond: Rijnmond, person: User) -> None:
    pages = [HOME, f"{HOME}?groep=wijk", f"{HOME}stand.csv", f"{HOME}trechter/"]
    make_practices(rijnmond, ["De Linde"])
    obligations.lay_down_region(rijnmond.year, TODAY)
    one = [queries(lead, path) for path in pages]
    make_practices(rijnmond, ["Singel", "Duin"])
    obligations.lay_down_region(rijnmond.year, TODAY)
    assert [queries(lead, path) for path in pages] == one


# --- The funnel -----------------------------------------------------------------------------------------------------


def test_the_funnel_counts_who_came_so_far(
    lead: Client, person: User, rijnmond: Rijnmond, practices: list[Practice]
) -> None:
    linde, singel, _ = practices
    yes, _ = make_practices(rijnmond, ["Ja", "Stil"], enrolled=False)
    Intention.objects.create(
        practice=yes, region=yes.region, region_year=rijnmond.year, answer="yes", given_by=person, given_at=NOW
    )
    for practice, key, status in (
        (linde, "project_plan", "carried_out"),
        (linde, "accountability_b", "submitted"),
        (singel, "project_plan", "approved"),
    ):
        FilledForm.objects.create(
            practice=practice, region=practice.region, enrolment=Enrolment.objects.get(practice=practice), form=key,
            status=status, started_at=NOW, saved_at=NOW, submitted_at=NOW,
        )  # fmt: skip
    page = lead.get(f"{HOME}trechter/")
    assert page.context["rows"] == [
        ("Voornemen", 4, 1),
        ("Aangemeld", 3, 1),
        ("Plan ingestuurd", 2, 1),
        ("Plan akkoord", 2, 0),
        ("Uitgevoerd", 1, 1),
        ("Verantwoord", 1, 0),
    ]
    assert texts(page, "lead") == ["1 van de 5 praktijken is helemaal klaar."]
    assert texts(page, "funnel__number") == ["4", "3", "2", "2", "1", "1"]


def test_the_longest_bar_fills_the_picture_and_nothing_has_no_bar() -> None:
    drawn = funnel.picture([Step("Een", 1000, 0), Step("Twee", 1, 999), Step("Drie", 0, 1)])
    assert [(band.width, band.number_x) for band in drawn.bands] == [("440", "650"), ("2", "212"), ("0", "210")]
    assert (drawn.height, drawn.summary) == ("144", "Een 1000, Twee 1, Drie 0")


def test_a_region_without_practices_has_an_empty_funnel(lead: Client) -> None:
    page = lead.get(f"{HOME}trechter/")
    assert [row[1] for row in page.context["rows"]] == [0] * 6
