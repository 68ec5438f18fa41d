"""Practices that merge, split, change code or move: history, obligations and money by the reference date (Z21)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import obligations, successions, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Enrolment,
    Event,
    Job,
    Membership,
    Obligation,
    Practice,
    Region,
    Scan,
    ScanReport,
    ScanShare,
    Standing,
    Succession,
    User,
)
from tests.site.practice.site import client_of, text
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)
IN_JULY = datetime(2022, 7, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def utrecht() -> Region:
    return Region.objects.create(key="utrecht", name="Huisartsen Utrecht Stad")


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    found = make_practices(rijnmond, ["De Linde"])[0]
    obligations.lay_down_region(rijnmond.year, TODAY)
    return found


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


def arrange(practice: Practice, by: User, kind: str, effective: date = JULY, **given: Any) -> Succession:
    found: Succession = successions.arrange(
        practice=practice, kind=kind, effective=effective, by=access.actor(by, TODAY), at=NOW, key=new_id(), **given
    )
    return found


def refused(practice: Practice, by: User, kind: str, effective: date = JULY, **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        arrange(practice, by, kind, effective, **given)
    return f"{caught.value.message} {caught.value.mend}"


def work_on(at: datetime) -> None:
    while work.run_one(at):
        pass


def open_keys(practice: Practice) -> list[str]:
    rows = Obligation.objects.filter(practice=practice, done_on__isnull=True, kind="list").order_by("key")
    return list(rows.values_list("key", flat=True))


def test_a_code_changes_on_its_day_and_the_old_one_is_found(linde: Practice, lead: User) -> None:
    arrange(linde, lead, "agb", new_agb="01999999")
    work_on(NOW)
    assert Practice.objects.get().agb_code == linde.agb_code
    work_on(IN_JULY)
    now = Practice.objects.get()
    assert now.agb_code == "01999999"
    assert [successions.code_on(now, day) for day in (date(2022, 6, 30), JULY)] == [linde.agb_code, "01999999"]
    page = text(client_of(lead).get("/regio/rijnmond/praktijken/", {"zoek": linde.agb_code}))
    assert "De Linde" in page


def test_carrying_out_twice_is_once(linde: Practice, lead: User) -> None:
    found = arrange(linde, lead, "agb", new_agb="01999999")
    work_on(IN_JULY)
    successions.carry_out(found, IN_JULY)
    assert Practice.objects.get().version == 2
    assert Event.objects.filter(event="succession.carry_out").count() == 1


def test_after_a_merge_what_is_later_is_not_owed_any_more(rijnmond: Rijnmond, linde: Practice, lead: User) -> None:
    singel = make_practices(rijnmond, ["De Singel"])[0]
    arrange(linde, lead, "merge", other=singel)
    work_on(IN_JULY)
    assert open_keys(linde) == ["list-2022Q1", "list-2022Q2"]
    obligations.lay_down_region(rijnmond.year, JULY)
    assert open_keys(linde) == ["list-2022Q1", "list-2022Q2"]
    assert set(linde.standings.values_list("end", flat=True)) == {date(2022, 6, 30)}
    assert "list-2022Q4" in open_keys(singel)
    assert Enrolment.objects.filter(practice=linde).count() == 1


def share_with_both(practice: Practice, by: User) -> None:
    """A report of a scan, that the region and the insurer read."""
    given = {"practice": practice, "region": practice.region}
    scan = Scan.objects.create(
        enrolment=Enrolment.objects.get(), **given, kind="scan", status="finished", started_at=NOW, saved_at=NOW,
        finished_on=TODAY,
    )  # fmt: skip
    report = ScanReport.objects.create(
        scan=scan, **given, number=1, content={}, sha256="x", published_by=by, published_at=NOW, open_until=TODAY
    )
    for party, insurer in (("region", ""), ("insurer", "zilveren-kruis")):
        ScanShare.objects.create(
            report=report, **given, practice_name=practice.name, party=party, insurer_key=insurer, shared_by=by,
            shared_at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "left"), [("merge", []), ("move", ["insurer"])])
def test_what_a_practice_shares_ends_with_the_region_or_with_the_practice(
    rijnmond: Rijnmond, utrecht: Region, linde: Practice, lead: User, kind: str, left: list[str]
) -> None:
    share_with_both(linde, lead)
    other = {"other": make_practices(rijnmond, ["De Singel"])[0]} if kind == "merge" else {"to_region": utrecht}
    arrange(linde, lead, kind, **other)
    work_on(IN_JULY)
    assert list(ScanShare.objects.filter(taken_back_at=None).values_list("party", flat=True)) == left


def test_a_split_makes_a_practice_that_is_affiliated_and_no_more(linde: Practice, lead: User) -> None:
    arrange(linde, lead, "split", new_agb="01999999", new_name="De Jonge Linde")
    work_on(IN_JULY)
    new = Practice.objects.get(agb_code="01999999")
    assert (new.name, new.region_id) == ("De Jonge Linde", "rijnmond")
    assert list(new.standings.values_list("standing", "value", "start")) == [("affiliation", "rijnmond", JULY)]
    assert "list-2022Q4" in open_keys(linde)
    assert not Enrolment.objects.filter(practice=new).exists()


def test_after_a_move_the_old_region_keeps_its_rows_and_does_not_open_the_practice(
    rijnmond: Rijnmond, utrecht: Region, linde: Practice, lead: User
) -> None:
    owner = make_person("practice_owner", practice=linde)
    theirs = make_person("region_lead", region=utrecht)
    arrange(linde, lead, "move", to_region=utrecht)
    work_on(IN_JULY)
    moved = Practice.objects.get()
    assert moved.region == utrecht
    assert (Enrolment.objects.get().region, open_keys(linde)) == (rijnmond.region, ["list-2022Q1", "list-2022Q2"])
    assert Membership.objects.get(user=owner).region == utrecht
    assert list(moved.standings.filter(standing="affiliation").values_list("value", "start", "end")) == [
        ("rijnmond", date(2019, 1, 1), date(2022, 6, 30)),
        ("utrecht", JULY, None),
    ]
    ours, other = client_of(lead), client_of(theirs)
    assert ours.get(f"/regio/rijnmond/praktijken/{linde.pk}/").status_code == 404
    assert "De Linde" not in text(ours.get("/regio/rijnmond/praktijken/"))
    with narrowed_to(lead) as who:
        assert [each.practice.name for each in access.enrolments(who)] == ["De Linde"]
    with narrowed_to(theirs) as who:
        assert list(access.enrolments(who)) == []
        assert [each.name for each in access.practices(who, "dossier.read")] == ["De Linde"]
    with narrowed_to(owner) as who:
        assert [each.region_year.programme for each in access.enrolments(who)] == ["2022-rijnmond"]
        assert [each.programme for each in access.region_years(who)] == ["2022-rijnmond"]
    assert other.get(f"/regio/rijnmond/praktijken/{linde.pk}/").status_code == 404


@contextmanager
def narrowed_to(user: User) -> Iterator[access.Actor]:
    """As a request of this person sees the database."""
    with guard.memberships_of(user.pk):
        who = access.actor(user, JULY)
    with guard.scope_of(who):
        yield who


def test_what_cannot_be_is_refused_with_what_can(
    rijnmond: Rijnmond, utrecht: Region, linde: Practice, lead: User
) -> None:
    singel, elsewhere = make_practices(rijnmond, ["De Singel"])[0], Practice(pk=new_id(), region=utrecht, agb_code="x")
    assert refused(linde, lead, "merge", other=linde) == (
        "Wij missen de praktijk die verdergaat. Kies een andere praktijk."
    )
    assert refused(linde, lead, "merge", other=elsewhere).startswith("Dit mag u niet doen.")
    assert refused(linde, lead, "agb", new_agb="0199") == (
        "Dit is geen AGB-code van een praktijk. Vul acht cijfers in die met 01 beginnen."
    )
    assert refused(linde, lead, "agb", new_agb=singel.agb_code) == (
        "Deze AGB-code is of was van een andere praktijk. Kijk de code na."
    )
    assert refused(linde, lead, "split", new_agb="01999999") == (
        "De nieuwe praktijk heeft nog geen naam. Vul haar naam in."
    )
    assert refused(linde, lead, "move") == "Wij missen de nieuwe regio. Kies een andere regio dan die van nu."
    assert refused(linde, lead, "weg") == "Deze verandering kennen wij niet. Kies een van de vier."
    arrange(linde, lead, "agb", new_agb="01999999")
    assert refused(linde, lead, "agb", date(2022, 6, 1), new_agb="01999998") == (
        "Voor 1 juli 2022 staat al een verandering klaar. Kies een dag na 1 juli 2022."
    )


def test_a_practice_is_in_one_region_in_one_quarter(utrecht: Region, linde: Practice, lead: User) -> None:
    assert refused(linde, lead, "move", date(2022, 5, 12), to_region=utrecht) == (
        "Een praktijk hoort in één kwartaal bij één regio. "
        "Kies de eerste dag van een kwartaal, bijvoorbeeld 1 juli 2022."
    )


@pytest.mark.parametrize("role", ["region_staff", "region_director", "practice_owner", "log_manager"])
def test_a_stranger_arranges_nothing(role: str, rijnmond: Rijnmond, linde: Practice) -> None:
    practice = linde if role == "practice_owner" else None
    stranger = make_person(role, practice=practice, region=rijnmond.region if role.startswith("region") else None)
    assert refused(linde, stranger, "agb", new_agb="01999999").startswith("Dit mag u niet doen.")
    assert client_of(stranger).get(f"/regio/rijnmond/praktijken/{linde.pk}/overgang/").status_code == 404
    assert client_of(stranger).get(f"/beheer/overgang/{linde.pk}/").status_code == 404


def send(client: Client, address: str, **given: str) -> Any:
    return client.post(address, {"submission_key": new_id(), "effective": "1-7-2022", **given})


@pytest.mark.parametrize("role", ["region_lead", "functional_admin"])
def test_what_follows_is_shown_before_it_is_arranged(
    role: str, rijnmond: Rijnmond, utrecht: Region, linde: Practice
) -> None:
    at_region = role == "region_lead"
    client = client_of(make_person(role, region=rijnmond.region if at_region else None))
    address = f"/regio/rijnmond/praktijken/{linde.pk}/overgang/" if at_region else f"/beheer/overgang/{linde.pk}/"
    page = text(send(client, address, kind="move", to_region="utrecht", doe="bekijken"))
    assert "Kwartaal 3 van 2022 1 juli 2022 De Linde bij Huisartsen Utrecht Stad, na een aanmelding daar" in page
    assert ("Dit vervalt hier Patiëntenlijst kwartaal 3 van 2022" in page) == at_region
    assert Succession.objects.count() == 0
    answer = send(client, address, kind="move", to_region="utrecht", doe="bevestigen")
    assert answer.status_code == 302
    assert Succession.objects.get().to_region == utrecht
    assert Job.objects.get(kind="succession").due_at.astimezone(UTC).date() == date(2022, 6, 30)
    assert "Eerder vastgelegd" in text(client.get(address))


def test_a_change_that_was_arranged_stays_as_it_was(linde: Practice, lead: User) -> None:
    arrange(linde, lead, "agb", new_agb="01999999")
    refusal = pytest.raises(Exception, match=r"append-only|permission denied")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_succession SET new_agb = '01999998'")


def test_no_standing_is_left_running_in_two_regions(utrecht: Region, linde: Practice, lead: User) -> None:
    arrange(linde, lead, "move", to_region=utrecht)
    work_on(IN_JULY)
    running = Standing.objects.filter(practice=linde, standing__in=("affiliation", "region_contract"), end=None)
    assert list(running.values_list("standing", "value")) == [("affiliation", "utrecht")]
