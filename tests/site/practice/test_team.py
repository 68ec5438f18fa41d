"""P03: who has access, who works here, and stopping access at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from groeiruimte.actions import invitations, work
from groeiruimte.records import guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import AccessCheck, Employee, Event, Invitation, Membership, Practice, User
from groeiruimte.records.models.membership import ACTIVE, ENDED, INVITED
from groeiruimte.rules.free_text import BSN_SEEN
from tests.site.rijnmond import NOW, Rijnmond, make_person, make_practices

from .site import address, client_of, post, queries, text, texts

pytestmark = pytest.mark.django_db
TEAM = "team/"
EMPLOYEE = {"name": "Vera Duin", "function": "medical_assistant", "hours_a_week": "28,5", "user": "", "end": ""}


def membership_of(role: str) -> Membership:
    return Membership.objects.get(role=role, status=ACTIVE)


def stop(client: Client, practice: Practice, membership: Membership, key: str = "") -> Any:
    return post(client, address(practice, f"team/toegang/{membership.pk}/stoppen/"), key)


def invite(client: Client, practice: Practice, role: str = "practice_staff", key: str = "", **more: str) -> Any:
    fields = {"name": "Carla", "email": "carla@example.org", "role": role} | more
    return post(client, address(practice, "team/uitnodigen/"), key, **fields)


def test_people_with_their_role_and_when_they_were_here(owner: Client, manager: Client, linde: Practice) -> None:
    User.objects.filter(email__startswith="practice_manager").update(last_login=NOW)
    rows = texts(owner.get(address(linde, TEAM)), "tr")[1:3]
    assert rows[0].startswith("Practice owner (u) praktijkhouder Heeft toegang")
    assert rows[1] == ("Practice manager praktijkmanager Heeft toegang 5 april 2022 Stop toegang van Practice manager")


def test_logging_in_is_seen_on_the_clock_of_the_product(linde: Practice) -> None:
    user = make_person("practice_manager", practice=linde)
    client = Client()
    client.post("/account/inloggen/", {"login": user.email, "password": "a-long-test-password"})
    user.refresh_from_db()
    assert user.last_login is not None
    assert user.last_login.date() == date(2022, 4, 5)


def test_who_is_alone_is_asked_to_invite(owner: Client, linde: Practice) -> None:
    assert "U bent nog alleen. Nodig een collega uit." in text(owner.get(address(linde, TEAM)))


def test_inviting_mails_the_link_and_the_link_works(owner: Client, linde: Practice) -> None:
    key = new_id()
    done = [invite(owner, linde, key=key).url for _ in range(2)]
    assert (done, Invitation.objects.count()) == ([address(linde, TEAM)] * 2, 1)
    assert "Carla medewerker Uitgenodigd tot en met 19 april 2022" in texts(owner.get(address(linde, TEAM)), "tr")[2]
    with guard.everything():
        while work.run_one(NOW + timedelta(minutes=1)):
            pass
    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["carla@example.org"], "U hebt toegang tot TBHZ: maak uw account af",
    )  # fmt: skip
    assert f"/uitnodiging/{invitations.secret_of(key)}\n" in message.body
    assert Client().get(f"/uitnodiging/{invitations.secret_of(key)}").status_code == 200


def test_a_name_is_one_line_of_the_mail(owner: Client, linde: Practice) -> None:
    """Who invites cannot write a text of their own in our mail to a stranger."""
    invite(owner, linde, name="Carla\r\n\r\nUw rekening staat klaar")
    with guard.everything():
        while work.run_one(NOW + timedelta(minutes=1)):
            pass
    assert mail.outbox[0].body.startswith("Beste Carla Uw rekening staat klaar,\n\n")


def test_nobody_gives_more_than_the_own_role(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "team/uitnodigen/"))
    assert texts(page, "choice") == [
        "Medewerker: ziet het jaar, meldt zich aan voor scholing en stelt vragen",
        "Praktijkmanager: doet alles, behalve tekenen namens de praktijk",
    ]
    assert (invite(manager, linde, "practice_owner").status_code, Invitation.objects.count()) == (200, 0)


def test_what_misses_in_an_invitation_is_told(owner: Client, linde: Practice) -> None:
    page = invite(owner, linde, "", name="", email="carla")
    assert texts(page, "field__errors") == [
        "Fout: Vul “Naam” in.",
        "Fout: Vul een e-mailadres in, bijvoorbeeld naam@praktijk.nl.",
        "Fout: Kies een rol.",
    ]


def test_access_stops_at_once_on_every_device(owner: Client, manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde)).status_code == 200
    page = owner.get(address(linde, f"team/toegang/{membership_of('practice_manager').pk}/stoppen/"))
    assert texts(page, "h1") == ["Toegang van Practice manager stoppen"]
    found, key = membership_of("practice_manager"), new_id()
    assert [stop(owner, linde, found, key).status_code for _ in range(2)] == [302, 302]
    found.refresh_from_db()
    assert (found.status, found.end) == (ENDED, date(2022, 4, 5))
    again = manager.get(address(linde))
    assert (again.status_code, again.url) == (302, f"/account/inloggen/?next={address(linde)}")
    assert owner.get(address(linde)).status_code == 200
    event = Event.objects.get(event="access.stop")
    assert (event.action, event.detail) == ("D", {"role": "practice_manager", "sessions": 1})


def test_there_is_always_one_owner(owner: Client, linde: Practice) -> None:
    page = stop(owner, linde, membership_of("practice_owner"))
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat Er moet altijd 1 praktijkhouder zijn. "
        "Nodig eerst een andere praktijkhouder uit."
    ]
    assert membership_of("practice_owner").end is None


def test_an_owner_who_leaves_is_logged_out(owner: Client, linde: Practice) -> None:
    mine = membership_of("practice_owner")
    make_person("practice_owner", practice=linde, email="tweede@example.org")
    response = stop(owner, linde, mine)
    assert (response.status_code, response.url) == (302, "/")
    assert owner.get(address(linde)).status_code == 302


def test_an_owner_who_is_no_longer_active_does_not_count(owner: Client, linde: Practice) -> None:
    mine = membership_of("practice_owner")
    second = make_person("practice_owner", practice=linde, email="tweede@example.org")
    User.objects.filter(pk=second.pk).update(is_active=False)
    assert stop(owner, linde, mine).status_code == 200


def test_a_manager_does_not_stop_an_owner(owner: Client, manager: Client, linde: Practice) -> None:
    assert "Stop toegang" not in texts(manager.get(address(linde, TEAM)), "tr")[1]
    make_person("practice_owner", practice=linde, email="tweede@example.org")
    first = Membership.objects.filter(role="practice_owner").earliest("pk")
    assert texts(stop(manager, linde, first), "error-summary")[0].endswith(
        "Deze toegang mag u niet stoppen. Vraag de praktijkhouder of uw regio."
    )


def test_an_invitation_that_is_stopped_cannot_be_taken_up(owner: Client, linde: Practice) -> None:
    key = new_id()
    invite(owner, linde, key=key)
    stop(owner, linde, Membership.objects.get(status=INVITED))
    assert invitations.find(invitations.secret_of(key), NOW + timedelta(hours=1)) is None
    assert "Carla" not in texts(owner.get(address(linde, TEAM)), "tbody")[0]


def test_access_of_another_practice_is_not_there(owner: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    make_person("practice_staff", practice=other)
    assert stop(owner, linde, membership_of("practice_staff")).status_code == 404


def test_access_is_checked_once_a_quarter(owner: Client, linde: Practice) -> None:
    assert "Kijk na wie toegang heeft Nog doen" in texts(owner.get(address(linde)), "task-list__group")[1]
    for _ in range(2):
        post(owner, address(linde, "team/nagekeken/"))
    assert (AccessCheck.objects.get().quarter, AccessCheck.objects.get().by.name) == ("2022Q2", "Practice owner")
    assert "Nagekeken Practice owner keek dit na op 5 april 2022." in text(owner.get(address(linde, TEAM)))
    assert "Kijk na wie toegang heeft Klaar" in texts(owner.get(address(linde)), "task-list__group")[1]


def test_an_employee_is_added_and_leaves(manager: Client, linde: Practice) -> None:
    assert post(manager, address(linde, "team/medewerkers/nieuw/"), **EMPLOYEE).url == address(linde, TEAM)
    vera = Employee.objects.get()
    assert (vera.function, str(vera.hours_a_week), vera.start) == ("medical_assistant", "28.5", date(2022, 4, 5))
    path = address(linde, f"team/medewerkers/{vera.pk}/")
    assert post(manager, path, **(EMPLOYEE | {"end": "30-4-2022", "version": "1"})).status_code == 302
    vera.refresh_from_db()
    assert (vera.end, vera.version) == (date(2022, 4, 30), 2)
    assert texts(manager.get(address(linde, TEAM)), "tbody")[1] == (
        "Vera Duin doktersassistent 28,5 tot en met 30 april 2022"
    )


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Vul “Naam” in."),
        ("function", "", "Kies een functie."),
        ("hours_a_week", "veel", "Vul een getal in tot en met 60, bijvoorbeeld 28,5."),
        ("hours_a_week", "99", "Vul een getal in tot en met 60, bijvoorbeeld 28,5."),
        ("name", "Vera 999990019", BSN_SEEN),
    ],
)
def test_what_cannot_be_right_is_told(manager: Client, linde: Practice, field: str, typed: str, sentence: str) -> None:
    page = post(manager, address(linde, "team/medewerkers/nieuw/"), **(EMPLOYEE | {field: typed}))
    assert (texts(page, "field__errors"), Employee.objects.count()) == ([f"Fout: {sentence}"], 0)


def test_an_account_of_somebody_else_cannot_be_linked(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    stranger = make_person("practice_staff", practice=other)
    mine = make_person("practice_staff", practice=linde)
    path = address(linde, "team/medewerkers/nieuw/")
    assert post(manager, path, **(EMPLOYEE | {"user": str(stranger.pk)})).status_code == 200
    assert post(manager, path, **(EMPLOYEE | {"user": str(mine.pk)})).status_code == 302
    assert Employee.objects.get().user == mine


def test_a_last_day_before_the_first_is_refused(manager: Client, linde: Practice) -> None:
    post(manager, address(linde, "team/medewerkers/nieuw/"), **EMPLOYEE)
    path = address(linde, f"team/medewerkers/{Employee.objects.get().pk}/")
    page = post(manager, path, **(EMPLOYEE | {"end": "4-4-2022", "version": "1"}))
    assert texts(page, "error-summary") == [
        "Verbeter dit voordat u verdergaat De laatste werkdag ligt voor de eerste. Vul een dag in vanaf 5 april 2022."
    ]


def test_who_comes_second_sees_both_texts(manager: Client, owner: Client, linde: Practice) -> None:
    post(manager, address(linde, "team/medewerkers/nieuw/"), **EMPLOYEE)
    path = address(linde, f"team/medewerkers/{Employee.objects.get().pk}/")
    post(owner, path, **(EMPLOYEE | {"hours_a_week": "20", "version": "1"}))
    page = post(manager, path, **(EMPLOYEE | {"hours_a_week": "24", "version": "1"}))
    (difference,) = page.context["stale"].fields
    assert (page.status_code, difference.mine, difference.theirs) == (409, "24", "20")
    again = EMPLOYEE | {"hours_a_week": difference.sends[0], "version": str(page.context["stale"].version)}
    assert (post(manager, path, **again).status_code, str(Employee.objects.get().hours_a_week)) == (302, "24.0")


def test_staff_sees_the_team_and_changes_nothing(linde: Practice) -> None:
    staff = client_of(make_person("practice_staff", practice=linde))
    page = staff.get(address(linde, TEAM))
    assert (page.status_code, texts(page, "button")) == (200, ["Log uit"])
    for path in ("team/uitnodigen/", "team/medewerkers/nieuw/"):
        assert staff.get(address(linde, path)).status_code == 404
    assert post(staff, address(linde, "team/nagekeken/")).status_code == 404


def test_others_find_nothing_here(linde: Practice, rijnmond: Rijnmond) -> None:
    (other,) = make_practices(rijnmond, ["De Sluis"])
    people = [make_person("practice_owner", practice=other), make_person("region_lead", region=rijnmond.region)]
    paths = (TEAM, "team/uitnodigen/", "team/medewerkers/nieuw/")
    assert {client_of(who).get(address(linde, path)).status_code for who in people for path in paths} == {404}


def test_looking_is_written_down(manager: Client, linde: Practice) -> None:
    manager.get(address(linde, TEAM))
    seen = Event.objects.get(event="team.view")
    assert (seen.action, seen.role, seen.practice) == ("R", "practice_manager", linde)


def test_one_and_three_people_take_the_same_queries(owner: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    def join(number: int) -> None:
        user = make_person("practice_staff", practice=linde, email=f"{number}@example.org")
        Employee.objects.create(practice=linde, region=rijnmond.region, name="Een", function="gp", user=user)

    join(1)
    one = queries(owner, address(linde, TEAM))
    join(2)
    join(3)
    assert queries(owner, address(linde, TEAM)) == one
