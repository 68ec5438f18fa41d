"""Fills the library of each region: articles as rows, and a best practice through the hands of practice and region."""

from __future__ import annotations

from collections.abc import Mapping

from groeiruimte.actions import library
from groeiruimte.records.models import Article, Practice, User

from .hands import hand
from .library_texts import STORIES, articles_of
from .regions import RegionPlan
from .world import Person, World


def write(world: World, practices: Mapping[str, Practice]) -> None:
    """Published articles of all regions, and one story of each."""
    for region, people in world.regions:
        lead = next(person for person in people if person.role == "region_lead")
        _articles(region, User.objects.get(email=lead.email))
        _story(world, region, lead, practices)


def _articles(region: RegionPlan, editor: User) -> None:
    Article.objects.bulk_create(
        Article(
            region_id=region.key,
            kind=each.kind,
            title=each.title,
            text=each.text,
            link=each.link,
            phase=each.phase,
            form=each.form,
            objective=each.objective,
            order=number,
            published=True,
            day=each.day,
            edited_by=editor,
        )
        for number, each in enumerate(articles_of(region.key))
    )


def _story(world: World, region: RegionPlan, lead: Person, practices: Mapping[str, Practice]) -> None:
    plan = STORIES[region.key]
    teller = world.of(region.key)[plan.place]
    practice = practices[teller.agb_code]
    story = library.send_story(
        practice=practice,
        title=plan.title,
        text=plan.text,
        objective=plan.objective,
        name_us=plan.name_us,
        **hand(teller.manager, plan.sent, 16, 10, f"story-{region.key}"),
    )
    library.publish_story(
        region=practice.region,
        story=story,
        title=plan.title,
        text=f"{plan.text}\n\nPraktijk: {practice.name}" if plan.name_us else plan.text,
        **hand(lead, plan.published, 10, 20, f"story-out-{region.key}"),
    )
