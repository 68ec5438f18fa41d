"""A specialist looks through the answers of a practice and talks them over. Source: R102, R103.

What is judged and noted here is seen by specialists of the region alone; the practice reads the report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Device, Interview, InterviewSlot, Region, Scan, ScanJudgement
from groeiruimte.records.models.scan import FINISHED, INTERVIEWED, REVIEWED, SUBMITTED

from . import scan_mail, scan_reports
from .conflict import conflict
from .form_answers import answers_of
from .form_steps import person
from .interview_topics import LABEL_OF_SPECIALIST, sound_topics
from .refusal import Refused, Stale
from .scan_facts import definition_of, otherwise_of, overtaken, performed
from .verb import Done, verb

LEVELS = ("", "fine", "attention", "risk")
LEVEL_WORDS = {
    "": "zoals de scan zelf oordeelt",
    "fine": "in orde",
    "attention": "let op",
    "risk": "risico",
}
MOST_MINUTES = 600
INTERVIEW_LABELS = {
    "topics": LABEL_OF_SPECIALIST,
    "notes": "Uw notities",
    "summary": "Samenvatting voor het rapport",
    "minutes": "Hoe lang duurde het gesprek?",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a specialist makes of one answer; `level` empty is as the scan judges it."""

    level: str
    note: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What was talked about. `topics` are those of the practice, `minutes` how long it took."""

    topics: tuple[str, ...]
    notes: str
    summary: str
    minutes: int | None = None


@verb("scan.judge", right="scan.review", sensitivity="personal", purpose="scan")
def judge(
    *,
    region: Region,
    scan: Scan,
    judgements: Mapping[str, Judgement],
    version: int,
    answers: int | None = None,
    by: Actor,
    at: datetime,
) -> Done:
    """Judge answers of one scan, by question: one of them or those of a whole chapter. Nothing is kept when one cannot.

    `version` is what `version_of` gave for these questions when the page was made. Raises Stale with both texts when a
    colleague judged one of them meanwhile. `answers` is the version of the scan that was read: refused when the
    practice changed its answers since; None is what stands there now. What was judged of an answer of before is judged
    anew.
    """
    held = performed(scan, by.on)
    if answers is not None:
        _demand_read(held, answers)
    definition = definition_of(held)
    rows = ScanJudgement.objects.select_for_update(of=("self",)).select_related("by").filter(scan=held)
    there = {row.question: row for row in rows}
    old = overtaken(held, there.values())
    changed = {key: mine for key, mine in judgements.items() if key in old or mine != _said(there.get(key))}
    for question, judgement in changed.items():
        _demand_judged(definition, question, judgement)
    now = version_of(there.values(), judgements)
    if changed and version != now:
        raise _stale(held, definition, there, changed, now)
    for question, judgement in changed.items():
        row = there.get(question) or ScanJudgement(
            scan=held, practice_id=held.practice_id, region_id=held.region_id, question=question, version=0
        )
        row.level, row.note, row.by, row.at = judgement.level, judgement.note, person(by), at
        row.version += 1
        row.save()
    return Done(held, practice=held.practice, region=region, detail={"questions": len(changed)})


def version_of(rows: Iterable[ScanJudgement], questions: Collection[str]) -> int:
    """One number for the judgements of some questions, that goes up whenever one of them changes."""
    return sum(row.version for row in rows if row.question in questions)


@verb("scan.review", right="scan.review", purpose="scan")
def reviewed(*, region: Region, scan: Scan, version: int, by: Actor, at: datetime) -> Done:
    """The answers were looked through: the practice may choose a moment, and hears so.

    `version` is that of the scan that was read; refused when the practice changed its answers since.
    """
    held = performed(scan, by.on)
    if held.status != SUBMITTED:
        raise Refused("Deze scan is al bekeken.", "Kijk bij de scans wat de volgende stap is.", code="status")
    _demand_read(held, version)
    held.status, held.reviewed_at, held.specialist = REVIEWED, at, person(by)
    held.save(update_fields=["status", "reviewed_at", "specialist"])
    scan_mail.reviewed(held, definition_of(held), at)
    return Done(held, practice=held.practice, region=region)


@verb("scan.save_interview", right="scan.review", sensitivity="personal", purpose="scan")
def save_interview(*, region: Region, scan: Scan, talk: Talk, version: int, by: Actor, at: datetime) -> Done:
    """Keep topics, notes and summary. `version` is that of the page, 0 when nothing stood there yet.

    Raises Stale with both texts when a colleague or the practice changed it meanwhile.
    """
    held = performed(scan, by.on)
    if talk.minutes is not None and not 0 < talk.minutes <= MOST_MINUTES:
        raise Refused("Zo lang duurt een gesprek niet.", f"Vul 1 tot {MOST_MINUTES} minuten in.", code="minutes")
    talk = replace(talk, topics=sound_topics(talk.topics))
    stored = Interview.objects.select_for_update().filter(scan=held).first()
    mine = typed(talk)
    theirs = typed(talk_of(stored))
    if stored is not None and mine != theirs and stored.version != version:
        raise conflict(stored, "Gesprek", INTERVIEW_LABELS, version=stored.version, mine=mine, theirs=theirs)
    made = stored is None
    row = stored or Interview(scan=held, practice_id=held.practice_id, region_id=held.region_id, version=0)
    if made or mine != theirs:
        row.version += 1
    row.topics, row.notes, row.summary = list(talk.topics), talk.notes.strip(), talk.summary.strip()
    row.minutes, row.by, row.at = talk.minutes, person(by), at
    row.save()
    return Done(row, practice=held.practice, region=region, lifecycle="create" if made else "update")


@verb("scan.interview_held", right="scan.review", purpose="scan")
def interview_held(*, region: Region, scan: Scan, day: date, by: Actor, at: datetime) -> Done:
    """The interview was held on a day: the first draft of the report is made.

    Refused without a topic or a note, or without equipment (R103), and for a day to come or before the review. It need
    not have been planned in the product: a moment that the practice chose on a later day does not go on.
    """
    held = performed(scan, by.on)
    if held.status in (INTERVIEWED, FINISHED):
        raise Refused("Dit gesprek is al gehouden.", "Maak het rapport.", code="status")
    if held.status == SUBMITTED:
        raise Refused("U bekeek de antwoorden nog niet.", "Rond eerst het bekijken af.", code="status")
    talk = talk_of(Interview.objects.filter(scan=held).first())
    if not talk.topics and not talk.notes:
        raise Refused("Er staat nog niets over het gesprek.", "Noteer een onderwerp of een notitie.", code="topics")
    if not Device.objects.filter(practice=held.practice_id, removed_on=None).exists():
        raise Refused("De lijst met apparatuur is nog leeg.", "Zet er minstens 1 apparaat op.", code="devices")
    _demand_day(held, day, by.on)
    definition = definition_of(held)
    _drop_later(held, definition, day, at)
    held.status, held.interviewed_on, held.specialist = INTERVIEWED, day, person(by)
    held.save(update_fields=["status", "interviewed_on", "specialist"])
    scan_reports.draft(held, definition, answers_of(held), otherwise_of(held))
    return Done(held, practice=held.practice, region=region)


def _demand_read(scan: Scan, version: int) -> None:
    if scan.version != version:
        raise Refused("De praktijk wijzigde haar antwoorden.", "Bekijk ze opnieuw.", code="changed")


def _demand_day(scan: Scan, day: date, today: date) -> None:
    if day > today:
        raise Refused(f"De dag {short_date(day)} komt nog.", "Vul de dag van het gesprek in.", code="day")
    if scan.reviewed_at is not None and day < local_date(scan.reviewed_at):
        since = short_date(local_date(scan.reviewed_at))
        raise Refused(f"U bekeek de antwoorden op {since}.", "Vul die dag in, of een dag erna.", code="day")


def _drop_later(scan: Scan, definition: Definition, day: date, at: datetime) -> None:
    """The moment that was chosen on a later day: it goes out of the list, and out of the calendar of the practice."""
    slots = InterviewSlot.objects.select_for_update(of=("self",)).select_related("region")
    slot = slots.filter(scan=scan, removed_on=None).first()
    if slot is None or local_date(slot.start) <= day:
        return
    slot.removed_on = local_date(at)
    slot.sequence += 1
    slot.version += 1
    slot.save(update_fields=["removed_on", "sequence", "version"])
    scan_mail.talked_before(scan, definition, slot, at)


def talk_of(interview: Interview | None) -> Talk:
    if interview is None:
        return Talk((), "", "")
    return Talk(tuple(interview.topics), interview.notes, interview.summary, interview.minutes)


def typed(talk: Talk) -> dict[str, str]:
    """An interview as its form sends it: a topic on each line."""
    return {
        "topics": "\n".join(talk.topics),
        "notes": talk.notes.strip(),
        "summary": talk.summary.strip(),
        "minutes": str(talk.minutes) if talk.minutes else "",
    }


def _said(row: ScanJudgement | None) -> Judgement:
    return Judgement(row.level, row.note) if row else Judgement("", "")


def _demand_judged(definition: Definition, question: str, judgement: Judgement) -> None:
    if definition.mark_of(question) is None or judgement.level not in LEVELS:
        raise Refused("Dit antwoord kunt u niet beoordelen.", "Kies een antwoord uit de lijst.", code=question)


def _stale(
    scan: Scan,
    definition: Definition,
    there: Mapping[str, ScanJudgement],
    changed: Mapping[str, Judgement],
    version: int,
) -> Stale:
    """Both texts of every answer that is judged in two ways."""
    labels, mine, theirs = {}, {}, {}
    for key, judgement in changed.items():
        title, stored = definition.form.question(key).text, _said(there.get(key))
        for part, label in (("level", "oordeel"), ("note", "notitie")):
            labels[f"{part}.{key}"] = f"{title} – {label}"
            mine[f"{part}.{key}"] = getattr(judgement, part)
            theirs[f"{part}.{key}"] = getattr(stored, part)
    last = max(there.values(), key=lambda row: row.at, default=None)
    stale = conflict(
        last or scan,
        scan.practice.name,
        labels,
        version=version,
        mine=mine,
        theirs=theirs,
        words=lambda field, value: LEVEL_WORDS[value] if field.startswith("level.") else value,
    )
    if last is not None:
        stale.changed_by, stale.changed_at = last.by.name, last.at
    return stale
