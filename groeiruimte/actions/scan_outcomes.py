"""What a practice does with the outcome of its scan: go on, improve, let others read it.

Source: R094, R105, R106, R126. Only the practice decides who else reads its report: each party apart, each report
apart, and never for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from groeiruimte.programme.scan import FollowUp
from groeiruimte.records.access import Actor
from groeiruimte.records.models import AdviceItem, Practice, Scan, ScanReport, ScanShare
from groeiruimte.records.models.scan import FINISHED
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.milestones import due_of

from .form_steps import person
from .milestones import MilestoneText, plan_start, put
from .obligations import lay_down
from .refusal import Refused
from .scan_steps import demand, locked
from .verb import Done, verb

_SHOWS = "Dit advies is uitgevoerd."
LONGEST_TITLE = 200


@verb("scan.follow_up", right="scan.fill")
def follow_up(*, practice: Practice, scan: Scan, follow_up: str, by: Actor, at: datetime) -> Done:
    """R126: exactly one way to go on after a scan without an interview. Another can be chosen until it is used."""
    work = locked(scan, by.on)
    demand(work, FINISHED)
    ways = {each.key: each for each in work.definition.follow_ups}
    if not ways:
        raise Refused("Bij deze scan kiest u geen vervolg.", "Lees het rapport.", code="no_follow_up")
    if follow_up not in ways:
        raise Refused("U koos nog niets.", "Kies een van de mogelijkheden.", code="follow_up")
    now = ways.get(work.scan.follow_up)
    if now is not None and now.key != follow_up and is_used(now, work.scan, work.facts):
        raise Refused(f"U bent al begonnen met “{now.title}”.", "Rond dat af. Wijzigen kan niet meer.", code="used")
    work.scan.follow_up, work.scan.followed_up_on = follow_up, by.on
    work.scan.save(update_fields=["follow_up", "followed_up_on"])
    lay_down(practice, work.scan.enrolment.region_year, by.on)
    return Done(work.scan, practice=practice, detail={"scan": work.scan.kind, "follow_up": follow_up})


def is_used(way: FollowUp, scan: Scan, facts: Facts) -> bool:
    """Whether the practice began with it: somebody went to such a training since, or its form was sent in."""
    since = scan.finished_on
    trained = any(way.topic in each.topics and since and each.day >= since for each in facts.attendances)
    handed_in = any(each.form == way.form and not each.year and each.status != "draft" for each in facts.forms)
    return trained or handed_in


@verb("scan.improve", right="scan.fill", purpose="plan")
def improve(
    *,
    practice: Practice,
    scan: Scan,
    advice: Sequence[str],
    titles: Mapping[str, str] | None = None,
    by: Actor,
    at: datetime,
) -> Done:
    """R094, R105: pieces of advice, by their ids, become milestones of the plan. What was chosen before stays once.

    What they say is what the newest report says: what a specialist writes since for a correction is not there yet.
    `titles` are the practice's own words, by id: the region reads the titles of a plan (R106).
    """
    if not advice:
        raise Refused("U koos nog geen advies.", "Zet een vinkje bij een of meer adviezen.", code="advice")
    work = locked(scan, by.on)
    demand(work, FINISHED)
    if by.on > work.programme.period.end:
        raise Refused("Dit programma is voorbij.", "Kies uw verbeteringen in het nieuwe jaar.", code="over")
    said: dict[str, dict[str, Any]] = {each["id"]: each for each in _newest(work.scan).content["improve"]}
    if any(key not in said for key in advice):
        raise Refused("Dit advies staat niet in uw rapport.", "Kies een advies uit de lijst.", code="advice")
    lines = {line.pk: line for line in AdviceItem.objects.select_for_update().filter(scan=work.scan, pk__in=advice)}
    chosen = [lines[key] for key in dict.fromkeys(advice) if lines[key].chosen_on is None]
    enrolment = work.scan.enrolment
    for line in chosen:
        published = said[line.pk]
        title = _title((titles or {}).get(line.pk, published["title"]), line.pk)
        due = due_of(work.programme, plan_start(enrolment, by.on), published["weeks"])
        put(enrolment, MilestoneText(title, published["shows"] or _SHOWS, due), by, at, advice=line)
        line.chosen_on = by.on
        line.save(update_fields=["chosen_on"])
    lay_down(practice, enrolment.region_year, by.on)
    return Done(work.scan, practice=practice, detail={"scan": work.scan.kind, "improvements": len(chosen)})


def _newest(scan: Scan) -> ScanReport:
    """The report that counts: the first, or its last correction."""
    found: ScanReport = scan.reports.latest("number")
    return found


def _title(typed: str, line: str) -> str:
    title = " ".join(typed.split())
    if not title:
        raise Refused("Deze mijlpaal heeft nog geen titel.", "Vul een titel in.", code=f"title.{line}")
    if len(title) > LONGEST_TITLE:
        raise Refused("Deze titel is te lang.", f"Gebruik {LONGEST_TITLE} tekens of minder.", code=f"title.{line}")
    return title


@verb("scan.share", right="scan.share", sensitivity="personal", purpose="scan")
def share(*, practice: Practice, report: ScanReport, party: str, by: Actor, at: datetime) -> Done:
    """Let the region or the insurer read the newest report of a scan, in the place of an older one.

    `report` is the one that was shown before: refused when there is a newer one."""
    if party not in (TO_REGION, TO_INSURER):
        raise Refused("U koos nog niet met wie u deelt.", "Kies uw regio of de verzekeraar.", code="party")
    work = locked(report.scan, by.on)
    if _newest(work.scan).pk != report.pk:
        raise Refused("Er is een nieuwer rapport.", "Lees dat eerst en deel het dan.", code="newer")
    there = ScanShare.objects.filter(report__scan=work.scan, party=party, taken_back_at=None)  # the scan is locked
    if any(each.report_id == report.pk for each in there):
        raise Refused("U deelt dit rapport al.", "U hoeft niets te doen.", code="shared")
    there.update(taken_back_at=at)
    shared = ScanShare.objects.create(
        report=report,
        practice=practice,
        practice_name=practice.name,
        region_id=work.scan.region_id,
        insurer_key=work.scan.enrolment.region_year.insurer_id if party == TO_INSURER else "",
        party=party,
        shared_by=person(by),
        shared_at=at,
    )
    return Done(shared, practice=practice, lifecycle="create", detail={"party": party, "number": report.number})


@verb("scan.take_share_back", right="scan.share", sensitivity="personal", purpose="scan")
def take_share_back(*, practice: Practice, share: ScanShare, by: Actor, at: datetime) -> Done:
    """From now on the other party cannot open it any more."""
    held = ScanShare.objects.select_for_update().get(pk=share.pk)
    if held.taken_back_at is not None:
        raise Refused("U deelt dit rapport niet meer.", "U hoeft niets te doen.", code="not_shared")
    held.taken_back_at = at
    held.save(update_fields=["taken_back_at"])
    return Done(held, practice=practice, lifecycle="delete", detail={"party": held.party})
