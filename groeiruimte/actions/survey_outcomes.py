"""What a survey came to: worked out once for the practice when it closes, and for groups the day after the wave.

The answers of a closed survey stay in its box until the groups are worked out, for a small practice counts in its
district. Then every box of the wave is emptied. Source: R082, R089, trust.md T8, G28.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.survey import Survey as Definition
from groeiruimte.records import access, audit, guard, jobs, lock
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import GroupOutcome, Practice, RegionYear, Survey, SurveyBox, SurveyOutcome
from groeiruimte.records.models.survey import CLOSED, OPEN
from groeiruimte.rules.survey import answered, group_scores, row, scores, texts
from groeiruimte.rules.survey_groups import REGION, Answered, shown

from . import obligations
from .programmes import programme_of
from .survey_answers import shuffled
from .surveys import definition_of, open_survey
from .verb import Done, verb

JOB = "surveys"
LONGEST_AFTER = timedelta(days=120)
"""So long after its end a programme is still looked at: its last wave may end later than the year."""


@verb("survey.close", right="survey.hold")
def close(*, practice: Practice, survey: Survey, by: Actor, at: datetime) -> Done:
    """Close a survey before its last day. Its outcome is there at once, and never changes."""
    return _closed(practice, open_survey(practice, survey, at, also_late=True), at)


@verb("survey.close_by_day")
def _close_by_day(*, survey: Survey, by: Actor, at: datetime) -> Done:
    """The last day of a survey is over. `by` is the product itself."""
    return _closed(survey.practice, open_survey(survey.practice, survey, at, also_late=True), at)


def _closed(practice: Practice, survey: Survey, at: datetime) -> Done:
    with guard.survey(survey.pk):
        box = SurveyBox.objects.select_for_update().get(pk=survey.pk)
        survey.invited = _handed_out(survey, box)
        box.issued, box.spent, box.day, box.today = [], [], None, 0
        box.answers = shuffled(box.answers)
        box.save()
    definition, count = definition_of(survey), len(box.answers)
    survey.status, survey.closed_on, survey.link = CLOSED, local_date(at), ""
    survey.respondents = survey.counted = count
    survey.version += 1
    survey.save(update_fields=["status", "closed_on", "link", "invited", "respondents", "counted", "version"])
    with guard.everything():  # nobody's connection may write an outcome, for nobody may change one
        SurveyOutcome.objects.create(
            survey=survey,
            practice=practice,
            region_id=survey.region_id,
            respondents=count,
            scores=[row(each) for each in scores(definition, box.answers) or ()],
            texts={key: list(found) for key, found in texts(definition, box.answers).items()},
            made_at=at,
        )
    obligations.lay_down(practice, survey.enrolment.region_year, local_date(at))
    return Done(survey, practice=practice, detail={"kind": survey.kind, "wave": survey.wave, "answers": count})


def _handed_out(survey: Survey, box: SurveyBox) -> int:
    """Links of a team that were used or can still be; those that were replaced do not count."""
    return 0 if survey.link else len(box.answers) + len(box.issued)


def plan_of_day(at: datetime) -> None:
    """Queue the daily work of every programme in which surveys may be open; each day once."""
    today = local_date(at)
    lately = RegionYear.objects.filter(end__gte=today - LONGEST_AFTER).values_list("pk", flat=True)
    full = SurveyBox.objects.exclude(answers=[]).values_list("survey__enrolment__region_year", flat=True)
    for pk in sorted({*lately, *full}):  # also much later, as long as an answer is kept
        jobs.queue(kind=JOB, key=f"{JOB}:{pk}:{today}", due_at=at, payload={"region_year": str(pk)})


def of_day(region_year_id: int, at: datetime) -> None:
    """Close what is over, count what came in, and work out the groups of the waves that ended; called by the job loop.

    Doing it again changes nothing. A survey that will not close stops no other; the job then fails, and tries again.
    """
    today, who = local_date(at), access.system(at.date(), "work")
    mine = Survey.objects.filter(enrolment__region_year=region_year_id).select_related(
        "practice__region", "edition", "enrolment__region_year__edition"
    )
    troubles: list[Exception] = []
    for survey in mine.filter(status=OPEN, closes__lt=today):
        try:
            _close_by_day(survey=survey, by=who, at=at, key=new_id())
        except Exception as trouble:  # raised below, when all others are done
            troubles.append(trouble)
    for pk in mine.filter(status=OPEN).values_list("pk", flat=True):
        _count(pk, who, at)
    held = list(mine.filter(status__in=(OPEN, CLOSED)))
    for kind, wave in sorted({(survey.kind, survey.wave) for survey in held}):
        _end_wave([each for each in held if (each.kind, each.wave) == (kind, wave)], who, at)
    if troubles:
        raise ExceptionGroup("surveys that would not close", troubles)


@transaction.atomic
def _count(survey_id: str, who: Actor, at: datetime) -> None:
    """Tell how many answered, and write down how many are new: of an answer itself there is no event (ADR 23)."""
    survey = Survey.objects.select_for_update(of=("self",)).select_related("practice__region").get(pk=survey_id)
    box = SurveyBox.objects.get(pk=survey_id)
    fresh = len(box.answers) - survey.counted
    if survey.status != OPEN or not fresh:
        return
    survey.counted, survey.invited = len(box.answers), _handed_out(survey, box)
    survey.save(update_fields=["counted", "invited"])
    audit.write(
        event="survey.answers",
        by=who,
        at=at,
        lifecycle="update",
        practice=survey.practice,
        object_type="survey",
        object_id=survey.pk,
        detail={"answers": fresh},
    )


def groups_come_after(survey: Survey) -> date:
    """The last day of a survey and of its wave, in its own edition and in the one that its programme has now."""
    now = programme_of(survey.enrolment.region_year.edition).survey(survey.kind)
    waves = [each.wave(survey.wave) for each in (definition_of(survey), now) if each]
    return max([survey.closes, *(wave.closes for wave in waves if wave)])


def _end_wave(surveys: Sequence[Survey], who: Actor, at: datetime) -> None:
    """Work out the groups when the last survey of a wave is closed. What is closed after that is emptied at once."""
    one = surveys[0]
    made = GroupOutcome.objects.filter(region_year=one.enrolment.region_year_id, kind=one.kind, wave=one.wave)
    if made.exists():
        for survey in surveys:
            if survey.status == CLOSED:
                _empty(survey, who, at)
    elif all(each.status == CLOSED for each in surveys) and local_date(at) > max(map(groups_come_after, surveys)):
        _work_out(one.enrolment.region_year_id, one.kind, one.wave, surveys, who, at)


@transaction.atomic
def _empty(survey: Survey, who: Actor, at: datetime) -> None:
    """Answers that came too late for the groups have no use left."""
    if not SurveyBox.objects.filter(pk=survey.pk).exclude(answers=[]).update(answers=[]):
        return
    audit.write(
        event="survey.empty",
        by=who,
        at=at,
        lifecycle="delete",
        practice=survey.practice,
        object_type="survey",
        object_id=survey.pk,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """The survey of one practice: in which district, and what was answered."""

    practice: str
    district: str
    answers: tuple[dict[str, str], ...]


@transaction.atomic
def _work_out(region_year_id: int, kind: str, wave: str, surveys: Sequence[Survey], who: Actor, at: datetime) -> None:
    lock.hold(f"survey groups {region_year_id} {kind} {wave}")
    if GroupOutcome.objects.filter(region_year=region_year_id, kind=kind, wave=wave).exists():
        return
    boxes = {
        box.pk: box for box in SurveyBox.objects.select_for_update().filter(survey__in=[each.pk for each in surveys])
    }
    held = [_Held(each.practice_id, each.practice.district, tuple(boxes[each.pk].answers)) for each in surveys]
    region_year = surveys[0].enrolment.region_year
    definition = definition_of(max(surveys, key=lambda each: each.edition.number))
    found = groups(definition, held)
    GroupOutcome.objects.bulk_create(
        GroupOutcome(region_id=region_year.region_id, region_year=region_year, kind=kind, wave=wave, made_at=at, **each)
        for each in found
    )
    SurveyBox.objects.filter(pk__in=boxes).update(answers=[])
    audit.write(
        event="survey.groups",
        by=who,
        at=at,
        lifecycle="create",
        region=region_year.region,
        detail={"kind": kind, "wave": wave, "groups": len(found), "shown": sum(each["shown"] for each in found)},
    )


def groups(definition: Definition, held: Iterable[_Held]) -> list[dict[str, Any]]:
    """The outcome of each district and of the region, as columns; a group that is not shown has no numbers.

    Each question is decided again: with "no opinion" fewer people can stand behind it than behind the whole.
    """
    every = list(held)
    visible = shown(Answered(each.practice, each.district, len(each.answers)) for each in every)
    by_question = _by_question(definition, every, visible)
    names = sorted({REGION, *(each.district for each in every)})
    found = []
    for name in names:
        mine = [each for each in every if name in (REGION, each.district)]
        answers = [answer for each in mine for answer in each.answers]
        questions = {key for key, groups_of in by_question.items() if name in groups_of}
        found.append(
            {
                "district": name,
                "practices": len(mine),
                "respondents": len(answers) if name in visible else None,
                "shown": name in visible,
                "scores": [row(each) for each in group_scores(definition, answers, questions)],
            }
        )
    return found


def _by_question(definition: Definition, held: Sequence[_Held], visible: frozenset[str]) -> dict[str, frozenset[str]]:
    counts = {each.practice: answered(definition, each.answers) for each in held}
    return {
        question.key: shown(
            (Answered(each.practice, each.district, counts[each.practice][question.key]) for each in held),
            among=visible,
        )
        for question in definition.on_a_scale
    }
