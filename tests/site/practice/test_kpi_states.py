"""How KPIs stand is kept as rows, equals the rules, and shows what a region may see."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from groeiruimte.actions import evidence, obligations, team
from groeiruimte.actions.team import Staff
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Employee, Enrolment, FilledForm, FormAnswer, KpiState, Practice, RegionYear
from tests.site.rijnmond import NOW, TODAY, Rijnmond, make_person, make_practices

pytestmark = pytest.mark.django_db


def states(practice: Practice) -> dict[str, tuple[str, int, int]]:
    found = KpiState.objects.filter(practice=practice)
    return {row.kpi: (row.state, row.have, row.need) for row in found}


def test_of_who_takes_part_each_kpi_that_is_asked_stands(linde: Practice, rijnmond: Rijnmond) -> None:
    (outside,) = make_practices(rijnmond, ["Duin"], enrolled=False)
    obligations.lay_down_region(rijnmond.year, TODAY)
    assert sorted(states(linde)) == ["a1", "a2", "a3", "a4"]
    assert states(outside) == {}


def test_another_objective_takes_other_kpis(linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    Enrolment.objects.filter(practice=linde).update(objectives=["D"])
    obligations.lay_down(linde, rijnmond.year, TODAY)
    assert sorted(states(linde)) == ["d1", "d2", "d3"]


def test_a_new_employee_counts_at_once(manager: Client, linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    who = access.actor(make_person("practice_owner", practice=linde, email="baas@example.org"), TODAY)
    for name, needed in (("Vera Duin", 1), ("Jan Duin", 2)):
        staff = Staff(name, "gp", Decimal(30), None, None)
        team.hire(practice=linde, staff=staff, by=who, at=NOW, key=new_id())
        assert states(linde)["a2"] == ("not_yet", 0, needed)


def test_what_does_not_change_keeps_its_day(linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    before = list(KpiState.objects.order_by("pk").values())
    obligations.lay_down(linde, rijnmond.year, date(2022, 4, 6))
    obligations.lay_down_region(rijnmond.year, date(2022, 4, 6))
    assert list(KpiState.objects.order_by("pk").values()) == before


def test_the_daily_job_mends_what_differs(linde: Practice, rijnmond: Rijnmond) -> None:
    obligations.lay_down(linde, rijnmond.year, TODAY)
    right = states(linde)
    KpiState.objects.filter(kpi="a1").update(have=9)
    KpiState.objects.filter(kpi="a3").delete()
    assert [wrong for _, wrong in obligations.differences(TODAY)] == [
        [f"{linde.agb_code} kpi a1", f"{linde.agb_code} kpi a3"]
    ]
    obligations.lay_down_region(rijnmond.year, TODAY)
    assert states(linde) == right
    assert [wrong for _, wrong in obligations.differences(TODAY)] == [[]]


def plan_with_points(linde: Practice, status: str) -> None:
    """A plan of which the practice answered what KPI b2 looks at."""
    enrolment = Enrolment.objects.get(practice=linde)
    who = make_person("practice_manager", practice=linde, email=f"{status}@example.org")
    place = {"practice": linde, "region": linde.region}
    form = FilledForm.objects.create(
        **place, enrolment=enrolment, form="project_plan", status=status, started_at=NOW, saved_at=NOW,
        submitted_at=None if status == "draft" else NOW,
    )  # fmt: skip
    FormAnswer.objects.create(
        **place, filled_form=form, question="improvement_points", form_version=1,
        value=[{"point": "Elke dag een uur vrij."}], given_by=who, given_at=NOW,
    )  # fmt: skip


def test_a_plan_that_is_still_written_shows_the_region_nothing(linde: Practice, rijnmond: Rijnmond) -> None:
    Enrolment.objects.filter(practice=linde).update(objectives=["B"])
    obligations.lay_down(linde, rijnmond.year, TODAY)
    before = states(linde)["b2"]
    plan_with_points(linde, "draft")
    obligations.lay_down(linde, rijnmond.year, TODAY)
    assert states(linde)["b2"] == before
    FilledForm.objects.update(status="submitted", submitted_at=NOW)
    obligations.lay_down(linde, rijnmond.year, TODAY)
    assert states(linde)["b2"][1] > before[1]


def test_no_name_of_staff_stands_in_a_reason(linde: Practice, rijnmond: Rijnmond) -> None:
    Employee.objects.create(
        practice=linde, region=linde.region, name="Vera Duin", function="gp", hours_a_week=30, start=date(2020, 1, 1)
    )
    obligations.lay_down(linde, rijnmond.year, TODAY)
    assert [row.note for row in KpiState.objects.all() if "Vera" in row.note or not row.note] == []


def test_every_year_of_a_practice_is_laid_down(linde: Practice, rijnmond: Rijnmond) -> None:
    assert (RegionYear.objects.count(), KpiState.objects.count()) == (1, 0)
    who = access.actor(make_person("practice_owner", practice=linde, email="baas@example.org"), TODAY)
    evidence.add(
        practice=linde, kind="", title="Site", day=TODAY, link="https://www.example.org/", file=None, by=who, at=NOW,
        key=new_id(),
    )  # fmt: skip
    assert sorted(states(linde)) == ["a1", "a2", "a3", "a4"]
