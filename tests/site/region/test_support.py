"""Ondersteuning: the log, counts per kind, phase and track, and the steps (R032, R110-R119, R132, R134, R140)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from groeiruimte.actions import support
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.support import SupportText
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, Event, Practice, RegionYear, SupportRecord
from tests.site.practice.site import address, client_of, post, queries, text, texts
from tests.site.rijnmond import Rijnmond, make_person, make_practices
from tests.site.roha import NOW, TODAY, make_roha

pytestmark = pytest.mark.django_db
HOME = "/regio/roha/ondersteuning/"
NEW = f"{HOME}nieuw/"
VIDEO = f"{HOME}traject/beeldbeltraject/"
TALK = {"kind": "advice_talk", "day": "1-10-2021", "minutes": "45", "objective": "A", "text": "Plan doorgesproken"}


@pytest.fixture(autouse=True)
def on_the_fourth_of_october(settings: Settings) -> None:
    settings.TODAY = TODAY
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.fixture
def ijsvogel() -> Practice:
    return make_roha("A", choices=("beeldbeltraject",))


@pytest.fixture
def lead(ijsvogel: Practice) -> Client:
    return client_of(make_person("region_lead", region=ijsvogel.region))


def more_practices(*names: str, choices: tuple[str, ...] = ("beeldbeltraject",)) -> list[Practice]:
    year = RegionYear.objects.select_related("region").get()
    made = make_practices(Rijnmond(year.region, year), list(names))
    Enrolment.objects.filter(practice__in=made).update(year=2021, effective=date(2021, 7, 1), choices=list(choices))
    return made


def enrolment_of(practice: Practice) -> Enrolment:
    return Enrolment.objects.select_related("region_year__edition").get(practice=practice)


def step(practice: Practice, key: str) -> str:
    return f"{VIDEO}{enrolment_of(practice).pk}/{key}/"


def steps_done(lead: Client, practice: Practice, *keys: str) -> None:
    asked = {"advice": {"v-application": "Beeld"}, "installation": {"v-installed": "on"}}
    for key in keys:
        response = post(lead, step(practice, key), day="1-10-2021", version="0", **asked.get(key, {}))
        assert response.status_code == 302, text(response)


def test_support_for_several_practices_at_once(lead: Client, ijsvogel: Practice) -> None:
    """R110, R134: three types, a link to the theme, and practices counted per type."""
    (other,) = more_practices("De Ekster")
    both = [enrolment_of(each).pk for each in (ijsvogel, other)]
    assert post(lead, NEW, **TALK, enrolments=both).status_code == 302
    assert post(lead, NEW, kind="practical_help", day="2-10-2021", enrolments=both[:1]).status_code == 302
    page = lead.get(HOME)
    counted = {label: rest for label, *rest in page.context["kinds"]}
    assert counted["Adviesgesprek"] == [2, 2, 90]
    assert counted["Praktische hulp in de praktijk"] == [1, 1, 0]
    assert counted["Hulp bij het plan"] == [0, 0, 0]
    assert [(label, practices) for label, practices, _, _ in page.context["objectives"]][-1] == (
        "Zonder doelstelling",
        1,
    )
    (several, alone) = Event.objects.filter(event="support.log").order_by("seq")
    assert (several.detail["practices"], alone.detail["practices"]) == (
        sorted([ijsvogel.pk, other.pk]),
        [ijsvogel.pk],
    )
    assert [row[0].value for row in lead.get(f"{HOME}?soort=advice_talk").context["rows"]] == [
        "De Ekster",
        "De IJsvogel",
    ]
    assert lead.get(f"{HOME}?soort=x").status_code == 404


def test_a_double_click_logs_once(lead: Client, ijsvogel: Practice) -> None:
    key = new_id()
    for _ in range(2):
        assert post(lead, NEW, key, **TALK, enrolments=[enrolment_of(ijsvogel).pk]).status_code == 302
    assert SupportRecord.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"day": "5-10-2021"}, "Deze dag is nog niet geweest. Leg het vast als het is gebeurd."),
        ({"minutes": "0"}, "Er staan geen minuten. Vul meer dan 0 in, of laat het leeg."),
        ({"minutes": "-5"}, "Vul een heel getal in, bijvoorbeeld 2.095."),
        ({"enrolments": []}, "Zet een vinkje bij een of meer praktijken."),
        ({"text": "Zoek 999 990 019 op"}, "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."),
        ({"objective": "C"}, "Niet elke praktijk doet mee aan C"),
    ],
)
def test_what_cannot_be_is_refused(lead: Client, ijsvogel: Practice, change: dict[str, Any], sentence: str) -> None:
    page = post(lead, NEW, **{**TALK, "enrolments": [enrolment_of(ijsvogel).pk], **change})
    assert texts(page, "field__errors")[0].startswith(f"Fout: {sentence}")
    assert SupportRecord.objects.count() == 0


def test_a_kind_that_the_programme_does_not_have_is_refused(lead: Client, ijsvogel: Practice) -> None:
    who = access.actor(make_person("region_staff", region=ijsvogel.region), TODAY)
    with pytest.raises(Refused) as refused:
        support.log_support(
            region=ijsvogel.region, region_year=enrolment_of(ijsvogel).region_year,
            enrolments=(enrolment_of(ijsvogel).pk,), text=SupportText("cake", TODAY), by=who, at=NOW, key=new_id(),
        )  # fmt: skip
    assert refused.value.code == "kind"


def test_what_was_struck_out_counts_no_more(lead: Client, ijsvogel: Practice) -> None:
    post(lead, NEW, **TALK, enrolments=[enrolment_of(ijsvogel).pk])
    made = SupportRecord.objects.get()
    assert post(lead, f"{HOME}{made.pk}/", **{**TALK, "minutes": "60"}, version="1").status_code == 302
    assert [each.value for each in lead.get(HOME).context["rows"][0]][4] == 60
    assert post(lead, f"{HOME}{made.pk}/doorstrepen/").status_code == 302
    assert (lead.get(HOME).context["rows"], SupportRecord.objects.get().removed_on) == ([], TODAY)
    page = post(lead, f"{HOME}{made.pk}/doorstrepen/")
    assert (page.status_code, "Dit is intussen doorgestreept." in text(page)) == (409, True)


def test_a_track_is_complete_with_intake_visit_and_the_installed_app(lead: Client, ijsvogel: Practice) -> None:
    """R115, R116."""
    more_practices("De Ekster")
    more_practices("De Merel", choices=("cboards-ouderen",))
    steps_done(lead, ijsvogel, "intake", "visit", "advice")
    lead_of_page = "2 praktijken kozen dit traject. Begonnen: 1. Helemaal klaar: {}."
    assert lead_of_page.format(0) in text(lead.get(VIDEO))
    without = post(lead, step(ijsvogel, "installation"), day="1-10-2021", version="0")
    assert texts(without, "field__errors") == ["Fout: Verklaar dit eerst: “Het programma staat klaar in de praktijk”."]
    steps_done(lead, ijsvogel, "installation")
    page = lead.get(VIDEO)
    assert lead_of_page.format(1) in text(page)
    assert [(row[0].value, row[-1].note) for row in page.context["rows"]] == [
        ("De Ekster", "Nog niet begonnen"),
        ("De IJsvogel", "Klaar"),
    ]
    assert [practices for _, practices in page.context["steps"]] == [1, 1, 1, 1]
    assert [[cell.value for cell in row] for row in lead.get(HOME).context["tracks"]] == [
        ["Beeldbeltraject", 2, 1, 1],
        ["cBoards Ouderen", 1, 0, 0],
    ]


def test_a_step_that_is_struck_out_is_open_again(lead: Client, ijsvogel: Practice) -> None:
    steps_done(lead, ijsvogel, "intake")
    made = SupportRecord.objects.get()
    assert lead.get(f"{HOME}{made.pk}/").headers["Location"] == step(ijsvogel, "intake")
    post(lead, f"{HOME}{made.pk}/doorstrepen/")
    assert "Begonnen: 0." in text(lead.get(VIDEO))
    steps_done(lead, ijsvogel, "intake")
    assert SupportRecord.objects.filter(removed_on=None).count() == 1


def test_who_notes_a_step_second_sees_both(lead: Client, ijsvogel: Practice) -> None:
    steps_done(lead, ijsvogel, "advice")
    page = post(lead, step(ijsvogel, "advice"), day="1-10-2021", version="0", **{"v-application": "Anders"})
    assert page.status_code == 409
    assert [(each.mine, each.theirs) for each in page.context["stale"].fields] == [("Anders", "Beeld")]
    again = post(lead, step(ijsvogel, "advice"), day="1-10-2021", version="1", **{"v-application": "Anders"})
    assert (again.status_code, SupportRecord.objects.get().answers) == (302, {"application": "Anders"})


def test_a_track_that_the_practice_did_not_choose_is_not_there(lead: Client, ijsvogel: Practice) -> None:
    (other,) = more_practices("De Merel", choices=("cboards-ouderen",))
    assert lead.get(step(other, "intake")).status_code == 404
    assert [lead.get(url).status_code for url in (step(ijsvogel, "cake"), f"{HOME}traject/cake/")] == [404, 404]


def test_who_may_not_log_reads(ijsvogel: Practice) -> None:
    director = client_of(make_person("region_director", region=ijsvogel.region))
    page = director.get(HOME)
    assert (page.status_code, "Leg ondersteuning vast" in text(page)) == (200, False)
    assert [director.get(url).status_code for url in (NEW, step(ijsvogel, "intake"))] == [404, 404]
    owner = client_of(make_person("practice_owner", practice=ijsvogel))
    assert [owner.get(url).status_code for url in (HOME, VIDEO, f"{HOME}ondersteuning.csv")] == [404, 404, 404]


def test_the_log_and_the_track_take_as_many_queries_for_three_as_for_one(lead: Client, ijsvogel: Practice) -> None:
    post(lead, NEW, **TALK, enrolments=[enrolment_of(ijsvogel).pk])
    few = queries(lead, HOME), queries(lead, VIDEO)
    others = more_practices("De Ekster", "De Merel")
    post(lead, NEW, **TALK, enrolments=[enrolment_of(each).pk for each in others])
    steps_done(lead, others[0], "intake")
    assert (queries(lead, HOME), queries(lead, VIDEO)) == few


def test_the_log_as_csv(lead: Client, ijsvogel: Practice) -> None:
    post(lead, NEW, **TALK, enrolments=[enrolment_of(ijsvogel).pk])
    answer = lead.get(f"{HOME}ondersteuning.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Praktijk;AGB-code;Dag;Wat;Fase;Doelstelling;Minuten;Toelichting;Door"
    assert lines[1].startswith(f"De IJsvogel;{ijsvogel.agb_code};2021-10-01;Adviesgesprek;;A ")
    assert lines[1].endswith(";45;Plan doorgesproken;Region lead")
    assert Event.objects.filter(event="support.export").count() == 1


def test_offered_and_attended_as_csv(lead: Client, ijsvogel: Practice) -> None:
    """R032."""
    answer = lead.get("/regio/roha/scholing/deelname/deelname.csv")
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Praktijk;AGB-code;Bezocht;Staat op de lijst;Aangeboden",
        f"De IJsvogel;{ijsvogel.agb_code};0;0;0",
    ]


def test_a_practice_reads_what_was_done_for_it(lead: Client, ijsvogel: Practice) -> None:
    """Its own alone, in words; what was struck out is gone."""
    (other,) = more_practices("De Ekster")
    post(lead, NEW, **TALK, enrolments=[enrolment_of(ijsvogel).pk])
    steps_done(lead, ijsvogel, "intake")
    post(lead, NEW, **{**TALK, "kind": "practical_help", "text": "Van een ander"}, enrolments=[enrolment_of(other).pk])
    staff = client_of(make_person("practice_staff", practice=ijsvogel))
    page = staff.get(address(ijsvogel, "hulp/"))
    assert sorted((row[0].value, row[0].note) for row in page.context["support"]) == [
        ("Adviesgesprek", "Plan doorgesproken"),
        ("Beeldbeltraject: Digitaal intakegesprek", ""),
    ]
    for made in SupportRecord.objects.filter(practice=ijsvogel):
        post(lead, f"{HOME}{made.pk}/doorstrepen/")
    assert "Wat uw regio voor u deed" not in text(staff.get(address(ijsvogel, "hulp/")))
