"""R170: a plan of approach of Utrecht counts to the end of its last day; a day later it comes in and is marked late."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django.fixtures import Settings

from groeiruimte.records.models import Employee, FormSubmission, Obligation, Practice
from tests.site.practice.site import client_of, texts
from tests.site.rijnmond import make_person

from .plays import plays
from .veenrand import Somebody

pytestmark = pytest.mark.django_db

LAST, AFTER = date(2022, 8, 31), date(2022, 9, 1)
PLAN = "formulier/action_plan/"


@pytest.fixture(autouse=True)
def no_second_step(settings: Settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = False


@pytest.mark.parametrize(("day", "late"), [(LAST, False), (AFTER, True)], ids=["the last day", "the day after"])
def test_a_plan_after_the_last_day_is_accepted_and_marked(day: date, late: bool, settings: Settings) -> None:
    _, enrolment = plays("2022-utrecht")
    settings.TODAY = day
    manager = manager_of(enrolment.practice)
    writes(manager)
    warned = "Dit kon tot en met 31 augustus 2022." in texts(manager.see(f"{PLAN}-/controleer/"), "sign-box")[0]
    manager.send(f"{PLAN}-/controleer/")
    told = "Nee, dit kwam na de laatste dag." in texts(manager.see(f"{PLAN}-/verstuurd/"), "main")[0]
    row = Obligation.objects.get(key="action_plan")
    assert (warned, told, FormSubmission.objects.get().late, row.done_on) == (late, late, late, day)
    assert [each.key for each in Obligation.objects.done_late()] == ["action_plan"] * late


def manager_of(practice: Practice) -> Somebody:
    return Somebody(client_of(make_person("practice_manager", practice=practice)), f"/praktijk/{practice.pk}/")


def writes(manager: Somebody) -> None:
    """What must be filled in, and nothing more."""
    manager.send(f"{PLAN}choice/", **{"v-theme": "Zorg op afstand", "v-initiative": "Beeldbellen (beter) invoeren"})
    manager.send(f"{PLAN}change/", **{"v-reason": "Veel werkende patiënten.", "v-change": "Een consult kan thuis."})
    everybody = [str(pk) for pk in Employee.objects.values_list("pk", flat=True)]
    manager.send(f"{PLAN}people/", **{"v-people": everybody, "v-together": "nee"})
    manager.send(f"{PLAN}money/", **{"v-other_money": "nee"})
