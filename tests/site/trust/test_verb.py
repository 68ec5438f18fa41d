"""A verb: one right, one transaction, one event, one effect for each key."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest
from django.db import connection

from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.verb import Done, verb
from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Event, Membership, Practice, Standing, Submission

from .conftest import NOW, TODAY, World, make_world


@verb("test.note", right="practice.edit")
def note(*, practice: Practice, text: str, by: Actor, at: datetime) -> Done:
    standing = Standing.objects.create(practice=practice, region=practice.region, standing="note", source=text)
    if text == "refuse":
        raise Refused("Dit kan niet.", "Probeer iets anders.", "no_way")
    if text == "break":
        raise RuntimeError("something went wrong inside")
    return Done(standing, practice=practice, lifecycle="create")


def events() -> list[tuple[str, int]]:
    return list(Event.objects.order_by("seq").values_list("event", "outcome"))


def test_it_writes_once_with_one_event(world: World) -> None:
    made = note(practice=world.linde, text="hallo", by=world.actor("practice_owner"), at=NOW, key="k1")
    assert (made.source, Standing.objects.count(), events()) == ("hallo", 1, [("test.note", 0)])


def test_the_same_key_is_one_effect_and_the_same_answer(world: World) -> None:
    who = world.actor("practice_owner")
    first = note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")
    second = note(practice=world.linde, text="iets anders", by=who, at=NOW, key="k1")
    assert (second.pk, second.source, Standing.objects.count(), events()) == (first.pk, "hallo", 1, [("test.note", 0)])


def test_a_key_of_somebody_else_is_refused(world: World) -> None:
    note(practice=world.linde, text="hallo", by=world.actor("practice_owner"), at=NOW, key="k1")
    with pytest.raises(Refused, match="al gebruikt"):
        note(practice=world.linde, text="hallo", by=world.actor("practice_manager"), at=NOW, key="k1")


def test_a_key_is_good_for_what_it_was_about_alone(world: World) -> None:
    """Somebody who works in two practices cannot use the key of one to get the answer of it in the other."""
    user = world.person("practice_owner", "own")
    Membership.objects.create(
        user=user,
        role="practice_owner",
        status="active",
        practice=world.duin,
        region=world.elsewhere,
        start=date(2020, 1, 1),
    )
    who = access.actor(user, TODAY)
    note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")
    with pytest.raises(Refused, match="al gebruikt"):
        note(practice=world.duin, text="hallo", by=who, at=NOW, key="k1")
    assert events() == [("test.note", 0), ("test.note", 4)]


def test_who_lost_the_right_does_not_get_the_old_answer(world: World) -> None:
    user = world.person("practice_owner", "own")
    note(practice=world.linde, text="hallo", by=access.actor(user, TODAY), at=NOW, key="k1")
    Membership.objects.update(status="ended")
    with pytest.raises(Refused, match="Dit mag u niet doen"):
        note(practice=world.linde, text="hallo", by=access.actor(user, TODAY), at=NOW, key="k1")


def test_without_the_right_nothing_happens_and_the_try_is_logged(world: World) -> None:
    with pytest.raises(Refused, match="Dit mag u niet doen"):
        note(practice=world.linde, text="hallo", by=world.actor("practice_staff"), at=NOW, key="k1")
    assert (Standing.objects.count(), Submission.objects.count(), events()) == (0, 0, [("test.note", 4)])


def test_a_refusal_halfway_leaves_only_its_event(world: World) -> None:
    with pytest.raises(Refused):
        note(practice=world.linde, text="refuse", by=world.actor("practice_owner"), at=NOW, key="k1")
    assert (Standing.objects.count(), Submission.objects.count(), events()) == (0, 0, [("test.note", 4)])


def test_a_fault_halfway_leaves_nothing_and_the_key_can_be_used_again(world: World) -> None:
    who = world.actor("practice_owner")
    with pytest.raises(RuntimeError):
        note(practice=world.linde, text="break", by=who, at=NOW, key="k1")
    assert (Standing.objects.count(), Submission.objects.count()) == (0, 0)
    note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")
    assert Standing.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_submits_at_once_are_one_effect_with_one_answer() -> None:
    world = make_world()
    who = world.actor("practice_owner")
    barrier = threading.Barrier(20)
    answers: list[object] = []

    def submit() -> None:
        barrier.wait()
        try:
            with guard.scope_of(who):
                answers.append(note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1").pk)
        except Exception as trouble:  # the thread's trouble is the test's result
            answers.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = Standing.objects.get()
    assert (answers, events()) == ([made.pk] * 20, [("test.note", 0)])
