"""What a page about trainings is about: the practice, its team, and the programme that its region runs now."""

from __future__ import annotations

from dataclasses import dataclass

from django.shortcuts import get_object_or_404

from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.sign_ups import works
from groeiruimte.pages.layout.actor import Request
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Practice
from groeiruimte.rules.milestones import topics
from groeiruimte.rules.naming import function_label
from groeiruimte.rules.why import words

OPEN_TO = "training.sign_up"
"""The right of these pages: everybody who works in the practice, nobody of the region."""


@dataclass(frozen=True, slots=True)
class Around:
    """A practice that need not be enrolled: anybody may look at what the region offers."""

    practice: Practice
    programme: Programme | None
    objectives: tuple[str, ...]

    @property
    def topics(self) -> dict[str, str]:
        """The topics of the programme with their words, with a capital."""
        found = topics(self.programme) if self.programme else {}
        return {key: label[:1].upper() + label[1:] for key, label in found.items()}

    def topic(self, key: str) -> str:
        label = words(key)
        return self.topics.get(key, label[:1].upper() + label[1:])

    def function(self, key: str) -> str:
        return function_label(self.programme, key)


def around(request: Request, practice_id: str) -> Around:
    """Raises Http404 when the practice is not theirs."""
    practice = get_object_or_404(access.practices(request.actor, OPEN_TO), pk=practice_id)
    on = request.actor.on
    years = list(access.region_years(request.actor).filter(region=practice.region_id).order_by("-start"))
    running = next((year for year in years if year.start <= on <= year.end), None)
    year = running or next(iter(years), None)
    mine = access.enrolments(request.actor).filter(practice=practice, region_year=year).first() if year else None
    return Around(
        practice=practice,
        programme=programme_of(year.edition) if year else None,
        objectives=tuple(mine.objectives) if mine else (),
    )


def team(request: Request, practice: Practice) -> list[Employee]:
    """Who works there today, in the order of function and name."""
    found = access.employees(request.actor, OPEN_TO).filter(practice=practice)
    return [one for one in found if works(one, request.actor.on)]
