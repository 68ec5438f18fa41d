"""P01: the one next step, the tasks, the amount."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.records.models import (
    Article,
    Attendance,
    Employee,
    Enrolment,
    FilledForm,
    Insurer,
    Intention,
    Practice,
    Region,
    RegionYear,
    Remark,
    Session,
    SignUp,
    Standing,
    Training,
    User,
)
from groeiruimte.records.models.training import SIGNED_UP
from tests.site.rijnmond import NOW, Rijnmond, edition, make_person, make_practices

from .site import address, client_of, delivered, good_list, handed_in, queries, texts

pytestmark = pytest.mark.django_db


def test_the_next_step_is_one_with_its_minutes_and_its_day(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(), "2022Q1")
    page = manager.get(address(linde))
    assert texts(page, "next-task__what") == [
        "Nu doen Lever de patiëntenlijst van kwartaal 2 van 2022 aan Uiterlijk donderdag 14 april 2022. "
        "Ongeveer 3 minuten. U hebt nodig: de export uit uw HIS."
    ]
    assert address(linde, "lijst/kwartaal/2022Q2/") in page.content.decode()


def test_a_checked_list_is_finished_first(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(), "2022Q1")
    patient_list = delivered(manager, linde, good_list())
    page = manager.get(address(linde))
    assert texts(page, "next-task")[0].startswith("Nu doen Stuur de aantallen van kwartaal 2 van 2022 in")
    assert f'href="{address(linde, f"lijst/{patient_list.pk}/")}"' in page.content.decode()
    assert texts(page, "status--in_progress") == ["Bezig: nog insturen"]


def test_tasks_stand_in_their_phase_with_at_most_five_states(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde))
    groups = texts(page, "task-list__group")
    assert groups == [
        "Voorbereiden Aanmelden voor Rijnmond 2022 Klaar Doelstelling: A Zorg op afstand Klaar",
        "Uitvoeren Patiëntenlijst kwartaal 1 van 2022 uiterlijk 14 januari 2022 Te laat "
        "Patiëntenlijst kwartaal 2 van 2022 uiterlijk 14 april 2022 Nog doen "
        "Patiëntenlijst kwartaal 3 van 2022 Kan vanaf 1 juli 2022 "
        "Patiëntenlijst kwartaal 4 van 2022 Kan vanaf 1 oktober 2022 "
        "Scholing 0 van 2 KPI's en bewijs 0 van 4 gehaald "
        "ICT-praktijkscan Uw regio biedt dit aan, 25 minuten Kijk na wie toegang heeft Nog doen",
        "Afronden Verantwoording insturen: zorg op afstand Kan vanaf 1 december 2022",
    ]


def trained(practice: Practice, number: int, *, done: bool = True) -> None:
    """Somebody went to so many trainings for KPI A1, or will go."""
    vera = Employee.objects.create(practice=practice, region=practice.region, name="Vera", function="gp")
    for each in range(number):
        training = Training.objects.create(region=practice.region, title="Bellen", topics=["zorg-op-afstand"])
        start = NOW + timedelta(days=each - 10 if done else each + 10)
        session = Session.objects.create(
            training=training,
            region=practice.region,
            start=start,
            end=start + timedelta(hours=2),
            place="Hier",
            seats=9,
        )
        SignUp.objects.create(
            session=session, practice=practice, region=practice.region, employee=vera, status=SIGNED_UP, at=NOW
        )
        if done:
            Attendance.objects.create(
                session=session, practice=practice, region=practice.region, employee=vera, title=training.title,
                topics=training.topics, day=start.date(), certificate=f"C{each}", noted_at=NOW,
            )  # fmt: skip


def test_trainings_come_when_nothing_has_a_day(manager: Client, linde: Practice) -> None:
    for quarter in ("2022Q1", "2022Q2"):
        handed_in(manager, linde, good_list(8), quarter)
    assert texts(manager.get(address(linde)), "next-task__what") == [
        "Nu doen Kies 2 scholingen voor uw KPI's Ongeveer 2 minuten."
    ]


def test_when_everything_is_done_it_says_what_comes(manager: Client, linde: Practice) -> None:
    for quarter in ("2022Q1", "2022Q2"):
        handed_in(manager, linde, good_list(8), quarter)
    trained(linde, 2)
    page = manager.get(address(linde))
    assert texts(page, "empty-state") == [
        "U bent helemaal bij. De volgende taak komt op 1 juli 2022: patiëntenlijst kwartaal 3 van 2022."
    ]
    assert texts(page, "money-line")[0].startswith(
        "Verwachte vergoeding 2022 Kwartaal 1 en 2 van 4. U declareert zelf bij de verzekeraar. € 12,64"
    )
    assert "Scholing 2 van 2 KPI's en bewijs 1 van 4 gehaald" in texts(page, "task-list__group")[1]


def test_who_signed_up_is_not_asked_again(manager: Client, linde: Practice) -> None:
    for quarter in ("2022Q1", "2022Q2"):
        handed_in(manager, linde, good_list(8), quarter)
    trained(linde, 2, done=False)
    page = manager.get(address(linde))
    assert texts(page, "empty-state")[0].startswith("U bent helemaal bij.")
    assert "Scholing 0 van 2" in texts(page, "task-list__group")[1]


def filled(practice: Practice, status: str, *, remarks: int = 0) -> None:
    """The accountability of a practice, with remarks of the region."""
    region, by = practice.region, User.objects.earliest("pk")
    form = FilledForm.objects.create(
        enrolment=Enrolment.objects.get(practice=practice), practice=practice, region=region, form="accountability_a",
        status=status, started_at=NOW, saved_at=NOW, submitted_at=NOW if remarks else None,
    )  # fmt: skip
    for number in range(remarks):
        Remark.objects.create(
            filled_form=form, practice=practice, region=region, question="a1", number=1, text=f"Vraag {number}?",
            by=by, at=NOW,
        )  # fmt: skip


def test_what_the_region_sent_back_comes_first(manager: Client, linde: Practice, settings: Settings) -> None:
    settings.TODAY = date(2022, 12, 5)
    filled(linde, "changes_requested", remarks=2)
    page = manager.get(address(linde))
    assert texts(page, "next-task__what") == [
        "Nu doen Uw regio stelde 2 vragen bij: verantwoording 2022: zorg op afstand"
    ]
    assert f'href="{address(linde, "formulier/accountability_a/")}"' in page.content.decode()
    assert "Terug van uw regio: 2 vragen" in texts(page, "status--in_progress")


def test_a_form_that_was_begun_goes_on(manager: Client, linde: Practice, settings: Settings) -> None:
    settings.TODAY = date(2022, 12, 5)
    for quarter in ("2022Q1", "2022Q2", "2022Q3", "2022Q4"):
        handed_in(manager, linde, good_list(8), quarter)
    filled(linde, "draft")
    page = manager.get(address(linde))
    assert texts(page, "next-task__what") == [
        "Nu doen Verantwoording insturen: zorg op afstand Uiterlijk zaterdag 31 december 2022."
    ]
    assert texts(page, "task-list__group")[2] == (
        "Afronden Verantwoording insturen: zorg op afstand uiterlijk 31 december 2022 Bezig"
    )


def test_a_programme_with_phases_uses_their_names(settings: Settings) -> None:
    region = Region.objects.create(key="utrecht", name="Huisartsen Utrecht Stad")
    year = RegionYear.objects.create(
        region=region, insurer=Insurer.objects.create(key="zilveren-kruis", name="Zilveren Kruis"),
        edition=edition("2022-utrecht"), programme="2022-utrecht", start=date(2022, 1, 1), end=date(2023, 12, 31),
    )  # fmt: skip
    (practice,) = make_practices(Rijnmond(region, year), ["De Wilg"])
    page = client_of(make_person("practice_manager", practice=practice)).get(address(practice))
    titles = [group.title for group in page.context["page"].groups]
    assert titles == ["Voorbereiden", "Plan van aanpak", "Uitvoering", "Evaluatie en borging", "Het hele jaar"]
    plan = page.context["page"].groups[1].tasks
    assert ("Plan van aanpak inleveren", "todo") in [(task.title, task.status) for task in plan]
    assert "Plan met mijlpalen" in [task.title for task in page.context["page"].groups[2].tasks]


def test_news_of_the_region_newest_first_and_three_at_most(
    manager: Client, linde: Practice, rijnmond: Rijnmond
) -> None:
    for number in range(1, 6):
        Article.objects.create(
            region=rijnmond.region, kind="news", title=f"Bericht {number}", day=date(2022, 3, number),
            published=number < 5,
        )  # fmt: skip
    (news,) = texts(manager.get(address(linde)), "news")
    assert news == ("Nieuws van uw regio Bericht 4 4 maart 2022 Bericht 3 3 maart 2022 Bericht 2 2 maart 2022")


def test_the_strip_marks_this_month_and_each_day(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde))
    assert texts(page, "is-now") == ["apr"]
    assert texts(page, "stop__label") == [
        "Aanmelden",
        "Lijst 1",
        "Lijst 2",
        "Lijst 3",
        "Lijst 4",
        "Verantwoording insturen",
    ]


def test_who_is_not_enrolled_can_do_that_now(rijnmond: Rijnmond, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    (practice,) = make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)
    page = client_of(make_person("practice_owner", practice=practice)).get(address(practice))
    assert texts(page, "next-task")[0].startswith(
        "Nu doen Meld uw praktijk aan voor Rijnmond 2022 Uiterlijk zaterdag 1 januari 2022. Ongeveer 4 minuten."
    )


def test_who_cannot_enrol_is_asked_to_mend_that_first(rijnmond: Rijnmond, settings: Settings) -> None:
    settings.TODAY = date(2021, 12, 15)
    (practice,) = make_practices(rijnmond, ["De Meidoorn"], enrolled=False)
    Standing.objects.create(practice=practice, region=rijnmond.region, standing="kbz_pilot", start=date(2020, 7, 1))
    page = client_of(make_person("practice_owner", practice=practice)).get(address(practice))
    assert texts(page, "next-task")[0].startswith("Nu doen Los op wat uw aanmelding voor Rijnmond 2022 tegenhoudt")


@pytest.mark.parametrize(
    ("on", "reads"),
    [
        (date(2021, 12, 15), "U doet niet mee. Dat liet u weten. Wilt u toch meedoen? Pas dan uw voornemen aan."),
        (date(2022, 4, 5), "U doet nog niet mee. Aanmelden kan nu niet."),
    ],
    ids=["in time", "too late"],
)
def test_who_said_no_can_still_change_that_in_time(
    rijnmond: Rijnmond, settings: Settings, on: date, reads: str
) -> None:
    settings.TODAY = on
    (practice,) = make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)
    owner = make_person("practice_owner", practice=practice)
    Intention.objects.create(
        practice=practice,
        region=rijnmond.region,
        region_year=rijnmond.year,
        answer="no",
        given_by=owner,
        given_at=NOW,
    )
    assert texts(client_of(owner).get(address(practice)), "empty-state")[0].startswith(reads)


def test_who_is_too_late_reads_that_it_is_for_next_year(rijnmond: Rijnmond) -> None:
    (practice,) = make_practices(rijnmond, ["De Vuurtoren"], enrolled=False)
    page = client_of(make_person("practice_owner", practice=practice)).get(address(practice))
    assert texts(page, "empty-state")[0].startswith(
        "U doet nog niet mee. Aanmelden kan nu niet. Uw regio zet het programma van volgend jaar klaar."
    )


def test_staff_sees_the_task_but_no_list_and_no_amount(linde: Practice) -> None:
    page = client_of(make_person("practice_staff", practice=linde)).get(address(linde))
    assert texts(page, "notice__title") == ["Lever de patiëntenlijst van kwartaal 1 van 2022 aan"]
    assert (texts(page, "money-line"), "/lijst/kwartaal/" in page.content.decode()) == ([], False)


def test_others_find_nothing_here(linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    assert [client_of(person).get(address(linde)).status_code for person in people] == [404, 404]


def test_a_link_in_a_mail_leads_to_the_page_after_logging_in(linde: Practice) -> None:
    answer = Client().get(address(linde))
    assert (answer.status_code, answer.url) == (302, f"/account/inloggen/?next={address(linde)}")


def test_one_and_three_lists_take_the_same_queries_and_little_time(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(8), "2022Q1")
    one = queries(manager, address(linde))
    handed_in(manager, linde, good_list(8), "2022Q2")
    handed_in(manager, linde, good_list(7), "2022Q2", reason="Verhuizingen")
    assert queries(manager, address(linde)) == one
    began = time.process_time()
    for _ in range(10):
        manager.get(address(linde))
    assert (time.process_time() - began) / 10 < 0.05
