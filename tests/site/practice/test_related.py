"""What hangs on a practice is what `prefetch_related` finds, whichever sentence asked for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.models import Manager, Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groeiruimte.actions.facts import YEAR_NEEDED, all_fetched, fetched, year_facts
from groeiruimte.records import related
from groeiruimte.records.models import Attendance, Employee, Enrolment, Milestone, Practice, User
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

from .site import good_list, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(linde: Practice) -> User:
    return make_person("practice_owner", practice=linde)


@pytest.fixture
def busy(linde: Practice, manager: Client, person: User) -> Practice:
    """With rows of several kinds: none, one, and a number that is no power of two."""
    place = {"practice": linde, "region_id": linde.region_id}
    staff = [
        Employee.objects.create(**place, name=name, function="medical_assistant", start=date(2020, 1, 1))
        for name in ("Zus", "Aap", "Noot", "Mies", "Teun")
    ]
    for number, one in enumerate((*staff[:3], staff[0], staff[1])):
        day, certificate = date(2022, 3, 9 - number), f"2022-{number}"
        Attendance.objects.create(
            **place, employee=one, title="Scholing", topics=["chat"], day=day, certificate=certificate, noted_at=NOW
        )
    of_year = {**place, "enrolment": Enrolment.objects.get(practice=linde), "added_by": person, "added_at": NOW}
    for number, owner in enumerate((staff[4], None)):
        Milestone.objects.create(**of_year, title="Mijlpaal", due=date(2022, 6 - number, 1), owner=owner)
    handed_in(manager, linde, good_list())
    return Practice.objects.get(pk=linde.pk)


def rows(record: Model, lookups: tuple[str, ...]) -> list[list[dict[str, Any]]]:
    """Every column of what is found along each lookup."""
    found = []
    for lookup in lookups:
        level: list[Any] = [record]
        for name in lookup.split("__"):
            ahead = [getattr(each, name) for each in level if each is not None]
            level = [each for value in ahead for each in (value.all() if isinstance(value, Manager) else (value,))]
            found.append([{} if each is None else _columns(each) for each in level])
    return found


def _columns(record: Model) -> dict[str, Any]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def test_the_rows_and_their_order_are_those_of_django(busy: Practice) -> None:
    theirs = Practice.objects.prefetch_related(*YEAR_NEEDED).get(pk=busy.pk)
    ours = fetched(busy)
    with CaptureQueriesContext(connection) as asked:
        assert rows(ours, YEAR_NEEDED) == rows(theirs, YEAR_NEEDED)
    assert len(asked) == 0
    assert [len(level) for level in rows(ours, ("employees", "attendances__employee", "scans"))][1:] == [5, 5, 0]


def test_many_are_fetched_at_once(busy: Practice, rijnmond: Rijnmond) -> None:
    """In as many queries as one, whether a practice has rows or none."""
    make_practices(rijnmond, ["Esdoorn", "Iep"])
    everybody = Practice.objects.filter(region=rijnmond.region)
    theirs = list(everybody.prefetch_related(*YEAR_NEEDED))
    with CaptureQueriesContext(connection) as for_one:
        fetched(busy)
    with CaptureQueriesContext(connection) as for_all:
        ours = all_fetched(everybody)
    assert len(ours) == 3
    assert len(for_all) == 1 + len(for_one)
    with CaptureQueriesContext(connection) as asked:
        assert [rows(one, YEAR_NEEDED) for one in ours] == [rows(one, YEAR_NEEDED) for one in theirs]
    assert len(asked) == 0


@pytest.mark.only_postgresql
def test_what_is_equally_far_away_is_asked_at_once(busy: Practice) -> None:
    with CaptureQueriesContext(connection) as asked:
        fetched(busy)
    assert len(asked) == max(lookup.count("__") for lookup in YEAR_NEEDED) + 1


def test_many_are_asked_for_in_parts(busy: Practice, rijnmond: Rijnmond, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database takes only so many values at once."""
    make_practices(rijnmond, ["Esdoorn", "Iep", "Olm", "Vlier"])
    everybody = Practice.objects.filter(region=rijnmond.region)
    theirs = list(everybody.prefetch_related(*YEAR_NEEDED))
    monkeypatch.setattr(related, "_MOST", 2)
    assert [rows(one, YEAR_NEEDED) for one in all_fetched(everybody)] == [rows(one, YEAR_NEEDED) for one in theirs]


def test_what_was_fetched_is_not_asked_again(busy: Practice) -> None:
    ours = fetched(busy)
    with CaptureQueriesContext(connection) as asked:
        assert fetched(ours) is ours
    assert len(asked) == 0


def test_who_reads_again_after_a_write_sees_it(busy: Practice, rijnmond: Rijnmond) -> None:
    _, before = year_facts(busy, rijnmond.year, TODAY)
    Attendance.objects.filter(practice=busy).update(removed_on=TODAY)
    _, after = year_facts(busy, rijnmond.year, TODAY)
    assert (len(before.attendances), after.attendances) == (5, ())
