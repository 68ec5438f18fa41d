"""Somebody's own calendar at a secret address: shown once, renewed, stopped."""

from __future__ import annotations

import hashlib
import re
from datetime import date

import pytest
from django.test import Client

from groeiruimte.actions import sessions, sign_ups
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import CalendarFeed, Membership, Practice, Session, User
from groeiruimte.records.models.membership import ACTIVE, ENDED
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices

from .site import address, client_of, post, text
from .trainings import make_session, make_team, make_training, on

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def session(desk: User, rijnmond: Rijnmond) -> Session:
    return make_session(desk, make_training(desk, rijnmond.region))


@pytest.fixture
def anna(linde: Practice) -> User:
    """Somebody on the staff with an account of her own."""
    user = make_person("practice_staff", practice=linde)
    make_team(linde, "Anna", user=user)
    return user


def made(client: Client, practice: Practice, key: str = "") -> str:
    """The path of the address, as the page shows it once."""
    page = post(client, address(practice, "scholing/agenda/"), key)
    return "/" + re.findall(r"https?://[^/]+/(agenda/[a-z]{32}\.ics)", page.content.decode())[0]


def test_it_holds_what_somebody_signed_up_for(
    client: Client, linde: Practice, session: Session, anna: User, desk: User
) -> None:
    sign_ups.sign_up(
        practice=linde, session=session, employees=list(linde.employees.all()), by=on(anna), at=NOW, key=new_id()
    )
    response = client.get(made(client_of(anna), linde))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    said = response.content.decode()
    assert (said.count("BEGIN:VEVENT"), "SUMMARY:Beeldbellen" in said, "STATUS:CONFIRMED" in said) == (1, True, True)
    assert "Anna" not in said
    sessions.call_off(region=linde.region, session=session, by=on(desk), at=NOW, key=new_id())
    assert "STATUS:CANCELLED" in client.get(made(client_of(anna), linde)).content.decode()


def test_who_waits_has_nothing_in_the_calendar(
    client: Client, linde: Practice, desk: User, anna: User, rijnmond: Rijnmond
) -> None:
    full = make_session(desk, make_training(desk, rijnmond.region), seats=1)
    boss = make_person("practice_manager", practice=linde)
    given = {"practice": linde, "session": full, "by": on(boss), "at": NOW}
    sign_ups.sign_up(**given, employees=make_team(linde, "Bo"), key=new_id())
    sign_ups.sign_up(**given, employees=list(anna.employments.all()), key=new_id())
    assert client.get(made(client_of(anna), linde)).content.decode().count("BEGIN:VEVENT") == 0


def test_a_trainer_finds_the_own_sessions(client: Client, linde: Practice, desk: User, rijnmond: Rijnmond) -> None:
    trainer = make_person("trainer", region=rijnmond.region)
    make_session(desk, make_training(desk, rijnmond.region), trainer=trainer)
    secret = "b" * 32
    CalendarFeed.objects.create(user=trainer, token_sha256=hashlib.sha256(secret.encode()).hexdigest(), made_at=NOW)
    assert client.get(f"/agenda/{secret}.ics").content.decode().count("BEGIN:VEVENT") == 1


def test_the_address_is_shown_once_and_not_kept(linde: Practice, anna: User) -> None:
    staff = client_of(anna)
    path = made(staff, linde)
    kept = CalendarFeed.objects.get()
    assert path.removeprefix("/agenda/").removesuffix(".ics") not in (kept.token_sha256,)
    page = staff.get(address(linde, "scholing/agenda/"))
    assert ("U maakte uw adres op 5 april 2022." in text(page), path in page.content.decode()) == (True, False)


def test_a_new_address_ends_the_old_one(client: Client, linde: Practice, anna: User) -> None:
    staff = client_of(anna)
    old, new = made(staff, linde), made(staff, linde)
    assert [client.get(path).status_code for path in (old, new)] == [404, 200]


def test_the_same_form_twice_is_the_same_address(linde: Practice, anna: User) -> None:
    staff, key = client_of(anna), new_id()
    assert made(staff, linde, key) == made(staff, linde, key)


def test_stopping_ends_it(client: Client, linde: Practice, anna: User) -> None:
    staff = client_of(anna)
    path = made(staff, linde)
    response = post(staff, address(linde, "scholing/agenda/stoppen/"))
    assert (response.status_code, client.get(path).status_code, CalendarFeed.objects.count()) == (302, 404, 0)


def test_an_unknown_secret_is_no_page_and_so_is_that_of_who_left(client: Client, linde: Practice, anna: User) -> None:
    path = made(client_of(anna), linde)
    anna.is_active = False
    anna.save()
    unknown = client.get(f"/agenda/{'z' * 32}.ics")
    assert [unknown.status_code, client.get(path).status_code] == [404, 404]


def test_stopping_access_ends_the_calendar_too(
    client: Client, owner: Client, linde: Practice, session: Session, anna: User
) -> None:
    """Who left the practice sees nothing of its trainings any more, also not in a calendar that was added before."""
    sign_ups.sign_up(
        practice=linde, session=session, employees=list(anna.employments.all()), by=on(anna), at=NOW, key=new_id()
    )
    path = made(client_of(anna), linde)
    mine = Membership.objects.get(user=anna)
    assert post(owner, address(linde, f"team/toegang/{mine.pk}/stoppen/")).status_code == 302
    assert client.get(path).status_code == 404


def test_who_stays_elsewhere_keeps_what_is_there(
    client: Client, linde: Practice, session: Session, anna: User, desk: User, rijnmond: Rijnmond
) -> None:
    singel = make_practices(rijnmond, ["Singel"])[0]
    make_team(singel, "Anna", user=anna)
    Membership.objects.create(
        user=anna, role="practice_staff", status=ACTIVE, practice=singel, region=rijnmond.region, start=date(2020, 1, 1)
    )
    other = make_session(desk, make_training(desk, rijnmond.region, title="Triage"))
    for practice, evening in ((linde, session), (singel, other)):
        people = list(practice.employees.filter(user=anna))
        sign_ups.sign_up(practice=practice, session=evening, employees=people, by=on(anna), at=NOW, key=new_id())
    path = made(client_of(anna), linde)
    assert client.get(path).content.decode().count("BEGIN:VEVENT") == 2
    Membership.objects.filter(user=anna, practice=linde).update(status=ENDED)
    said = client.get(path).content.decode()
    assert ("SUMMARY:Triage" in said, "SUMMARY:Beeldbellen" in said) == (True, False)


def test_a_trainer_who_left_finds_nothing(client: Client, desk: User, rijnmond: Rijnmond) -> None:
    trainer = make_person("trainer", region=rijnmond.region)
    make_session(desk, make_training(desk, rijnmond.region), trainer=trainer)
    secret = "b" * 32
    CalendarFeed.objects.create(user=trainer, token_sha256=hashlib.sha256(secret.encode()).hexdigest(), made_at=NOW)
    Membership.objects.filter(user=trainer).update(status=ENDED)
    assert client.get(f"/agenda/{secret}.ics").status_code == 404


def test_an_old_form_does_not_show_an_address_that_no_longer_works(linde: Practice, anna: User) -> None:
    staff, key = client_of(anna), new_id()
    made(staff, linde, key)
    made(staff, linde)
    again = post(staff, address(linde, "scholing/agenda/"), key)
    assert (again.status_code, "Dit formulier is al gebruikt." in text(again)) == (409, True)
    post(staff, address(linde, "scholing/agenda/stoppen/"))
    assert post(staff, address(linde, "scholing/agenda/"), key).status_code == 409
