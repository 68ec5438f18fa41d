"""P19: the page of a survey that is closed."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from groeiruimte.actions.survey_outcomes import groups_come_after
from groeiruimte.actions.surveys import definition_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.survey_scores import scores_of
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.records.models import Survey
from groeiruimte.records.models.survey import CLOSED
from groeiruimte.rules.suppression import FEWEST_PEOPLE, FEWEST_TEXTS
from groeiruimte.rules.survey import QuestionScore

from .outcome import Group, group, of_place, shown, texts_of

READ = "survey.read"
A_DAY = timedelta(days=1)
"""The groups are worked out in the night after the last day."""
NO_GROUP = "Van deze groep is er geen uitkomst."


def outcome_page(request: Request, found: Survey, wave: str) -> HttpResponse:
    definition = definition_of(found)
    outcome = get_object_or_404(access.survey_outcomes(request.actor, READ), pk=found.pk)
    groups = _groups(request, found)
    before, when = _before(request, found)
    may_read_texts = access.may(request.actor, "survey.texts", practice=found.practice)
    context = {
        "practice": found.practice,
        "survey": found,
        "definition": definition,
        "wave": wave,
        "outcome": outcome,
        "is_small": outcome.respondents < FEWEST_PEOPLE,
        "smallest": FEWEST_PEOPLE,
        "shown": shown(definition, scores_of(outcome.scores), before, groups),
        "before": when,
        "groups": groups,
        "may_read_texts": may_read_texts,
        "texts": texts_of(definition, outcome) if may_read_texts else (),
        "smallest_for_texts": FEWEST_TEXTS,
        "has_box": bool(definition.open_boxes),
    }
    return render(request, "practice/survey/outcome.html", context)


def _groups(request: Request, found: Survey) -> list[Group]:
    """The district of the practice and its region; until the day after the wave there is nothing of them.

    A group has none when it was made without this practice: its district got another name, or it moved.
    """
    mine = {"region_year": found.enrolment.region_year_id, "kind": found.kind, "wave": found.wave}
    there = list(access.group_outcomes(request.actor, READ).filter(**mine))
    district = found.practice.district
    of_district, of_region = of_place(there, district)
    last = groups_come_after(found)
    is_made = bool(there) or request.actor.on > last + A_DAY
    later = NO_GROUP if is_made else f"Deze uitkomst komt na {short_date(last)}."
    region = group("Regio", of_region, later)
    return [group("Wijkgroep", of_district, later), region] if district else [region]


def _before(request: Request, found: Survey) -> tuple[dict[str, QuestionScore] | None, str]:
    """The scores of the last survey of this kind that was closed before this one began, and its day."""
    earlier = access.surveys(request.actor, READ).filter(
        practice=found.practice_id, kind=found.kind, status=CLOSED, opens__lt=found.opens
    )
    last = earlier.order_by("-opens").first()
    outcome = access.survey_outcomes(request.actor, READ).filter(pk=last.pk).first() if last else None
    if last is None or last.closed_on is None or outcome is None or not outcome.scores:
        return None, ""
    return scores_of(outcome.scores), short_date(last.closed_on)
