"""Wall 1: every right, for every role, in every relation to a practice."""

from __future__ import annotations

from datetime import date

import pytest

from groeiruimte.records import access
from groeiruimte.records.models import Membership
from groeiruimte.records.models.membership import ENDED, PRACTICE_ROLES, REGION_ROLES, ROLES

from .conftest import RELATIONS, TODAY, World

# Written out on purpose, beside the table in records/access.py: a right that changes must be changed in both.
OWN_PRACTICE = {
    "practice.read": {"practice_staff", "practice_manager", "practice_owner"},
    "practice.edit": {"practice_manager", "practice_owner"},
    "team.invite": {"practice_manager", "practice_owner"},
    "enrolment.read": {"practice_staff", "practice_manager", "practice_owner"},
    "enrolment.sign": {"practice_owner"},
    "list.read": {"practice_manager", "practice_owner"},
    "list.deliver": {"practice_manager", "practice_owner"},
    "list.totals": {"practice_manager", "practice_owner"},
    "amount.read": {"practice_manager", "practice_owner"},
    "claim.download": {"practice_manager", "practice_owner"},
    "region.read": set(),
    "quarter.close": set(),
}
_DESK = {"region_staff", "region_lead", "region_finance", "region_director"}
WHOLE_REGION = {
    "team.invite": {"region_lead"},
    "enrolment.read": _DESK,
    "list.totals": _DESK,
    "amount.read": _DESK,
    "region.read": _DESK,
    "quarter.close": {"region_finance"},
}


def allowed(right: str, role: str, relation: str) -> bool:
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
def test_rows_follow_rights(world: World, role: str) -> None:
    who = world.actor(role)
    for right in access.RIGHTS:
        in_own = allowed(right, role, "own")
        in_region = in_own and role in REGION_ROLES
        expected = [name for name, shown in (("De Linde", in_own), ("Singel", in_region)) if shown]
        assert list(access.practices(who, right).values_list("name", flat=True)) == expected


def test_nobody_sees_nothing(world: World) -> None:
    nobody = access.actor(None, TODAY)
    assert [access.practices(nobody, right).count() for right in access.RIGHTS] == [0] * len(access.RIGHTS)


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
