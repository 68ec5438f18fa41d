"""Scans of the demo, each step by the verb that a practice or a specialist uses, on the day that it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from groeiruimte.actions import devices, interview_slots, milestones, scan_reports, scan_reviews, scans
from groeiruimte.actions.milestones import Progress
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.scan_reviews import Judgement, Talk
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.models import Enrolment, InterviewSlot, Milestone, Region, RegionYear, Scan, ScanReport
from groeiruimte.records.models.scan_report import TO_REGION
from groeiruimte.rules.scan import judged

from . import scan_texts
from .hands import hand
from .scan_plans import (
    AT_ROHA,
    FREE,
    KIND,
    KIND_AT_ROHA,
    OFFERED_AGAIN_ON,
    OFFERED_ON,
    ONE_IMPROVES,
    ONE_SHARES,
    SCANS,
    QuickPlan,
    ScanPlan,
    answers_of,
)
from .world import Person, PracticePlan, World

_MINUTES = 60
_AT_THE_PRACTICE, _CALL = "Bij de praktijk", "https://www.example.org/gesprek"
_CHOSEN = 3
"""So many pieces of advice became improvements."""


@dataclass(slots=True)
class _Desk:
    """Where the scans of a region are done: its specialist, what is asked, and who takes part by AGB code."""

    region: Region
    definition: Definition
    enrolments: Mapping[str, Enrolment]
    specialist: Person

    def by(self, day: date, key: str, hour: int = 16) -> dict[str, Any]:
        return hand(self.specialist, day, hour, 20, key)


@dataclass(slots=True)
class _Walk:
    """One practice on its way through a scan."""

    desk: _Desk
    plan: PracticePlan
    enrolment: Enrolment
    scan: Scan = field(init=False)

    def by(self, day: date, step: str, hour: int = 12) -> dict[str, Any]:
        return hand(self.plan.manager, day, hour, 40, f"scan-{step}-{self.plan.agb_code}")

    def of_specialist(self, day: date, step: str, hour: int = 16) -> dict[str, Any]:
        return self.desk.by(day, f"scan-{step}-{self.plan.agb_code}", hour)

    def answer(self, day: date, halfway: str = "") -> None:
        self.scan = scans.save(
            enrolment=self.enrolment,
            kind=self.desk.definition.key,
            section=halfway,
            version=0,
            answers=answers_of(self.desk.definition, self.plan.agb_code, before=halfway),
            **self.by(day, "save", 10),
        )

    def submit(self, day: date) -> None:
        given = {"practice": self.enrolment.practice, "scan": self.scan, "version": self.scan.version}
        self.scan = scans.submit(**given, **self.by(day, "submit", 13))


def write(world: World, years: Mapping[str, RegionYear]) -> None:
    """Scans with a specialist in Rijnmond, at every stage; at ROHA scans that were finished at once."""
    _in_rijnmond(world, _desk(world, years["rijnmond"], KIND))
    _at_roha(world, _desk(world, years["roha"], KIND_AT_ROHA))


def _desk(world: World, year: RegionYear, kind: str) -> _Desk:
    people = next(people for region, people in world.regions if region.key == year.region_id)
    enrolled = Enrolment.objects.filter(region_year=year).select_related("practice__region", "region_year__edition")
    definition = programme_of(year.edition).scan(kind)
    if definition is None:
        raise LookupError(f"{year.programme} has no scan {kind}")
    specialist = next(person for person in people if person.role == "it_specialist")
    return _Desk(year.region, definition, {each.practice.agb_code: each for each in enrolled}, specialist)


def _at_roha(world: World, desk: _Desk) -> None:
    wanted = set(desk.definition.objectives)
    offered = [one for one in world.of("roha") if one.enrol_on and wanted & set(one.objectives)]
    for one, quick in zip(offered, AT_ROHA, strict=True):
        _quick(_Walk(desk, one, desk.enrolments[one.agb_code]), quick)


def _quick(walk: _Walk, quick: QuickPlan) -> None:
    walk.answer(quick.sent)
    walk.submit(quick.sent)
    if quick.chosen:
        given = {"practice": walk.enrolment.practice, "scan": walk.scan, "follow_up": quick.follow_up}
        scans.follow_up(**given, **walk.by(quick.chosen, "follow", 15))


def _in_rijnmond(world: World, desk: _Desk) -> None:
    moments = [each.talk for each in SCANS if each.talk]
    given = {"region": desk.region, "minutes": _MINUTES}
    interview_slots.offer(**given, starts=moments, place=_AT_THE_PRACTICE, **desk.by(OFFERED_ON, "slots", 9))
    online = {"starts": FREE, "place": "", "online_link": _CALL}
    interview_slots.offer(**given, **online, **desk.by(OFFERED_AGAIN_ON, "slots-again", 9))
    practices = world.of("rijnmond")
    for each in SCANS:
        one = practices[each.place]
        _walk(_Walk(desk, one, desk.enrolments[one.agb_code]), each)


def _walk(walk: _Walk, plan: ScanPlan) -> None:
    """Every step that was taken by now."""
    walk.answer(plan.saved, plan.halfway)
    if plan.submitted:
        walk.submit(plan.submitted)
    if plan.reviewed:
        _review(walk, plan.reviewed)
    if plan.talk and plan.picked:
        slot = InterviewSlot.objects.get(region=walk.desk.region, start=plan.talk)
        given: dict[str, Any] = {"practice": walk.enrolment.practice, "scan": walk.scan}
        scans.pick_slot(**given, slot=slot, **walk.by(plan.picked, "pick"))
        scans.bring_up(**given, topics=scan_texts.TOPICS, version=0, **walk.by(plan.picked, "topics", 14))
    if plan.talk and plan.held:
        _talk(walk, local_date(plan.talk))
    if plan.published:
        _publish(walk, plan)


def _review(walk: _Walk, day: date) -> None:
    """The first answer that could be better is worse than it seems."""
    given = {"region": walk.desk.region, "scan": walk.scan}
    found = judged(walk.desk.definition, scans.answers_of(walk.scan))
    question = next(each.question for each in found if each.own == "attention")
    judgements = {question: Judgement("risk", scan_texts.JUDGED)}
    scan_reviews.judge(**given, judgements=judgements, version=0, **walk.of_specialist(day, "judge"))
    scan_reviews.reviewed(**given, version=walk.scan.version, **walk.of_specialist(day, "review", 17))


def _talk(walk: _Walk, day: date) -> None:
    given = {"region": walk.desk.region, "scan": walk.scan}
    practice = walk.enrolment.practice
    devices.add_all(practice=practice, texts=scan_texts.DEVICES, **walk.of_specialist(day, "devices", 15))
    talk = Talk(scan_texts.TOPICS, scan_texts.NOTES, scan_texts.SUMMARY, _MINUTES)
    scan_reviews.save_interview(**given, talk=talk, version=1, **walk.of_specialist(day, "talk"))
    scan_reviews.interview_held(**given, day=day, **walk.of_specialist(day, "held", 17))


def _publish(walk: _Walk, plan: ScanPlan) -> None:
    assert plan.published
    given = {"region": walk.desk.region, "scan": walk.scan}
    by = walk.of_specialist(plan.published, "publish")
    held = Scan.objects.select_related("specialist", "practice__region").get(pk=walk.scan.pk)
    read = scan_reports.preview(held, walk.desk.definition, by=by["by"].user, on=plan.published)
    report = scan_reports.publish(**given, sha256=scan_reports.fingerprint_of(read), **by)
    if plan.place == ONE_SHARES:
        _share(walk, report, date(2022, 3, 28))
    if plan.place == ONE_IMPROVES:
        _improve(walk, report)


def _share(walk: _Walk, report: ScanReport, day: date) -> Any:
    given = {"practice": walk.enrolment.practice, "report": report, "party": TO_REGION}
    return scans.share(**given, **walk.by(day, "share"))


def _improve(walk: _Walk, report: ScanReport) -> None:
    """Three improvements, of which one is done; and a report that the region could read for a week."""
    practice = walk.enrolment.practice
    chosen = [each["id"] for each in report.content["improve"][:_CHOSEN]]
    scans.improve(practice=practice, scan=walk.scan, advice=chosen, **walk.by(date(2022, 3, 21), "improve"))
    first = Milestone.objects.get(enrolment=walk.enrolment, advice=chosen[0])
    given = {"practice": practice, "milestone": first, "version": first.version}
    done = date(2022, 4, 1)
    milestones.report(**given, progress=Progress(scan_texts.DONE, done_on=done), **walk.by(done, "done"))
    shared = _share(walk, report, date(2022, 3, 22))
    scans.take_share_back(practice=practice, share=shared, **walk.by(date(2022, 3, 29), "take-back"))
