"""Obligations stand as rows before anybody acts, and equal the rules."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from groeiruimte.actions import obligations, work
from groeiruimte.records import guard
from groeiruimte.records.models import Enrolment, Obligation, Practice
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_practices

from .site import good_list, handed_in

pytestmark = pytest.mark.django_db


def keys(practice: Practice) -> list[str]:
    return sorted(Obligation.objects.filter(practice=practice).values_list("key", flat=True))


def test_rows_stand_before_anybody_acts(rijnmond: Rijnmond, settings: Settings) -> None:
    settings.TODAY = date(2021, 10, 15)
    first, second = make_practices(rijnmond, ["Een", "Twee"], enrolled=False)
    obligations.lay_down_region(rijnmond.year, settings.TODAY)
    assert [keys(practice) for practice in (first, second)] == [["enrolment", "intention"]] * 2
    assert {row.key for row in Obligation.objects.late(settings.TODAY)} == {"intention"}
    assert {row.key for row in Obligation.objects.open(settings.TODAY)} == {"enrolment", "intention"}


def test_laying_down_again_changes_nothing(linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    before = list(Obligation.objects.order_by("pk").values())
    obligations.lay_down(linde, rijnmond.year, TODAY)
    obligations.lay_down_region(rijnmond.year, TODAY)
    assert list(Obligation.objects.order_by("pk").values()) == before


def test_what_is_owed_done_and_late_are_queries(manager: Client, linde: Practice) -> None:
    handed_in(manager, linde, good_list(), "2022Q1")
    assert [row.key for row in Obligation.objects.done_late()] == ["list-2022Q1"]
    assert [row.key for row in Obligation.objects.open(TODAY)] == ["list-2022Q2"]
    assert [row.key for row in Obligation.objects.done_on_time()] == ["enrolment"]
    handed_in(manager, linde, good_list(), "2022Q2")
    assert Obligation.objects.open(TODAY).count() == 0


def test_what_is_no_longer_owed_goes(linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    on_a = keys(linde)
    Enrolment.objects.update(objectives=["D"])
    obligations.lay_down(linde, rijnmond.year, TODAY)
    assert sorted(set(on_a) ^ set(keys(linde))) == ["accountability_a", "accountability_d", "scan-ict_scan"]


def test_every_day_the_loop_lays_them_down(rijnmond: Rijnmond) -> None:
    make_practices(rijnmond, ["Een"])
    with guard.everything():
        for _ in range(2):
            work.plan(NOW)
            while work.run_one(NOW):
                pass
    assert Obligation.objects.count() == 6


def test_one_and_three_practices_take_the_same_queries(rijnmond: Rijnmond) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as captured:
            obligations.lay_down_region(rijnmond.year, TODAY)
        return len(captured)

    make_practices(rijnmond, ["Een"])
    taken()
    one = taken()
    make_practices(rijnmond, ["Twee", "Drie"])
    taken()
    assert taken() == one


def test_the_recheck_finds_a_row_that_is_wrong(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    handed_in(manager, linde, good_list(), "2022Q1")
    obligations.lay_down_region(rijnmond.year, TODAY)
    assert [wrong for _, wrong in obligations.differences(TODAY)] == [[]]
    call_command("recheck", stdout=StringIO())
    Obligation.objects.filter(key="list-2022Q1").update(done_on=None)
    Obligation.objects.filter(key="list-2022Q3").delete()
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("recheck", stdout=said)
    assert (
        f"Verplichtingen van Rijnmond Dokters 2022-rijnmond: 2 anders dan de regels: {linde.agb_code} list-2022Q1"
        in said.getvalue()
    )
