"""What somebody may see comes once, however many practices the region has: a row per practice would be a page's end.

With a hundred practices that is ten thousand times a year.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Model, QuerySet

from groeiruimte.records import access
from groeiruimte.records.models import Article, Session, SupportedObjective, Training
from tests.site.rijnmond import NOW, TODAY, make_person, make_practices, make_region

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["region_lead", "practice_manager", "trainer"])
def test_every_row_comes_once(role: str) -> None:
    rijnmond = make_region()
    practices = make_practices(rijnmond, ["De Linde", "Duin", "Singel"])
    of_practice = role == "practice_manager"
    user = make_person(role, practice=practices[0] if of_practice else None, region=rijnmond.region)
    Article.objects.create(region=rijnmond.region, kind="faq", title="Uitleg", published=True, day=TODAY)
    SupportedObjective.objects.create(
        region_year=rijnmond.year, region=rijnmond.region, objective="C", supported=True, by=user, at=NOW
    )
    training = Training.objects.create(region=rijnmond.region, title="Beeldbellen", published=True)
    for days in (1, 2):
        start = NOW + timedelta(days=days)
        Session.objects.create(
            training=training,
            region=rijnmond.region,
            start=start,
            end=start + timedelta(hours=1),
            seats=2,
            trainer=user,
        )
    who = access.actor(user, TODAY)
    found: dict[str, QuerySet[Model]] = {
        "years": access.region_years(who),
        "articles": access.articles(who),
        "objectives": access.supported_objectives(who),
        "trainings": access.trainings(who),
        "sessions": access.sessions(who),
    }
    assert [name for name, rows in found.items() if rows.query.distinct] == []  # that hides them, and sorts all
    assert {name: len(rows) for name, rows in found.items() if rows} == (
        {"trainings": 1, "sessions": 2}
        if role == "trainer"
        else {"years": 1, "articles": 1, "objectives": 1, "trainings": 1, "sessions": 2}
    )
