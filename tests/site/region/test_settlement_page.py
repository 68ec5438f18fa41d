"""R08 and what a practice sees of it: every amount opens to its explanation, nobody sees what is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    CashierConsent,
    ClawBack,
    PaymentFile,
    PracticeStatement,
    RegionYear,
    SettlementRun,
)
from tests.site.rijnmond import make_person

from .settling import (
    ACCOUNT,
    AFTER,
    Q1,
    Q2,
    REGION_ACCOUNT,
    client_of,
    desk,
    drop,
    hand_in,
    let_region_pay,
    make_settled_region,
    prepare,
    settle,
)

pytestmark = pytest.mark.django_db
HERE = "/regio/rijnmond/afrekening/"


@pytest.fixture(autouse=True)
def in_january(settings: Settings) -> None:
    settings.TODAY = AFTER.date()
    settings.REQUIRE_SECOND_FACTOR = False


def shown(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return str(page.content.decode()).replace("\xa0", " ")


def holds(text: str, *words: str) -> list[bool]:
    return [word in text for word in words]


def test_two_people_settle_a_quarter_by_hand() -> None:
    rijnmond, (linde, singel) = make_settled_region(["De Linde", "Singel"])
    hand_in(linde, 2095)
    hand_in(singel, 100)
    lead, finance = (client_of(one) for one in desk(rijnmond))
    begin = shown(lead, f"{HERE}?kwartaal=2022Q1")
    assert holds(begin, "Zet de afrekening klaar", "Sluit deze afrekening") == [True, False]
    sent = lead.post(f"{HERE}2022-rijnmond/2022Q1/klaarzetten/", {"submission_key": new_id()})
    assert (sent.status_code, sent["Location"]) == (302, f"{HERE}?programma=2022-rijnmond&kwartaal=2022Q1")
    run = SettlementRun.objects.get()
    mine, theirs = shown(lead, sent["Location"]), shown(finance, sent["Location"])
    assert holds(mine, "De Linde", "€ 1.655,05", "Sluit deze afrekening", "Region lead") == [True, True, False, True]
    assert holds(theirs, "Sluit deze afrekening", "Er is nog niets geboekt") == [True, True]
    closed = finance.post(f"{HERE}{run.pk}/sluiten/", {"submission_key": new_id()})
    after = shown(finance, closed["Location"])
    assert holds(after, "gesloten door Region finance", "€ 1.734,05", "Haal het betaalbestand op") == [
        True,
        True,
        False,
    ]
    statement = PracticeStatement.objects.get(practice=linde)
    assert f"/praktijk/{linde.pk}/vergoeding/specificatie/{statement.pk}/" in after


def test_who_prepared_is_told_that_somebody_else_closes() -> None:
    rijnmond, _ = make_settled_region(["De Linde"])
    finance = desk(rijnmond)[1]
    prepare(rijnmond, Q1, finance)
    text = shown(client_of(finance), f"{HERE}?kwartaal=2022Q1")
    assert holds(text, "U zette deze afrekening zelf klaar.", "Sluit deze afrekening") == [True, False]


def test_missing_lists_and_large_changes_ask_for_a_look() -> None:
    rijnmond, practices = make_settled_region(["De Linde", "Singel", "Duin"])
    hand_in(practices[0], 100)
    settle(rijnmond, Q1)
    hand_in(practices[0], 150, Q2)
    hand_in(practices[1], 100, Q2)
    run = prepare(rijnmond, Q2)
    assert run.exceptions == [
        "Er is nog 1 lijst nodig.",
        "Bij 1 praktijk scheelt het bedrag meer dan 10% met vorig kwartaal.",
    ]
    text = shown(client_of(desk(rijnmond)[1]), f"{HERE}?kwartaal=2022Q2")
    assert holds(text, "Er is nog 1 lijst nodig.", "+50%", "meer dan 10%") == [True] * 3


def test_a_run_that_is_no_longer_right_says_so_and_is_thrown_away() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    run = prepare(rijnmond, Q1)
    hand_in(linde, 90)
    lead, finance = (client_of(one) for one in desk(rijnmond))
    changed = "Er veranderde iets sinds deze afrekening klaarstond."
    assert changed in shown(finance, f"{HERE}?kwartaal=2022Q1")
    refused = finance.post(f"{HERE}{run.pk}/sluiten/", {"submission_key": new_id()})
    assert (refused.status_code, changed in refused.content.decode()) == (409, True)
    dropped = lead.post(f"{HERE}{run.pk}/weggooien/", {"submission_key": new_id()})
    assert (dropped.status_code, SettlementRun.objects.get().status) == (302, "dropped")


def test_the_budget_keeps_both_streams_apart() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    rijnmond.year.oi_cents, rijnmond.year.maximum_cents = 400_00, 1_000_00
    rijnmond.year.save()
    hand_in(linde, 100)
    settle(rijnmond, Q1)
    page = client_of(desk(rijnmond)[0]).get(f"{HERE}?kwartaal=2022Q1")
    assert page.context["budget"] == [
        ("Maximum", 600_00, 400_00),
        ("Geboekt tot nu toe", 79_00, 100_00),
        ("Verwacht aan het einde", 79_00, 100_00),
    ]


def paying() -> tuple[Client, SettlementRun]:
    rijnmond, practices = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, practices)
    hand_in(practices[0], 2095)
    return client_of(desk(rijnmond)[1]), settle(rijnmond, Q1)


def test_finance_fetches_the_payment_file() -> None:
    client, run = paying()
    assert "1 betaling van samen € 1.655,05" in shown(client, f"{HERE}?kwartaal=2022Q1")
    file = client.post(f"{HERE}{run.pk}/betaalbestand/", {"submission_key": new_id()})
    assert (file.status_code, file.content.decode()) == (200, PaymentFile.objects.get().content)
    assert (file["Content-Type"], REGION_ACCOUNT in file.content.decode()) == ("application/xml", True)


def test_who_logged_in_longer_ago_confirms_first() -> None:
    _, run = paying()
    finance = client_of(run.closed_by, ago=timedelta(minutes=11).total_seconds())  # type: ignore[arg-type]
    sent = finance.post(f"{HERE}{run.pk}/betaalbestand/", {"submission_key": new_id()})
    assert (sent.status_code, sent["Location"].startswith("/account/bevestigen/")) == (302, True)


def test_what_is_owed_back_is_noted_by_finance() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, [linde])
    hand_in(linde, 100)
    settle(rijnmond, Q1)
    hand_in(linde, 60)
    settle(rijnmond, Q2)
    owed = ClawBack.objects.get()
    finance = client_of(desk(rijnmond)[1])
    assert "€ 31,60" in shown(finance, f"{HERE}?kwartaal=2022Q2")
    where = f"{HERE}terugbetaling/{owed.pk}/"
    early = finance.post(where, {"settled_on": "21-1-2023", "submission_key": new_id()})
    assert "Deze dag moet nog komen." in early.content.decode()
    done = finance.post(where, {"settled_on": "19-1-2023", "note": "Bijgeschreven", "submission_key": new_id()})
    owed.refresh_from_db()
    assert (done.status_code, owed.status, owed.note) == (302, "settled", "Bijgeschreven")


def test_the_director_makes_the_region_kassier() -> None:
    rijnmond, practices = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, practices)
    RegionYear.objects.update(cashier=False)
    director = client_of(make_person("region_director", region=rijnmond.region))
    where = f"{HERE}kassier/2022-rijnmond/"
    assert "1 van 1 praktijken stemden in" in shown(director, where)
    for account, sentence in (("", "Vul het rekeningnummer in"), ("NL00", "Dit is geen rekeningnummer (IBAN).")):
        wrong = director.post(where, {"cashier": "ja", "bank_account": account, "submission_key": new_id()})
        assert (wrong.status_code, sentence in wrong.content.decode()) == (200, True)
    right = director.post(where, {"cashier": "ja", "bank_account": REGION_ACCOUNT, "submission_key": new_id()})
    assert (right.status_code, RegionYear.objects.get().cashier) == (302, True)


def test_a_practice_sees_its_statement_with_every_step_and_as_pdf() -> None:
    rijnmond, (linde, singel) = make_settled_region(["De Linde", "Singel"])
    hand_in(linde, 2095)
    hand_in(singel, 1)
    settle(rijnmond, Q1)
    manager = client_of(make_person("practice_manager", practice=linde, email="manager@example.org"))
    statement = PracticeStatement.objects.get(practice=linde)
    where = f"/praktijk/{linde.pk}/vergoeding/"
    assert holds(shown(manager, where), "Specificaties", "Kwartaal 1 van 2022", "€ 1.655,05") == [True] * 3
    text = shown(manager, f"{where}specificatie/{statement.pk}/")
    words = ("€ 1.655,05", "Zilveren Kruis", "2.095 × € 0,79", "Huisartsen Utrecht Stad", "Uw regio betaalt niets uit.")
    assert holds(text, *words) == [True] * 5
    paper = manager.get(f"{where}specificatie/{statement.pk}/pdf/")
    assert (paper.status_code, paper["Content-Type"], paper.content[:5]) == (200, "application/pdf", b"%PDF-")
    other = PracticeStatement.objects.get(practice=singel)
    for address in (f"{where}specificatie/{other.pk}/", f"/praktijk/{singel.pk}/vergoeding/specificatie/{other.pk}/"):
        assert manager.get(address).status_code == 404


def test_the_owner_agrees_with_the_kassier_and_takes_it_back() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, [linde], agreed=False)
    owner = client_of(make_person("practice_owner", practice=linde))
    where = f"/praktijk/{linde.pk}/vergoeding/"
    assert "Daarvoor is de instemming van de praktijkhouder nodig." in shown(owner, where)
    consent = f"{where}uitbetaling/2022-rijnmond/"
    wrong = owner.post(consent, {"bank_account": "NL01", "submission_key": new_id()})
    assert (wrong.status_code, "Dit is geen rekeningnummer (IBAN)." in wrong.content.decode()) == (200, True)
    right = owner.post(consent, {"bank_account": ACCOUNT, "submission_key": new_id()})
    assert (right.status_code, CashierConsent.objects.filter(withdrawn_at=None).count()) == (302, 1)
    back = owner.post(consent, {"doe": "intrekken", "submission_key": new_id()})
    assert (back.status_code, CashierConsent.objects.filter(withdrawn_at=None).count()) == (302, 0)


@pytest.mark.parametrize("query", ["kwartaal=2023Q1", "kwartaal=x", "programma=2021-roha"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    rijnmond, _ = make_settled_region(["De Linde"])
    assert client_of(desk(rijnmond)[0]).get(f"{HERE}?{query}").status_code == 404


def test_as_many_queries_for_one_as_for_twenty(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    rijnmond, (first, *others) = make_settled_region([f"Praktijk {number}" for number in range(20)])
    client = client_of(desk(rijnmond)[1])
    hand_in(first, 10)
    run = prepare(rijnmond, Q1)
    client.get(f"{HERE}?kwartaal=2022Q1")
    with CaptureQueriesContext(connection) as few:
        client.get(f"{HERE}?kwartaal=2022Q1")
    drop(rijnmond, run)
    for practice in others:
        hand_in(practice, 10)
    prepare(rijnmond, Q1)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(f"{HERE}?kwartaal=2022Q1")
