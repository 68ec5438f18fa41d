"""Insurer and region at the same moment: one wins, and no approval or cent is lost or doubled (T16)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from groeiruimte.actions import decisions, lists, work
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import guard
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Decision,
    DocumentSubmission,
    Enrolment,
    Job,
    PatientList,
    Region,
    RegionDocument,
    RegionYear,
    SettlementLine,
)
from tests.site import plans
from tests.site.faults import whole
from tests.site.faults.deeds import the_list
from tests.site.faults.test_same_moment import at_once
from tests.site.rijnmond import NOW, make_person

from .conftest import Desk, make_desk

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = ("confirmed", "declined")


@pytest.fixture
def desk(transactional_db: None) -> Desk:
    found = make_desk()
    plans.pass_all(found.plan, found.actor("purchaser"))
    return found


def within(who: Actor, do: Callable[[], Any]) -> Callable[[], Any]:
    """A deed in the scope of its person, as in a request."""

    def deed() -> Any:
        with guard.scope_of(who):
            return do()

    return deed


def deciding(desk: Desk, decision: Decision, who: str, confirm: bool) -> Callable[[], Any]:
    by = desk.actor(who)

    def do() -> str:
        made: Decision = decisions.decide(
            insurer=desk.rijnmond.year.insurer,
            decision=Decision.objects.select_related("submission").get(pk=decision.pk),
            confirm=confirm,
            reason="Te hoog",
            by=by,
            at=NOW,
            key=new_id(),
        )
        return made.outcome

    return within(by, do)


@pytest.mark.parametrize("confirm", [True, False])
def test_two_people_decide_at_once(desk: Desk, confirm: bool) -> None:
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    deeds = [deciding(desk, proposed, "approver", True), deciding(desk, proposed, "second approver", confirm)]
    answers = at_once(deeds)
    (kept,) = [answer for answer in answers if answer in KEPT]
    assert [answer for answer in answers if answer not in KEPT] == ["decided"]
    assert Decision.objects.get().outcome == kept
    assert (RegionYear.objects.get().approved_on is None) is (kept == "declined")
    assert Job.objects.filter(kind="approved").count() == (1 if kept == "confirmed" else 0)


def test_two_people_propose_at_once(desk: Desk) -> None:
    people = [desk.actor(who) for who in ("purchaser", "approver")]
    answers = at_once([within(by, lambda by=by: plans.propose(desk.plan, by).pk) for by in people])  # type: ignore[misc]
    (made,) = Decision.objects.values_list("pk", flat=True)
    assert sorted(answers, key=lambda answer: answer != made) == [made, "proposed"]


def test_approving_while_the_region_sends_another_version(desk: Desk) -> None:
    """Whichever comes first: what was approved is the text that two people read, and the newer one is not."""
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))
    director = desk.actor("director")
    send = within(director, lambda: plans.send_again(desk.document, director, "Wij komen drie keer.").number)
    decided, sent = at_once([deciding(desk, proposed, "approver", True), send])
    found, year = Decision.objects.get(), RegionYear.objects.get()
    assert (sent, DocumentSubmission.objects.count(), RegionDocument.objects.get().status) == (2, 2, "submitted")
    assert decided in ("confirmed", "changing", "newer")
    assert found.outcome == ("confirmed" if decided == "confirmed" else "")
    assert (found.sha256, found.submission.number) == (desk.plan.sha256, 1)
    assert (year.approved_on is None) is (decided != "confirmed")


def test_a_list_handed_in_at_the_moment_of_the_approval_is_booked_once(desk: Desk) -> None:
    """Before it the job books the list, after it the hand-in does."""
    practice = desk.practices[0]
    by = plans.actor(make_person("practice_manager", practice=practice))
    listed = _delivered(practice.pk, by)
    proposed = plans.propose(desk.plan, desk.actor("purchaser"))

    def hand_in() -> str:
        found = PatientList.objects.select_related("enrolment", "practice__region").get(pk=listed)
        done: PatientList = lists.hand_in(
            practice=found.practice, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key=new_id()
        )
        return done.status

    assert at_once([deciding(desk, proposed, "approver", True), within(by, hand_in)]) == ["confirmed", "counts"]
    while work.run_one(NOW):
        pass
    once = SettlementLine.objects.count()
    assert (once, Job.objects.get(kind="approved").status, whole.breaches()) == (5, "done", [])
    decisions.carry_out(desk.rijnmond.year.pk, NOW)
    assert SettlementLine.objects.count() == once


def _delivered(practice: str, by: Actor) -> str:
    enrolment = Enrolment.objects.select_related("practice__region", "region_year__edition").get(practice=practice)
    made: PatientList = lists.deliver(
        enrolment=enrolment,
        quarter=Quarter(2022, 2),
        file=the_list(1),
        test=False,
        by=by,
        at=NOW,
        key=new_id(),
    )
    return made.pk


def test_a_list_from_before_the_approval_is_booked_by_the_job(desk: Desk) -> None:
    practice = desk.practices[0]
    by = plans.actor(make_person("practice_manager", practice=practice))
    found = PatientList.objects.select_related("enrolment", "practice__region").get(pk=_delivered(practice.pk, by))
    lists.hand_in(practice=found.practice, patient_list=found, reason="", confirmed=True, by=by, at=NOW, key=new_id())
    assert SettlementLine.objects.count() == 0
    plans.decide(plans.propose(desk.plan, desk.actor("purchaser")), desk.actor("approver"))
    assert SettlementLine.objects.count() == 0
    assert decisions.carry_out(desk.rijnmond.year.pk, NOW) == 5
    assert Region.objects.get().key == SettlementLine.objects.values_list("region", flat=True).distinct().get()
