"""The lists that a visitor fetches, delivered as any list is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groeiruimte.actions import lists, reading
from groeiruimte.actions.demo.moments import at
from groeiruimte.actions.demo.sample_lists import FAULTY, FAULTY_CSV, GOOD, GOOD_CSV, KINDS, Kind, kind_of, sample_of
from groeiruimte.actions.demo.world import world
from groeiruimte.pipeline.lists.outcome import CATEGORIES
from groeiruimte.programme.calendar import Quarter
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Enrolment, PatientList, Practice, SettlementLine, User
from tests.site.rijnmond import make_person, make_practices, make_region

pytestmark = [pytest.mark.only_sqlite, pytest.mark.django_db]
Q1, Q2 = Quarter(2022, 1), Quarter(2022, 2)
LINDE = world().practices[0]


@pytest.fixture(scope="module", autouse=True)
def readers_of_lists() -> Iterator[None]:
    yield
    reading.close()


@pytest.fixture
def linde() -> Practice:
    """The first practice of the demo, enrolled, with its own code and size."""
    practice = make_practices(make_region(), [LINDE.name])[0]
    practice.agb_code, practice.registered_patients = LINDE.agb_code, LINDE.patients
    practice.save()
    return practice


def deliver(practice: Practice, quarter: Quarter, kind: Kind, user: User) -> PatientList:
    when = at(quarter.first_day.replace(day=5))
    return lists.deliver(
        enrolment=Enrolment.objects.get(practice=practice),
        quarter=quarter,
        file=sample_of(practice.agb_code, practice.registered_patients, quarter, kind).content,
        test=True,
        by=access.actor(user, when.date()),
        at=when,
        key=new_id(),
    )


def hand_in(found: PatientList, user: User) -> None:
    lists.hand_in(
        practice=found.practice,
        patient_list=found,
        reason="",
        confirmed=False,
        by=access.actor(user, found.delivered_at.date()),
        at=found.delivered_at,
        key=new_id(),
    )


def counts(found: PatientList) -> dict[str, int]:
    return {count.uzovi_code: count.count for count in found.counts.all()}


def test_good_lists_of_two_quarters_count_as_expected_without_a_jump(linde: Practice) -> None:
    manager = make_person("practice_manager", practice=linde)
    first = deliver(linde, Q1, GOOD_CSV, manager)
    hand_in(first, manager)
    second = deliver(linde, Q2, GOOD, manager)
    hand_in(second, manager)
    assert counts(first) == sample_of(LINDE.agb_code, 0, Q1, GOOD_CSV).counted
    assert counts(second) == sample_of(LINDE.agb_code, 0, Q2, GOOD).counted
    assert second.faults == 0
    assert lists.asks(second) == set()
    assert abs(second.jump_percent or 0) <= 3
    booked = SettlementLine.objects.filter(patient_list=second)
    assert sum(line.amount_cents for line in booked) == second.counted * 79


def test_the_list_with_mistakes_has_a_finding_of_every_category(linde: Practice) -> None:
    manager = make_person("practice_manager", practice=linde)
    hand_in(deliver(linde, Q1, GOOD_CSV, manager), manager)
    found = deliver(linde, Q2, FAULTY, manager)
    assert {category for _, _, _, category in found.findings.items} == CATEGORIES
    assert lists.asks(found) == {"jump"}


def test_a_list_as_csv_holds_the_same_people_as_the_one_in_excel() -> None:
    for excel, text in ((GOOD, GOOD_CSV), (FAULTY, FAULTY_CSV)):
        one, other = (sample_of(LINDE.agb_code, 0, Q2, kind) for kind in (excel, text))
        assert (one.counted, one.rows, one.other_insurer) == (other.counted, other.rows, other.other_insurer)


def test_a_practice_that_the_seed_does_not_know_gets_lists_of_its_own_size() -> None:
    assert 2_950 < sample_of("01000001", 3_000, Q2, GOOD_CSV).rows < 3_150


def test_kinds_are_found_by_their_key() -> None:
    assert [kind_of(kind.key) for kind in KINDS] == list(KINDS)
    assert kind_of("mooi") is None
