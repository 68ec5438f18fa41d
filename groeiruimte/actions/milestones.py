"""The milestones of a plan. Only the practice writes them down and reports how far they are (R141)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AdviceItem, Employee, Enrolment, Evidence, Milestone, Practice
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.milestones import Suggestion, outside, suggestions, topics
from groeiruimte.rules.why import span

from .conflict import conflict
from .facts import year_facts
from .obligations import lay_down
from .programmes import programme_of
from .refusal import Refused
from .verb import Done, verb

LABELS = {
    "title": "Wat bereikt u?",
    "shows": "Waaraan ziet u dat het klaar is?",
    "due": "Wanneer is het klaar?",
    "owner": "Wie zorgt hiervoor?",
    "training": "Welke scholing is hiervoor nodig?",
}
PROGRESS_LABELS = {
    "progress": "Hoe ver bent u?",
    "done_on": "Op welke dag was het klaar?",
    "evidence": "Welk bewijs hoort hierbij?",
}
_NOBODY, _NOTHING = "niemand", "geen"


@dataclass(frozen=True, slots=True)
class MilestoneText:
    """What a milestone says. `owner` works in the practice, `training` is a topic of the programme."""

    title: str
    shows: str
    due: date
    owner: Employee | None = None
    training: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a milestone is, in words; the day on which it was done, and what shows it."""

    progress: str
    done_on: date | None = None
    evidence: Evidence | None = None


def plan_start(enrolment: Enrolment, on: date) -> date:
    """The first day of a plan that is written today: not before the practice takes part."""
    return max(enrolment.effective, on)


def offered(programme: Programme, facts: Facts, enrolment: Enrolment, on: date) -> tuple[Suggestion, ...]:
    """The examples that a practice can still copy: not those that stand in its plan already."""
    there = set(enrolment.milestones.filter(removed_on=None).values_list("example", flat=True))
    found = suggestions(programme, facts, plan_start(enrolment, on))
    return tuple(each for each in found if each.example.key not in there)


@verb("milestone.add", right="plan.edit", purpose="plan")
def add(*, practice: Practice, enrolment: Enrolment, text: MilestoneText, by: Actor, at: datetime) -> Done:
    """An own milestone. Refused, with the field as its code, when something in it cannot be."""
    _check(programme_of(enrolment.region_year.edition), practice, text)
    milestone = put(enrolment, text, by, at)
    lay_down(practice, enrolment.region_year, by.on)
    return Done(milestone, practice=practice, lifecycle="create")


@verb("milestone.copy", right="plan.edit", purpose="plan")
def copy(*, practice: Practice, enrolment: Enrolment, examples: Sequence[str], by: Actor, at: datetime) -> Done:
    """Copy examples, by their keys, into the plan. What stands there already is not copied again."""
    if not examples:
        raise Refused("U koos nog geen voorbeeld.", "Zet een vinkje bij een of meer mijlpalen.", code="examples")
    programme, facts = year_facts(practice, enrolment.region_year, by.on)
    fitting = {each.example.key: each for each in suggestions(programme, facts, plan_start(enrolment, by.on))}
    if any(key not in fitting for key in examples):
        raise Refused("Dit voorbeeld hoort niet bij uw keuze.", "Kies een voorbeeld uit de lijst.", code="examples")
    Practice.objects.select_for_update().get(pk=practice.pk)  # two people may copy at the same moment
    still = {each.example.key for each in offered(programme, facts, enrolment, by.on)}
    copied = [fitting[key] for key in dict.fromkeys(examples) if key in still]
    for each in copied:
        text = MilestoneText(
            title=each.example.title,
            shows=each.example.shows,
            due=each.due,
            training=each.example.training or "",
        )
        put(enrolment, text, by, at, example=each.example.key)
    lay_down(practice, enrolment.region_year, by.on)
    return Done(enrolment, practice=practice, detail={"copied": len(copied)})


@verb("milestone.change", right="plan.edit", purpose="plan")
def change(
    *, practice: Practice, milestone: Milestone, version: int, text: MilestoneText, by: Actor, at: datetime
) -> Done:
    """Say it in other words, or set another day or owner. A newer `version` raises Stale with both texts."""
    stored = _locked(practice, milestone)
    programme = programme_of(stored.enrolment.region_year.edition)
    mine, theirs = typed(text), typed(text_of(stored))
    if mine != theirs and stored.version != version:
        names = {str(each.pk): each.name for each in Employee.objects.filter(practice=practice)}
        said = {"owner": {"": _NOBODY, **names}, "training": {"": _NOTHING, **topics(programme)}}
        raise conflict(
            stored,
            stored.title,
            LABELS,
            version=stored.version,
            mine=mine,
            theirs=theirs,
            words=lambda field, value: said.get(field, {}).get(value, value),
        )
    _check(programme, practice, text)
    for field in LABELS:
        setattr(stored, field, getattr(text, field))
    return _saved(stored, by, changed=mine != theirs, detail={"fields": [f for f in LABELS if mine[f] != theirs[f]]})


