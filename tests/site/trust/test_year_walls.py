"""Wall 2 around the year: what a region may not write in the name of a practice, nor a practice in that of a region."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, models, transaction

from groeiruimte.records import guard
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    Edition,
    Employee,
    Enrolment,
    FilledForm,
    FormAnswer,
    FormSubmission,
    Message,
    RegionYear,
    Remark,
    Session,
    SignUp,
    Thread,
    Training,
)

from .conftest import NOW, World

pytestmark = pytest.mark.django_db

# SQLite has one wall; there this file proves that the guard does no harm.
WALL_2 = connection.vendor == "postgresql"


Both = Callable[[Callable[[Actor], models.Model]], tuple[bool, bool]]


@pytest.fixture
def plan(world: World) -> FilledForm:
    """A form of Linde."""
    edition = Edition.objects.create(key="x", number=1, sha256="0" * 64, published_at=NOW)
    start, end = date(2022, 1, 1), date(2022, 12, 31)
    year = RegionYear.objects.create(
        region=world.region, insurer=world.insurer, edition=edition, programme="x", start=start, end=end
    )
    enrolment = Enrolment.objects.create(
        practice=world.linde,
        region=world.region,
        region_year=year,
        year=2022,
        effective=start,
        enrolled_on=start,
        signed_at=NOW,
    )
    return FilledForm.objects.create(
        enrolment=enrolment, practice=world.linde, region=world.region, form="plan", started_at=NOW, saved_at=NOW
    )


def may_write(who: Actor, make: Callable[[], models.Model]) -> bool:
    """Whether the database takes a row in the scope of somebody; nothing of it stays."""
    with guard.scope_of(who):
        try:
            with transaction.atomic():
                make()
                transaction.set_rollback(True)
        except DatabaseError:
            return False
    return True


@pytest.fixture
def both(world: World) -> Both:
    """Whether the practice may write it, and whether its region may."""
    manager, lead = world.actor("practice_manager"), world.actor("region_lead")
    return lambda make: (may_write(manager, lambda: make(manager)), may_write(lead, lambda: make(lead)))


def walled(practice: bool, region: bool) -> tuple[bool, bool]:
    """What is expected of the second wall; on SQLite everybody may."""
    return (practice, region) if WALL_2 else (True, True)


def test_a_region_answers_no_question_of_a_practice(world: World, plan: FilledForm, both: Both) -> None:
    def answer(of: FilledForm) -> Callable[[Actor], FormAnswer]:
        return lambda who: FormAnswer.objects.create(
            filled_form=of, practice=world.linde, region=world.region, question="doel", form_version=1, value="x",
            given_by=who.user, given_at=NOW,
        )  # fmt: skip

    sheet = FilledForm.objects.create(
        enrolment=plan.enrolment, practice=world.linde, region=world.region, form="lijst", about=plan, started_at=NOW,
        saved_at=NOW,
    )  # fmt: skip
    assert both(answer(plan)) == walled(True, False)
    assert both(answer(sheet)) == (True, True)


def test_a_region_sends_nothing_in_for_a_practice(world: World, plan: FilledForm, both: Both) -> None:
    assert both(
        lambda who: FormSubmission.objects.create(
            filled_form=plan, practice=world.linde, region=world.region, number=1, receipt="2022-X", sha256="0" * 64,
            submitted_by=who.user, submitted_at=NOW,
        ),
    ) == walled(True, False)  # fmt: skip


def test_a_practice_writes_no_remark(world: World, plan: FilledForm, both: Both) -> None:
    assert both(
        lambda who: Remark.objects.create(
            filled_form=plan, practice=world.linde, region=world.region, number=1, text="x", by=who.user, at=NOW
        ),
    ) == walled(False, True)


@pytest.mark.parametrize("from_region", [False, True])
def test_nobody_writes_in_the_name_of_the_other(world: World, both: Both, from_region: bool) -> None:
    thread = Thread.objects.create(practice=world.linde, region=world.region, title="Vraag", last_at=NOW)
    assert both(
        lambda who: Message.objects.create(
            thread=thread, practice=world.linde, region=world.region, text="x", from_region=from_region, by=who.user,
            at=NOW,
        ),
    ) == walled(not from_region, from_region)  # fmt: skip


def test_a_trainer_reaches_the_own_session_alone(world: World) -> None:
    mine, other = world.actor("trainer"), world.actor("region_lead")
    training = Training.objects.create(region=world.region, title="Beeldbellen")
    anna = Employee.objects.create(practice=world.linde, region=world.region, name="Anna", function="gp")
    evenings = [
        Session.objects.create(
            training=training, region=world.region, start=NOW, end=NOW + timedelta(hours=1), place="x", seats=2,
            trainer=who.user,
        )
        for who in (mine, other)
    ]  # fmt: skip
    for evening in evenings:
        SignUp.objects.create(
            session=evening, practice=world.linde, region=world.region, employee=anna, status="signed_up", at=NOW
        )
    within_reach = evenings[:1] if WALL_2 else evenings
    with guard.scope_of(mine):
        assert set(SignUp.objects.values_list("session", flat=True)) == {each.pk for each in within_reach}
        assert SignUp.objects.update(status="cancelled") == len(within_reach)
        assert Session.objects.update(place="y") == len(within_reach)
