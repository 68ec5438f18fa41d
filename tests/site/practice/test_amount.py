"""P13: what a quarter comes to, and why."""

from __future__ import annotations

import pytest
from django.test import Client

from groeiruimte.pages.practice.entitlement.waterfall import waterfall
from groeiruimte.records.models import Practice, QuarterClose
from tests.site.rijnmond import Rijnmond, make_person, make_practices

from .site import GOOD_BSNS, a_list, address, client_of, good_list, handed_in, queries, row, text, texts

pytestmark = pytest.mark.django_db

MIXED = a_list(
    *(row(bsn) for bsn in GOOD_BSNS[:4]),
    row(GOOD_BSNS[4], uzovi="3313"),
    row(GOOD_BSNS[5], uzovi="7119"),
    row(GOOD_BSNS[6], end="31-03-2022"),
    row("999990018"),
)


def test_before_the_first_list_it_says_when_the_amount_comes(manager: Client, linde: Practice) -> None:
    page = manager.get(address(linde, "vergoeding/"))
    assert texts(page, "empty-state") == ["Er is nog geen bedrag. De eerste vergoeding ziet u na 14 april 2022."]
    assert texts(page, "tbody") == [
        "Kwartaal 1 – € 0,79 – Lijst te laat Kwartaal 2 – € 0,79 – Wacht op uw lijst "
        "Kwartaal 3 – € 0,79 – Kan vanaf 1 juli 2022 Kwartaal 4 – € 0,79 – Kan vanaf 1 oktober 2022"
    ]


def test_the_year_adds_up(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(8), "2022Q1")
    handed_in(manager, linde, good_list(8), "2022Q2")
    page = manager.get(address(linde, "vergoeding/"))
    assert texts(page, "tfoot") == ["Samen € 12,64"]
    assert texts(page, "tbody")[0].startswith(
        "Kwartaal 1: bekijk de uitleg 8 € 0,79 € 6,32 Geboekt Kwartaal 2: bekijk de uitleg 8 € 0,79 € 6,32 Geboekt"
    )


def test_an_amount_is_drawn_from_the_rows_of_the_list(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, MIXED)
    page = manager.get(address(linde, "vergoeding/2022Q2/"))
    assert texts(page, "big-number") == ["€ 3,95 5 patiënten × € 0,79"]
    assert texts(page, "lead") == ["Verwachte vergoeding (u declareert zelf bij de verzekeraar)"]
    assert texts(page, "waterfall__table") == [
        "Van uw lijst naar dit bedrag Stap Aantal Beeld Rijen op uw lijst 8 min Andere verzekeraar −1 "
        "min Niet ingeschreven op de peildatum −1 min Dubbel of met een fout −1 Tellen mee 5 "
        "Tarief voor kwartaal 2 van 2022 × € 0,79 Bedrag € 3,95"
    ]


def test_every_amount_opens_to_its_steps_and_sources(manager: Client, linde: Practice) -> None:
    patient_list = handed_in(manager, linde, MIXED)
    page = manager.get(address(linde, "vergoeding/2022Q2/"))
    assert texts(page, "summary") == ["Zilveren Kruis 3311 4 × € 0,79 € 3,16", "Interpolis 3313 1 × € 0,79 € 0,79"]
    first = texts(page, "amount")[0]
    steps = [
        "Ingeschreven op 1 april 2022 4 van Zilveren Kruis (3311)",
        f"Ontvangstbewijs {patient_list.receipt}",
        "€ 3,16 per jaar",
        "Huisartsen Utrecht Stad",
        "4 × € 0,79 = € 3,16",
        "Vier kwartalen zijn samen precies € 3,16.",
        "U declareert zelf bij de verzekeraar.",
    ]
    assert [step for step in steps if step not in first] == []


