"""Dubbele bekostiging: what the records of a region say about the same money twice (Z13; R038, R072, R092)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions.double_funding import found
from groeiruimte.records.models import (
    DocumentPart,
    Employee,
    Enrolment,
    ExtraHours,
    FilledForm,
    FormSubmission,
    Practice,
    RegionDocument,
    Standing,
    User,
)
from tests.site.practice.site import client_of, queries, text
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
HOME = "/regio/rijnmond/ondersteuning/dubbel/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    return make_practices(rijnmond, ["De Linde"])[0]


@pytest.fixture
def manager(linde: Practice) -> User:
    return make_person("practice_manager", practice=linde)


@pytest.fixture
def lead(rijnmond: Rijnmond) -> Client:
    return client_of(make_person("region_lead", region=rijnmond.region))


def book(practice: Practice, manager: User, function: str, *, stated: bool, removed: bool = False) -> None:
    ExtraHours.objects.create(
        enrolment=Enrolment.objects.get(practice=practice), practice=practice, region=practice.region, objective="B",
        employee=Employee.objects.create(practice=practice, region=practice.region, name="Vera", function=function),
        function=function, type="non_patient_time", minutes_a_week=240, start=date(2022, 3, 1),
        claimed_nowhere_else=stated, removed_on=TODAY if removed else None, booked_by=manager, booked_at=NOW,
    )  # fmt: skip


def account(practice: Practice, manager: User, number: int, **answers: object) -> None:
    same = {"practice": practice, "region": practice.region}
    form, _ = FilledForm.objects.get_or_create(
        enrolment=Enrolment.objects.get(practice=practice), form="accountability_a",
        defaults={"started_at": NOW, "saved_at": NOW, **same},
    )  # fmt: skip
    FormSubmission.objects.create(
        filled_form=form, number=number, receipt=f"R{number}", answers=answers, sha256="", submitted_by=manager,
        submitted_at=NOW, **same,
    )  # fmt: skip


def plan_says(rijnmond: Rijnmond, person: User, versions: list[dict[str, object] | None]) -> None:
    """An activity of the regional plan, version after version."""
    document = RegionDocument.objects.create(
        region_year=rijnmond.year, region=rijnmond.region, kind="regional_plan", started_at=NOW, saved_at=NOW
    )
    for number, content in enumerate(versions, 1):
        DocumentPart.objects.create(
            document=document, region=rijnmond.region, kind="activity", key="een", version=number,
            document_version=number, content=content, saved_by=person, saved_at=NOW,
        )  # fmt: skip


def test_hours_under_the_poh_s_regulation(rijnmond: Rijnmond, linde: Practice, manager: User) -> None:
    """R021, R077: what the practice stated covers it, what was struck out is gone."""
    book(linde, manager, "practice_nurse_somatic", stated=True)
    book(linde, manager, "nurse_specialist", stated=False)
    book(linde, manager, "nurse_specialist", stated=False, removed=True)
    assert [(each.streams, each.open) for each in found(rijnmond.year)] == [
        (("S3", "een andere declaratie"), True),
        (("S3", "POH-S"), False),
    ]


def test_a_pilot_that_was_recorded_after_enrolling(rijnmond: Rijnmond, linde: Practice) -> None:
    Standing.objects.create(practice=linde, region=linde.region, standing="kbz_pilot", start=date(2022, 2, 1))
    (only,) = found(rijnmond.year)
    assert (only.practice, only.streams, only.owner) == (linde.pk, ("S3", "pilot Krachtige Basiszorg"), "insurer")


def test_projects_of_the_last_account_and_of_the_plan(rijnmond: Rijnmond, linde: Practice, manager: User) -> None:
    """R038, R072: the newest version of each counts, and the plan covers a project that both name."""
    account(linde, manager, 1, projects=["ICT in de praktijk"])
    account(linde, manager, 2, projects=["Project OPEN"])
    assert [(each.streams, each.open) for each in found(rijnmond.year)] == [(("S3", "Project OPEN"), True)]
    activity = {"objective": "A", "title": "Inzage", "other_funding": ["a-project-open"]}
    plan_says(rijnmond, manager, [{**activity, "additional": ""}, {**activity, "additional": "Uitleg op locatie"}])
    assert [(each.name, each.streams, each.open) for each in found(rijnmond.year)] == [
        ("Regio", ("O&I", "Project OPEN"), False),
        ("De Linde", ("S3", "Project OPEN"), False),
    ]


def test_an_activity_that_was_taken_out_is_gone(rijnmond: Rijnmond, manager: User) -> None:
    plan_says(
        rijnmond, manager, [{"objective": "A", "title": "Inzage", "other_funding": ["OZO"], "additional": ""}, None]
    )
    assert found(rijnmond.year) == []


def test_all_seven_links_of_theme_c_are_known(rijnmond: Rijnmond, linde: Practice) -> None:
    """R092."""
    keys = ["wijkmanagement", "project-open", "persoonsgerichte-zorg", "chronische-zorg", "ict-in-de-praktijk"]
    chosen = [f"c-{key}" for key in (*keys, "krachtige-basiszorg", "acp")]
    Enrolment.objects.update(objectives=["C"], choices=chosen)
    assert len(found(rijnmond.year)) == 7


def test_the_page_and_the_sheet(lead: Client, rijnmond: Rijnmond, linde: Practice, manager: User) -> None:
    assert "Wij vonden geen dubbele bekostiging." in text(lead.get(HOME))
    book(linde, manager, "practice_nurse_somatic", stated=True)
    book(linde, manager, "nurse_specialist", stated=False)
    page = lead.get(HOME)
    assert [row[4].note for row in page.context["rows"]] == ["Open bij de praktijk", "Verklaard"]
    assert "Wij vonden 2 keer mogelijk dubbel geld." in text(page)
    assert "Vera" not in text(page)
    lines = lead.get(f"{HOME}dubbele-bekostiging.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Praktijk;Wat overlapt;Eerste geldstroom;Tweede geldstroom;Regel;Bron;Van wie;Verklaring"
    assert len(lines) == 3


def test_a_practice_does_not_see_it(linde: Practice) -> None:
    owner = client_of(make_person("practice_owner", practice=linde))
    assert [owner.get(url).status_code for url in (HOME, f"{HOME}dubbele-bekostiging.csv")] == [404, 404]


def test_as_many_queries_for_three_as_for_one(lead: Client, rijnmond: Rijnmond, linde: Practice, manager: User) -> None:
    book(linde, manager, "nurse_specialist", stated=False)
    few = queries(lead, HOME)
    for practice in make_practices(rijnmond, ["Duin", "Singel"]):
        book(practice, manager, "nurse_specialist", stated=False)
    assert queries(lead, HOME) == few
