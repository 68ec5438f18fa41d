"""Reminding many practices at once of what they owe: who gets what, who gets nothing and why, and once a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import reminders
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Mail, Obligation, Practice, Region, RegionYear, User
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
ADDRESS = "/regio/rijnmond/praktijken/herinneren/"
REASONS = {
    "Niets": "Niets is te laat, en niets moet binnen 14 dagen klaar zijn.",
    "Niemand": "Niemand van deze praktijk kan dit doen. Nodig iemand uit.",
}


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def lead(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def practices(rijnmond: Rijnmond) -> dict[str, Practice]:
    """One that is late and owes something soon, one with something far away, and one where nobody works."""
    late, far, alone = made = make_practices(rijnmond, ["Laat", "Niets", "Niemand"])
    for practice in (late, far):
        make_person("practice_manager", practice=practice)
    for practice, key, days in ((late, "een", -1), (late, "twee", 14), (far, "een", 15), (alone, "een", -1)):
        Obligation.objects.create(
            practice=practice,
            region=rijnmond.region,
            region_year=rijnmond.year,
            key=key,
            kind="form",
            title=f"Taak {key}",
            opens=TODAY - timedelta(days=20),
            due=TODAY + timedelta(days=days),
        )
    return {practice.name: practice for practice in made}


def chosen(practices: dict[str, Practice]) -> str:
    return "&".join(f"wie={practice.pk}" for practice in practices.values())


def values(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in rows]


def test_who_gets_what_and_who_gets_nothing(client: Client, lead: User, practices: dict[str, Practice]) -> None:
    client.force_login(lead)
    page = client.get(f"{ADDRESS}?{chosen(practices)}").context
    assert values(page["going"]) == [("Laat", "Taak een, Taak twee", 1)]
    assert dict(values(page["left_out"])) == REASONS
    assert (page["mails"], page["number"], page["subject"]) == (1, 3, "Uw week: 2 taken staan klaar")


def test_sending_says_whom_it_did_not_reach(client: Client, lead: User, practices: dict[str, Practice]) -> None:
    client.force_login(lead)
    wie = " ".join(practice.pk for practice in practices.values())
    response = client.post(f"{ADDRESS}?{chosen(practices)}", {"submission_key": new_id(), "wie": wie})
    after = client.get(response.headers["Location"])
    assert dict(values(after.context["left_out"])) == REASONS
    assert "2 van de 3 praktijken zijn niet herinnerd." in after.text
    assert [(mail.practice, mail.subject, mail.why) for mail in Mail.objects.select_related("practice")] == [
        (practices["Laat"], "Uw week: 2 taken staan klaar", "Region lead stuurde een herinnering.")
    ]
    assert Event.objects.get(event="reminder.send_many").detail == {"practices": 3, "reminded": 1, "mails": 1}


def test_nobody_gets_two_on_one_day(
    client: Client, lead: User, rijnmond: Rijnmond, practices: dict[str, Practice]
) -> None:
    client.force_login(lead)
    wie = practices["Laat"].pk
    answers = [
        client.post(f"{ADDRESS}?wie={wie}", {"submission_key": new_id(), "wie": wie}).status_code for _ in range(2)
    ]
    assert (answers, Mail.objects.count()) == ([302, 409], 1)
    (found,) = reminders.owing(rijnmond.year, [wie], TODAY)
    assert (found.reminders, found.reason) == ((), "Zij kregen vandaag al een herinnering.")
    (tomorrow,) = reminders.owing(rijnmond.year, [wie], TODAY + timedelta(days=1))
    assert len(tomorrow.reminders) == 2


def test_everybody_who_fits_the_filters(client: Client, lead: User, practices: dict[str, Practice]) -> None:
    client.force_login(lead)
    page = client.get(f"{ADDRESS}?alle=ja&vraag=laat%3Dja").context
    assert sorted(page["chosen"]) == sorted([practices["Laat"].pk, practices["Niemand"].pk])
    assert page["back"] == "/regio/rijnmond/praktijken/?laat=ja"


def test_nobody_was_chosen(client: Client, lead: User, practices: dict[str, Practice]) -> None:
    client.force_login(lead)
    assert "U koos nog geen praktijk" in client.get(ADDRESS).text


def test_a_practice_of_another_region_gets_nothing(lead: User, rijnmond: Rijnmond) -> None:
    elsewhere = Region.objects.create(key="elders", name="Elders")
    duin = Practice.objects.create(region=elsewhere, agb_code="01009999", name="Duin")
    make_person("practice_manager", practice=duin)
    assert reminders.owing(rijnmond.year, [duin.pk], TODAY) == []


def test_a_programme_of_another_region_is_refused(lead: User, rijnmond: Rijnmond) -> None:
    elsewhere = Region.objects.create(key="elders", name="Elders")
    theirs = RegionYear.objects.create(
        region=elsewhere,
        insurer=rijnmond.year.insurer,
        edition=rijnmond.year.edition,
        programme="elders",
        start=rijnmond.year.start,
        end=rijnmond.year.end,
    )
    with pytest.raises(Refused) as refused:
        reminders.remind_practices(
            region=rijnmond.region,
            region_year=theirs,
            practices=[],
            by=access.actor(lead, TODAY),
            at=NOW,
            key=new_id(),
        )
    assert refused.value.code == "no_right"


def test_only_who_may_send_mail_sees_the_boxes(client: Client, rijnmond: Rijnmond, practices: object) -> None:
    client.force_login(make_person("region_finance", region=rijnmond.region))
    assert 'name="wie"' not in client.get("/regio/rijnmond/praktijken/").text
    assert client.get(ADDRESS).status_code == 404
