"""The verbs of the insurer: two people, one version, amounts that fit what is booked (R036, R040, R052, R054; T16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from groeiruimte.actions import plan_review, work
from groeiruimte.actions.plan_review import Verdict
from groeiruimte.actions.refusal import Refused
from groeiruimte.records.models import (
    Decision,
    DocumentRemark,
    Event,
    Job,
    KpiTest,
    Mail,
    OiLine,
    RegionDocument,
    RegionYear,
)
from tests.site import plans
from tests.site.rijnmond import NOW, TODAY

from .conftest import Desk


def refused(do: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as found:
        do()
    return f"{found.value.message} {found.value.mend}".strip()


def year() -> RegionYear:
    return RegionYear.objects.get()


def to(kind: str = "M15") -> list[tuple[str, str]]:
    return sorted(Mail.objects.filter(kind=kind).values_list("user__email", "subject"))


def test_two_people_approve_and_the_year_gets_its_amounts(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    assert (year().approved_on, proposed.sha256) == (None, desk.plan.sha256)
    Mail.objects.all().delete()
    decided = plans.decide(proposed, desk.actor("approver"))
    assert (decided.outcome, decided.sha256) == ("confirmed", desk.plan.sha256)
    found = year()
    assert (found.approved_on, found.maximum_cents, found.oi_cents) == (TODAY, 100_000_00, 10_000_00)
    assert (found.service_code, RegionDocument.objects.get().status) == ("99999", "approved")
    assert to() == [
        ("region_director.rijnmond@example.org", "Besluit over uw regioplan"),
        ("region_lead.rijnmond@example.org", "Besluit over uw regioplan"),
    ]
    assert list(Job.objects.filter(kind="approved").values_list("payload", flat=True)) == [
        {"region_year": str(found.pk)}
    ]
    assert Event.objects.filter(event="decision.decide", outcome=0).count() == 1


def test_nobody_decides_about_the_own_proposal(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("approver"))
    words = refused(lambda: plans.decide(proposed, desk.actor("approver")))
    assert words == "U deed zelf het voorstel. Een collega moet besluiten."
    assert (Decision.objects.get().outcome, year().approved_on) == ("", None)


@pytest.mark.parametrize("who", ["purchaser", "other", "director"])
def test_only_a_second_person_of_this_insurer_decides(desk: Desk, who: str) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("approver"))
    words = refused(lambda: plans.decide(proposed, desk.actor(who)))
    assert words.startswith("Dit mag u niet doen.")


def test_another_insurer_proposes_nothing_about_a_plan_that_it_does_not_buy(desk: Desk) -> None:
    assert refused(lambda: plans.propose(desk.plan, desk.actor("other"))).startswith("Dit mag u niet doen.")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"maximum": None}, "Het maximum ontbreekt. Vul het maximum van S3 en O&I samen in."),
        ({"maximum": -1}, "Een maximum is nooit lager dan nul. Vul nul of een hoger bedrag in."),
        ({"oi": -1}, "Een bedrag is nooit lager dan nul. Vul nul of een hoger bedrag in."),
        ({"oi": 100_000_01}, "O&I is hoger dan het maximum. Verlaag O&I of verhoog het maximum."),
        ({"service_code": "12"}, "Een prestatiecode heeft vijf cijfers. Verbeter de code of laat haar leeg."),
        ({"verdict": "send_back"}, "U gaf nog geen reden. Schrijf wat de regio moet aanpassen."),
        ({"verdict": ""}, "U koos nog geen voorstel. Kies akkoord of terugsturen."),
    ],
)
def test_a_proposal_that_does_not_fit_is_refused(desk: Desk, changed: dict[str, Any], words: str) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    assert refused(lambda: plans.propose(desk.plan, desk.actor("purchaser"), **changed)) == words
    assert Decision.objects.count() == 0


def test_no_approval_before_every_kpi_is_tested(desk: Desk) -> None:
    words = refused(lambda: plans.propose(desk.plan, desk.actor("purchaser")))
    assert words == "Bij 1 KPI ontbreekt een toets. Toets eerst elke KPI."


def test_a_kpi_that_fails_asks_for_a_condition(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"), fails=True)
    words = refused(lambda: plans.propose(desk.plan, desk.actor("purchaser")))
    assert words == "Een KPI voldoet niet aan een toets. Schrijf bij de voorwaarden wat de regio hieraan doet."
    assert plans.propose(desk.plan, desk.actor("purchaser"), conditions="Minder lijsten").verdict == "approve"


def test_a_maximum_below_what_is_booked_is_refused(desk: Desk) -> None:
    OiLine.objects.create(
        reference="o1",
        region_year=desk.rijnmond.year,
        region=desk.rijnmond.region,
        quarter="2022Q1",
        amount_cents=2_500_00,
        booked_at=NOW,
    )
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    words = refused(lambda: plans.propose(desk.plan, desk.actor("purchaser"), oi=2_499_99))
    assert words == "Voor O&I is al € 2.500,00 geboekt. Kies minstens dat bedrag."
    assert plans.propose(desk.plan, desk.actor("purchaser"), oi=2_500_00).oi_cents == 2_500_00


def test_booked_while_the_proposal_waited_is_seen_by_the_second_person(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"), oi=0)
    OiLine.objects.create(
        reference="o1",
        region_year=desk.rijnmond.year,
        region=desk.rijnmond.region,
        quarter="2022Q1",
        amount_cents=1,
        booked_at=NOW,
    )
    words = refused(lambda: plans.decide(proposed, desk.actor("approver")))
    assert words == "Voor O&I is al € 0,01 geboekt. Kies minstens dat bedrag."


def test_nobody_decides_while_the_region_changes_the_plan(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    plans.save(desk.document, "section", {"approach-A": {"text": "Anders"}}, desk.actor("lead"))
    words = refused(lambda: plans.decide(proposed, desk.actor("approver")))
    assert words == "De regio wijzigt dit plan op dit moment. Wacht op de nieuwe versie."
    plans.submit(desk.document, desk.actor("director"))
    words = refused(lambda: plans.decide(proposed, desk.actor("approver")))
    assert words == "Er is een nieuwe versie. Lees die versie en beslis daarover."
    assert refused(lambda: plans.propose(desk.plan, desk.actor("purchaser"))) == words
    assert year().approved_on is None


def test_a_second_proposal_waits_for_the_first(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    plans.propose(desk.plan, desk.actor("purchaser"))
    words = refused(lambda: plans.propose(desk.plan, desk.actor("approver")))
    assert words == "Een collega deed al een voorstel. Bekijk dat voorstel."


def test_what_is_decided_is_not_decided_again(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    plans.decide(proposed, desk.actor("approver"))
    words = refused(lambda: plans.decide(proposed, desk.actor("second approver"), confirm=False, reason="Nee"))
    assert words == "Een collega besloot hier zojuist al over. Bekijk het besluit."
    assert refused(lambda: plans.propose(desk.plan, desk.actor("purchaser"))) == words
    assert refused(lambda: plans.pass_all(desk.plan, desk.actor("purchaser"))) == words


def test_declining_asks_a_reason_and_leaves_the_plan_open(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    words = refused(lambda: plans.decide(proposed, desk.actor("approver"), confirm=False))
    assert words == "U gaf nog geen reden. Schrijf waarom u dit voorstel afwijst."
    Mail.objects.all().delete()
    plans.decide(proposed, desk.actor("approver"), confirm=False, reason="Het maximum is te hoog")
    assert (RegionDocument.objects.get().status, year().approved_on) == ("submitted", None)
    assert to() == [("purchaser.zilveren-kruis@example.org", "Uw voorstel over het regioplan Rijnmond Dokters")]
    assert plans.propose(desk.plan, desk.actor("purchaser"), maximum=90_000_00).maximum_cents == 90_000_00


def test_sent_back_the_region_reads_why_and_sends_the_next_version(desk: Desk) -> None:
    proposed = plans.propose(desk.plan, desk.actor("purchaser"), verdict="send_back", conditions="Meet minder")
    assert (proposed.maximum_cents, proposed.service_code) == (None, "")
    decided = plans.decide(proposed, desk.actor("approver"))
    assert (decided.reason, RegionDocument.objects.get().status) == ("Meet minder", "changes_requested")
    assert (year().approved_on, Job.objects.filter(kind="approved").count()) == (None, 0)
    second = plans.send_again(desk.document, desk.actor("director"), "Wij meten minder.")
    assert (second.number, RegionDocument.objects.get().status) == (2, "submitted")


def test_a_change_after_approval_is_a_new_version_and_both_confirm_it(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    plans.decide(plans.propose(desk.plan, desk.actor("purchaser")), desk.actor("approver"))
    RegionYear.objects.update(approved_on="2021-12-01")
    second = plans.send_again(desk.document, desk.actor("director"), "Drie bezoeken.")
    before = year()
    assert (str(before.approved_on), before.maximum_cents) == ("2021-12-01", 100_000_00)
    plans.pass_all(second, desk.actor("purchaser"))
    proposed = plans.propose(second, desk.actor("purchaser"), maximum=120_000_00)
    decided = plans.decide(proposed, desk.actor("second approver"))
    after = year()
    assert (str(after.approved_on), after.maximum_cents, decided.sha256) == ("2021-12-01", 120_000_00, second.sha256)


def test_the_job_after_an_approval_is_known_to_the_loop(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    plans.decide(plans.propose(desk.plan, desk.actor("purchaser")), desk.actor("approver"))
    Job.objects.exclude(kind="approved").delete()
    assert (work.run_one(NOW), work.run_one(NOW)) == (True, False)
    assert Job.objects.get().status == "done"


def test_who_proposes_tells_the_colleagues_who_may_decide(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    Mail.objects.all().delete()
    plans.propose(desk.plan, desk.actor("approver"))
    assert to() == [("tweede@example.org", "Voorstel over het regioplan Rijnmond Dokters")]


def test_a_plan_that_comes_in_is_told_to_everybody_who_buys(desk: Desk) -> None:
    assert [address for address, _ in to()] == [
        "purchase_approver.zilveren-kruis@example.org",
        "purchaser.zilveren-kruis@example.org",
        "tweede@example.org",
    ]


def test_verdicts_are_kept_and_only_what_changed_is_added(desk: Desk) -> None:
    buyer, kpi = desk.actor("purchaser"), plans.KPI_KEY
    plans.pass_all(desk.plan, buyer)
    seen = KpiTest.objects.latest("id").pk
    verdicts = {(kpi, "burden"): Verdict(True), (kpi, "context"): Verdict(False, "Te ver weg")}
    insurer = desk.rijnmond.year.insurer
    plan_review.test_kpi(insurer=insurer, submission=desk.plan, verdicts=verdicts, seen=seen, **plans.given(buyer))
    assert list(KpiTest.objects.order_by("id").values_list("test", "passes", "reason")) == [
        ("burden", True, ""),
        ("policy", True, ""),
        ("context", True, ""),
        ("context", False, "Te ver weg"),
    ]


def test_a_verdict_that_a_colleague_gave_meanwhile_is_not_lost(desk: Desk) -> None:
    plans.pass_all(desk.plan, desk.actor("purchaser"))
    words = refused(lambda: plans.pass_all(desk.plan, desk.actor("approver"), fails=True))
    assert words == "Een collega toetste “Praktijken die beeldbellen” zojuist ook. Bekijk die toets en kies dan."
    assert KpiTest.objects.filter(passes=False).count() == 0


@pytest.mark.parametrize(
    ("place", "verdict", "words"),
    [
        (("x", "burden"), Verdict(True), "Deze KPI staat niet in het plan. Open het plan opnieuw."),
        ((plans.KPI_KEY, "beauty"), Verdict(True), "Deze KPI staat niet in het plan. Open het plan opnieuw."),
        (
            (plans.KPI_KEY, "burden"),
            Verdict(False),
            "Een reden ontbreekt bij “Praktijken die beeldbellen”. Schrijf waarom deze KPI niet voldoet.",
        ),
        (
            (plans.KPI_KEY, "burden"),
            Verdict(False, "Bel 999912306"),
            "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg.",
        ),
    ],
)
def test_a_verdict_that_cannot_be_kept(desk: Desk, place: tuple[str, str], verdict: Verdict, words: str) -> None:
    said = refused(
        lambda: plan_review.test_kpi(
            insurer=desk.rijnmond.year.insurer,
            submission=desk.plan,
            verdicts={place: verdict},
            seen=0,
            **plans.given(desk.actor("purchaser")),
        )
    )
    assert (said, KpiTest.objects.count()) == (words, 0)


def ask(desk: Desk, who: str, questions: dict[str, str]) -> None:
    plan_review.ask(
        insurer=desk.rijnmond.year.insurer,
        submission=desk.plan,
        questions=questions,
        **plans.given(desk.actor(who)),
    )


def test_questions_stand_at_their_place_and_the_region_gets_one_mail(desk: Desk) -> None:
    Mail.objects.all().delete()
    ask(desk, "purchaser", {"": "Wie leidt dit?", f"kpi:{plans.KPI_KEY}": "Hoe meet u dit?", "section:approach-A": " "})
    rows = DocumentRemark.objects.order_by("place").values_list("place", "text", "from_insurer")
    assert list(rows) == [("", "Wie leidt dit?", True), (f"kpi:{plans.KPI_KEY}", "Hoe meet u dit?", True)]
    assert to() == [
        ("region_director.rijnmond@example.org", "2 vragen over uw regioplan"),
        ("region_lead.rijnmond@example.org", "2 vragen over uw regioplan"),
    ]


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        ({}, "U schreef nog geen vraag. Schrijf een vraag bij een onderdeel."),
        ({"kpi:x": "Waarom?"}, "Dit onderdeel staat niet in deze versie. Open de pagina opnieuw."),
        ({"": "Over 999912306"}, "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."),
    ],
)
def test_a_question_that_cannot_be_sent(desk: Desk, questions: dict[str, str], words: str) -> None:
    assert refused(lambda: ask(desk, "purchaser", questions)) == words


def test_nobody_asks_about_a_version_that_was_replaced(desk: Desk) -> None:
    plans.send_again(desk.document, desk.actor("director"), "Anders")
    words = refused(lambda: ask(desk, "purchaser", {"": "Waarom?"}))
    assert words == "Er is een nieuwe versie. Lees die versie en beslis daarover."
