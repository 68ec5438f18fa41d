"""R03: everything of one practice over time, the notes of the region, and one page for a visit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import obligations, region_notes
from groeiruimte.actions.refusal import Refused
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Alignment,
    Attendance,
    Employee,
    Enrolment,
    Event,
    FilledForm,
    FormSubmission,
    Message,
    Milestone,
    Obligation,
    PatientList,
    Practice,
    Region,
    RegionNote,
    Scan,
    ScanAnswer,
    SettlementLine,
    SupportRecord,
    Thread,
    User,
)
from groeiruimte.records.models.scan import INTERVIEWED
from tests.site.practice.site import client_of, post, queries, text, texts
from tests.site.rijnmond import NOW, PROGRAMME, TODAY, Rijnmond, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db
NO_BSN = "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."


@pytest.fixture(autouse=True)
def on_the_fifth_of_april(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def rijnmond() -> Rijnmond:
    return make_region()


@pytest.fixture
def linde(rijnmond: Rijnmond) -> Practice:
    (practice,) = make_practices(rijnmond, ["De Linde"])
    obligations.lay_down_region(rijnmond.year, TODAY)
    return practice


@pytest.fixture
def person(rijnmond: Rijnmond) -> User:
    return make_person("region_lead", region=rijnmond.region)


@pytest.fixture
def lead(person: User) -> Client:
    return client_of(person)


def home(practice: Practice, path: str = "") -> str:
    return f"/regio/rijnmond/praktijken/{practice.pk}/{path}"


def place(practice: Practice) -> dict[str, Any]:
    return {"practice": practice, "region": practice.region}


def at(month: int, day: int) -> datetime:
    return datetime(2022, month, day, 9, 0, tzinfo=UTC)


def a_year(practice: Practice, person: User) -> None:
    """Something of everything that a dossier shows."""
    enrolment = Enrolment.objects.get(practice=practice)
    Enrolment.objects.filter(pk=enrolment.pk).update(objectives=["A", "B"])
    sent = FilledForm.objects.create(
        **place(practice), enrolment=enrolment, form="accountability_b", status="changes_requested", started_at=NOW,
        saved_at=NOW, submitted_at=at(3, 1), decided_at=at(3, 9), reason="Welke taken gaan naar wie?",
    )  # fmt: skip
    FormSubmission.objects.create(
        **place(practice), filled_form=sent, number=1, receipt="r1", sha256="", submitted_by=person,
        submitted_at=at(3, 1), late=True,
    )  # fmt: skip
    counting = PatientList.objects.create(
        **place(practice), enrolment=enrolment, quarter="2022Q1", number=1, receipt="l1", status="counts",
        delivered_at=at(1, 10), delivered_by=person, handed_in_at=at(1, 10), size=1, rows=2500, counted=2095, faults=3,
    )  # fmt: skip
    SettlementLine.objects.create(
        **place(practice), reference="x", enrolment=enrolment, patient_list=counting, quarter="2022Q1",
        uzovi_code="3311", count=2095, tariff_cents=79, amount_cents=165_505, booked_at=NOW,
    )  # fmt: skip
    for number in range(2):
        one = Employee.objects.create(
            **place(practice), name=f"Wilma {number}", function="gp", hours_a_week=30, start=date(2020, 1, 1)
        )
        Attendance.objects.create(
            **place(practice), employee=one, title="Beeldbellen", topics=["zorg-op-afstand"], day=date(2022, 2, 2),
            certificate=f"c{number}", noted_at=NOW,
        )  # fmt: skip
    Milestone.objects.create(
        **place(practice), enrolment=enrolment, title="Werkafspraak hangt", shows="Het blad", due=date(2022, 3, 1),
        done_on=date(2022, 2, 20), added_by=person, added_at=NOW,
    )  # fmt: skip
    SupportRecord.objects.create(
        **place(practice), enrolment=enrolment, kind="onbekend", day=date(2022, 2, 14), text="Wij oefenden.", by=person,
        at=NOW,
    )  # fmt: skip
    Alignment.objects.create(
        **place(practice), region_year=enrolment.region_year, objective="A", preference="yes", feasibility="with_help",
        coherence="yes", aligned_on=date(2022, 1, 20), confirmed=True, by=person, at=NOW,
    )  # fmt: skip
    thread = Thread.objects.create(**place(practice), title="Wanneer begint het?", last_at=at(3, 20))
    Message.objects.create(**place(practice), thread=thread, text="Hoe?", by=person, at=at(3, 20))
    RegionNote.objects.create(**place(practice), kind="call", text="Gebeld over het plan.", by=person, at=at(4, 1))
    obligations.lay_down(practice, enrolment.region_year, TODAY)


def test_the_timeline_has_everything_newest_first(lead: Client, linde: Practice, person: User) -> None:
    a_year(linde, person)
    moments = lead.get(home(linde)).context["moments"]
    assert [(each.day, each.what, each.note) for each in moments] == [
        (date(2022, 4, 1), "Telefoongesprek", "Gebeld over het plan."),
        (date(2022, 3, 20), "Vraag: Wanneer begint het?", "Deze vraag wacht op antwoord."),
        (date(2022, 3, 9), "Teruggestuurd: Verantwoording 2022: andere organisatie", "Welke taken gaan naar wie?"),
        (date(2022, 3, 1), "Ingestuurd: Verantwoording 2022: andere organisatie", "Dit kwam te laat."),
        (date(2022, 2, 20), "Mijlpaal gehaald: Werkafspraak hangt", ""),
        (date(2022, 2, 14), "Ondersteuning: onbekend", "Wij oefenden."),
        (date(2022, 2, 2), "Scholing: Beeldbellen", "2 medewerkers waren er."),
        (date(2022, 1, 20), "Afgestemd: A Zorg op afstand", ""),
        (date(2022, 1, 10), "Patiëntenlijst kwartaal 1 van 2022: 2.095 patiënten tellen mee", ""),
        (date(2021, 12, 15), "Klaar: Aanmelden voor Rijnmond 2022", ""),
    ]


def test_the_tables_of_a_practice(lead: Client, linde: Practice, person: User) -> None:
    a_year(linde, person)
    page = lead.get(home(linde))
    tables = {name: rows for name, (_, rows) in page.context["tables"].items()}
    assert [(row[0], row[1].value, row[2].value, row[3].value) for row in tables["lists"]] == [
        ("kwartaal 1 van 2022", 2095, 3, 165_505)
    ]
    assert [(row[0].value, row[1].note) for row in tables["forms"]] == [
        ("Verantwoording 2022: andere organisatie", "Vraagt aanvulling")
    ]
    assert [(row[0], row[1].value) for row in tables["milestones"]] == [("Werkafspraak hangt", "done")]
    assert page.context["aligned"][1][0][:4] == ["A Zorg op afstand", "Ja", "Ja, met hulp", "Ja"]
    assert {row[0].value: row[1].value for row in page.context["threads"][1]} == {"Wanneer begint het?": "todo"}
    assert [row[0] for row in tables["owed"]] == ["Patiëntenlijst kwartaal 2 van 2022"]
    goals = {row.label: row.value for row in page.context["goals"]}
    assert goals == {"Doelstelling": "A Zorg op afstand en B Andere organisatie van de huisartsenzorg"}


def test_kpis_with_their_reason_and_no_name_of_staff(lead: Client, linde: Practice, person: User) -> None:
    a_year(linde, person)
    page = lead.get(home(linde))
    rows = page.context["tables"]["kpis"][1]
    assert rows[0][1].note == "Bijna, 1 van 2"
    assert rows[0][0].url == f"/praktijk/{linde.pk}/kpi/a1/?jaar=2022"
    assert "Wilma" not in page.content.decode()


def test_what_the_region_may_not_see_is_named(lead: Client, linde: Practice) -> None:
    page = lead.get(home(linde))
    assert "Het scanrapport is vertrouwelijk. U ziet alleen de datum." in text(page)
    assert "U ziet aantallen, geen patiënten." in text(page)


def test_why_it_needs_help_stands_on_top(lead: Client, linde: Practice) -> None:
    assert texts(lead.get(home(linde)), "lead") == [
        "1 taak te laat, sinds 14 januari 2022. Bij 4 van 4 KPI's is nog niets gevonden. Nog geen contact."
    ]
    Obligation.objects.filter(key="list-2022Q1").update(done_on=date(2022, 1, 10))
    RegionNote.objects.create(
        **place(linde), kind="visit", text="x", by=make_person("region_staff", region=linde.region), at=NOW
    )
    assert texts(lead.get(home(linde)), "lead") == ["Deze praktijk ligt op schema."]


def test_a_practice_that_did_not_begin(lead: Client, rijnmond: Rijnmond) -> None:
    (duin,) = make_practices(rijnmond, ["Duin"], enrolled=False)
    page = lead.get(home(duin))
    assert texts(page, "lead") == ["Deze praktijk is nog niet begonnen."]
    assert (page.context["moments"], page.context["tables"]["kpis"][1]) == ((), [])
    assert lead.get(home(duin, "bezoek/")).status_code == 200


def test_a_draft_of_the_practice_stays_hidden(lead: Client, linde: Practice) -> None:
    FilledForm.objects.create(
        **place(linde), enrolment=Enrolment.objects.get(practice=linde), form="accountability_a", started_at=NOW,
        saved_at=NOW,
    )  # fmt: skip
    assert lead.get(home(linde)).context["tables"]["forms"][1] == []


def test_a_long_story_is_shown_at_once_when_asked(lead: Client, linde: Practice, person: User) -> None:
    for number in range(30):
        RegionNote.objects.create(**place(linde), kind="note", text=f"Notitie {number}", by=person, at=NOW)
    short, whole = lead.get(home(linde)), lead.get(home(linde, "?alles=ja"))
    assert (len(short.context["moments"]), short.context["more"]) == (25, 7)
    assert (len(whole.context["moments"]), whole.context["more"]) == (32, 0)


# --- Notes ----------------------------------------------------------------------------------------------------------


def test_a_note_is_kept_and_shown(lead: Client, linde: Practice, person: User) -> None:
    response = post(lead, home(linde, "notitie/"), kind="visit", text="  Wij waren er.  ")
    assert response.url == home(linde, f"?programma={PROGRAMME}")
    note = RegionNote.objects.get()
    assert (note.kind, note.text, note.by, note.practice) == ("visit", "Wij waren er.", person, linde)
    assert Event.objects.get(event="note.add").detail == {"kind": "visit"}
    assert texts(lead.get(response.url), "lock-badge") == ["Alleen uw regio ziet dit"]


def test_a_note_with_a_bsn_is_refused_and_nothing_is_lost(lead: Client, linde: Practice) -> None:
    page = post(lead, home(linde, "notitie/"), kind="call", text="Zoek 999 990 019 op.")
    assert (page.status_code, texts(page, "field__errors")) == (200, [f"Fout: {NO_BSN}"])
    assert page.context["form"]["text"].value() == "Zoek 999 990 019 op."
    assert RegionNote.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "words", "code"), [("note", "Zoek 999990019 op.", "text"), ("note", "  ", "text"), ("mail", "x", "kind")]
)
def test_the_verb_refuses_by_itself(linde: Practice, person: User, kind: str, words: str, code: str) -> None:
    who = access.actor(person, TODAY)
    with pytest.raises(Refused) as refused:
        region_notes.add(practice=linde, kind=kind, text=words, by=who, at=NOW, key=new_id())
    assert (refused.value.code, RegionNote.objects.count()) == (code, 0)


def test_a_double_click_writes_one_note(lead: Client, linde: Practice) -> None:
    key = new_id()
    for _ in range(2):
        assert post(lead, home(linde, "notitie/"), key, kind="note", text="Zo.").status_code == 302
    assert RegionNote.objects.count() == 1


def test_who_handles_money_reads_and_writes_no_note(rijnmond: Rijnmond, linde: Practice) -> None:
    finance = client_of(make_person("region_finance", region=rijnmond.region))
    page = finance.get(home(linde))
    assert (page.status_code, "Bewaar de notitie" in text(page)) == (200, False)
    assert post(finance, home(linde, "notitie/"), kind="note", text="Zo.").status_code == 404
    assert RegionNote.objects.count() == 0


def test_a_note_is_never_changed(linde: Practice, person: User) -> None:
    note = RegionNote.objects.create(**place(linde), kind="note", text="Zo.", by=person, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        RegionNote.objects.filter(pk=note.pk).update(text="Anders.")
    note.refresh_from_db()
    assert (note.text, connection.needs_rollback) == ("Zo.", False)


def test_no_practice_reads_a_note(linde: Practice, person: User) -> None:
    RegionNote.objects.create(**place(linde), kind="note", text="Geheim.", by=person, at=NOW)
    owner = make_person("practice_owner", practice=linde)
    assert list(access.region_notes(access.actor(owner, TODAY))) == []
    assert client_of(owner).get(home(linde)).status_code == 404


# --- The visit, and who may look -------------------------------------------------------------------------------------


def test_the_page_for_a_visit(lead: Client, linde: Practice, person: User) -> None:
    a_year(linde, person)
    page = lead.get(home(linde, "bezoek/"))
    said = text(page)
    for words in (
        "A Zorg op afstand en B Andere organisatie van de huisartsenzorg",
        "1 april 2022 Gebeld over het plan.",
        "€ 1.655,05",
        "Wanneer begint het?",
        "Patiëntenlijst kwartaal 2 van 2022",
    ):
        assert (words, words in said) == (words, True)
    assert [each.key for each in page.context["open_kpis"]] == ["a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4"]


def test_looking_is_written_down(lead: Client, linde: Practice) -> None:
    for path in ("", "bezoek/"):
        lead.get(home(linde, path))
    found = Event.objects.filter(event="dossier.view")
    assert [(each.practice_id, each.object_id, each.lifecycle) for each in found] == [(linde.pk, linde.pk, "view")] * 2


@pytest.mark.parametrize("path", ["", "bezoek/", "notitie/"])
def test_a_practice_of_another_region_is_not_there(lead: Client, rijnmond: Rijnmond, path: str) -> None:
    elsewhere = Region.objects.create(key="elders", name="Elders")
    stranger = Practice.objects.create(region=elsewhere, agb_code="01099999", name="Ver weg")
    assert lead.get(home(stranger, path)).status_code == 404
    assert lead.get(f"/regio/elders/praktijken/{stranger.pk}/{path}").status_code == 404


def test_a_little_and_a_lot_take_the_same_queries(lead: Client, linde: Practice, person: User) -> None:
    a_year(linde, person)
    one = [queries(lead, home(linde, path)) for path in ("", "bezoek/")]
    for number in range(3):
        thread = Thread.objects.create(**place(linde), title=f"Vraag {number}", last_at=NOW)
        Message.objects.create(**place(linde), thread=thread, text="Hoe?", by=person, at=NOW)
        RegionNote.objects.create(**place(linde), kind="call", text="Gebeld.", by=person, at=NOW)
        Milestone.objects.create(
            **place(linde), enrolment=Enrolment.objects.get(practice=linde), title=f"Mijlpaal {number}", shows="x",
            due=TODAY, added_by=person, added_at=NOW,
        )  # fmt: skip
    assert [queries(lead, home(linde, path)) for path in ("", "bezoek/")] == one


def test_of_a_scan_the_region_sees_days_alone(lead: Client, linde: Practice, person: User) -> None:
    scan = Scan.objects.create(
        enrolment=Enrolment.objects.get(practice=linde), practice=linde, region=linde.region, kind="ict_scan",
        status=INTERVIEWED, started_at=NOW, saved_at=NOW, submitted_at=NOW, interviewed_on=date(2022, 4, 4),
    )  # fmt: skip
    ScanAnswer.objects.create(
        scan=scan, practice=linde, region=linde.region, question="backup", scan_version=1, value="SCAN-GEHEIM",
        given_by=person, given_at=NOW,
    )  # fmt: skip

    page = lead.get(home(linde))

    assert "Gesprek gehouden 4 april 2022 Het scanrapport is vertrouwelijk. U ziet alleen de datum." in text(page)
    assert "gesprek gehouden" in text(page)
    assert "SCAN-GEHEIM" not in page.content.decode()
