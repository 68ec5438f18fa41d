"""The audit log cannot be changed, and a change by somebody with the keys is found."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from groeiruimte.records import access, audit
from groeiruimte.records.models import Event

from .conftest import NOW, TODAY, World

pytestmark = pytest.mark.django_db


def three_events(world: World) -> list[Event]:
    who = world.actor("practice_owner")
    return [audit.write(event=name, by=who, at=NOW, practice=world.linde, detail={"rows": 3}) for name in "abc"]


def behind_the_trigger(sql: str, *values: Any) -> None:
    """What somebody could do who may do everything in the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("RESET ROLE")
            cursor.execute("ALTER TABLE records_event DISABLE TRIGGER USER")
            cursor.execute(sql, values)
            cursor.execute("ALTER TABLE records_event ENABLE TRIGGER USER")
            cursor.execute("SET ROLE groeiruimte_app")
            return
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'records_event'")
        triggers = [row[0] for row in cursor.fetchall()]
        for what in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER records_event_no_{what}")
        cursor.execute(sql, values)
        for trigger in triggers:
            cursor.execute(trigger)


def test_an_event_says_who_what_when_and_by_which_right(world: World) -> None:
    user = world.person("practice_owner", "own")
    who = access.actor(user, TODAY, ip="10.0.0.5", session="secret-session")
    membership = access.membership_for(who, "enrolment.sign", world.linde, None)
    line = audit.write(
        event="enrolment.sign",
        by=who,
        at=NOW,
        lifecycle="create",
        membership=membership,
        practice=world.linde,
        object_type="enrolment",
        object_id="x",
        purpose="aanmelding",
    )
    stored = Event.objects.get(pk=line.pk)
    assert (stored.action, stored.outcome, stored.actor_name, stored.role, stored.ip) == (
        "C",
        0,
        "practice_owner own",
        "practice_owner",
        "10.0.0.5",
    )
    assert stored.region_id == "noord"
    assert stored.session_hash != ""
    assert "secret" not in stored.session_hash
    assert stored.policy == "rights v1"


def test_the_chain_holds(world: World) -> None:
    three_events(world)
    assert list(audit.breaks()) == []


def test_an_event_cannot_be_changed_or_removed(world: World) -> None:
    three_events(world)
    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        Event.objects.update(actor_name="Iemand anders")
    with pytest.raises(DatabaseError, match=r"append-only|permission denied"), transaction.atomic():
        Event.objects.all().delete()
    assert Event.objects.count() == 3


@pytest.mark.parametrize("column", ["actor_name", "event", "at", "practice_id", "detail", "outcome"])
def test_an_edited_event_is_found(world: World, column: str) -> None:
    _, second, _ = three_events(world)
    other = {"at": "2022-04-04 08:30:00+00:00", "practice_id": world.duin.pk, "detail": '{"rows": 4}', "outcome": 4}
    behind_the_trigger(f"UPDATE records_event SET {column} = %s WHERE seq = %s", other.get(column, "x"), second.seq)
    assert list(audit.breaks()) == [second.seq]


def test_a_removed_event_is_found(world: World) -> None:
    _, second, third = three_events(world)
    behind_the_trigger("DELETE FROM records_event WHERE seq = %s", second.seq)
    assert list(audit.breaks()) == [third.seq]


def test_swapped_events_are_found(world: World) -> None:
    first, second, _ = three_events(world)
    behind_the_trigger("UPDATE records_event SET event = %s WHERE seq = %s", "b", first.seq)
    behind_the_trigger("UPDATE records_event SET event = %s WHERE seq = %s", "a", second.seq)
    assert list(audit.breaks()) == [first.seq, second.seq]
