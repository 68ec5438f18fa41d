"""R09: making trainings, planning days, the door, the list, and what a region promised."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import attendance, sessions, sign_ups
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Attendance, Event, Mail, Practice, Session, Training, User
from tests.site.practice.site import client_of, post, text, texts
from tests.site.practice.trainings import make_session, make_team, make_training, on
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db

THE_DAY = date(2022, 4, 12)
AT_THE_DOOR = NOW + timedelta(days=7, hours=10)
TYPED = {"title": "LEAN", "kind": "training", "topics": ["efficientere-praktijkvoering"], "objectives": ["D"]}
DAY = {"day": "12-4-2022", "start": "19:30", "end": "21.30", "place": "Rotterdam", "seats": "20"}


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
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def desk(lead: User) -> Client:
    return client_of(lead)


@pytest.fixture
def trainer(rijnmond: Rijnmond) -> User:
    return make_person("trainer", region=rijnmond.region)


@pytest.fixture
def training(lead: User, rijnmond: Rijnmond) -> Training:
    return make_training(lead, rijnmond.region)


@pytest.fixture
def session(lead: User, training: Training, trainer: User) -> Session:
    return make_session(lead, training, trainer=trainer)


def at(path: str) -> str:
    return f"/regio/rijnmond/scholing/{path}"


def who(user: User, day: date = THE_DAY) -> access.Actor:
    return access.actor(user, day)


def signed(session: Session, practice: Practice, *names: str) -> list[Any]:
    """People of a practice on the list of a session."""
    boss = User.objects.filter(email=f"boss.{practice.agb_code}@example.org").first() or make_person(
        "practice_manager", practice=practice, email=f"boss.{practice.agb_code}@example.org"
    )
    people = make_team(practice, *names)
    sign_ups.sign_up(practice=practice, session=session, employees=people, by=on(boss), at=NOW, key=new_id())
    return people


def opened(session: Session, by: User) -> Session:
    found: Session = sessions.open_door(
        region=session.region, session=session, by=who(by), at=AT_THE_DOOR, key=new_id()
    )
    return found


def test_an_empty_region_reads_what_to_do(desk: Client) -> None:
    assert texts(desk.get(at("")), "empty-state__title") == ["Maak uw eerste scholing"]


def test_make_plan_and_show(desk: Client, linde: Practice) -> None:
    response = post(desk, at("nieuw/"), **TYPED)
    made = Training.objects.get()
    assert (response.url, made.published, made.topics) == (at(f"{made.pk}/"), False, ["efficientere-praktijkvoering"])
    response = post(desk, at(f"{made.pk}/dag/"), **DAY)
    day = Session.objects.get()
    assert (response.url, day.seats, day.end - day.start) == (at(f"dag/{day.pk}/"), 20, timedelta(hours=2))
    post(desk, at(f"{made.pk}/tonen/"), tonen="ja")
    page = desk.get(at(f"{made.pk}/"))
    assert texts(page, "lead") == ["Praktijken zien deze scholing."]
    assert texts(page, "tbody") == ["LEAN dinsdag 12 april 2022, 19:30 tot 21:30 uur Rotterdam 0 van 20 Gepland"]


def test_a_copy_begins_with_the_text_of_an_earlier_one(desk: Client, training: Training) -> None:
    form = desk.get(at(f"nieuw/?van={training.pk}")).context["form"]
    assert (form["title"].value(), form["topics"].value()) == ("Beeldbellen", ["zorg-op-afstand"])
    assert desk.get(at("nieuw/?van=bbbbbbbbbbbbbbbbbbbb")).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "31-4-2022", "De dag 31-4-2022 bestaat niet. Vul een dag in die bestaat."),
        ("start", "half acht", "Vul een tijd in, bijvoorbeeld 19:30."),
        ("start", "25:00", "Vul een tijd in, bijvoorbeeld 19:30."),
        ("end", "18:00", "Het einde ligt voor het begin. Vul een latere tijd in."),
        ("seats", "0", "Vul een getal in van 1 tot en met 1.000."),
        ("online_link", "geen link", "Vul een link in die begint met https://."),
    ],
)
def test_a_day_that_cannot_be_says_so(desk: Client, training: Training, field: str, typed: str, sentence: str) -> None:
    page = post(desk, at(f"{training.pk}/dag/"), **(DAY | {field: typed}))
    assert (page.status_code, sentence in text(page), Session.objects.count()) == (200, True, 0)


def test_who_saves_a_text_second_sees_both(desk: Client, lead: User, training: Training) -> None:
    given = TYPED | {"version": 1}
    post(desk, at(f"{training.pk}/wijzigen/"), **(given | {"title": "Een"}))
    page = post(desk, at(f"{training.pk}/wijzigen/"), **(given | {"title": "Twee", "objectives": ["C", "D"]}))
    stale = page.context["stale"]
    assert (page.status_code, [(d.label, d.mine, d.theirs) for d in stale.fields]) == (
        409,
        [
            ("Titel", "Twee", "Een"),
            (
                "Doelstellingen",
                "C Meer persoonsgerichte zorg, D Efficiëntere bedrijfsvoering",
                "D Efficiëntere bedrijfsvoering",
            ),
        ],
    )
    sent = {difference.name: difference.sends[0] for difference in stale.fields}
    post(desk, at(f"{training.pk}/wijzigen/"), **(given | sent | {"version": stale.version}))
    training.refresh_from_db()
    assert (training.title, training.objectives, training.version) == ("Twee", ["C", "D"], 3)


def test_who_saves_a_day_second_sees_both(desk: Client, session: Session, trainer: User) -> None:
    given = DAY | {"version": 1, "trainer": trainer.pk}
    post(desk, at(f"dag/{session.pk}/wijzigen/"), **(given | {"trainer": ""}))
    page = post(desk, at(f"dag/{session.pk}/wijzigen/"), **(given | {"place": "Delft"}))
    stale = page.context["stale"]
    assert [(d.name, d.mine, d.theirs) for d in stale.fields] == [
        ("place", "Delft", "Rotterdam"),
        ("trainer", "Trainer", "niemand"),
    ]


def test_what_people_signed_up_for_cannot_be_hidden(desk: Client, session: Session, linde: Practice) -> None:
    signed(session, linde, "Anna")
    page = post(desk, at(f"{session.training_id}/tonen/"), tonen="nee")
    assert (page.status_code, "Er staan al mensen op de lijst." in text(page)) == (409, True)


def test_what_was_promised_and_is_not_planned_is_not_met(desk: Client, lead: User, rijnmond: Rijnmond) -> None:
    """R091: for objective C at least one training and one inspiration session."""
    make_session(lead, make_training(lead, rijnmond.region, objectives=("C",)))
    checks = [said for said in texts(desk.get(at("")), "tr") if "persoonsgerichte zorg C" in said]
    assert checks == [
        "Scholing over persoonsgerichte zorg C Meer persoonsgerichte zorg "
        "Op de agenda staat 1 scholing. Nodig: 1. Gehaald",
        "Inspiratiesessie over persoonsgerichte zorg C Meer persoonsgerichte zorg "
        "Op de agenda staan 0 inspiratiesessies. Nodig: 1. Plan er nog 1. Nog niet gehaald",
    ]


def test_the_door_shows_a_code_and_a_square(
    client: Client, settings: Settings, session: Session, trainer: User
) -> None:
    settings.TODAY = THE_DAY
    mine = client_of(trainer)
    assert "Open de deur" in text(mine.get(at(f"dag/{session.pk}/")))
    response = post(mine, at(f"dag/{session.pk}/deur/"))
    page = mine.get(response.url)
    session.refresh_from_db()
    assert re.fullmatch(r"[0-9]{6}", session.code)
    assert texts(page, "door__digits") == [f"{session.code[:3]} {session.code[3:]}"]
    assert f"/aanwezig?code={session.code}" in page.content.decode()


def test_the_door_opens_on_its_own_day(client: Client, session: Session, trainer: User) -> None:
    page = post(client_of(trainer), at(f"dag/{session.pk}/deur/"))
    assert "De deur gaat open op 12 april 2022." in text(page)


def test_opening_twice_keeps_the_code(session: Session, trainer: User) -> None:
    assert opened(session, trainer).code == opened(session, trainer).code


def test_a_trainer_sees_and_runs_only_the_own_days(
    session: Session, lead: User, training: Training, trainer: User, linde: Practice
) -> None:
    other = make_session(lead, training, day=(4, 13))
    signed(session, linde, "Anna")
    mine = client_of(trainer)
    page = mine.get(at(""))
    assert ("12 april" in text(page), "13 april" in text(page)) == (True, False)
    assert "Anna" in text(mine.get(at(f"dag/{session.pk}/")))
    for path in (
        f"dag/{other.pk}/",
        f"dag/{other.pk}/deur/",
        f"{training.pk}/",
        "nieuw/",
        f"dag/{session.pk}/wijzigen/",
    ):
        assert mine.get(at(path)).status_code == 404
    with pytest.raises(Refused, match="Deze scholing geeft u niet zelf"):
        opened(other, trainer)
    assert attendance.people_of(other, who(trainer)) == []


def test_somebody_of_another_region_runs_nothing(session: Session, rijnmond: Rijnmond) -> None:
    elsewhere = type(rijnmond.region).objects.create(key="elders", name="Elders")
    stranger = make_person("trainer", region=elsewhere)
    assert client_of(stranger).get(at(f"dag/{session.pk}/")).status_code == 404
    assert attendance.people_of(session, who(stranger)) == []


def test_the_list_is_corrected_with_a_reason(
    settings: Settings, session: Session, trainer: User, linde: Practice
) -> None:
    settings.TODAY = THE_DAY
    anna, bo = signed(session, linde, "Anna", "Bo")
    mine = client_of(trainer)
    assert "Schrijf waarom u de lijst aanpast." in text(
        post(mine, at(f"dag/{session.pk}/aanvullen/"), employees=[anna.pk])
    )
    post(mine, at(f"dag/{session.pk}/aanvullen/"), employees=[anna.pk, bo.pk], reason="Telefoon leeg")
    page = mine.get(at(f"dag/{session.pk}/"))
    assert texts(page, "people") == [
        "AnnaDe Linde · Telefoon leeg Haal weg Anna BoDe Linde · Telefoon leeg Haal weg Bo"
    ]
    one = Attendance.objects.get(employee=bo)
    post(mine, at(f"dag/{session.pk}/weghalen/{one.pk}/"), reason="Was er niet")
    one.refresh_from_db()
    assert (one.removed_on, one.note, one.how) == (THE_DAY, "Was er niet", "list")
    assert mine.get(at(f"dag/{session.pk}/weghalen/{one.pk}/")).status_code == 404


def test_the_desk_adds_somebody_of_a_practice_by_hand(
    settings: Settings, desk: Client, session: Session, linde: Practice
) -> None:
    settings.TODAY = THE_DAY
    cas = make_team(linde, "Cas")[0]
    page = desk.get(at(f"dag/{session.pk}/aanvullen/?praktijk={linde.pk}"))
    assert texts(page, "choice") == ["Cas, De Linde"]
    post(desk, at(f"dag/{session.pk}/aanvullen/"), employees=[cas.pk], reason="Kwam binnen", praktijk=linde.pk)
    assert [one.employee for one in Attendance.objects.all()] == [cas]


def test_a_trainer_does_not_look_into_the_team_of_a_practice(
    settings: Settings, session: Session, trainer: User, linde: Practice
) -> None:
    settings.TODAY = THE_DAY
    make_team(linde, "Cas")
    assert client_of(trainer).get(at(f"dag/{session.pk}/aanvullen/?praktijk={linde.pk}")).status_code == 404


def test_nobody_is_added_before_the_day(desk: Client, session: Session, linde: Practice) -> None:
    anna = signed(session, linde, "Anna")[0]
    page = post(desk, at(f"dag/{session.pk}/aanvullen/"), employees=[anna.pk], reason="Alvast")
    assert "Deze scholing is nog niet geweest." in text(page)


def test_closing_ends_the_code_and_mails_who_was_there(
    settings: Settings, session: Session, trainer: User, lead: User, linde: Practice
) -> None:
    anna, _ = signed(session, linde, "Anna", "Bo")
    given = {"region": session.region, "session": session, "at": AT_THE_DOOR}
    opened(session, trainer)
    attendance.add(**given, employees=[anna], reason="Zag ik", by=who(trainer), key=new_id())
    sessions.close(**given, by=who(trainer), key=new_id())
    session.refresh_from_db()
    assert (session.status, session.code) == ("closed", "")
    assert [mail.user.email for mail in Mail.objects.filter(kind="M10")] == [f"boss.{linde.agb_code}@example.org"]
    late = make_team(linde, "Cas")[0]
    attendance.add(**given, employees=[late], reason="Vergeten", by=who(lead), key=new_id())
    assert Mail.objects.filter(kind="M10").count() == 1  # nobody knows an address for who did not sign up


def test_a_list_is_not_closed_before_it_began(session: Session, trainer: User) -> None:
    with pytest.raises(Refused, match="Deze scholing is nog niet geweest"):
        sessions.close(region=session.region, session=session, by=who(trainer, TODAY), at=NOW, key=new_id())


def test_a_day_with_people_is_not_called_off(session: Session, trainer: User, lead: User, linde: Practice) -> None:
    anna = signed(session, linde, "Anna")[0]
    given = {"region": session.region, "session": session, "at": AT_THE_DOOR, "by": who(lead)}
    attendance.add(**given, employees=[anna], reason="Zag ik", key=new_id())
    with pytest.raises(Refused, match="Deze dag is al geweest"):
        sessions.call_off(**given, key=new_id())


def test_calling_off_asks_first(desk: Client, session: Session, linde: Practice) -> None:
    signed(session, linde, "Anna", "Bo", "Cas")
    page = desk.get(at(f"dag/{session.pk}/afzeggen/"))
    assert texts(page, "lead") == ["2 mensen staan op de lijst en 1 op de wachtlijst. Zij krijgen een mail."]
    post(desk, at(f"dag/{session.pk}/afzeggen/"))
    assert (Mail.objects.filter(subject__startswith="Gaat niet door").count(), session.sign_ups.count()) == (3, 3)


def test_the_list_to_sign_is_a_pdf(session: Session, trainer: User, linde: Practice) -> None:
    signed(session, linde, "Anna")
    response = client_of(trainer).get(at(f"dag/{session.pk}/tekenlijst.pdf"))
    assert (response.headers["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert Event.objects.filter(event="training.export").count() == 1


def test_participation_says_per_practice_what_was_offered_and_attended(
    settings: Settings, desk: Client, session: Session, lead: User, linde: Practice, rijnmond: Rijnmond
) -> None:
    """R032."""
    make_practices(rijnmond, ["Singel"])
    people = signed(session, linde, "Anna", "Bo")
    given = {"region": session.region, "session": session, "at": AT_THE_DOOR, "by": who(lead)}
    attendance.add(**given, employees=people, reason="Zag ik", key=new_id())
    settings.TODAY = date(2022, 5, 1)
    assert texts(desk.get(at("deelname/")), "tr")[1:] == [
        f"De Linde{linde.agb_code} 1 0 1",
        f"Singel{Practice.objects.get(name='Singel').agb_code} 0 0 1",
    ]
