"""V01-V04 as the insurer sees them; wall 1 and wall 2 around what is not bought."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from pytest_django.fixtures import Settings

from groeiruimte.records import guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Decision, DocumentSubmission, Event, KpiTest, OiLine, RegionYear
from tests.site import plans
from tests.site.rijnmond import NOW, TODAY, make_practices

from .conftest import Desk


@pytest.fixture(autouse=True)
def one_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR, settings.TODAY = False, TODAY


def browser(desk: Desk, who: str) -> Client:
    client = Client()
    client.force_login(desk.people[who], backend=django_settings.AUTHENTICATION_BACKENDS[0])
    return client


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def post(client: Client, path: str, **given: str) -> Any:
    return client.post(path, {"submission_key": new_id(), **given})


def propose_at(client: Client, desk: Desk, **changed: str) -> Any:
    given = {"versie": "1", "verdict": "approve", "maximum": "100.000,00", "oi": "10.000", "service_code": "99999"}
    return post(client, f"{desk.year_home}/besluit/", **(given | changed))


def test_after_log_in_a_purchaser_comes_to_the_regions(desk: Desk) -> None:
    response = browser(desk, "purchaser").get("/")
    assert response.headers["Location"] == f"{desk.home}/regios/"


def test_every_region_stands_with_its_phase_and_what_asks_for_a_look(desk: Desk) -> None:
    shown = browser(desk, "purchaser").get(f"{desk.home}/regios/")
    (line,) = shown.context["lines"]
    assert (line.region, line.enrolled, line.s3, line.s3_maximum) == ("Rijnmond Dokters", 2, 0, None)
    assert (line.phase.words, line.phase.tone, line.risks) == ("Plan wacht op u", "todo", ("Regioplan te laat",))
    assert "Wacht op u1" in words(shown)


def test_a_proposal_is_said_in_the_overview(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    (line,) = browser(desk, "approver").get(f"{desk.home}/regios/").context["lines"]
    assert line.phase.words == "Plan: voorstel wacht op besluit"
    plans.decide(proposed, desk.actor("approver"))
    (line,) = browser(desk, "approver").get(f"{desk.home}/regios/").context["lines"]
    assert (line.phase.words, line.s3_maximum, line.oi_maximum) == (
        "Loopt tot en met 31 december 2022",
        90_000_00,
        10_000_00,
    )


@pytest.mark.parametrize("sort", ["aandacht", "regio", "fase", "praktijken", "s3", "oi"])
def test_the_overview_is_sorted_by_the_word_in_the_address(desk: Desk, sort: str) -> None:
    shown = browser(desk, "purchaser").get(f"{desk.home}/regios/?sorteer={sort}")
    assert [heading.sort for heading in shown.context["headings"] if heading.order] == [sort]


@pytest.mark.parametrize("query", ["sorteer=iets", "jaar=20", "jaar=straks"])
def test_an_address_that_says_nothing_is_no_page(desk: Desk, query: str) -> None:
    assert browser(desk, "purchaser").get(f"{desk.home}/regios/?{query}").status_code == 404


def test_a_year_without_regions_says_so(desk: Desk) -> None:
    assert "Nog geen regio's in dit jaar" in words(browser(desk, "purchaser").get(f"{desk.home}/regios/?jaar=2027"))


def test_the_overview_as_csv(desk: Desk) -> None:
    content = browser(desk, "purchaser").get(f"{desk.home}/regios/regios.csv").content.decode("utf-8-sig")
    assert content.splitlines()[1] == (
        "Rijnmond Dokters;Rijnmond 2022;Plan wacht op u;2;€ 0,00;;€ 0,00;;Regioplan te laat"
    )


def test_more_regions_ask_no_more_queries(desk: Desk) -> None:
    client, path = browser(desk, "purchaser"), f"{desk.home}/regios/"
    client.get(path)
    asked = queries_of(client, path)
    year = desk.rijnmond.year
    for key in ("2022-b", "2022-c"):
        RegionYear.objects.create(
            region=year.region,
            insurer=year.insurer,
            edition=year.edition,
            programme=key,
            start=year.start,
            end=year.end,
        )
    assert (queries_of(client, path), len(client.get(path).context["lines"])) == (asked, 3)


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def test_the_plan_is_read_as_one_page(desk: Desk) -> None:
    shown = browser(desk, "purchaser").get(f"{desk.year_home}/plan/")
    said = words(shown)
    for part in (
        plans.APPROACH,
        "Avond over beeldbellen",
        "Kosten: € 1.500,00",
        "Praktijken die beeldbellen",
        "Doel: ervaring van de patiënt",
        "Streefwaarde: 8 van de 10",
        "Nog te toetsen",
        "De praktijk doet mee aan de avonden.",
        "De LindeAGB 01000001",
        desk.plan.sha256,
    ):
        assert part in said, part
    assert Event.objects.filter(event="document.view").count() == 1


def test_what_changed_is_marked_and_an_old_version_says_that_it_is_old(desk: Desk) -> None:
    plans.send_again(desk.document, desk.actor("director"), "Wij komen drie keer langs.")
    client = browser(desk, "purchaser")
    newest = client.get(f"{desk.year_home}/plan/")
    places = [item.place for group in newest.context["groups"] for item in group.items if item.changed]
    assert places == ["section:approach-A"]
    assert [(change.was, change.becomes) for change in newest.context["shown"].changed] == [
        ((plans.APPROACH,), ("Wij komen drie keer langs.",))
    ]
    old = client.get(f"{desk.year_home}/plan/?versie=1")
    assert "Er is een nieuwe versie. U leest versie 1 van 2." in words(old)
    assert "Stel een vraag" not in words(old)
    assert client.get(f"{desk.year_home}/plan/?versie=3").status_code == 404


def test_a_plan_that_did_not_come_in_yet(desk: Desk) -> None:
    year = desk.rijnmond.year
    RegionYear.objects.create(
        region=year.region,
        insurer=year.insurer,
        edition=year.edition,
        programme="2022-b",
        start=year.start,
        end=year.end,
    )
    client, there = browser(desk, "purchaser"), f"{desk.home}/regios/rijnmond/2022-b"
    for page in ("plan", "besluit"):
        assert "Dit plan is nog niet ingediend" in words(client.get(f"{there}/{page}/"))
    assert client.get(f"{there}/plan/toetsen/").status_code == 404


def test_a_question_is_asked_at_its_place_and_answered_there(desk: Desk) -> None:
    client, path = browser(desk, "purchaser"), f"{desk.year_home}/plan/"
    form = client.get(path).context["form"]
    number = next(number for number, place in form.places.items() if place == f"kpi:{plans.KPI_KEY}")
    assert post(client, path, **{f"v-{number}": "Hoe meet u dit?"}).status_code == 302
    groups = client.get(path).context["groups"]
    asked = [item for group in groups for item in group.items if item.remarks]
    assert [(item.place, item.remarks[0].text) for item in asked] == [(f"kpi:{plans.KPI_KEY}", "Hoe meet u dit?")]
    refused = post(client, path)
    assert (refused.status_code, "U schreef nog geen vraag." in words(refused)) == (409, True)


def test_the_tests_show_what_a_kpi_costs_and_are_kept(desk: Desk) -> None:
    client, path = browser(desk, "purchaser"), f"{desk.year_home}/plan/toetsen/"
    shown = client.get(path)
    minutes = desk.plan.content["figures"]["minutes"]["a1"]
    assert [(title, cost) for title, cost, _ in shown.context["kpis"]] == [("Praktijken die beeldbellen", minutes)]
    assert (shown.context["minutes"], shown.context["seen"]) == (minutes, "0")
    given = {"t-0-burden": "ja", "t-0-policy": "ja", "t-0-context": "nee", "version": "0"}
    wrong = post(client, path, **given)
    assert (wrong.status_code, "Schrijf waarom deze KPI niet voldoet." in words(wrong)) == (409, True)
    assert post(client, path, **given, **{"t-0-context-reden": "Te ver"}).status_code == 302
    assert list(KpiTest.objects.order_by("id").values_list("test", "passes", "reason")) == [
        ("burden", True, ""),
        ("policy", True, ""),
        ("context", False, "Te ver"),
    ]
    assert "Voldoet niet: past niet bij de regio" in words(client.get(f"{desk.year_home}/plan/"))


def test_a_kpi_that_did_not_change_begins_with_its_last_verdict(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"), fails=True)
    second = plans.send_again(desk.document, desk.actor("director"), "Anders")
    client, path = browser(desk, "purchaser"), f"{desk.year_home}/plan/toetsen/"
    shown = client.get(path)
    assert (shown.context["as_before"], shown.context["form"]["0-burden"].value()) == (True, "nee")
    given = {"t-0-burden": "nee", "t-0-burden-reden": "Veel", "t-0-policy": "ja", "t-0-context": "ja", "version": "0"}
    assert post(client, path, **given).status_code == 302
    assert KpiTest.objects.filter(submission=second).count() == 3


def test_a_decision_takes_two_people_and_gives_a_letter(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    first, second = browser(desk, "purchaser"), browser(desk, "approver")
    assert propose_at(first, desk).status_code == 302
    waits = first.get(f"{desk.year_home}/besluit/")
    assert "U deed zelf het voorstel. Een collega moet besluiten." in words(waits)
    made = Decision.objects.get()
    assert (made.maximum_cents, made.oi_cents) == (100_000_00, 10_000_00)
    there = f"{desk.year_home}/besluit/{made.pk}/"
    assert post(first, there, doe="bevestig").status_code == 404
    assert second.get(f"{there}brief.pdf").status_code == 404
    assert post(second, there, doe="bevestig").status_code == 302
    assert "Dit plan is goedgekeurd" in words(second.get(f"{desk.year_home}/besluit/"))
    letter = first.get(f"{there}brief.pdf")
    assert (letter.content[:5], letter.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert Event.objects.filter(event="decision.export").count() == 1


def test_the_own_proposal_cannot_be_confirmed_on_the_page_either(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    client = browser(desk, "approver")
    propose_at(client, desk)
    answer = post(client, f"{desk.year_home}/besluit/{Decision.objects.get().pk}/", doe="bevestig")
    assert (answer.status_code, "U deed zelf het voorstel. Een collega moet besluiten." in words(answer)) == (409, True)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"maximum": "-1"}, "Vul een bedrag in, bijvoorbeeld 1.655,05."),
        ({"maximum": ""}, "Vul het maximum van S3 en O&amp;I samen in."),
        ({"oi": "200.000"}, "O&amp;I is hoger dan het maximum. Verlaag O&amp;I of verhoog het maximum."),
        ({"verdict": ""}, "Kies akkoord of terugsturen."),
        ({"verdict": "send_back"}, "U gaf nog geen reden. Schrijf wat de regio moet aanpassen."),
    ],
)
def test_a_proposal_with_a_fault_says_where_it_is(desk: Desk, changed: dict[str, str], said: str) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    answer = propose_at(browser(desk, "purchaser"), desk, **changed)
    assert (answer.status_code, said in answer.content.decode(), Decision.objects.count()) == (409, True, 0)


def test_a_proposal_about_a_version_that_was_replaced(desk: Desk) -> None:
    plans.send_again(desk.document, desk.actor("director"), "Anders")
    answer = propose_at(browser(desk, "purchaser"), desk)
    assert "Er is een nieuwe versie. Lees die versie en beslis daarover." in words(answer)
    assert (answer.context["read"].newest.number, Decision.objects.count()) == (2, 0)


def test_declined_the_reason_stands_in_the_history(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    made = plans.propose(desk.plan, desk.actor("purchaser"))
    client, there = browser(desk, "approver"), f"{desk.year_home}/besluit/{made.pk}/"
    assert post(client, there, doe="wijs-af").status_code == 409
    assert post(client, there, doe="wijs-af", reason="Te hoog").status_code == 302
    entries = client.get(f"{desk.year_home}/besluit/").context["entries"]
    assert sorted((entry.what, entry.note) for entry in entries) == [
        ("Voorstel over versie 1 afgewezen", "Te hoog"),
        ("Voorstel: akkoord, versie 1", ""),
    ]


def test_the_budget_shows_two_streams_with_their_maximum(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    plans.decide(plans.propose(desk.plan, desk.actor("purchaser")), desk.actor("approver"))
    client = browser(desk, "purchaser")
    assert "Er is nog niets gedeclareerd" in words(client.get(f"{desk.home}/budget/"))
    OiLine.objects.create(
        reference="o1",
        region_year=desk.rijnmond.year,
        region=desk.rijnmond.region,
        quarter="2022Q1",
        amount_cents=3_000_00,
        booked_at=NOW,
    )
    shown = client.get(f"{desk.home}/budget/")
    (region,) = shown.context["regions"]
    s3, oi = (found for _, found in region.streams)
    assert (s3.summary, oi.summary) == (
        "Er is nog niets gedeclareerd.",
        "Prognose: € 2.000,00 boven het maximum. Bereikt rond 31 oktober 2022.",
    )
    assert [[cell.value for cell in row] for row in oi.rows] == [
        ["kwartaal 1 van 2022", 3_000_00, 3_000_00, None],
        ["kwartaal 2 van 2022", None, None, 6_000_00],
        ["kwartaal 3 van 2022", None, None, 9_000_00],
        ["kwartaal 4 van 2022", None, None, 12_000_00],
    ]
    (line,) = client.get(f"{desk.home}/regios/").context["lines"]
    assert line.risks == ("Prognose boven het maximum",)


PAGES = ("regios/", "regios/regios.csv", "budget/")
YEAR_PAGES = ("plan/", "plan/toetsen/", "besluit/")


def every_page(desk: Desk) -> list[str]:
    return [f"{desk.home}/{page}" for page in PAGES] + [f"{desk.year_home}/{page}" for page in YEAR_PAGES]


@pytest.mark.parametrize("who", ["other", "director", "lead"])
def test_who_does_not_buy_here_finds_no_page(desk: Desk, who: str) -> None:
    client = browser(desk, who)
    assert [client.get(path).status_code for path in every_page(desk)] == [404] * 6


def test_a_stranger_logs_in_first(desk: Desk) -> None:
    assert {Client().get(path).status_code for path in every_page(desk)} == {302}


def test_nothing_within_a_practice_is_on_a_page(desk: Desk) -> None:
    """The name of a practice stands in a plan, because its director signed that; nothing else does."""
    (added,) = make_practices(desk.rijnmond, ["Praktijk Nachtegaal"])
    client = browser(desk, "purchaser")
    pages = " ".join(words(client.get(path)) for path in every_page(desk))
    assert [name in pages for name in ("De Linde", added.name)] == [True, False]
    assert f"/praktijk/{desk.practices[0].pk}" not in pages


def test_wall_2_shows_another_insurer_nothing(desk: Desk) -> None:
    with guard.scope_of(desk.actor("purchaser")):
        assert (DocumentSubmission.objects.count(), RegionYear.objects.count()) == (1, 1)
    with guard.scope_of(desk.actor("other")):
        wall = connection.vendor == "postgresql"
        assert DocumentSubmission.objects.count() == (0 if wall else 1)
        assert RegionYear.objects.count() == (0 if wall else 1)


def test_the_region_gets_the_same_letter(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    made = plans.decide(plans.propose(desk.plan, desk.actor("purchaser")), desk.actor("approver"))
    ours = browser(desk, "purchaser").get(f"{desk.year_home}/besluit/{made.pk}/brief.pdf")
    director = browser(desk, "director")
    page = director.get(f"/regio/rijnmond/regioplan/?programma={desk.rijnmond.year.programme}")
    (link,) = re.findall(r'href="(/regio/rijnmond/regioplan/[^"]*/besluit/[^"]*)"', page.content.decode())
    theirs = director.get(link)
    assert (theirs.status_code, theirs.content) == (200, ours.content)
    assert director.get(link.replace(made.pk, new_id())).status_code == 404


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [("approve", "akkoord met deze voorwaarden."), ("send_back", "teruggestuurd met deze reden.")],
)
def test_the_region_reads_the_words_as_they_were_written(desk: Desk, verdict: str, outcome: str) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    conditions = "Meet in het najaar.\nLaat zien wat weinig oplevert."
    proposed = plans.propose(desk.plan, desk.actor("purchaser"), verdict=verdict, conditions=conditions)
    plans.decide(proposed, desk.actor("approver"))
    page = browser(desk, "lead").get("/regio/rijnmond/regioplan/").content.decode()
    assert f"{outcome} <a" in page
    assert "<p>Meet in het najaar.<br>Laat zien wat weinig oplevert.</p>" in page