@verb("milestone.report", right="plan.edit", purpose="plan")
def report(
    *, practice: Practice, milestone: Milestone, version: int, progress: Progress, by: Actor, at: datetime
) -> Done:
    """Report how far it is, or that it is done: then with the day, and words or evidence that show it."""
    stored = _locked(practice, milestone)
    there = Progress(stored.progress, stored.done_on, stored.evidence)
    mine, theirs = typed_progress(progress), typed_progress(there)
    if mine != theirs and stored.version != version:
        titles = {"": _NOTHING, **{each.pk: each.title for each in (progress.evidence, there.evidence) if each}}
        raise conflict(
            stored,
            stored.title,
            PROGRESS_LABELS,
            version=stored.version,
            mine=mine,
            theirs=theirs,
            words=lambda field, value: titles[value] if field == "evidence" else value,
        )
    _check_progress(programme_of(stored.enrolment.region_year.edition), practice, progress, by.on)
    stored.progress, stored.done_on, stored.evidence = progress.progress, progress.done_on, progress.evidence
    return _saved(stored, by, changed=mine != theirs, detail={"done": progress.done_on is not None})


@verb("milestone.strike_out", right="plan.edit", purpose="plan")
def strike_out(*, practice: Practice, milestone: Milestone, by: Actor, at: datetime) -> Done:
    """Take it out of the plan; the row stays, for what was sent in with it."""
    stored = _locked(practice, milestone)
    stored.removed_on = by.on
    stored.save(update_fields=["removed_on"])
    lay_down(practice, stored.enrolment.region_year, by.on)
    return Done(stored, practice=practice, lifecycle="delete")


def text_of(milestone: Milestone) -> MilestoneText:
    return MilestoneText(milestone.title, milestone.shows, milestone.due, milestone.owner, milestone.training)


def typed(text: MilestoneText) -> dict[str, str]:
    """A milestone as its form sends it."""
    return {
        "title": text.title,
        "shows": text.shows,
        "due": short_date(text.due),
        "owner": str(text.owner.pk) if text.owner else "",
        "training": text.training,
    }


def typed_progress(progress: Progress) -> dict[str, str]:
    return {
        "progress": progress.progress,
        "done_on": short_date(progress.done_on) if progress.done_on else "",
        "evidence": progress.evidence.pk if progress.evidence else "",
    }


def put(
    enrolment: Enrolment,
    text: MilestoneText,
    by: Actor,
    at: datetime,
    *,
    example: str = "",
    advice: AdviceItem | None = None,
) -> Milestone:
    """Write a milestone into the plan, inside the transaction of a verb: one's own, a copy, or what a scan advises."""
    assert by.user is not None  # a right was asked
    return Milestone.objects.create(
        enrolment=enrolment,
        practice_id=enrolment.practice_id,
        region_id=enrolment.region_id,
        title=text.title,
        shows=text.shows,
        due=text.due,
        owner=text.owner,
        training=text.training,
        example=example,
        advice=advice,
        added_by=by.user,
        added_at=at,
    )


def _locked(practice: Practice, milestone: Milestone) -> Milestone:
    mine = Milestone.objects.select_for_update(of=("self",)).filter(practice=practice, removed_on=None)
    around = ("practice__region", "enrolment__region_year__edition", "owner", "evidence")
    stored = mine.select_related(*around).filter(pk=milestone.pk).first()
    if stored is None:
        raise Refused("Deze mijlpaal staat niet meer in uw plan.", "Bekijk uw plan.", code="gone")
    return stored


def _saved(stored: Milestone, by: Actor, *, changed: bool, detail: dict[str, object]) -> Done:
    stored.version += 1 if changed else 0
    stored.save()
    lay_down(stored.practice, stored.enrolment.region_year, by.on)
    return Done(stored, practice=stored.practice, detail=detail)


def _check(programme: Programme, practice: Practice, text: MilestoneText) -> None:
    _check_day(programme, text.due, "due")
    if text.owner is not None and text.owner.practice_id != practice.pk:
        raise Refused("Deze collega werkt niet in uw praktijk.", "Kies iemand uit de lijst.", code="owner")
    if text.training and text.training not in topics(programme):
        raise Refused("Dit programma kent deze scholing niet.", "Kies een scholing uit de lijst.", code="training")


def _check_progress(programme: Programme, practice: Practice, progress: Progress, on: date) -> None:
    if progress.evidence is not None and progress.evidence.practice_id != practice.pk:
        raise Refused("Dit bewijs ligt niet bij uw bewijzen.", "Kies een bewijs uit de lijst.", code="evidence")
    if progress.done_on is None:
        return
    _check_day(programme, progress.done_on, "done_on")
    if progress.done_on > on:
        sentence = f"De dag {short_date(progress.done_on)} komt nog."
        raise Refused(sentence, "Vul de dag in waarop het klaar was.", code="done_on")
    if not progress.progress and progress.evidence is None:
        nothing = "Niets laat nog zien dat deze mijlpaal klaar is."
        raise Refused(nothing, "Schrijf op wat u bereikte, of kies een bewijs.", code="progress")


def _check_day(programme: Programme, day: date, code: str) -> None:
    wrong = outside(programme, day)
    if wrong:
        period = span(programme.period.start, programme.period.end)
        raise Refused(wrong, f"Kies een dag {period}.", code=code)
