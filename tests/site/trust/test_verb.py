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
from groeiruimte.records.models import (
    Edition,
    Event,
    Insurer,
    Membership,
    Practice,
    Region,
    RegionYear,
    Standing,
    Submission,
)

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
    second = note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")
    assert (second.pk, second.source, Standing.objects.count(), events()) == (first.pk, "hallo", 1, [("test.note", 0)])


def test_the_same_key_with_other_words_is_not_said_to_be_kept(world: World) -> None:
    """Who goes back, types something else and sends it again must hear that it was not kept."""
    who = world.actor("practice_owner")
    note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")
    with pytest.raises(Refused, match="al gebruikt"):
        note(practice=world.linde, text="iets anders", by=who, at=NOW, key="k1")
    assert list(Standing.objects.values_list("source", flat=True)) == ["hallo"]


def test_a_key_whose_effect_was_taken_away_is_refused(world: World) -> None:
    who = world.actor("practice_owner")
    note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1").delete()
    with pytest.raises(Refused, match="al gebruikt"):
        note(practice=world.linde, text="hallo", by=who, at=NOW, key="k1")


def test_what_a_constraint_refuses_is_a_refusal(world: World) -> None:
    """Two people did the same at one moment, each with a form of their own."""
    who = world.actor("practice_owner")
    found(practice=world.linde, agb_code="01000009", by=who, at=NOW, key="k1")
    with pytest.raises(Refused) as refused:
        found(practice=world.linde, agb_code="01000009", by=who, at=NOW, key="k2")
    assert (refused.value.code, Practice.objects.filter(agb_code="01000009").count()) == ("clash", 1)


@verb("test.found", right="practice.edit")
def found(*, practice: Practice, agb_code: str, by: Actor, at: datetime) -> Done:
    made = Practice.objects.create(region=practice.region, agb_code=agb_code, name="Nieuw")
    return Done(made, practice=practice, lifecycle="create")


@verb("test.strike", right="practice.edit")
def strike(*, practice: Practice, standing: Standing, by: Actor, at: datetime) -> Done:
    standing.delete()
    return Done(practice, practice=practice, lifecycle="delete")


@pytest.mark.parametrize("owner", ["singel", "duin"])
def test_a_record_of_another_practice_is_refused(world: World, owner: str) -> None:
    """The right was asked in one practice; the record is of another, in the same region or elsewhere."""
    theirs: Practice = getattr(world, owner)
    standing = Standing.objects.create(practice=theirs, region=theirs.region, standing="note")
    with pytest.raises(Refused, match="Dit mag u niet doen"):
        strike(practice=world.linde, standing=standing, by=world.actor("practice_owner"), at=NOW, key="k1")
    assert (Standing.objects.count(), events()) == (1, [("test.strike", 4)])


def test_a_record_of_another_region_is_refused(world: World) -> None:
    who = world.actor("practice_owner")
    year = a_region_year(world.elsewhere, world.insurer)
    with pytest.raises(Refused, match="Dit mag u niet doen"):
        take_part(practice=world.linde, region_year=year, by=who, at=NOW, key="k1")
    ours = a_region_year(world.region, world.insurer)
    assert take_part(practice=world.linde, region_year=ours, by=who, at=NOW, key="k2") == world.linde


@verb("test.take_part", right="practice.edit")
def take_part(*, practice: Practice, region_year: RegionYear, by: Actor, at: datetime) -> Done:
    return Done(practice, practice=practice)


def a_region_year(region: Region, insurer: Insurer) -> RegionYear:
    number = Edition.objects.count() + 1
    return RegionYear.objects.create(
        region=region,
        insurer=insurer,
        edition=Edition.objects.create(key="x", number=number, sha256="0" * 64, published_at=NOW),
        programme="x",
        start=date(2022, 1, 1),
        end=date(2022, 12, 31),
    )


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
