"""Wall 2 with wall 1 out of the way: the tables are asked directly, and PostgreSQL shows only what is in scope."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from groeiruimte.actions import invitations
from groeiruimte.records import access, audit, guard
from groeiruimte.records.models import (
    Edition,
    Event,
    Invitation,
    Membership,
    Practice,
    QuarterClose,
    RegionYear,
    Standing,
)

from .conftest import NOW, TODAY, World

pytestmark = pytest.mark.django_db

# SQLite has one wall; there this file proves that the guard does no harm.
WALL_2 = connection.vendor == "postgresql"


def names() -> list[str]:
    return list(Practice.objects.order_by("name").values_list("name", flat=True))


def everything_or(expected: list[str]) -> list[str]:
    """What the second wall leaves over; where there is no second wall, all rows."""
    return expected if WALL_2 else ["De Linde", "Duin", "Singel"]


def test_a_practice_sees_itself_alone(world: World) -> None:
    with guard.scope_of(world.actor("practice_manager")):
        assert names() == everything_or(["De Linde"])


def test_a_region_sees_its_own_practices(world: World) -> None:
    with guard.scope_of(world.actor("region_lead")):
        assert names() == everything_or(["De Linde", "Singel"])


@pytest.mark.parametrize("role", ["purchaser", "purchase_approver", "log_manager"])
def test_the_insurer_and_who_reads_the_log_see_no_practice(world: World, role: str) -> None:
    with guard.scope_of(world.actor(role)):
        assert names() == everything_or([])


def test_who_manages_organisations_sees_which_there_are_and_nothing_of_them(world: World) -> None:
    Standing.objects.create(practice=world.linde, region=world.region, standing="affiliation", value="noord")
    with guard.scope_of(world.actor("functional_admin")):
        assert names() == ["De Linde", "Duin", "Singel"]
        assert Standing.objects.exists() is not WALL_2


@pytest.mark.parametrize("relation", ["invited", "suspended", "ended", "not_yet"])
def test_a_membership_without_rights_opens_nothing(world: World, relation: str) -> None:
    with guard.scope_of(world.actor("practice_owner", relation)):
        assert names() == everything_or([])


def test_the_scope_is_given_back(world: World) -> None:
    with guard.scope_of(world.actor("practice_manager")):
        pass
    assert names() == ["De Linde", "Duin", "Singel"]


@pytest.mark.parametrize("saved", [True, False], ids=["a_part", "the_whole"])
def test_the_scope_is_given_back_when_the_work_in_it_is_rolled_back(world: World, saved: bool) -> None:
    """Whether the database takes back what it was told, or hears it anew."""
    outer, inner = world.actor("practice_manager"), world.actor("region_lead")
    with guard.scope_of(outer):
        for within in (guard.scope_of(inner), guard.everything()):
            with pytest.raises(DatabaseError), transaction.atomic(), within, transaction.atomic(savepoint=saved):
                Practice.objects.create(region_id=world.region.pk, name="Zonder AGB-code", agb_code=None)
            assert names() == everything_or(["De Linde"])
        with pytest.raises(RuntimeError), transaction.atomic(), guard.scope_of(inner):
            raise RuntimeError
        assert names() == everything_or(["De Linde"])
    assert names() == ["De Linde", "Duin", "Singel"]


@pytest.mark.parametrize("user_id", [None, 1])
def test_whoever_is_found_sees_their_own_and_leaves_nothing_open(world: World, user_id: int | None) -> None:
    """Also when the scope in which they were looked for was said already."""
    manager = world.actor("practice_manager")
    with guard.memberships_of(user_id):
        with guard.acting(user_id, lambda: manager):
            assert names() == everything_or(["De Linde"])
        assert names() == everything_or([])


def test_before_anything_is_known_only_your_own_memberships_are_visible(world: World) -> None:
    user = world.person("practice_manager", "own")
    world.person("practice_manager", "same_region")
    with guard.memberships_of(user.pk):
        seen = list(Membership.objects.values_list("user_id", flat=True))
    everybody = list(Membership.objects.values_list("user_id", flat=True))
    assert seen == ([user.pk] if WALL_2 else everybody)


def test_nothing_can_be_written_into_another_practice(world: World) -> None:
    who = world.actor("practice_owner")
    with guard.scope_of(who):
        Standing.objects.create(practice=world.linde, region=world.region, standing="affiliation", value="noord")
        if WALL_2:
            with pytest.raises(DatabaseError), transaction.atomic():
                Standing.objects.create(practice=world.duin, region=world.elsewhere, standing="affiliation")
    assert list(Standing.objects.values_list("practice__name", flat=True)) == ["De Linde"]


def test_nothing_of_another_practice_can_be_changed(world: World) -> None:
    with guard.scope_of(world.actor("practice_owner")):
        changed = Practice.objects.filter(pk=world.duin.pk).update(name="Van mij")
    assert changed == (0 if WALL_2 else 1)


@pytest.mark.parametrize("role", ["trainer", "it_specialist"])
def test_a_region_role_without_rights_over_practices_sees_none(world: World, role: str) -> None:
    with guard.scope_of(world.actor(role)):
        assert names() == everything_or([])


def a_region_year(world: World) -> RegionYear:
    edition = Edition.objects.create(key="x", number=1, sha256="0" * 64, published_at=NOW)
    return RegionYear.objects.create(
        region=world.region,
        insurer=world.insurer,
        edition=edition,
        programme="x",
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
    )


def test_a_practice_reads_the_agreement_of_its_region_and_cannot_change_it(world: World) -> None:
    year = a_region_year(world)
    who = world.actor("practice_owner")
    with guard.scope_of(who):
        assert RegionYear.objects.filter(pk=year.pk).exists()
        assert RegionYear.objects.update(service_code="12345") == (0 if WALL_2 else 1)
        if WALL_2:
            with pytest.raises(DatabaseError), transaction.atomic():
                QuarterClose.objects.create(
                    region_year=year, region=world.region, quarter="2022Q1", closed_at=NOW, closed_by=who.user
                )


def test_nobody_gives_themselves_a_role_elsewhere(world: World) -> None:
    who = world.actor("practice_staff")
    with guard.scope_of(who):
        if WALL_2:
            with pytest.raises(DatabaseError), transaction.atomic():
                Membership.objects.create(
                    user=who.user,
                    role="practice_owner",
                    status="active",
                    practice=world.duin,
                    region=world.elsewhere,
                    start=date(2020, 1, 1),
                )
    assert not Membership.objects.filter(practice=world.duin).exists()


def test_an_invitation_is_seen_by_its_own_practice_and_its_secret_by_nobody(world: World) -> None:
    by = world.actor("practice_owner", "other_region")
    made, secret = invitations.invite(
        role="practice_staff",
        name="Nieuw",
        email="nieuw@example.org",
        practice=world.duin,
        region=None,
        by=by,
        at=NOW,
        key="k1",
    )
    assert secret not in str(list(Invitation.objects.values()) + list(Event.objects.values()))
    with guard.scope_of(world.actor("practice_owner")):
        assert Invitation.objects.filter(pk=made.pk).exists() == (not WALL_2)


def test_without_a_scope_no_event_is_visible(world: World) -> None:
    audit.write(event="a", by=access.system(TODAY, "work"), at=NOW, practice=world.linde)
    audit.write(event="b", by=access.system(TODAY, "work"), at=NOW)
    with guard.scope_of(access.actor(None, TODAY)):
        assert Event.objects.count() == (0 if WALL_2 else 2)


def test_events_of_others_stay_hidden_but_can_be_added(world: World) -> None:
    mine = world.actor("practice_owner")
    other = world.actor("practice_owner", "other_region")
    audit.write(event="a", by=other, at=NOW, practice=world.duin)
    with guard.scope_of(mine):
        audit.write(event="b", by=mine, at=NOW, practice=world.linde)
        seen = list(Event.objects.order_by("seq").values_list("event", flat=True))
    assert seen == (["b"] if WALL_2 else ["a", "b"])
    assert list(audit.breaks()) == []


def test_the_application_owns_no_table() -> None:
    if not WALL_2:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("groeiruimte_app",)


def test_every_table_of_a_practice_has_the_second_wall() -> None:
    """A new table with a practice or region column cannot be forgotten."""
    if not WALL_2:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.table_name FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name"
            " WHERE c.table_schema = 'public' AND c.column_name IN ('practice_id', 'region_id')"
            " AND NOT t.relrowsecurity"
        )
        assert cursor.fetchall() == []
