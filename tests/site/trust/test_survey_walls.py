"""Wall 2 around surveys: the box is open to who answers that one survey, and to nobody who works anywhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from groeiruimte.records import guard
from groeiruimte.records.models import (
    Edition,
    Enrolment,
    GroupOutcome,
    RegionYear,
    Survey,
    SurveyBox,
    SurveyOutcome,
)
from groeiruimte.records.models.membership import ROLES

from .conftest import NOW, World

pytestmark = pytest.mark.django_db

# SQLite has one wall; there this file proves that the guard does no harm.
WALL_2 = connection.vendor == "postgresql"


@pytest.fixture
def survey(world: World) -> Survey:
    """Of Linde, closed, with an outcome of its own and one of its region."""
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
    made = Survey.objects.create(
        enrolment=enrolment,
        practice=world.linde,
        practice_name="De Linde",
        edition=edition,
        region=world.region,
        kind="joy",
        wave="first",
        opens=start,
        closes=end,
        started_by=world.person("practice_owner", "same_region"),
        started_at=NOW,
    )
    where = {"practice": world.linde, "region": world.region}
    SurveyBox.objects.create(survey=made, answers=[{"fun": "Nee"}], **where)
    SurveyOutcome.objects.create(survey=made, respondents=1, made_at=NOW, **where)
    GroupOutcome.objects.create(
        region=world.region, region_year=year, kind="joy", wave="first", practices=1, shown=False, made_at=NOW
    )
    return made


def seen() -> tuple[int, int, int, int]:
    models = (Survey, SurveyBox, SurveyOutcome, GroupOutcome)
    return tuple(model.objects.count() for model in models)  # type: ignore[return-value]


SEEN = {
    **dict.fromkeys(ROLES, (0, 0, 0, 0)),
    **dict.fromkeys(("practice_staff", "practice_manager", "practice_owner"), (1, 0, 1, 1)),
    **dict.fromkeys(("region_staff", "region_lead", "region_finance", "region_director"), (1, 0, 0, 1)),
}


@pytest.mark.parametrize("role", ROLES)
def test_nobody_who_works_anywhere_reads_the_box(world: World, survey: Survey, role: str) -> None:
    with guard.scope_of(world.actor(role)):
        assert seen() == (SEEN[role] if WALL_2 else (1, 1, 1, 1))


def test_a_neighbour_reads_what_is_of_the_region(world: World, survey: Survey) -> None:
    with guard.scope_of(world.actor("practice_manager", "same_region")):
        assert seen() == ((0, 0, 0, 1) if WALL_2 else (1, 1, 1, 1))


def test_who_answers_sees_that_survey_and_nothing_else(world: World, survey: Survey) -> None:
    with guard.survey(survey.pk):
        assert seen() == ((1, 1, 0, 0) if WALL_2 else (1, 1, 1, 1))
        assert Enrolment.objects.exists() is not WALL_2
        assert type(world.linde).objects.exists() is not WALL_2
    with guard.survey("a" * 20):
        assert seen() == ((0, 0, 0, 0) if WALL_2 else (1, 1, 1, 1))


def test_who_answers_cannot_change_the_survey(survey: Survey) -> None:
    with guard.survey(survey.pk):
        assert Survey.objects.update(counted=9) == (0 if WALL_2 else 1)


@pytest.mark.parametrize("role", ["practice_owner", "region_director"])
def test_nobody_makes_an_outcome(world: World, survey: Survey, role: str) -> None:
    where = {"region": world.region, "region_year": survey.enrolment.region_year, "kind": "x", "wave": "y"}
    with guard.scope_of(world.actor(role)):
        try:
            with transaction.atomic():
                GroupOutcome.objects.create(practices=1, shown=False, made_at=NOW, **where)
        except DatabaseError:
            refused = True
        else:
            refused = False
    assert refused is WALL_2


def test_an_outcome_is_never_changed(survey: Survey) -> None:
    for outcomes in (SurveyOutcome.objects, GroupOutcome.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            outcomes.update(scores=[{"mean": "5.0"}])
