"""R01: what waits for whom, what is due this week, what lies with others, and what came in since last week."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from groeiruimte.actions import library, outbox, questions
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Alignment,
    Enrolment,
    Evidence,
    FilledForm,
    Intention,
    Invitation,
    Mail,
    Membership,
    Obligation,
    Practice,
    RegionDocument,
    RegionYear,
    SettlementRun,
    SupportedObjective,
    User,
)
from tests.site import roha
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
ADDRESS = "/regio/rijnmond/werkvoorraad/"


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    """A practice with nothing to settle and nothing to align."""
    (made,) = make_practices(rijnmond, ["De Linde"])
    RegionYear.objects.update(approved_on=None)
    confirm(made, rijnmond.year, "A", make_person("region_staff", region=rijnmond.region, email="ook@example.org"))
    return made


def confirm(practice: Practice, year: RegionYear, objective: str, by: User) -> Alignment:
    verdicts = dict.fromkeys(("preference", "feasibility", "coherence"), "yes")
    return Alignment.objects.create(
        **verdicts,
        practice=practice,
        region=practice.region,
        region_year=year,
        objective=objective,
        aligned_on=TODAY,
        confirmed=True,
        by=by,
        at=NOW,
    )


def at_the_desk(client: Client, rijnmond: Rijnmond, role: str = "region_lead") -> User:
    found = make_person(role, region=rijnmond.region)
    client.force_login(found)
    return found


def column(client: Client, key: str) -> list[tuple[str, int]]:
    """The lines of a column, each with how many."""
    found = {each[0]: each[2] for each in client.get(ADDRESS).context["columns"]}
    return [(line.title, line.number) for line in found[key]]


def a_form(practice: Practice, form: str, status: str, at: datetime = NOW) -> FilledForm:
    return FilledForm.objects.create(
        enrolment=Enrolment.objects.get(practice=practice),
        practice=practice,
        region=practice.region,
        form=form,
        status=status,
        started_at=at,
        saved_at=at,
        submitted_at=at,
        decided_at=at if status == "changes_requested" else None,
    )


def owes(practice: Practice, year: RegionYear, key: str, due: date) -> None:
    Obligation.objects.create(
        practice=practice,
        region=practice.region,
        region_year=year,
        key=key,
        kind="deadline",
        title=f"Taak {key}",
        opens=due - timedelta(days=30),
        due=due,
    )


def test_nothing_is_left(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    page = client.get(ADDRESS)
    assert [(title, number) for _, title, _, number, _ in page.context["columns"]] == [
        ("Nu", 0),
        ("Deze week", 0),
        ("Wacht op anderen", 0),
    ]
    assert "Alles is gedaan" in page.text
    assert "Mooi moment om een praktijk te bellen." in page.text


def test_a_form_waits_until_it_is_decided(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    sent = a_form(linde, "accountability_a", "submitted")
    page = client.get(ADDRESS)
    first = page.context["first"]
    assert (first.first, first.since) == (f"/regio/rijnmond/plannen/{sent.pk}/", TODAY)
    assert [number for _, number in column(client, "nu")] == [1]
    FilledForm.objects.update(status="approved")
    assert column(client, "nu") == []


def test_what_waits_longest_comes_first(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    manager = make_person("practice_manager", practice=linde)
    by = access.actor(manager, TODAY)
    at_the_desk(client, rijnmond)
    a_form(linde, "accountability_a", "submitted", NOW - timedelta(days=3))
    questions.ask(practice=linde, title="Scholing", text="Wanneer?", about="", by=by, at=NOW, key=new_id())
    library.send_story(
        practice=linde,
        title="Bellen",
        text="Het werkte.",
        objective="A",
        name_us=False,
        by=by,
        at=NOW - timedelta(days=5),
        key=new_id(),
    )
    put = outbox.put(key="a", kind="M6", user=manager, practice=linde, subject="S", body="B", why="W", at=NOW)
    assert put is not None
    Mail.objects.update(status="failed", made_at=NOW - timedelta(days=1))
    titles = [title for title, _ in column(client, "nu")]
    assert titles == [
        "Lees verhalen van praktijken",
        "Beoordeel: Verantwoording 2022: zorg op afstand",
        "Stuur mails opnieuw die niet aankwamen",
        "Beantwoord vragen",
    ]


def test_everybody_sees_the_own_work(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    """A plan is for the lead, a settlement for finance: what somebody may not do does not wait for them."""
    RegionYear.objects.update(approved_on=date(2021, 12, 1))
    a_form(linde, "accountability_a", "submitted")
    for role, work in (
        ("region_staff", []),
        (
            "region_lead",
            ["Beoordeel: Verantwoording 2022: zorg op afstand", "Bereid de afrekening van kwartaal 1 van 2022 voor"],
        ),
        ("region_finance", ["Bereid de afrekening van kwartaal 1 van 2022 voor"]),
        ("region_director", ["Beoordeel: Verantwoording 2022: zorg op afstand"]),
    ):
        at_the_desk(client, rijnmond, role)
        assert sorted(title for title, _ in column(client, "nu")) == work


def test_a_settlement_is_closed_by_somebody_else(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    finance = at_the_desk(client, rijnmond, "region_finance")
    SettlementRun.objects.create(
        region_year=rijnmond.year,
        region=rijnmond.region,
        quarter="2022Q1",
        sha256="0" * 64,
        prepared_by=finance,
        prepared_at=NOW,
    )
    assert column(client, "nu") == []
    at_the_desk(client, rijnmond, "region_director")
    first = client.get(ADDRESS).context["first"]
    assert first.url == "/regio/rijnmond/afrekening/?programma=2022-rijnmond&kwartaal=2022Q1"
    assert client.get(first.url).status_code == 200


def test_choices_wait_until_they_are_confirmed(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    lead = at_the_desk(client, rijnmond)
    Enrolment.objects.update(objectives=["A", "B"])
    (singel,) = make_practices(rijnmond, ["Singel"], enrolled=False)
    Intention.objects.create(
        practice=singel,
        region=singel.region,
        region_year=rijnmond.year,
        answer="yes",
        objectives=["C"],
        given_by=lead,
        given_at=NOW,
    )
    assert column(client, "nu") == [("Stem keuzes van praktijken af", 2)]
    SupportedObjective.objects.create(
        region_year=rijnmond.year, region=rijnmond.region, objective="C", supported=False, by=lead, at=NOW
    )
    assert column(client, "nu")[0] == ("Overleg over een doelstelling die u niet ondersteunt", 1)
    confirm(singel, rijnmond.year, "C", lead)
    assert column(client, "nu") == [("Stem keuzes van praktijken af", 1)]
    confirm(linde, rijnmond.year, "B", lead)
    assert column(client, "nu") == []


def test_what_the_insurer_sent_back(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    RegionDocument.objects.create(
        region_year=rijnmond.year,
        region=rijnmond.region,
        kind="regional_plan",
        status="changes_requested",
        started_at=NOW,
        saved_at=NOW,
    )
    assert column(client, "nu") == [("Pas het regioplan aan", 1)]
    RegionDocument.objects.update(status="submitted")
    assert column(client, "nu") == []
    assert column(client, "anderen") == [("Zilveren Kruis leest het regioplan", 0)]


def test_proof_to_look_at(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    """Rijnmond checks no proofs: what lies on a shelf there does not wait for the region."""
    at_the_desk(client, rijnmond)
    Evidence.objects.create(
        practice=linde,
        region=linde.region,
        kind="website_video_consult",
        title="Website",
        day=TODAY,
        link="https://www.example.org/",
        added_at=NOW,
    )
    assert column(client, "nu") == []


def test_proof_waits_where_the_programme_wants_it_looked_at(client: Client, settings: Settings) -> None:
    """ROHA does (R112)."""
    settings.TODAY = roha.TODAY
    practice = roha.make_roha("A", choices=("beeldbeltraject",))
    client.force_login(make_person("region_staff", region=practice.region))
    proof = Evidence.objects.create(
        practice=practice,
        region=practice.region,
        kind="website_video_consult",
        title="Website",
        day=roha.TODAY,
        link="https://www.example.org/",
        added_at=roha.NOW,
    )
    first = client.get("/regio/roha/werkvoorraad/").context["first"]
    assert (first.title, first.number, first.first) == ("Bekijk bewijs", 1, f"/regio/roha/bewijs/{proof.pk}/")


def test_a_week_ahead_and_a_week_back(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    (singel,) = make_practices(rijnmond, ["Singel"])
    for key, days in (("ver", 8), ("straks", 7), ("vandaag", 0), ("gisteren", -1), ("vorige-week", -7), ("lang", -8)):
        owes(linde, rijnmond.year, key, TODAY + timedelta(days=days))
    owes(singel, rijnmond.year, "straks", TODAY + timedelta(days=7))
    assert column(client, "week") == [
        ("Taak vorige-week", 1),
        ("Taak gisteren", 1),
        ("Taak vandaag", 1),
        ("Taak straks", 2),
    ]
    assert column(client, "anderen") == [("Taak lang", 1)]
    lines = {line.title: line for line in client.get(ADDRESS).context["columns"][1][2]}
    assert lines["Taak straks"].url == "/regio/rijnmond/praktijken/?programma=2022-rijnmond&taak=straks"
    shown = client.get(lines["Taak straks"].url).context["groups"][0].rows
    assert [row.known.name for row, _ in shown] == ["De Linde", "Singel"]


def test_forms_that_lie_at_a_practice(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    a_form(linde, "project_plan", "changes_requested")
    assert column(client, "anderen") == [("Praktijken passen een formulier aan", 1)]


def test_practices_that_still_agree_to_be_paid_out(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    assert column(client, "anderen") == []
    RegionYear.objects.update(cashier=True)
    assert column(client, "anderen") == [("Praktijken geven nog toestemming voor uitbetaling", 1)]
    owes(linde, rijnmond.year, "lang", TODAY - timedelta(days=30))
    lines = [("Taak lang", 1), ("Praktijken geven nog toestemming voor uitbetaling", 1)]
    assert column(client, "anderen") == lines


def test_who_was_invited_and_did_not_come(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    lead = at_the_desk(client, rijnmond)
    for number, expires in enumerate((NOW + timedelta(days=1), NOW - timedelta(days=1))):
        membership = Membership.objects.create(role="region_staff", region=rijnmond.region, start=TODAY)
        Invitation.objects.create(
            token_sha256=str(number),
            region=rijnmond.region,
            membership=membership,
            name="Nieuw",
            email="nieuw@example.org",
            invited_by=lead,
            expires_at=expires,
        )
    assert column(client, "anderen") == [("Uitnodigingen zijn nog niet gebruikt", 1)]


def test_what_came_in_since_last_week(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    make_practices(rijnmond, ["Singel"])
    Enrolment.objects.filter(practice__name="Singel").update(enrolled_on=TODAY - timedelta(days=7))
    owes(linde, rijnmond.year, "een", TODAY - timedelta(days=1))
    assert client.get(ADDRESS).context["changed"] == [
        ("Aanmeldingen", 1),
        ("Formulieren binnen", 0),
        ("Lijsten binnen", 0),
        ("Vragen van praktijken", 0),
        ("Nieuw te laat", 1),
    ]


def test_nothing_of_another_region(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)
    assert client.get("/regio/elders/werkvoorraad/").status_code == 404


def test_as_many_queries_for_one_practice_as_for_three(client: Client, rijnmond: Rijnmond, linde: Practice) -> None:
    at_the_desk(client, rijnmond)

    def seen(practices: list[Practice]) -> int:
        for practice in practices:
            owes(practice, rijnmond.year, "een", TODAY)
            a_form(practice, "accountability_a", "submitted")
        with CaptureQueriesContext(connection) as found:
            client.get(ADDRESS)
        return len(found)

    seen([linde])
    one = seen([])
    more: Any = make_practices(rijnmond, ["Singel", "Duin"])
    assert seen(more) == one
