"""What practices answered before they enrolled, and the help that they asked for (R048, R049)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from groeiruimte.records.models import Intention, Practice, RegionYear, User
from groeiruimte.records.models.intention import NO, YES
from groeiruimte.records.models.intention import NOT_YET as UNSURE

from .choices import choices_of
from .moments import at
from .world import NEW, OF_2021, PracticePlan, World

ASKED = ("rijnmond", "utrecht", "roha")
ASKED_IN_2020 = "roha"
"""The plan of this region was made in the autumn of 2020, from what its practices answered that summer."""

WITHOUT_ENROLMENT = {3: NO, 14: NO, 27: UNSURE, 39: YES, 51: UNSURE}
"""Places in Rijnmond of practices that did not enrol, by their answer. Those that have yet to enrol gave none."""

LATE = frozenset({21})
_FIRST, _DAYS, _LATE = date(2021, 8, 16), 44, date(2021, 10, 4)
_NEEDS = (
    "Hulp bij het schrijven van het plan.",
    "Voorbeelden van andere praktijken.",
    "Scholing voor onze assistenten, het liefst in de avond.",
    "Uitleg over wat wij mogen declareren.",
    "Begeleiding in de praktijk, een paar keer in het jaar.",
    "Hulp bij het kiezen van een digitaal middel.",
)


@dataclass(frozen=True, slots=True)
class IntentionPlan:
    """The answer of one practice. `support_need` is empty when it asked for nothing."""

    practice: PracticePlan
    answer: str
    support_need: str
    at: datetime


def intentions(world: World) -> Iterator[IntentionPlan]:
    """Every intention: yes by who enrolled, and what the others said. Who plays the year 2021 gives its own."""
    for region in ASKED:
        left_out = {"rijnmond": NEW, ASKED_IN_2020: {OF_2021}}.get(region, frozenset())
        for practice in world.of(region):
            if practice.place not in left_out:
                yield _of(practice)


def write(world: World, practices: Mapping[str, Practice], years: Mapping[str, RegionYear]) -> None:
    """Write them as rows, by the hand of the owners."""
    owners = {user.email: user for user in User.objects.all()}
    Intention.objects.bulk_create(
        Intention(
            practice=practices[plan.practice.agb_code],
            region=practices[plan.practice.agb_code].region,
            region_year=years[plan.practice.region.key],
            answer=plan.answer,
            objectives=list(plan.practice.objectives) if plan.answer == YES else [],
            choices=list(choices_of(plan.practice)) if plan.answer == YES else [],
            support_need=plan.support_need,
            given_by=owners[plan.practice.owner.email],
            given_at=plan.at,
        )
        for plan in intentions(world)
    )


def _of(practice: PracticePlan) -> IntentionPlan:
    dice = random.Random(f"{practice.agb_code}/intention")  # noqa: S311 - a made-up world needs no secrets
    day = _FIRST + timedelta(days=dice.randint(0, _DAYS))
    if practice.region.key == ASKED_IN_2020:
        day = day.replace(year=2020)
    day -= timedelta(days=max(0, day.weekday() - 4))
    late = practice.region.key == "rijnmond" and practice.place in LATE
    answer = YES if practice.enrol_on else WITHOUT_ENROLMENT[practice.place]
    need = dice.choice(_NEEDS) if answer != NO and dice.random() < 0.6 else ""
    return IntentionPlan(practice, answer, need, at(_LATE if late else day, dice.randint(8, 16), dice.randint(0, 59)))
