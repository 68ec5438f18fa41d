"""A01: finding organisations and people, inviting, periods, stopping, sessions, and the quarterly check."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from groeiruimte.actions import invitations, memberships, organisations, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import AccessCheck, Event, Insurer, Invitation, Membership, Region, Standing, User
from groeiruimte.records.models.membership import ACTIVE, ENDED, INVITED
from tests.site.practice.site import texts
from tests.site.rijnmond import NOW, TODAY, make_person

from .conftest import Office, send

pytestmark = pytest.mark.django_db
HOME = "/beheer/organisaties/"
REGION = f"{HOME}regio/rijnmond/"
WALL_2 = connection.vendor == "postgresql"


def sentence(client: Client, path: str, **given: str) -> str:
    """What a form says when it is refused."""
    answer = send(client, path, **given)
    assert answer.status_code == 200
    return " ".join(texts(answer, "error-summary"))


def test_after_log_in_each_comes_to_the_own_page(office: Office) -> None:
    found = {who: office.browser(who).get("/").headers["Location"] for who in ("admin", "log_manager")}
    assert found == {"admin": HOME, "log_manager": "/beheer/logboek/"}


def test_searching_finds_practices_and_people_by_name(office: Office) -> None:
    page = office.browser("admin").get(HOME, {"zoek": "linde"})
    assert [row[0].value for row in page.context["practices"]] == ["De Linde"]
    page = office.browser("admin").get(HOME, {"zoek": "owner"})
    assert [row[0].value for row in page.context["people"]] == ["Practice owner"]


def test_one_letter_is_no_search(office: Office) -> None:
    page = office.browser("admin").get(HOME, {"zoek": "o"})
    assert (page.context["people"], page.context["practices"]) == ([], [])


@pytest.mark.parametrize("who", ["log_manager", "owner", "lead", "director"])
def test_for_everybody_else_it_is_not_there(office: Office, who: str) -> None:
    client = office.browser(who)
    paths = (HOME, REGION, f"/beheer/mensen/{office.owner.pk}/", f"/beheer/toegang/{office.membership('owner').pk}/")
    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_an_organisation_shows_who_works_there_and_not_who_works_elsewhere(office: Office) -> None:
    rows = office.browser("admin").get(REGION).context["rows"]
    assert [(row.name, row.role, row.status_text) for row in rows] == [
        ("Region director", "directeur van de regio", "Heeft toegang"),
        ("Region lead", "projectleider van de regio", "Heeft toegang"),
    ]


@pytest.mark.parametrize(
    ("place", "role", "where"),
    [
        ("regio/rijnmond", "region_director", ("", "rijnmond", None)),
        ("verzekeraar/zilveren-kruis", "purchase_approver", ("", None, "zilveren-kruis")),
        ("beheer/groeiruimte", "log_manager", ("", None, None)),
    ],
)
def test_inviting_to_every_kind_of_place(
    office: Office, place: str, role: str, where: tuple[str, str | None, str | None]
) -> None:
    answer = send(
        office.browser("admin"), f"{HOME}{place}/uitnodigen/", name="Carla", email="carla@example.org", role=role
    )
    assert answer.status_code == 302
    made = Membership.objects.get(status=INVITED)
    assert (made.role, (made.practice_id or "", made.region_id, made.insurer_id)) == (role, where)


def test_the_owner_of_a_practice_is_invited_and_the_link_names_the_place(office: Office) -> None:
    key, path = new_id(), f"{HOME}praktijk/{office.linde.pk}/uitnodigen/"
    given = {"name": "Carla", "email": "carla@example.org", "role": "practice_owner"}
    assert send(office.browser("admin"), path, key=key, **given).status_code == 302
    with guard.everything():
        while work.run_one(NOW + timedelta(minutes=1)):
            pass
    (message,) = mail.outbox
    assert "Functional admin nodigt u uit bij De Linde." in message.body
    page = Client().get(f"/uitnodiging/{invitations.secret_of(key)}")
    assert "praktijkhouder bij De Linde" in page.content.decode()


def test_a_role_of_another_kind_of_place_cannot_be_given(office: Office) -> None:
    with pytest.raises(Refused, match="Deze rol hoort niet bij deze organisatie"):
        invitations.invite(
            role="purchaser",
            name="Carla",
            email="carla@example.org",
            practice=None,
            region=office.rijnmond.region,
            by=office.actor(office.admin),
            at=NOW,
            key=new_id(),
        )


def test_nobody_gives_a_role_to_oneself(office: Office) -> None:
    path = f"{REGION}uitnodigen/"
    found = sentence(office.browser("admin"), path, name="Ik", email=office.admin.email.upper(), role="region_director")
    assert "U kunt uzelf geen rol geven." in found
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize("waits", [False, True])
def test_who_manages_does_not_look_after_the_log(office: Office, waits: bool) -> None:
    path, email = f"{HOME}beheer/groeiruimte/uitnodigen/", office.log_manager.email
    if waits:
        email = "carla@example.org"
        send(office.browser("admin"), path, name="Carla", email=email, role="log_manager")
    found = sentence(office.browser("admin"), path, name="Carla", email=email, role="functional_admin")
    assert "Wie beheert, kijkt het logboek niet na." in found


def test_stopping_ends_the_role_and_every_session(office: Office) -> None:
    lead, found = office.browser("lead"), office.membership("lead")
    assert send(office.browser("admin"), f"/beheer/toegang/{found.pk}/stoppen/").headers["Location"] == REGION
    found.refresh_from_db()
    assert (found.status, found.end) == (ENDED, TODAY)
    assert lead.get("/regio/rijnmond/lijsten/").headers["Location"].startswith("/account/inloggen/")
    event = Event.objects.get(event="membership.stop")
    assert (event.action, event.detail, event.region_id) == ("D", {"role": "region_lead", "sessions": 1}, "rijnmond")


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("owner", "Deze persoon is de enige ondertekenaar. Nodig eerst iemand anders met deze rol uit."),
        ("director", "Deze persoon is de enige ondertekenaar. Nodig eerst iemand anders met deze rol uit."),
        ("admin", "Deze persoon is de enige functioneel beheerder. Nodig eerst een andere beheerder uit."),
    ],
)
def test_the_last_signer_stays(office: Office, who: str, says: str) -> None:
    found = office.membership(who)
    assert says in sentence(office.browser("admin"), f"/beheer/toegang/{found.pk}/stoppen/")
    found.refresh_from_db()
    assert (found.status, found.end) == (ACTIVE, None)


def test_with_another_signer_the_first_may_go(office: Office) -> None:
    make_person("region_director", region=office.rijnmond.region, email="tweede@example.org")
    path = f"/beheer/toegang/{office.membership('director').pk}/stoppen/"
    assert send(office.browser("admin"), path).status_code == 302


def change(client: Client, found: Membership, start: str, end: str, was: str = "") -> str:
    path = f"/beheer/toegang/{found.pk}/"
    answer = send(client, path, start=start, end=end, was=was or memberships.period_of(found))
    return "" if answer.status_code == 302 else " ".join(texts(answer, "error-summary"))


def test_a_period_is_changed_and_who_has_no_rights_today_is_logged_out(office: Office) -> None:
    lead, found = office.browser("lead"), office.membership("lead")
    assert change(office.browser("admin"), found, "1-1-2020", "31-12-2022") == ""
    found.refresh_from_db()
    assert (found.start, found.end) == (date(2020, 1, 1), date(2022, 12, 31))
    assert lead.get("/regio/rijnmond/lijsten/").status_code == 200
    assert change(office.browser("admin"), found, "1-1-2020", "4-4-2022") == ""
    assert lead.get("/regio/rijnmond/lijsten/").status_code == 302
    assert Event.objects.filter(event="membership.period").last().detail == {  # type: ignore[union-attr]
        "role": "region_lead",
        "was": "2020-01-01/2022-12-31",
        "is": "2020-01-01/2022-04-04",
        "sessions": 1,
    }


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("1-1-2020", "31-12-2019", "De laatste dag ligt voor de eerste."),
        ("1-1-2020", "31-12-2022", "Deze persoon is de enige ondertekenaar."),
        ("6-4-2022", "", "Deze persoon is de enige ondertekenaar."),
    ],
)
def test_a_period_that_cannot_be(office: Office, start: str, end: str, says: str) -> None:
    assert says in change(office.browser("admin"), office.membership("director"), start, end)
    assert memberships.period_of(office.membership("director")) == "2019-01-01/"


def test_a_period_that_somebody_else_changed_is_shown_first(office: Office) -> None:
    found = office.membership("lead")
    says = change(office.browser("admin"), found, "1-1-2020", "", was="2018-01-01/")
    assert "Iemand anders wijzigde deze periode." in says


def test_sessions_are_shown_and_ended(office: Office) -> None:
    lead, admin = office.browser("lead"), office.browser("admin")
    lead.get("/regio/rijnmond/lijsten/")
    path = f"/beheer/mensen/{office.lead.pk}/"
    assert len(admin.get(path).context["devices"]) == 1
    assert send(admin, f"{path}uitloggen/").status_code == 302
    assert admin.get(path).context["devices"] == []
    assert lead.get("/regio/rijnmond/lijsten/").status_code == 302


@pytest.mark.parametrize("place", ["verzekeraar/zilveren-kruis", "beheer/groeiruimte"])
def test_access_is_checked_once_a_quarter(office: Office, place: str) -> None:
    path = f"{HOME}{place}/nagekeken/"
    assert send(office.browser("admin"), path).status_code == 302
    again = send(office.browser("admin"), path)
    assert (again.status_code, AccessCheck.objects.count()) == (409, 1)
    assert office.browser("admin").get(f"{HOME}{place}/").context["check"].quarter == "2022Q2"


def test_a_region_checks_itself(office: Office) -> None:
    assert send(office.browser("admin"), f"{REGION}nagekeken/").status_code == 404
    assert send(office.browser("lead"), "/regio/rijnmond/team/nagekeken/").status_code == 302
    assert AccessCheck.objects.get().region_id == "rijnmond"
    assert office.browser("admin").get(REGION).context["check"].by.name == "Region lead"


def test_a_new_region_and_insurer(office: Office) -> None:
    admin = office.browser("admin")
    given = {"name": "Regio Noord", "slug": "noord"}
    assert send(admin, f"{HOME}nieuw/", kind="region", **given).headers["Location"] == f"{HOME}regio/noord/"
    assert send(admin, f"{HOME}nieuw/", kind="insurer", **given).status_code == 302
    assert (Region.objects.get(pk="noord").in_formation, Insurer.objects.get(pk="noord").name) == (True, "Regio Noord")
    assert "Deze korte naam is al in gebruik." in sentence(admin, f"{HOME}nieuw/", kind="region", **given)
    assert "past niet in een adres" in sentence(admin, f"{HOME}nieuw/", kind="region", name="X", slug="Noord & Co")


def test_behind_both_walls_who_manages_sees_names_alone(office: Office) -> None:
    who = office.actor(office.admin)
    with guard.scope_of(who):
        assert list(access.all_practices(who).values_list("name", flat=True)) == ["De Linde"]
        assert (access.practices(who, "practice.read").count(), access.lists(who).count()) == (0, 0)
        assert Standing.objects.exists() is not WALL_2


def region_page(office: Office, who: str) -> list[str]:
    return [row.name for row in office.browser(who).get("/regio/rijnmond/team/").context["rows"] if row.may_stop]


def test_a_region_sees_and_stops_its_own_people(office: Office) -> None:
    assert region_page(office, "lead") == ["Region lead"]
    assert region_page(office, "director") == ["Region director", "Region lead"]
    stop = f"/regio/rijnmond/team/toegang/{office.membership('director').pk}/stoppen/"
    assert "Deze toegang mag u niet stoppen." in sentence(office.browser("lead"), stop)
    assert "Deze persoon is de enige ondertekenaar." in sentence(office.browser("director"), stop)
    stop = f"/regio/rijnmond/team/toegang/{office.membership('lead').pk}/stoppen/"
    assert send(office.browser("director"), stop).status_code == 302
    assert office.membership("lead").status == ENDED


def test_a_region_does_not_stop_somebody_of_a_practice(office: Office) -> None:
    path = f"/regio/rijnmond/team/toegang/{office.membership('owner').pk}/stoppen/"
    assert send(office.browser("director"), path).status_code == 404


@pytest.mark.parametrize(("who", "role", "made"), [("lead", "region_finance", 0), ("director", "region_finance", 1)])
def test_a_region_invites_to_the_roles_that_somebody_may_give(office: Office, who: str, role: str, made: int) -> None:
    send(office.browser(who), "/regio/rijnmond/team/uitnodigen/", name="Carla", email="carla@example.org", role=role)
    assert Membership.objects.filter(status=INVITED, role=role, region="rijnmond").count() == made


def test_the_first_set_up_makes_one_link_until_somebody_takes_it_up(db: None) -> None:
    def begin(key: str) -> str:
        return organisations.set_up(
            name="Anna",
            email="anna@example.org",
            insurer=("zilveren-kruis", "Zilveren Kruis"),
            region=("rijnmond", "Rijnmond"),
            by=access.system(TODAY, "set-up"),
            at=NOW - timedelta(days=1),
            key=key,
        )[1]

    first, second = begin(new_id()), begin(new_id())
    assert (Insurer.objects.count(), Region.objects.count(), Membership.objects.filter(status=INVITED).count()) == (
        1, 1, 1,
    )  # fmt: skip
    assert Client().get(f"/uitnodiging/{first}").status_code == 410
    page = Client().get(f"/uitnodiging/{second}")
    assert "U bent uitgenodigd als functioneel beheerder bij het beheer van Groeiruimte" in page.content.decode()
    form = {"name": "Anna", "password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"}
    assert send(Client(), f"/uitnodiging/{second}", **form).status_code == 302
    assert User.objects.get().memberships.get().role == "functional_admin"
    with pytest.raises(Refused, match="Er is al een functioneel beheerder"):
        begin(new_id())


@pytest.mark.parametrize(
    ("changed", "says"),
    [({"email": "anna"}, "geen e-mailadres"), ({"region": ("Rijn Mond", "Rijnmond")}, "past niet in een adres")],
)
def test_a_set_up_that_cannot_be(db: None, changed: dict[str, object], says: str) -> None:
    given = {"email": "anna@example.org", "insurer": ("zk", "ZK"), "region": ("rijnmond", "Rijnmond")} | changed
    with pytest.raises(Refused, match=says):
        organisations.set_up(name="Anna", by=access.system(TODAY, "set-up"), at=NOW, key=new_id(), **given)  # type: ignore[arg-type]
    assert (Insurer.objects.count(), Membership.objects.count()) == (0, 0)


def test_nobody_who_is_logged_in_sets_up(office: Office) -> None:
    with pytest.raises(Refused, match="eerste inrichting"):
        organisations.set_up(
            name="Anna",
            email="anna@example.org",
            insurer=("zk", "ZK"),
            region=("noord", "Noord"),
            by=office.actor(office.lead),
            at=NOW,
            key=new_id(),
        )
