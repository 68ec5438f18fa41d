"""The settlement run: two people, to the cent, each line once (R013, R040, R042-R044, R054, R187)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest
from django.db import connection
from sepaxml.validation import try_valid_xml

from groeiruimte.actions import enrolments, payments, settlement_runs
from groeiruimte.actions.refusal import Refused
from groeiruimte.programme.money import part_of_year, split
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    CashierConsent,
    ClawBack,
    Enrolment,
    ListCount,
    OiLine,
    PaymentFile,
    Practice,
    PracticeStatement,
    QuarterClose,
    Region,
    RegionYear,
    SettlementLine,
    SettlementRun,
    StatementLine,
)
from groeiruimte.reports.sepa import SCHEMA
from tests.site.rijnmond import make_person

from .settling import (
    ACCOUNT,
    AFTER,
    Q1,
    Q2,
    Q3,
    Q4,
    REGION_ACCOUNT,
    actor_of,
    close,
    desk,
    drop,
    hand_in,
    let_region_pay,
    make_settled_region,
    prepare,
    settle,
)

pytestmark = pytest.mark.django_db
TARIFF = 79


def outcome(run: SettlementRun) -> list[tuple[str, int, int, int, int]]:
    found = PracticeStatement.objects.filter(run=run).order_by("practice__name")
    return list(found.values_list("practice__name", "lines_cents", "cut_cents", "payable_cents", "claw_back_cents"))


def refused(do: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        do()
    return caught.value.code, caught.value.message


def written() -> tuple[int, ...]:
    tables = (PracticeStatement, StatementLine, QuarterClose, ClawBack, OiLine, PaymentFile)
    return tuple(table._default_manager.count() for table in tables)


def test_a_run_is_prepared_by_one_and_closed_by_another() -> None:
    rijnmond, (linde, singel) = make_settled_region(["De Linde", "Singel"])
    hand_in(linde, 2095)
    hand_in(singel, 100)
    run = prepare(rijnmond, Q1)
    assert (run.lines_cents, run.payable_cents, run.status, written()) == (
        2195 * TARIFF,
        2195 * TARIFF,
        "prepared",
        (0,) * 6,
    )
    lead, finance = desk(rijnmond)
    closed = close(rijnmond, run)
    assert outcome(closed) == [("De Linde", 165505, 0, 165505, 0), ("Singel", 7900, 0, 7900, 0)]
    assert (closed.status, closed.prepared_by, closed.closed_by) == ("closed", lead, finance)
    assert written() == (2, 2, 1, 0, 0, 0)
    assert {each.reference for each in PracticeStatement.objects.all()} == {
        f"2022Q1-1-{practice.agb_code}-{rijnmond.year.pk}" for practice in (linde, singel)
    }


def test_who_prepares_does_not_close() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    finance = desk(rijnmond)[1]
    run = prepare(rijnmond, Q1, finance)
    assert refused(lambda: close(rijnmond, run, finance)) == ("two_people", "U maakte deze afrekening zelf klaar.")
    assert written() == (0,) * 6


@pytest.mark.parametrize(("role", "prepares", "closes"), [
    ("region_staff", False, False), ("region_lead", True, False), ("region_finance", True, True),
    ("region_director", False, True), ("practice_owner", False, False),
])  # fmt: skip
def test_who_may(role: str, prepares: bool, closes: bool) -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    who = access.actor(make_person(role, practice=linde, email="wie@example.org"), AFTER.date())
    found = [access.may(who, right, region=rijnmond.region) for right in ("settlement.prepare", "quarter.close")]
    assert found == [prepares, closes]


def test_closing_again_is_refused_and_doubles_nothing() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    run, key = prepare(rijnmond, Q1), new_id()
    close(rijnmond, run, key=key)
    close(rijnmond, run, key=key)  # the same form twice: the same answer
    director = make_person("region_director", region=rijnmond.region)
    assert refused(lambda: close(rijnmond, run, director)) == (
        "closed",
        "De afrekening van kwartaal 1 van 2022 is al gesloten.",
    )
    assert written() == (1, 1, 1, 0, 0, 0)


@pytest.mark.django_db(transaction=True)
def test_two_browsers_that_close_at_the_same_moment_close_once() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    run = prepare(rijnmond, Q1)
    people = [actor_of(desk(rijnmond)[1]), actor_of(make_person("region_director", region=rijnmond.region))]
    barrier, answers = threading.Barrier(2), []

    def send(place: int) -> None:
        barrier.wait()
        try:
            with guard.scope_of(people[place]):
                made = settlement_runs.close(region=rijnmond.region, run=run, by=people[place], at=AFTER, key=new_id())
            answers.append(made.status)
        except Refused as refusal:
            answers.append(refusal.code)
        connection.close()

    threads = [threading.Thread(target=send, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(answers), written()) == (["closed", "closed"], (1, 1, 1, 0, 0, 0))


def test_a_list_after_preparing_makes_the_run_stale() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 100)
    run = prepare(rijnmond, Q1)
    hand_in(linde, 110)
    assert refused(lambda: close(rijnmond, run)) == ("stale", "Er veranderde iets sinds deze afrekening klaarstond.")
    drop(rijnmond, run)
    assert outcome(settle(rijnmond, Q1)) == [("De Linde", 8690, 0, 8690, 0)]


def test_a_list_corrected_after_closing_is_on_the_next_statement() -> None:
    rijnmond, (linde, singel) = make_settled_region(["De Linde", "Singel"])
    for practice in (linde, singel):
        hand_in(practice, 100)
    settle(rijnmond, Q1)
    hand_in(linde, 90)
    hand_in(linde, 50, Q2)
    hand_in(singel, 40)
    run = settle(rijnmond, Q2)
    assert outcome(run) == [
        ("De Linde", (50 - 10) * TARIFF, 0, 40 * TARIFF, 0),
        ("Singel", -60 * TARIFF, 0, 0, 60 * TARIFF),
    ]
    assert ClawBack.objects.count() == 0  # who claims directly settles it with the insurer
    assert StatementLine.objects.count() == SettlementLine.objects.count() == 7


def test_after_the_last_quarter_a_correction_gets_a_run_of_its_own() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    for quarter in (Q1, Q2, Q3, Q4):
        hand_in(linde, 100, quarter)
        settle(rijnmond, quarter)
    hand_in(linde, 120, Q2)
    run = settle(rijnmond, Q4)
    assert (run.number, outcome(run)) == (2, [("De Linde", 20 * TARIFF, 0, 20 * TARIFF, 0)])
    assert sum(PracticeStatement.objects.values_list("payable_cents", flat=True)) == (4 * 100 + 20) * TARIFF
    assert QuarterClose.objects.count() == 4


def test_a_quarter_has_its_turn() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    assert refused(lambda: prepare(rijnmond, Q2)) == ("earlier_open", "Kwartaal 1 van 2022 is nog niet gesloten.")
    hand_in(linde, 1)
    settle(rijnmond, Q1)
    assert refused(lambda: prepare(rijnmond, Q1))[0] == "closed"
    prepare(rijnmond, Q2)
    assert refused(lambda: prepare(rijnmond, Q2)) == (
        "prepared",
        "Er staat al een afrekening klaar, van kwartaal 2 van 2022.",
    )
    outside = type(Q1)(2023, 1)
    assert refused(lambda: prepare(rijnmond, outside))[0] == "not_of_this"


def test_without_an_approved_plan_nothing_is_settled() -> None:
    """R054."""
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    rijnmond.year.approved_on = None
    rijnmond.year.save()
    hand_in(linde, 100)
    assert refused(lambda: prepare(rijnmond, Q1)) == ("not_approved", "Het regioplan is nog niet goedgekeurd.")
    assert SettlementLine.objects.count() == 0


SUMS = ("sums", "De som van de regels wijkt af. De afrekening is gestopt. Er is niets geboekt.")


def test_a_booked_line_that_is_not_what_the_list_says_stops_the_run() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    found = hand_in(linde, 100)
    run = prepare(rijnmond, Q1)
    ListCount.objects.filter(patient_list=found).update(count=99)
    assert refused(lambda: close(rijnmond, run)) == SUMS
    assert written() == (0,) * 6
    drop(rijnmond, run)
    assert refused(lambda: prepare(rijnmond, Q1)) == SUMS


def test_a_line_outside_the_agreement_period_stops_the_run() -> None:
    """R044: no claim line outside the term."""
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    found = hand_in(linde, 100)
    SettlementLine.objects.create(
        reference="buiten", enrolment=found.enrolment, practice=linde, region=linde.region, patient_list=found,
        quarter="2021Q4", uzovi_code="3311", count=1, tariff_cents=79, amount_cents=79, booked_at=AFTER,
    )  # fmt: skip
    assert refused(lambda: prepare(rijnmond, Q1)) == SUMS


def test_the_two_streams_stay_apart_and_o_and_i_makes_its_year() -> None:
    """R013, R042, R187."""
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    rijnmond.year.oi_cents, rijnmond.year.maximum_cents = 327, 100_000
    rijnmond.year.save()
    for quarter in (Q1, Q2, Q3, Q4):
        hand_in(linde, 10, quarter)
        settle(rijnmond, quarter)
    found = list(OiLine.objects.order_by("quarter").values_list("quarter", "amount_cents"))
    assert found == [(str(q), part_of_year(327, q.number, 4)) for q in (Q1, Q2, Q3, Q4)]
    assert sum(PracticeStatement.objects.values_list("payable_cents", flat=True)) == 4 * 10 * TARIFF
    hand_in(linde, 11, Q4)
    settle(rijnmond, Q4)
    assert OiLine.objects.count() == 4


def test_a_budget_that_changes_after_preparing_makes_the_run_stale() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 10)
    run = prepare(rijnmond, Q1)
    rijnmond.year.oi_cents = 400
    rijnmond.year.save()
    assert refused(lambda: close(rijnmond, run))[0] == "stale"


def paid(file: PaymentFile) -> list[tuple[str, str, str]]:
    """Per payment of the file: name, account, amount; read from the XML by itself."""
    space = f"{{urn:iso:std:iso:20022:tech:xsd:{SCHEMA}}}"
    root = ElementTree.fromstring(file.content)
    return [
        (
            one.findtext(f"{space}Cdtr/{space}Nm") or "",
            one.findtext(f"{space}CdtrAcct/{space}Id/{space}IBAN") or "",
            one.findtext(f"{space}Amt/{space}InstdAmt") or "",
        )
        for one in root.iter(f"{space}CdtTrfTxInf")
    ]


def test_as_kassier_the_region_pays_to_the_cent_what_stands_on_the_statements() -> None:
    """R043: with the kassier on, money flows through the region."""
    rijnmond, practices = make_settled_region(["De Linde", "Singel"])
    let_region_pay(rijnmond, practices)
    hand_in(practices[0], 2095)
    hand_in(practices[1], 1)
    run = settle(rijnmond, Q1)
    file = PaymentFile.objects.get(run=run)
    try_valid_xml(file.content.encode(), SCHEMA)
    assert paid(file) == [("De Linde", ACCOUNT, "1655.05"), ("Singel", ACCOUNT, "0.79")]
    assert (file.count, file.total_cents, f"<IBAN>{REGION_ACCOUNT}</IBAN>" in file.content) == (2, 165584, True)


def test_without_a_kassier_no_payment_by_the_region_exists() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    hand_in(linde, 2095)
    settle(rijnmond, Q1)
    statement = PracticeStatement.objects.get()
    assert (PaymentFile.objects.count(), statement.by_region, statement.bank_account) == (0, False, "")


def test_over_the_maximum_the_region_pays_in_proportion_and_says_so() -> None:
    """R040: to the cent."""
    rijnmond, practices = make_settled_region(["De Linde", "Duin", "Singel"])
    let_region_pay(rijnmond, practices)
    rijnmond.year.maximum_cents = 10_000
    rijnmond.year.save()
    amounts = {practice: counted * TARIFF for practice, counted in zip(practices, (100, 50, 33), strict=True)}
    for practice in practices:
        hand_in(practice, amounts[practice] // TARIFF)
    run = settle(rijnmond, Q1)
    in_order = sorted(practices, key=lambda one: Enrolment.objects.get(practice=one).pk)
    shares = dict(zip(in_order, split(10_000, [amounts[one] for one in in_order]), strict=True))
    assert {name: payable for name, _, _, payable, _ in outcome(run)} == {
        practice.name: shares[practice] for practice in practices
    }
    assert (run.payable_cents, run.cut_cents) == (10_000, 10_000 - 183 * TARIFF)
    assert run.exceptions[-1] == "Boven het maximum. Wij kortten alle praktijken naar rato: € 44,57 samen."


def test_over_a_maximum_without_a_rule_the_region_pays_nothing() -> None:
    rijnmond, practices = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, practices, over="report")
    rijnmond.year.maximum_cents = 7899
    rijnmond.year.save()
    hand_in(practices[0], 100)
    run = prepare(rijnmond, Q1)
    assert "Deze afrekening gaat € 0,01 boven het maximum." in run.exceptions
    assert refused(lambda: close(rijnmond, run))[0] == "over_maximum"
    assert written() == (0,) * 6


def test_a_practice_that_did_not_agree_waits_and_is_paid_later() -> None:
    rijnmond, (linde, singel) = make_settled_region(["De Linde", "Singel"])
    let_region_pay(rijnmond, [linde, singel])
    owner = actor_of(make_person("practice_owner", practice=singel))
    payments.withdraw_consent(practice=singel, region_year=rijnmond.year, by=owner, at=AFTER, key=new_id())
    hand_in(linde, 10)
    hand_in(singel, 20)
    run = settle(rijnmond, Q1)
    assert [row[0] for row in outcome(run)] == ["De Linde"]
    assert "1 praktijk stemde nog niet in met uw regio als kassier. Haar regels wachten." in run.exceptions
    payments.give_consent(
        practice=singel,
        region_year=rijnmond.year,
        bank_account="NL02 ABNA 0123 4567 89",
        by=owner,
        at=AFTER,
        key=new_id(),
    )
    assert outcome(settle(rijnmond, Q2)) == [("Singel", 20 * TARIFF, 0, 20 * TARIFF, 0)]
    assert CashierConsent.objects.filter(practice=singel).count() == 2


def test_consent_needs_an_account_and_is_given_once() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    owner = actor_of(make_person("practice_owner", practice=linde))

    def give(bank_account: str) -> CashierConsent:
        given: CashierConsent = payments.give_consent(
            practice=linde, region_year=rijnmond.year, bank_account=bank_account, by=owner, at=AFTER, key=new_id()
        )
        return given

    assert refused(lambda: give(ACCOUNT))[0] == "direct"
    let_region_pay(rijnmond, [linde], agreed=False)
    assert refused(lambda: give("NL02ABNA0123456788")) == ("bank_account", "Dit is geen rekeningnummer (IBAN).")
    assert give(ACCOUNT).practice == linde
    assert refused(lambda: give(ACCOUNT))[0] == "given"
    assert Practice.objects.get(pk=linde.pk).bank_account == ACCOUNT


def test_where_practices_claim_themselves_the_region_cannot_become_kassier() -> None:
    rijnmond, practices = make_settled_region(["De Linde"])
    director = actor_of(make_person("region_director", region=rijnmond.region))

    def switch(on: bool) -> object:
        return payments.set_cashier(
            region=rijnmond.region, region_year=rijnmond.year, cashier=on, bank_account=REGION_ACCOUNT,
            by=director, at=AFTER, key=new_id(),
        )  # fmt: skip

    assert refused(lambda: switch(True)) == (
        "direct",
        "In dit programma declareren praktijken zelf bij de verzekeraar.",
    )
    let_region_pay(rijnmond, practices)
    switch(False)
    rijnmond.year.refresh_from_db()
    assert rijnmond.year.cashier is False


def test_what_was_owed_back_is_noted_once() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, [linde])
    hand_in(linde, 100)
    settle(rijnmond, Q1)
    hand_in(linde, 60)
    settle(rijnmond, Q2)
    owed = ClawBack.objects.get()
    finance = actor_of(desk(rijnmond)[1])

    def note(day: date) -> ClawBack:
        made: ClawBack = settlement_runs.settle_claw_back(
            region=rijnmond.region, claw_back=owed, settled_on=day, note=" Bijgeschreven ", by=finance, at=AFTER,
            key=new_id(),
        )  # fmt: skip
        return made

    assert refused(lambda: note(date(2023, 1, 21)))[0] == "settled_on"
    done = note(date(2023, 1, 19))
    assert (done.status, done.settled_on, done.note, done.amount_cents) == (
        "settled",
        date(2023, 1, 19),
        "Bijgeschreven",
        3160,
    )
    assert refused(lambda: note(date(2023, 1, 19)))[0] == "settled"


def test_a_practice_in_two_regions_in_one_quarter_is_refused() -> None:
    """A practice-year is claimed once, over all regions: also when the practice moved."""
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    owner = make_person("practice_owner", practice=linde)
    elsewhere = Region.objects.create(key="elders", name="Elders")
    there = RegionYear.objects.get(pk=rijnmond.year.pk)
    there.pk, there.region = None, elsewhere
    there.save()
    linde.region = elsewhere
    linde.save()
    in_december = datetime(2021, 12, 15, 9, 0, tzinfo=UTC)

    def enrol() -> object:
        by = access.actor(owner, in_december.date())
        return enrolments.enrol(
            practice=linde, region_year=there, objectives=["A"], by=by, at=in_december, key=new_id()
        )

    code, sentence = refused(enrol)
    assert (code, sentence.partition(". Wij ")[2]) == (
        "once_a_year",
        "vonden al een aanmelding voor 2022. Meer dan één per jaar kan niet.",
    )
    assert Enrolment.objects.count() == 1


def test_who_pays_stays_the_same_once_a_quarter_was_closed() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    let_region_pay(rijnmond, [linde])
    hand_in(linde, 100)
    settle(rijnmond, Q1)
    director = actor_of(make_person("region_director", region=rijnmond.region, email="nieuw@example.org"))

    def stop() -> RegionYear:
        made: RegionYear = payments.set_cashier(
            region=rijnmond.region, region_year=rijnmond.year, cashier=False, bank_account="", by=director, at=AFTER,
            key=new_id(),
        )  # fmt: skip
        return made

    assert refused(stop) == ("settled", "Er is al een kwartaal afgerekend. Wie betaalt, verandert niet meer.")


def test_a_budget_that_rose_after_the_last_close_is_caught_up_with() -> None:
    rijnmond, (linde,) = make_settled_region(["De Linde"])
    RegionYear.objects.update(oi_cents=400_00)
    rijnmond.year.refresh_from_db()
    for quarter in (Q1, Q2, Q3, Q4):
        hand_in(linde, 100, quarter)
        settle(rijnmond, quarter)
    RegionYear.objects.update(oi_cents=450_00)
    rijnmond.year.refresh_from_db()
    hand_in(linde, 120, Q2)
    settle(rijnmond, Q4)
    booked = OiLine.objects.order_by("booked_at", "reference").values_list("amount_cents", flat=True)
    assert (list(booked), sum(booked)) == ([100_00, 100_00, 100_00, 100_00, 50_00], 450_00)
