"""A03: who did and saw what, the chain, the weekly review; and reading the log is in the log."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from groeiruimte.actions import audit_log, work
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import audit, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Job, LogReview
from groeiruimte.rules.free_text import BSN_SEEN
from tests.site.practice.site import texts
from tests.site.rijnmond import NOW, make_practices
from tests.site.trust.test_audit import behind_the_trigger

from .conftest import Office, send

pytestmark = pytest.mark.django_db
HOME = "/beheer/logboek/"


@pytest.fixture
def told(office: Office) -> Office:
    """A practice page was seen, another one changed, and somebody was refused."""
    (singel,) = make_practices(office.rijnmond, ["Singel"])
    owner, lead = office.actor(office.owner), office.actor(office.lead)
    audit.write(event="team.view", by=owner, at=NOW, lifecycle="view", practice=office.linde)
    audit.write(event="dossier.view", by=lead, at=NOW, lifecycle="view", practice=office.linde)
    audit.write(event="note.write", by=lead, at=NOW - timedelta(days=40), lifecycle="create", practice=singel)
    audit.refused(event="list.deliver", by=lead, at=NOW, reason="no_right", practice=office.linde)
    return office


def events(page: Any) -> list[str]:
    return [row[3].note for row in page.context["rows"]]


def test_the_newest_line_comes_first_with_who_what_and_where(told: Office) -> None:
    row = told.browser("log_manager").get(HOME, {"soort": "dossier"}).context["rows"][0]
    assert [(cell.value, cell.note) for cell in row[2:]] == [
        ("Region lead", ""), ("Bekeek", "dossier.view"), ("De Linde", ""), ("Gelukt", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"persoon": "lead"}, ["list.deliver", "note.write", "dossier.view"]),
        ({"praktijk": "singel"}, ["note.write"]),
        ({"praktijk": "bestaat niet"}, []),
        ({"van": "1-2-2022", "tot": "1-3-2022"}, ["note.write"]),
        ({"soort": "team.view"}, ["team.view"]),
    ],
)
def test_what_narrows_the_lines(told: Office, asked: dict[str, str], found: list[str]) -> None:
    assert events(told.browser("log_manager").get(HOME, asked)) == found


def test_no_lines_say_so(told: Office) -> None:
    page = told.browser("log_manager").get(HOME, {"soort": "niets"})
    assert "Geen regels in deze periode." in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "says"), [({"van": "32-1-2022"}, "bestaat niet"), ({"persoon": "999990019"}, BSN_SEEN)]
)
def test_a_search_that_cannot_be_is_told_and_shows_nothing(told: Office, asked: dict[str, str], says: str) -> None:
    page = told.browser("log_manager").get(HOME, asked)
    assert (says in " ".join(texts(page, "error-summary")), events(page)) == (True, [])


def test_a_long_log_comes_in_pages(told: Office) -> None:
    for number in range(60):
        audit.write(event=f"many.{number}", by=told.actor(told.owner), at=NOW)
    client = told.browser("log_manager")
    first = client.get(HOME, {"soort": "many."})
    second = client.get(f"{HOME}?{first.context['older']}")
    assert (len(events(first)), len(events(second)), second.context["older"]) == (50, 10, "")
    assert len({*events(first), *events(second)}) == 60


@pytest.mark.parametrize("place", ["", "logboek.csv", "mensen/", "weken/"])
@pytest.mark.parametrize("who", ["admin", "owner", "lead", "director"])
def test_nobody_else_reads_the_log(told: Office, who: str, place: str) -> None:
    assert told.browser(who).get(f"{HOME}{place}").status_code == 404


def test_reading_the_log_is_in_the_log_without_what_was_typed(told: Office) -> None:
    client = told.browser("log_manager")
    client.get(HOME, {"persoon": "Carla"})
    client.get(HOME, {"persoon": "carla "})
    first, second = Event.objects.filter(event="log.list")
    assert (first.role, first.action, first.detail == second.detail) == ("log_manager", "R", True)
    assert (sorted(first.detail), "arla" in str(first.detail)) == (["persoon"], False)


def test_per_employee_what_they_did(told: Office) -> None:
    page = told.browser("log_manager").get(f"{HOME}medewerker/{told.lead.pk}/")
    assert events(page) == ["list.deliver", "note.write", "dossier.view"]
    assert Event.objects.get(event="log.by_person").object_id == str(told.lead.pk)


def test_per_person_who_saw_them(told: Office) -> None:
    """The owner works at De Linde since 2019; what was seen before that, or elsewhere, is not about the owner."""
    lead = told.actor(told.lead)
    before = datetime(2018, 4, 5, 8, 30, tzinfo=NOW.tzinfo)
    audit.write(event="dossier.view", by=lead, at=before, lifecycle="view", practice=told.linde)
    audit.write(
        event="membership.view", by=lead, at=NOW, object_type="membership", object_id=str(told.membership("owner").pk)
    )
    page = told.browser("log_manager").get(f"{HOME}over/{told.owner.pk}/")
    assert events(page) == ["membership.view", "dossier.view"]


def test_people_are_found_by_name(told: Office) -> None:
    rows = told.browser("log_manager").get(f"{HOME}mensen/", {"zoek": "owner"}).context["rows"]
    assert [row[0].value for row in rows] == ["Practice owner"]


def test_the_file_holds_the_same_lines_oldest_first(told: Office) -> None:
    answer = told.browser("log_manager").get(f"{HOME}logboek.csv", {"persoon": "lead"})
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [line[6] for line in lines] == ["Gebeurtenis", "dossier.view", "note.write", "list.deliver"]
    assert (lines[1][8], lines[3][7]) == ("De Linde", "Geweigerd")
    assert Event.objects.get(event="log.export").action == "E"


def check_now(client: Client) -> None:
    assert send(client, f"{HOME}keten/").status_code == 302
    with guard.everything():
        while work.run_one(NOW + timedelta(minutes=1)):
            pass


def test_a_chain_that_holds(told: Office) -> None:
    client = told.browser("log_manager")
    check_now(client)
    found = audit_log.last_check()
    assert found is not None
    assert (found.broken, found.lines > 4) == (0, True)
    assert "De keten klopt" in texts(client.get(HOME), "status")


def test_a_chain_that_does_not_hold_names_the_line(told: Office) -> None:
    client = told.browser("log_manager")
    line = Event.objects.get(event="note.write")
    behind_the_trigger("UPDATE records_event SET actor_name = %s WHERE seq = %s", "Iemand anders", line.seq)
    check_now(client)
    notice = texts(client.get(HOME), "notice")[-1]
    number = f"{line.seq:,}".replace(",", ".")
    assert notice.endswith(f"De keten klopt niet bij regel {number}. Meld dit direct.")


def test_the_chain_is_checked_every_day(db: None) -> None:
    with guard.everything():
        for hours in (0, 1, 24):
            work.plan(NOW + timedelta(hours=hours))
    assert Job.objects.filter(kind=audit_log.CHECK).count() == 2


def test_the_oldest_week_that_waits_is_signed_first(told: Office) -> None:
    client = told.browser("log_manager")
    page = client.get(f"{HOME}weken/")
    assert (page.context["next"].key, page.context["weeks"][0].key) == ("2022W06", "2022W13")
    given = {"week": "2022W06", "note": "Niets bijzonders."}
    assert send(client, f"{HOME}weken/", **given).status_code == 302
    made = LogReview.objects.get()
    assert (made.week, made.by.name, made.note) == ("2022W06", "Log manager", "Niets bijzonders.")
    assert client.get(f"{HOME}weken/").context["next"].key == "2022W07"


@pytest.mark.parametrize(
    ("week", "says"),
    [
        ("2022W14", "Deze week is nog niet voorbij."),
        ("2022W54", "Deze week bestaat niet."),
        ("", "Deze week bestaat niet."),
        ("2022W12", "Deze week is al afgetekend."),
    ],
)
def test_a_week_that_cannot_be_signed(told: Office, week: str, says: str) -> None:
    by = told.actor(told.log_manager)
    audit_log.review(week="2022W12", note="", by=by, at=NOW, key=new_id())
    with pytest.raises(Refused, match=says):
        audit_log.review(week=week, note="", by=by, at=NOW, key=new_id())


def test_the_weeks_of_new_year() -> None:
    assert audit_log.weeks_to_review(date(2022, 1, 4))[:2] == ["2021W52", "2021W51"]
    assert audit_log.first_day("2021W52") == date(2021, 12, 27)