def test_a_correction_is_a_new_line_and_the_sum_stays_right(
    manager: Client, linde: Practice, rijnmond: Rijnmond
) -> None:
    handed_in(manager, linde, good_list(8))
    QuarterClose.objects.create(
        region_year=rijnmond.year,
        region=rijnmond.region,
        quarter="2022Q2",
        closed_at="2022-04-05T07:00Z",
        closed_by=make_person("region_finance", region=rijnmond.region),
    )
    handed_in(manager, linde, good_list(7))
    page = manager.get(address(linde, "vergoeding/2022Q2/"))
    assert texts(page, "big-number") == ["€ 5,53 7 patiënten × € 0,79"]
    assert "Het bedrag is gewijzigd na een correctie." in text(page)
    changed, booked = texts(page, "tbody")[-2:]
    assert changed.startswith("Lijst 1 dinsdag 5 april 2022 om ")
    assert changed.endswith("€ -0,79 € 5,53")
    assert [cell for cell in texts(page, "td")[-16:] if cell in ("8", "-8", "7")] == ["8", "-8", "7"]
    assert " terug " in booked
    assert texts(page, "tfoot")[-1] == "Samen € 5,53"
    assert texts(page, "status--done") == ["Afgerekend"]


def test_without_an_approved_plan_the_amount_is_expected(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    rijnmond.year.approved_on = None
    rijnmond.year.save(update_fields=["approved_on"])
    handed_in(manager, linde, good_list(8))
    page = manager.get(address(linde, "vergoeding/2022Q2/"))
    assert texts(page, "big-number") == ["€ 6,32 8 patiënten × € 0,79"]
    assert texts(page, "status--in_progress") == ["Wacht op goedkeuring van het regioplan"]
    assert texts(page, "rail") == [
        "Declaratiebestand Er is nog geen bestand: het regioplan is nog niet goedgekeurd. "
        "Uw regio laat weten wanneer het zover is."
    ]


def test_the_region_reads_the_amount_and_nothing_of_the_list(
    manager: Client, linde: Practice, rijnmond: Rijnmond
) -> None:
    handed_in(manager, linde, MIXED)
    lead = client_of(make_person("region_lead", region=rijnmond.region))
    page = lead.get(address(linde, "vergoeding/2022Q2/"))
    assert (page.status_code, texts(page, "big-number")) == (200, ["€ 3,95 5 patiënten × € 0,79"])
    assert [word for word in ("Declaratiebestand", "/lijst/", "button--quiet") if word in page.content.decode()] == []


def test_others_find_nothing_here(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    handed_in(manager, linde, good_list())
    (other,) = make_practices(rijnmond, ["De Sluis"])
    outsiders = [make_person("practice_manager", practice=other), make_person("practice_staff", practice=linde)]
    paths = ("vergoeding/", "vergoeding/2022Q2/")
    assert {client_of(who).get(address(linde, path)).status_code for who in outsiders for path in paths} == {404}


def test_a_quarter_that_is_not_of_the_year_is_not_there(manager: Client, linde: Practice) -> None:
    assert manager.get(address(linde, "vergoeding/2021Q4/")).status_code == 404


def test_one_and_three_quarters_take_the_same_queries(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(8), "2022Q1")
    one = queries(manager, address(linde, "vergoeding/"))
    handed_in(manager, linde, good_list(8), "2022Q2")
    handed_in(manager, linde, MIXED, "2022Q2", reason="Verhuizing naar een andere wijk")
    assert queries(manager, address(linde, "vergoeding/")) == one


def test_the_picture_adds_up_and_shows_what_is_small() -> None:
    steps = waterfall(rows=10_000, other_insurer=5_000, not_active=1, faults=0, counted=4_999)
    assert [(step.count, step.x, step.width) for step in steps] == [
        (10_000, "0", "1000"),
        (5_000, "500", "500"),
        (1, "499", "6"),
        (0, "499", "0"),
        (4_999, "0", "499"),
    ]


def test_the_picture_of_an_empty_list_has_no_bars() -> None:
    steps = waterfall(rows=0, other_insurer=0, not_active=0, faults=0, counted=0)
    assert {(step.count, step.x, step.width) for step in steps} == {(0, "0", "0")}
