"""The world as it stands in the database: made by the verbs, and every amount can be proved again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.db.models import Sum
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from groeiruimte.actions import enrolments, settlement
from groeiruimte.actions.demo import seed
from groeiruimte.actions.demo.deliveries import content_of, deliveries
from groeiruimte.actions.demo.invitation import open_invitation
from groeiruimte.actions.demo.moments import START, at
from groeiruimte.actions.demo.world import NOT_YET, REFUSED, world
from groeiruimte.records import audit, clock, guard
from groeiruimte.records.models import (
    ClaimFile,
    Employee,
    Enrolment,
    Event,
    Job,
    PatientList,
    Practice,
    RegionYear,
    SettlementLine,
)
from groeiruimte.records.models.job import DONE


@pytest.fixture(scope="module", autouse=True)
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The whole world, made once for this file and taken away after it. Gives how many steps it took."""
    ticks: list[None] = []
    with django_db_blocker.unblock(), guard.everything(), override_settings(DEMO=True), transaction.atomic():
        seed.fill(lambda: ticks.append(None))
        yield len(ticks)
        transaction.set_rollback(True)


def test_it_says_how_many_steps_it_takes_and_is_needed_once(seeded: int) -> None:
    assert seeded == seed.steps()
    assert seed.is_needed() is False


def test_it_has_three_regions_with_their_practices_and_who_enrolled() -> None:
    assert Counter(Practice.objects.values_list("region_id", flat=True)) == {"rijnmond": 60, "utrecht": 50, "roha": 55}
    enrolled = Enrolment.objects.values_list("region_id", "year")
    assert Counter(enrolled) == {("rijnmond", 2022): 54, ("utrecht", 2022): 50, ("roha", 2022): 55}
    assert Employee.objects.values("practice").distinct().count() == 165


def test_every_enrolment_passed_its_conditions() -> None:
    answers = [answer for enrolment in Enrolment.objects.all() for answer in enrolment.answers]
    assert [answer for answer in answers if answer["severity"] == "refuse" and not answer["met"]] == []
    assert {answer["key"] for answer in answers if not answer["met"]} == {"one_objective"}


def test_who_did_not_enrol_fails_the_condition_that_the_seed_gave() -> None:
    year = RegionYear.objects.get(region="rijnmond")
    failed = {}
    for one in world().of("rijnmond"):
        if one.enrol_on is None:
            practice = Practice.objects.get(agb_code=one.agb_code)
            given = enrolments.answers(practice, year, ["A"], world().practices[0].enrol_on or START)
            failed[one.place] = [answer.key for answer in given if answer.severity == "refuse" and not answer.met]
    assert failed == {NOT_YET: [], **{place: [trouble] for place, trouble in REFUSED.items()}}


def test_every_amount_can_be_computed_again_without_a_difference() -> None:
    found = list(settlement.recheck())
    assert len(found) == 58
    assert [place for place, mismatches in found if mismatches] == []


def test_totals_stay_under_the_maximum_also_at_the_end_of_the_year() -> None:
    booked = SettlementLine.objects.filter(quarter="2022Q1").aggregate(cents=Sum("amount_cents"))["cents"]
    assert 50_000_00 < booked < 60_000_00
    assert booked * 4 < RegionYear.objects.get(region="rijnmond").maximum_cents


def test_lists_are_those_that_the_seed_makes_again() -> None:
    kept = {
        (found.practice.agb_code, found.quarter, found.delivered_at): found.sha256
        for found in PatientList.objects.select_related("practice")
    }
    planned = deliveries(world())
    made = {(one.practice.agb_code, str(one.quarter), one.at): one for one in planned}
    assert kept.keys() == made.keys()
    some = [made[key] for key in sorted(made)[:3]]
    assert [hashlib.sha256(content_of(one)).hexdigest() for one in some] == [kept[key] for key in sorted(made)[:3]]


def test_lists_stand_as_they_were_delivered() -> None:
    states = Counter(PatientList.objects.values_list("quarter", "status"))
    assert states == {
        ("2022Q1", "counts"): 52,
        ("2022Q1", "checked"): 5,
        ("2022Q2", "counts"): 6,
        ("2022Q2", "checked"): 1,
    }
    jumped = PatientList.objects.filter(quarter="2022Q2", status="counts", jump_percent__gt=10)
    assert sorted(jumped.values_list("reason", flat=True)) == [
        "De lijst van kwartaal 1 was niet volledig.",
        "Wij namen de patiënten van een collega over.",
    ]
    assert PatientList.objects.filter(quarter="2022Q1", faults=0, status="counts").count() == 49


def test_claim_files_of_january_are_gone_and_those_of_april_wait_for_the_practice() -> None:
    sealed = ClaimFile.objects.filter(sealed__isnull=False)
    assert set(sealed.values_list("patient_list__quarter", flat=True)) == {"2022Q2"}
    assert sealed.filter(test=False).count() == 0


def test_nothing_waits_for_the_job_loop() -> None:
    assert set(Job.objects.values_list("status", flat=True)) == {DONE}


def test_the_log_is_one_chain_with_one_event_of_the_seeding() -> None:
    assert list(audit.breaks()) == []
    assert Event.objects.filter(event="demo.seed").count() == 1
    assert Event.objects.filter(event="enrolment.sign", outcome=0).count() == 159
    assert Event.objects.exclude(outcome=0).count() == 0


def test_it_is_the_fifth_of_april_with_an_invitation_open() -> None:
    assert clock.now().date() == START
    invitation = open_invitation(at(START))
    assert invitation is not None
    assert invitation.practice == "Huisartsenpraktijk De Linde"
