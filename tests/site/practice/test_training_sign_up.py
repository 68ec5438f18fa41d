"""P14: the catalogue, signing up, the last seat, the waiting list, mails with calendar files."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from groeiruimte.actions import sessions, sign_ups
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.sessions import SessionPlan
from groeiruimte.records import guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Event, Mail, Membership, Practice, Session, SignUp, User
from groeiruimte.records.models.membership import ENDED
from groeiruimte.records.models.training import CANCELLED, SIGNED_UP, WAITING
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts
from .trainings import make_session, make_team, make_training, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def session(desk: User, rijnmond: Rijnmond) -> Session:
    return make_session(desk, make_training(desk, rijnmond.region))


def states(session: Session) -> dict[str, str]:
    return {one.employee.name: one.status for one in SignUp.objects.filter(session=session)}


def sign_up(client: Client, practice: Practice, session: Session, *people: int) -> str:
    response = post(client, address(practice, f"scholing/{session.pk}/inschrijven/"), employees=people)
    if response.status_code == 302:
        response = client.get(response.url)
    return text(response)


def test_the_catalogue_says_what_counts_and_how_full_it_is(
    manager: Client, linde: Practice, desk: User, session: Session, rijnmond: Rijnmond
) -> None:
    make_session(desk, make_training(desk, rijnmond.region, title="LEAN", topics=("efficientere-praktijkvoering",)))
    said = texts(manager.get(address(linde, "scholing/")), "offer")
    assert said == [
        "Beeldbellen dinsdag 12 april 2022, 19:30 tot 23:30 uur Scholing · Rotterdam Telt mee voor uw KPI: "
        "U of uw medewerkers volgden ten minste twee scholingen over zorg op afstand Nog 2 plekken",
        "LEAN dinsdag 12 april 2022, 19:30 tot 23:30 uur Scholing · Rotterdam Nog 2 plekken",
    ]


def test_the_recommended_one_is_marked_and_stands_first(
    manager: Client, linde: Practice, desk: User, session: Session, rijnmond: Rijnmond
) -> None:
    """R080: highlighted, not asked."""
    later = make_training(desk, rijnmond.region, title="Organiseer je praktijk", recommended=True)
    make_session(desk, later, day=(6, 1))
    said = texts(manager.get(address(linde, "scholing/")), "offer")
    assert [("Aanbevolen" in each, each.split()[0]) for each in said] == [(True, "Organiseer"), (False, "Beeldbellen")]


def test_one_topic_can_be_kept_in_the_address(
    manager: Client, linde: Practice, desk: User, session: Session, rijnmond: Rijnmond
) -> None:
    make_session(desk, make_training(desk, rijnmond.region, title="LEAN", topics=("efficientere-praktijkvoering",)))
    page = manager.get(address(linde, "scholing/?onderwerp=efficientere-praktijkvoering"))
    assert [said.split()[0] for said in texts(page, "offer")] == ["LEAN"]
    assert texts(page, "tabs") == ["Alle onderwerpen Efficiëntere praktijkvoering Zorg op afstand"]


def test_a_practice_that_is_not_enrolled_may_look_and_join(desk: User, session: Session, rijnmond: Rijnmond) -> None:
    singel = make_practices(rijnmond, ["Singel"], enrolled=False)[0]
    owner = client_of(make_person("practice_owner", practice=singel))
    anna = make_team(singel, "Anna")[0]
    assert len(texts(owner.get(address(singel, "scholing/")), "offer")) == 1
    assert "Anna staat op de lijst." in sign_up(owner, singel, session, anna.pk)


def test_anybody_may_join_for_another_objective(
    manager: Client, linde: Practice, desk: User, rijnmond: Rijnmond
) -> None:
    """R149."""
    assert Enrolment.objects.get(practice=linde).objectives == ["A"]
    other = make_session(
        desk, make_training(desk, rijnmond.region, objectives=("C",), topics=("persoonsgericht-werken",))
    )
    anna = make_team(linde, "Anna")[0]
    assert "Anna staat op de lijst." in sign_up(manager, linde, other, anna.pk)
    assert states(other) == {"Anna": SIGNED_UP}


def test_what_is_not_published_or_called_off_is_not_shown(
    manager: Client, linde: Practice, desk: User, session: Session, rijnmond: Rijnmond
) -> None:
    training = session.training
    sessions.call_off(region=rijnmond.region, session=session, by=on(desk), at=NOW, key=new_id())
    assert texts(manager.get(address(linde, "scholing/")), "empty-state__title") == ["Er staat nu niets op de agenda"]
    training.published = False
    training.save()
    assert manager.get(address(linde, f"scholing/{session.pk}/")).status_code == 404


def test_who_finds_no_seat_waits_and_reads_the_place(
    manager: Client, linde: Practice, session: Session, rijnmond: Rijnmond
) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    other = client_of(make_person("practice_manager", practice=singel))
    theirs = make_team(singel, "Kim", "Lou", "Max")
    assert "Max staat op plaats 1 van de wachtlijst" in sign_up(other, singel, session, *(one.pk for one in theirs))
    mine = make_team(linde, "Anna", "Bo")
    said = sign_up(manager, linde, session, *(one.pk for one in mine))
    places = "Anna staat op plaats 2 van de wachtlijst. Bo staat op plaats 3 van de wachtlijst."
    assert f"Deze scholing is vol. {places}" in said
    assert "Kim" not in said
    assert states(session) == {"Kim": SIGNED_UP, "Lou": SIGNED_UP, "Max": WAITING, "Anna": WAITING, "Bo": WAITING}
    said = texts(manager.get(address(linde, "scholing/")), "offer")
    assert said[0].endswith("Anna: plaats 2 op de wachtlijst Bo: plaats 3 op de wachtlijst Vol, 3 mensen wachten")


def test_who_waits_longest_gets_the_seat_that_comes_free(
    manager: Client, linde: Practice, session: Session, rijnmond: Rijnmond
) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    boss = make_person("practice_manager", practice=singel)
    theirs = make_team(singel, "Kim", "Lou")
    mine = make_team(linde, "Anna", "Bo", user=make_person("practice_staff", practice=linde))
    key = {"by": on(boss), "at": NOW}
    sign_ups.sign_up(practice=singel, session=session, employees=theirs, key=new_id(), **key)
    sign_up(manager, linde, session, *(one.pk for one in mine))
    first = SignUp.objects.get(employee=theirs[0])
    sign_ups.sign_off(practice=singel, sign_up=first, key=new_id(), **key)
    assert states(session) == {"Kim": CANCELLED, "Lou": SIGNED_UP, "Anna": SIGNED_UP, "Bo": WAITING}
    told = Mail.objects.get(subject="Bevestiging: Beeldbellen", user=mine[0].user)
    assert ("Er is een plek vrij." in told.body, told.practice, told.kind) == (True, linde, "M9")
    assert f"UID:{session.pk}@groeiruimte" in told.calendar.replace("\r\n ", "")


def test_the_mails_hold_the_calendar_and_nothing_secret(manager: Client, linde: Practice, session: Session) -> None:
    anna = make_team(linde, "Anna", user=make_person("practice_staff", practice=linde, email="anna@example.org"))[0]
    sign_up(manager, linde, session, anna.pk)
    told = Mail.objects.get()
    assert (told.subject, told.user.email, told.why) == (
        "Bevestiging: Beeldbellen",
        "anna@example.org",
        "U bent ingeschreven voor een scholing.",
    )
    assert ("STATUS:CONFIRMED" in told.calendar, "SEQUENCE:0" in told.calendar) == (True, True)
    mine = SignUp.objects.get()
    post(manager, address(linde, f"scholing/{session.pk}/afmelden/{mine.pk}/"))
    off = Mail.objects.get(subject="Afgemeld: Beeldbellen")
    assert ("METHOD:CANCEL" in off.calendar, "STATUS:CANCELLED" in off.calendar) == (True, True)


def test_who_cancelled_can_sign_up_again(manager: Client, linde: Practice, session: Session) -> None:
    anna = make_team(linde, "Anna")[0]
    sign_up(manager, linde, session, anna.pk)
    mine = SignUp.objects.get()
    post(manager, address(linde, f"scholing/{session.pk}/afmelden/{mine.pk}/"))
    assert "Anna staat op de lijst." in sign_up(manager, linde, session, anna.pk)
    assert (states(session), SignUp.objects.count()) == ({"Anna": SIGNED_UP}, 1)


def test_staff_sign_up_themselves_and_nobody_else(linde: Practice, session: Session) -> None:
    person = make_person("practice_staff", practice=linde)
    anna, bo = make_team(linde, "Anna", "Bo", user=person)
    staff = client_of(person)
    page = staff.get(address(linde, f"scholing/{session.pk}/"))
    assert texts(page, "choice") == ["Anna, huisarts"]
    assert "U staat op de lijst." in sign_up(staff, linde, session, anna.pk)
    with pytest.raises(Refused, match="U kunt alleen uzelf inschrijven"):
        sign_ups.sign_up(practice=linde, session=session, employees=[bo], by=on(person), at=NOW, key=new_id())
    assert states(session) == {"Anna": SIGNED_UP}


def test_an_account_without_a_colleague_reads_what_to_do(linde: Practice, session: Session) -> None:
    make_team(linde, "Anna")
    page = client_of(make_person("practice_staff", practice=linde)).get(address(linde, f"scholing/{session.pk}/"))
    assert texts(page, "notice__title") == ["U kunt zichzelf nog niet inschrijven"]


@pytest.mark.parametrize(
    ("late", "sentence"),
    [(timedelta(days=30), "Deze scholing is voorbij. Kies een andere dag of een andere scholing.")],
)
def test_what_is_over_takes_nobody(linde: Practice, session: Session, late: timedelta, sentence: str) -> None:
    boss = make_person("practice_manager", practice=linde)
    anna = make_team(linde, "Anna")[0]
    with pytest.raises(Refused) as refused:
        sign_ups.sign_up(practice=linde, session=session, employees=[anna], by=on(boss), at=NOW + late, key=new_id())
    assert f"{refused.value.message} {refused.value.mend}" == sentence


def test_people_of_another_practice_cannot_be_signed_up(linde: Practice, session: Session, rijnmond: Rijnmond) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    kim = make_team(singel, "Kim")[0]
    boss = make_person("practice_manager", practice=linde)
    with pytest.raises(Refused, match="U kunt alleen uzelf inschrijven"):
        sign_ups.sign_up(practice=linde, session=session, employees=[kim], by=on(boss), at=NOW, key=new_id())
    response = post(client_of(boss), address(linde, f"scholing/{session.pk}/inschrijven/"), employees=[kim.pk])
    assert (response.status_code, states(session)) == (200, {})


def test_the_calendar_file_of_a_day(manager: Client, linde: Practice, session: Session) -> None:
    response = manager.get(address(linde, f"scholing/{session.pk}/agenda.ics"))
    assert (response.headers["Content-Type"], b"DTSTART;TZID=Europe/Amsterdam:20220412T193000" in response.content) == (
        "text/calendar; charset=utf-8",
        True,
    )


def test_looking_is_written_down(manager: Client, linde: Practice, session: Session) -> None:
    manager.get(address(linde, f"scholing/{session.pk}/"))
    assert Event.objects.filter(event="training.view", practice=linde).count() == 1


def test_the_catalogue_takes_as_many_queries_for_one_as_for_many(
    manager: Client, linde: Practice, desk: User, session: Session, rijnmond: Rijnmond
) -> None:
    anna = make_team(linde, "Anna")[0]
    sign_up(manager, linde, session, anna.pk)
    few = queries(manager, address(linde, "scholing/"))
    training = make_training(desk, rijnmond.region, title="LEAN")
    for day in range(1, 9):
        sign_up(manager, linde, make_session(desk, training, day=(5, day)), anna.pk)
    manager.get(address(linde, "scholing/"))
    assert queries(manager, address(linde, "scholing/")) == few


def test_a_change_is_mailed_with_a_newer_calendar_file(desk: User, linde: Practice, session: Session) -> None:
    boss = make_person("practice_manager", practice=linde)
    sign_ups.sign_up(
        practice=linde, session=session, employees=make_team(linde, "Anna"), by=on(boss), at=NOW, key=new_id()
    )
    plan = replace(SessionPlan.of(session), place="Online", online_link="https://example.org/kom")
    sessions.change(region=linde.region, session=session, version=1, plan=plan, by=on(desk), at=NOW, key=new_id())
    told = Mail.objects.get(subject="Gewijzigd: Beeldbellen")
    assert ("SEQUENCE:1" in told.calendar, "LOCATION:Online" in told.calendar, told.user) == (True, True, boss)


def test_calling_off_takes_it_out_of_the_calendar(desk: User, linde: Practice, session: Session) -> None:
    boss = make_person("practice_manager", practice=linde)
    people = make_team(linde, "Anna", "Bo", "Cas")
    sign_ups.sign_up(practice=linde, session=session, employees=people, by=on(boss), at=NOW, key=new_id())
    sessions.call_off(region=linde.region, session=session, by=on(desk), at=NOW, key=new_id())
    told = [mail.calendar for mail in Mail.objects.filter(subject="Gaat niet door: Beeldbellen")]
    assert sorted(("METHOD:CANCEL" in file, "SEQUENCE:1" in file) for file in told) == [
        (False, False),  # who waited had nothing in the calendar
        (True, True),
        (True, True),
    ]


def test_more_seats_go_to_who_waits(desk: User, linde: Practice, session: Session) -> None:
    boss = make_person("practice_manager", practice=linde)
    people = make_team(linde, "Anna", "Bo", "Cas")
    sign_ups.sign_up(practice=linde, session=session, employees=people, by=on(boss), at=NOW, key=new_id())
    plan = replace(SessionPlan.of(session), seats=3)
    sessions.change(region=linde.region, session=session, version=1, plan=plan, by=on(desk), at=NOW, key=new_id())
    assert states(session) == {"Anna": SIGNED_UP, "Bo": SIGNED_UP, "Cas": SIGNED_UP}
    assert Mail.objects.filter(subject="Gewijzigd: Beeldbellen").count() == 0


def test_seats_cannot_go_below_who_has_one(desk: User, linde: Practice, session: Session) -> None:
    boss = make_person("practice_manager", practice=linde)
    people = make_team(linde, "Anna", "Bo", "Cas")
    sign_ups.sign_up(practice=linde, session=session, employees=people, by=on(boss), at=NOW, key=new_id())
    plan = replace(SessionPlan.of(session), seats=1)
    with pytest.raises(Refused) as refused:
        sessions.change(region=linde.region, session=session, version=1, plan=plan, by=on(desk), at=NOW, key=new_id())
    assert (refused.value.message, refused.value.mend) == (
        "Er staan al 2 mensen op de lijst.",
        "Kies 2 plekken of meer.",
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_never_get_the_last_seat(linde: Practice, desk: User, rijnmond: Rijnmond) -> None:
    session = make_session(desk, make_training(desk, rijnmond.region), seats=1)
    practices = [linde, *make_practices(rijnmond, ["Singel", "Duin", "Meent"])]
    bosses = [on(make_person("practice_manager", practice=practice)) for practice in practices]
    people = [make_team(practice, f"Wie {practice.name}") for practice in practices]
    barrier = threading.Barrier(len(practices))

    def go(number: int) -> None:
        who = bosses[number]
        barrier.wait()
        with guard.scope_of(who):
            sign_ups.sign_up(
                practice=practices[number], session=session, employees=people[number], by=who, at=NOW, key=new_id()
            )
        connection.close()

    threads = [threading.Thread(target=go, args=(number,)) for number in range(len(practices))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(states(session).values()) == [SIGNED_UP, WAITING, WAITING, WAITING]


def test_who_left_hears_nothing_any_more(linde: Practice, desk: User, session: Session) -> None:
    """The mail about a change goes to who signed the person up, or to nobody."""
    anna, boss = make_person("practice_staff", practice=linde), make_person("practice_manager", practice=linde)
    people = make_team(linde, "Anna", user=anna)
    sign_ups.sign_up(practice=linde, session=session, employees=people, by=on(boss), at=NOW, key=new_id())
    Membership.objects.filter(user=anna).update(status=ENDED)
    sessions.call_off(region=linde.region, session=session, by=on(desk), at=NOW, key=new_id())
    assert [mail.user for mail in Mail.objects.filter(subject__startswith="Gaat niet door")] == [boss]
    other = make_session(desk, session.training, day=(5, 10))
    SignUp.objects.create(
        session=other, practice=linde, region=linde.region, employee=people[0], status=SIGNED_UP, by=anna, at=NOW
    )
    sessions.call_off(region=linde.region, session=other, by=on(desk), at=NOW, key=new_id())
    assert Mail.objects.filter(subject__startswith="Gaat niet door").count() == 1


def test_who_works_here_signs_up_with_one_button(linde: Practice, session: Session) -> None:
    person = make_person("practice_manager", practice=linde, email="anna@example.org")
    anna = make_team(linde, "Anna", user=person)[0]
    page = client_of(person).get(address(linde, "scholing/"))
    assert "Schrijf mij in" in text(page)
    sign_up(client_of(person), linde, session, anna.pk)
    assert "Schrijf mij in" not in text(client_of(person).get(address(linde, "scholing/")))
