"""P15: the code at the door, what was attended, trainings elsewhere, certificates, and the KPI that fills itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import attendance, elsewhere, sessions
from groeiruimte.actions.facts import year_facts
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Attendance, Event, Evidence, Mail, Practice, Session, SignUp, User
from groeiruimte.records.models.training import SIGNED_UP
from groeiruimte.rules import kpi
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices

from .site import address, client_of, post, text, texts
from .trainings import TOPIC, make_session, make_team, make_training

pytestmark = pytest.mark.django_db

THE_DAY = date(2022, 4, 12)
AT_THE_DOOR = NOW + timedelta(days=7, hours=10)  # 12 April, 20:30 in Amsterdam
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def desk(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def session(desk: User, rijnmond: Rijnmond, settings: Settings) -> Session:
    """Open at the door, on its own day."""
    made = make_session(desk, make_training(desk, rijnmond.region))
    settings.TODAY = THE_DAY
    opened: Session = sessions.open_door(
        region=rijnmond.region, session=made, by=on_the_day(desk), at=AT_THE_DOOR, key=new_id()
    )
    return opened


def on_the_day(user: User) -> access.Actor:
    return access.actor(user, THE_DAY)


def come_in(client: Client, practice: Practice, code: str, *people: int) -> Any:
    return post(client, address(practice, "aanwezig/"), code=code, employees=people)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_puts_people_on_the_list_and_fills_the_kpi(
    manager: Client, linde: Practice, session: Session, rijnmond: Rijnmond
) -> None:
    """R067: one of the two trainings that are asked, whoever of the team was there."""
    anna, bo = make_team(linde, "Anna", "Bo")
    response = come_in(manager, linde, f"{session.code[:3]} {session.code[3:]}", anna.pk, bo.pk)
    page = manager.get(response.url)
    assert texts(page, "messages") == ["U bent er. Dit is bewaard: Beeldbellen."]
    assert texts(page, "tbody")[0].startswith(
        "BeeldbellenScholing, 12 april 2022 Annahuisarts Haal bewijs op Zorg op afstand U of uw"
    )
    programme, facts = year_facts(linde, rijnmond.year, THE_DAY)
    asked = next(each for each in programme.kpis if each.key == "a1")
    assert kpi.evaluate(asked, facts, period=programme.period, programme=programme).state == "nearly"
    assert {(one.title, one.employee) for one in facts.attendances} == {
        ("Beeldbellen", str(anna.pk)),
        ("Beeldbellen", str(bo.pk)),
    }


def test_the_first_page_asks_for_the_code_until_it_was_given(
    manager: Client, linde: Practice, session: Session
) -> None:
    anna = make_team(linde, "Anna")[0]
    SignUp.objects.create(session=session, practice=linde, region=linde.region, employee=anna, status=SIGNED_UP, at=NOW)
    asks = ["Nu doen U bent bij “Beeldbellen” Vul de code in: U bent bij “Beeldbellen”"]
    assert texts(manager.get(address(linde, "")), "next-task") == asks
    come_in(manager, linde, session.code, anna.pk)
    assert texts(manager.get(address(linde, "")), "next-task") != asks


def test_who_did_not_sign_up_may_come_in_too(manager: Client, linde: Practice, session: Session) -> None:
    anna = make_team(linde, "Anna")[0]
    come_in(manager, linde, session.code, anna.pk)
    assert (SignUp.objects.count(), Attendance.objects.get().how) == (0, "code")


def test_twice_is_once(manager: Client, linde: Practice, session: Session) -> None:
    anna = make_team(linde, "Anna")[0]
    for _ in range(2):
        assert come_in(manager, linde, session.code, anna.pk).status_code == 302
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Vul de 6 cijfers in die de trainer laat zien."),
        ("12345", "Een code heeft 6 cijfers. Kijk nog eens naar het scherm van de trainer."),
        ("wrong", "Deze code klopt niet of is verlopen. Vraag de trainer om de code."),
    ],
)
def test_a_code_that_is_not_right_says_so(
    manager: Client, linde: Practice, session: Session, typed: str, sentence: str
) -> None:
    anna = make_team(linde, "Anna")[0]
    page = come_in(manager, linde, wrong(session.code) if typed == "wrong" else typed, anna.pk)
    assert (page.status_code, sentence in text(page), Attendance.objects.count()) == (200, True, 0)


def test_nobody_chosen_says_so(manager: Client, linde: Practice, session: Session) -> None:
    make_team(linde, "Anna")
    assert "Kies wie er is." in text(come_in(manager, linde, session.code))


def test_after_ten_wrong_codes_the_right_one_waits_too(manager: Client, linde: Practice, session: Session) -> None:
    anna = make_team(linde, "Anna")[0]
    for _ in range(10):
        come_in(manager, linde, wrong(session.code), anna.pk)
    said = text(come_in(manager, linde, session.code, anna.pk))
    assert "U vulde te vaak een code in die niet klopt." in said
    assert Attendance.objects.count() == 0


def test_the_code_ends_an_hour_after_the_end(linde: Practice, session: Session) -> None:
    boss = on_the_day(make_person("practice_manager", practice=linde))
    anna, bo = make_team(linde, "Anna", "Bo")
    hour = timedelta(hours=1)
    given = {"practice": linde, "code": session.code, "by": boss}
    attendance.attend(**given, employees=[anna], at=session.end + hour, key=new_id())
    with pytest.raises(Refused, match="Deze code klopt niet of is verlopen"):
        attendance.attend(**given, employees=[bo], at=session.end + hour + timedelta(seconds=1), key=new_id())


def test_a_code_of_another_region_is_no_code(session: Session, rijnmond: Rijnmond) -> None:
    other = type(rijnmond.region).objects.create(key="elders", name="Elders")
    duin = Practice.objects.create(region=other, agb_code="01000009", name="Duin")
    boss = on_the_day(make_person("practice_manager", practice=duin))
    given = {"practice": duin, "employees": make_team(duin, "Do"), "by": boss, "at": AT_THE_DOOR}
    with pytest.raises(Refused, match="Deze code klopt niet of is verlopen"):
        attendance.attend(**given, code=session.code, key=new_id())


def test_people_of_another_practice_are_not_let_in(linde: Practice, session: Session, rijnmond: Rijnmond) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    boss = on_the_day(make_person("practice_manager", practice=linde))
    given = {"practice": linde, "employees": make_team(singel, "Kim"), "by": boss, "at": AT_THE_DOOR}
    with pytest.raises(Refused, match="Deze collega staat niet in uw team"):
        attendance.attend(**given, code=session.code, key=new_id())


def test_the_link_of_the_qr_code_fills_the_code_and_who_signed_up(
    manager: Client, linde: Practice, session: Session
) -> None:
    anna, _ = make_team(linde, "Anna", "Bo")
    SignUp.objects.create(
        session=session, practice=linde, region=linde.region, employee=anna, status="signed_up", at=NOW
    )
    response = manager.get(f"/aanwezig?code={session.code}")
    assert response.url == address(linde, f"aanwezig/?code={session.code}")
    form = manager.get(response.url).context["form"]
    assert (form["code"].value(), form["employees"].value()) == (session.code, [str(anna.pk)])


def test_the_link_asks_a_stranger_to_log_in_and_comes_back(client: Client, session: Session) -> None:
    response = client.get("/aanwezig?code=123456")
    assert response.url == "/account/inloggen/?next=/aanwezig%3Fcode%3D123456"


def test_who_works_in_two_practices_chooses_one(linde: Practice, session: Session, rijnmond: Rijnmond) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    user = make_person("practice_manager", practice=linde)
    user.memberships.create(
        role="practice_manager", status="active", practice=singel, region=singel.region, start=date(2019, 1, 1)
    )
    page = client_of(user).get("/aanwezig?code=123456")
    assert text(page) == "Voor welke praktijk bent u er? De Linde Singel"


def test_the_certificate_is_a_pdf_of_who_was_there(manager: Client, linde: Practice, session: Session) -> None:
    come_in(manager, linde, session.code, make_team(linde, "Anna")[0].pk)
    one = Attendance.objects.get()
    response = manager.get(address(linde, f"aanwezigheid/{one.pk}/bewijs.pdf"))
    assert (response.headers["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert one.certificate in response.headers["Content-Disposition"]
    assert Event.objects.filter(event="certificate.export").count() == 1
    one.removed_on = THE_DAY
    one.save()
    assert manager.get(address(linde, f"aanwezigheid/{one.pk}/bewijs.pdf")).status_code == 404


def test_closing_mails_a_link_to_the_certificate(
    manager: Client, linde: Practice, desk: User, session: Session
) -> None:
    person = make_person("practice_staff", practice=linde)
    come_in(manager, linde, session.code, make_team(linde, "Anna", user=person)[0].pk)
    sessions.close(region=linde.region, session=session, by=on_the_day(desk), at=AT_THE_DOOR, key=new_id())
    told = Mail.objects.get(kind="M10")
    assert (told.user, told.subject, told.calendar) == (person, "Uw bewijs van deelname", "")
    assert f"/praktijk/{linde.pk}/aanwezigheid/" in told.body


ELSEWHERE = {"title": "E-consult in de praktijk", "topics": [TOPIC], "day": "1-3-2022"}


def note(client: Client, practice: Practice, key: str = "", **given: Any) -> Any:
    return post(client, address(practice, "aanwezigheid/elders/"), key, **(ELSEWHERE | given))


def test_a_training_elsewhere_counts_with_its_proof(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    """R090: at the practice is preferred, and noted."""
    anna = make_team(linde, "Anna")[0]
    file = SimpleUploadedFile("bewijs.pdf", PDF)
    response = note(manager, linde, employees=[anna.pk], file=file, at_practice="on")
    said = texts(manager.get(response.url), "tbody")[0]
    assert said.startswith(
        "E-consult in de praktijkElders, op onze praktijk, 1 maart 2022 Annahuisarts "
        "Haal deze scholing wegBewijs van E-consult in de praktijk Zorg op afstand"
    )
    one = Attendance.objects.get()
    assert (one.how, one.at_practice, one.proof.file.name) == ("outside", True, "bewijs.pdf")
    _, facts = year_facts(linde, rijnmond.year, THE_DAY)
    assert [found.title for found in facts.attendances] == ["E-consult in de praktijk"]
    assert manager.get(address(linde, f"aanwezigheid/{one.pk}/bewijs.pdf")).status_code == 404


def test_a_proof_from_the_shelf_is_used_again(manager: Client, linde: Practice) -> None:
    anna, bo = make_team(linde, "Anna", "Bo")
    note(manager, linde, employees=[anna.pk], link="https://example.org/bewijs")
    lies = Evidence.objects.get()
    assert note(manager, linde, employees=[bo.pk], shelf=lies.pk).status_code == 302
    assert (Evidence.objects.count(), Attendance.objects.filter(proof=lies).count()) == (1, 2)


def test_the_same_form_twice_is_one_effect(manager: Client, linde: Practice) -> None:
    anna, key = make_team(linde, "Anna")[0], new_id()
    answers = {note(manager, linde, key, employees=[anna.pk], link="https://example.org/b").url for _ in range(2)}
    assert (answers, Attendance.objects.count()) == ({address(linde, "aanwezigheid/")}, 1)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Voeg het bewijs toe: een bestand, een link, of iets van uw plank."),
        ({"topics": []}, "Kies minstens één onderwerp."),
        ({"day": "1-3-2023", "link": "https://example.org/b"}, "Deze dag is nog niet geweest."),
        ({"link": "geen link"}, "Vul een link in die begint met https://."),
        ({"title": "999990019", "link": "https://example.org/b"}, "In uw tekst staat een nummer dat op een BSN lijkt."),
    ],
)
def test_what_is_missing_is_named(manager: Client, linde: Practice, given: dict[str, Any], sentence: str) -> None:
    anna = make_team(linde, "Anna")[0]
    page = note(manager, linde, employees=[anna.pk], **given)
    assert (page.status_code, sentence in text(page), Attendance.objects.count()) == (200, True, 0)


def test_a_file_of_the_wrong_kind_is_not_kept(manager: Client, linde: Practice) -> None:
    anna = make_team(linde, "Anna")[0]
    page = note(manager, linde, employees=[anna.pk], file=SimpleUploadedFile("bewijs.pdf", b"MZ program"))
    assert "Dit soort bestand bewaren wij niet." in text(page)
    assert (Attendance.objects.count(), Evidence.objects.count()) == (0, 0)


def test_a_mistake_is_crossed_out_with_its_reason(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    anna = make_team(linde, "Anna")[0]
    note(manager, linde, employees=[anna.pk], link="https://example.org/b")
    one = Attendance.objects.get()
    response = post(manager, address(linde, f"aanwezigheid/{one.pk}/weghalen/"), reason="Verkeerde dag")
    page = manager.get(response.url)
    assert "Anna: E-consult in de praktijk, 1 maart 2022. Reden: Verkeerde dag" in text(page)
    _, facts = year_facts(linde, rijnmond.year, THE_DAY)
    assert facts.attendances == ()


def test_what_the_trainer_noted_is_not_for_the_practice_to_cross_out(
    manager: Client, linde: Practice, session: Session
) -> None:
    come_in(manager, linde, session.code, make_team(linde, "Anna")[0].pk)
    one = Attendance.objects.get()
    assert manager.get(address(linde, f"aanwezigheid/{one.pk}/weghalen/")).status_code == 404
    boss = on_the_day(User.objects.get(memberships__role="practice_manager"))
    with pytest.raises(Refused, match="Deze aanwezigheid komt van de trainer"):
        elsewhere.strike(practice=linde, attendance=one, reason="nee", by=boss, at=AT_THE_DOOR, key=new_id())


def test_staff_do_not_note_trainings_elsewhere(linde: Practice) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    assert staff.get(address(linde, "aanwezigheid/elders/")).status_code == 404
    assert "Voeg een scholing van elders toe" not in text(staff.get(address(linde, "aanwezigheid/")))
