"""Wall 1: every right, for every role, in every relation to a practice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groeiruimte.records import access
from groeiruimte.records.models import Insurer, Membership
from groeiruimte.records.models.membership import (
    ACTIVE,
    ENDED,
    INVITED,
    PLATFORM_ROLES,
    PRACTICE_ROLES,
    REGION_ROLES,
    ROLES,
    SUSPENDED,
)

from .conftest import RELATIONS, TODAY, World

# Written out on purpose, beside the table in records/access.py: a right that changes must be changed in both.
_EVERYBODY = {"practice_staff", "practice_manager", "practice_owner"}
_MANAGERS = {"practice_manager", "practice_owner"}
OWN_PRACTICE = {
    "practice.read": _EVERYBODY,
    "practice.edit": _MANAGERS,
    "team.read": _EVERYBODY,
    "team.invite": _MANAGERS,
    "team.stop": _MANAGERS,
    "enrolment.read": _EVERYBODY,
    "enrolment.sign": {"practice_owner"},
    "list.read": _MANAGERS,
    "list.deliver": _MANAGERS,
    "list.totals": _MANAGERS,
    "amount.read": _MANAGERS,
    "claim.download": _MANAGERS,
    "intention.read": _EVERYBODY,
    "intention.give": _MANAGERS,
    "form.read": _MANAGERS,
    "form.fill": _MANAGERS,
    "form.sign": {"practice_owner"},
    "form.review": set(),
    "plan.read": _EVERYBODY,
    "plan.edit": _MANAGERS,
    "hours.read": _MANAGERS,
    "hours.book": _MANAGERS,
    "kpi.read": _EVERYBODY,
    "item.note": _MANAGERS,
    "evidence.read": _MANAGERS,
    "evidence.add": _MANAGERS,
    "evidence.check": set(),
    "training.read": _EVERYBODY,
    "training.sign_up": _EVERYBODY,
    "training.manage": set(),
    "training.run": set(),
    "library.read": _EVERYBODY,
    "library.edit": set(),
    "story.send": _EVERYBODY,
    "question.ask": _EVERYBODY,
    "question.answer": set(),
    "scan.status": _EVERYBODY,
    "scan.read": _MANAGERS,
    "scan.fill": _MANAGERS,
    "scan.share": _MANAGERS,
    "scan.review": set(),
    "scan.shared": set(),
    "survey.hold": _MANAGERS,
    "survey.read": _EVERYBODY,
    "survey.texts": _MANAGERS,
    "survey.status": _EVERYBODY,
    "mail.read": set(),
    "mail.send": set(),
    "region.read": set(),
    "support.read": _EVERYBODY,
    "dossier.read": set(),
    "note.write": set(),
    "support.log": set(),
    "choice.align": set(),
    "objective.support": set(),
    "document.read": set(),
    "document.edit": set(),
    "document.sign": set(),
    "settlement.read": set(),
    "settlement.prepare": set(),
    "insurer.read": set(),
    "document.ask": set(),
    "decision.propose": set(),
    "decision.decide": set(),
    "report.accept": set(),
    "results.publish": set(),
    "quarter.close": set(),
    "payment.download": set(),
    "cashier.set": set(),
    "cashier.consent": {"practice_owner"},
    "region.team": set(),
    "succession.arrange": set(),
    "year.prepare": set(),
    "year.publish": set(),
    "organisation.manage": set(),
    "log.read": set(),
    "status.read": set(),
}
_DESK = {"region_staff", "region_lead", "region_finance", "region_director"}
_LEADS = {"region_staff", "region_lead"}
WHOLE_REGION = {
    "team.invite": {"region_lead", "region_director"},
    "region.team": {"region_lead", "region_director"},
    "succession.arrange": {"region_lead"},
    "year.prepare": {"region_lead"},
    "enrolment.read": _DESK,
    "list.totals": _DESK,
    "amount.read": _DESK,
    "intention.read": _DESK,
    "form.read": _DESK,
    "form.review": {"region_lead", "region_director"},
    "plan.read": _DESK,
    "hours.read": _DESK,
    "kpi.read": _DESK,
    "evidence.read": _DESK,
    "evidence.check": _LEADS,
    "training.read": _DESK | {"trainer"},
    "training.manage": _LEADS,
    "training.run": _LEADS | {"trainer"},
    "library.read": _DESK,
    "library.edit": _LEADS,
    "question.answer": _LEADS,
    "scan.status": _DESK | {"it_specialist"},
    "scan.review": {"it_specialist"},
    "scan.shared": _DESK,
    "survey.status": _DESK,
    "mail.read": _LEADS,
    "mail.send": {"region_lead"},
    "region.read": _DESK,
    "support.read": _DESK,
    "dossier.read": _DESK,
    "note.write": _LEADS | {"region_director"},
    "support.log": _LEADS,
    "choice.align": _LEADS,
    "objective.support": {"region_lead", "region_director"},
    "document.read": _DESK,
    "document.edit": _LEADS | {"region_director"},
    "document.sign": {"region_director"},
    "settlement.read": _DESK,
    "settlement.prepare": {"region_lead", "region_finance"},
    "quarter.close": {"region_finance", "region_director"},
    "payment.download": {"region_finance"},
    "cashier.set": {"region_director"},
}
_BUYERS = {"purchaser", "purchase_approver"}
OF_AN_INSURER = {
    "insurer.read": _BUYERS,
    "scan.shared": _BUYERS,
    "document.ask": _BUYERS,
    "decision.propose": _BUYERS,
    "decision.decide": {"purchase_approver"},
    "report.accept": _BUYERS,
    "results.publish": {"purchase_approver"},
}
# Over the product as a whole, wherever it is asked; none of them opens a row of a practice.
OF_THE_PLATFORM = {
    "team.invite": {"functional_admin"},
    "succession.arrange": {"functional_admin"},
    "year.prepare": {"functional_admin"},
    "year.publish": {"functional_admin"},
    "organisation.manage": {"functional_admin"},
    "log.read": {"log_manager"},
    "status.read": {"functional_admin", "log_manager"},
}


def allowed(right: str, role: str, relation: str) -> bool:
    if role in PLATFORM_ROLES:
        works = relation in ("own", "same_region", "other_region")
        return works and role in OF_THE_PLATFORM.get(right, set())
    if role in PRACTICE_ROLES:
        return relation == "own" and role in OWN_PRACTICE[right]
    if role in REGION_ROLES:
        return relation in ("own", "same_region") and role in WHOLE_REGION.get(right, set())
    return False


def test_every_right_is_written_out() -> None:
    assert set(OWN_PRACTICE) == set(access.RIGHTS)


@pytest.mark.parametrize("relation", RELATIONS)
@pytest.mark.parametrize("role", ROLES)
def test_rights_over_a_practice(world: World, role: str, relation: str) -> None:
    who = world.actor(role, relation)
    found = {right: access.may(who, right, practice=world.linde) for right in access.RIGHTS}
    assert found == {right: allowed(right, role, relation) for right in access.RIGHTS}


@pytest.mark.parametrize("role", ROLES)
def test_rights_over_what_an_insurer_buys(world: World, role: str) -> None:
    who, other = world.actor(role), Insurer.objects.create(key="andere", name="Andere")
    for insurer, holds in ((world.insurer, role), (other, "")):
        found = {right: access.may(who, right, insurer=insurer) for right in OF_AN_INSURER}
        assert found == {right: holds in roles for right, roles in OF_AN_INSURER.items()}


@pytest.mark.parametrize("role", ROLES)
def test_rows_follow_rights(world: World, role: str) -> None:
    who = world.actor(role)
    for right in access.RIGHTS:
        in_own = role not in PLATFORM_ROLES and allowed(right, role, "own")
        in_region = in_own and role in REGION_ROLES
        expected = [name for name, shown in (("De Linde", in_own), ("Singel", in_region)) if shown]
        assert list(access.practices(who, right).values_list("name", flat=True)) == expected


def test_nobody_sees_nothing(world: World) -> None:
    nobody = access.actor(None, TODAY)
    assert [access.practices(nobody, right).count() for right in access.RIGHTS] == [0] * len(access.RIGHTS)


@pytest.mark.parametrize("start", [TODAY, TODAY + timedelta(1)])
@pytest.mark.parametrize("end", [None, TODAY, TODAY - timedelta(1)])
@pytest.mark.parametrize("status", [ACTIVE, INVITED, SUSPENDED, ENDED])
def test_a_membership_is_active_when_the_database_finds_it_so(
    world: World, status: str, start: date, end: date | None
) -> None:
    user = world.person("practice_owner", "own")
    Membership.objects.update(status=status, start=start, end=end)
    held = list(Membership.objects.active(TODAY).select_related("region"))
    assert len(held) == (status == ACTIVE and start == TODAY and end != TODAY - timedelta(1))
    assert [each.is_active(TODAY) for each in Membership.objects.all()] == [bool(held)]
    found = access.actor(user, TODAY).memberships
    assert found == tuple(held)
    with CaptureQueriesContext(connection) as asked:
        assert [(each.region, each.insurer) for each in found] == [(each.region, None) for each in held]
    assert len(asked) == 0


def test_the_order_of_memberships_is_the_order_in_which_they_came(world: World) -> None:
    user = world.person("region_lead", "own")
    for role in ("trainer", "region_staff", "it_specialist"):
        Membership.objects.create(user=user, role=role, status=ACTIVE, region=world.elsewhere, start=TODAY)
    found = access.actor(user, TODAY).memberships
    assert [each.role for each in found] == ["region_lead", "trainer", "region_staff", "it_specialist"]
    assert [each.region for each in found] == [world.region, *[world.elsewhere] * 3]


def test_a_person_who_is_no_longer_active_has_no_rights(world: World) -> None:
    user = world.person("practice_owner", "own")
    user.is_active = False
    assert access.actor(user, TODAY).memberships == ()


def test_a_membership_that_was_ended_gives_no_rights(world: World) -> None:
    user = world.person("practice_owner", "own")
    Membership.objects.update(status=ENDED)
    assert access.actor(user, TODAY).memberships == ()


def test_two_practices_do_not_mix(world: World) -> None:
    """Somebody who owns one practice and is staff of another signs for the first alone (T2)."""
    user = world.person("practice_owner", "own")
    Membership.objects.create(
        user=user,
        role="practice_staff",
        status="active",
        practice=world.duin,
        region=world.elsewhere,
        start=date(2020, 1, 1),
    )
    who = access.actor(user, TODAY)
    assert access.may(who, "enrolment.sign", practice=world.linde)
    assert not access.may(who, "enrolment.sign", practice=world.duin)
    assert list(access.practices(who, "practice.read").values_list("name", flat=True)) == ["De Linde", "Duin"]
