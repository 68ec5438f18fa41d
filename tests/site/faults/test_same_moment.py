"""Two people, or one impatient one, at the same moment: numbers follow each other, and one list counts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from groeiruimte.actions import lists
from groeiruimte.actions.refusal import Refused
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access, guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import ClaimFile, Enrolment, Job, PatientList, SettlementLine
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region

from . import deeds, whole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enrolment(transactional_db: None) -> Enrolment:
    (practice,) = make_practices(make_region(), ["De Linde"])
    for role in ("practice_manager", "practice_owner"):
        make_person(role, practice=practice)
    return Enrolment.objects.select_related("practice__region", "region_year__edition").get()


def people(enrolment: Enrolment) -> list[access.Actor]:
    members = enrolment.practice.memberships.select_related("user").order_by("role")
    return [access.actor(member.user, TODAY) for member in members]


def at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Do all of it at the same moment; gives what each came to, a refusal as its code."""
    barrier = threading.Barrier(len(deeds))
    answers: list[Any] = [None] * len(deeds)

    def do(place: int) -> None:
        barrier.wait()
        try:
            answers[place] = deeds[place]()
        except Refused as refusal:
            answers[place] = refusal.code
        except Exception as trouble:  # the thread's trouble is the test's result
            answers[place] = trouble
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def delivering(enrolment: Enrolment, who: access.Actor, seed: int, key: str) -> Callable[[], str]:
    content = deeds.the_list(seed)

    def deliver() -> str:
        with guard.scope_of(who):
            return lists.deliver(
                enrolment=enrolment, quarter=Quarter(2022, 2), file=content, test=True, by=who, at=NOW, key=key
            ).pk

    return deliver


def handing_in(patient_list: str, who: access.Actor, key: str) -> Callable[[], str]:
    def hand_in() -> str:
        with guard.scope_of(who):
            found = PatientList.objects.select_related("enrolment", "practice__region").get(pk=patient_list)
            return lists.hand_in(
                practice=found.practice, patient_list=found, reason="", confirmed=True, by=who, at=NOW, key=key
            ).pk

    return hand_in


def test_two_uploads_by_two_people(enrolment: Enrolment) -> None:
    manager, owner = people(enrolment)
    uploads = [delivering(enrolment, manager, 1, new_id()), delivering(enrolment, owner, 2, new_id())]
    made = at_once(uploads)
    found = PatientList.objects.order_by("number")
    assert sorted(made) == sorted(each.pk for each in found)
    assert [each.number for each in found] == [1, 2]
    assert len(set(ClaimFile.objects.values_list("serial", flat=True))) == 2
    assert whole.breaches() == []


def test_twenty_clicks_on_one_form(enrolment: Enrolment) -> None:
    manager, _ = people(enrolment)
    made = at_once([delivering(enrolment, manager, 1, "k1")] * 20)
    assert made == [PatientList.objects.get().pk] * 20
    handed_in = at_once([handing_in(made[0], manager, "k2")] * 20)
    assert handed_in == made
    assert (SettlementLine.objects.count(), Job.objects.count()) == (5, 1)
    assert whole.breaches() == []


def test_two_different_lists_handed_in_by_two_people(enrolment: Enrolment) -> None:
    manager, owner = people(enrolment)
    first = delivering(enrolment, manager, 1, new_id())()
    second = delivering(enrolment, owner, 2, new_id())()
    answers = at_once([handing_in(first, manager, new_id()), handing_in(second, owner, new_id())])
    assert answers == ["not_last", second]
    assert list(PatientList.objects.filter(status="counts").values_list("pk", flat=True)) == [second]
    assert whole.breaches() == []


def test_one_list_handed_in_by_two_people(enrolment: Enrolment) -> None:
    manager, owner = people(enrolment)
    one = delivering(enrolment, manager, 1, new_id())()
    answers = at_once([handing_in(one, manager, new_id()), handing_in(one, owner, new_id())])
    assert sorted(answers) == sorted([one, "not_checked"])
    assert (PatientList.objects.get().status, SettlementLine.objects.count()) == ("counts", 5)
    assert whole.breaches() == []


def test_an_upload_while_the_list_before_it_is_handed_in(enrolment: Enrolment) -> None:
    """Whichever comes first: a list counts or was refused as not the last, and nothing is counted twice."""
    manager, owner = people(enrolment)
    one = delivering(enrolment, manager, 1, new_id())()
    handed_in, delivered = at_once([handing_in(one, manager, new_id()), delivering(enrolment, owner, 2, new_id())])
    assert handed_in in (one, "not_last")
    counts = PatientList.objects.filter(status="counts").count()
    assert counts == (1 if handed_in == one else 0)
    assert PatientList.objects.get(pk=delivered).status == "checked"
    assert whole.breaches() == []
