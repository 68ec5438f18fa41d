"""Practices that merge, split, get another AGB code or move: arranged by a person, carried out on the day (Z21).

A change is written down once and never changed. On its first day the job loop carries it out as the product itself: a
region may not write in a practice, and a practice of another region is not there for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import cast

from groeiruimte.programme.calendar import AMSTERDAM, Quarter, local_date, short_date
from groeiruimte.records import access, guard, jobs
from groeiruimte.records.access import Actor
from groeiruimte.records.models import (
    Membership,
    Obligation,
    Practice,
    Region,
    RegionYear,
    ScanShare,
    SettlementLine,
    Standing,
    Succession,
)
from groeiruimte.records.models.membership import ENDED
from groeiruimte.records.models.scan_report import TO_REGION
from groeiruimte.records.models.succession import AGB, MERGE, MOVE, SPLIT
from groeiruimte.rules import succession as rule

from .refusal import Refused
from .verb import Done, verb

JOB = "succession"
KINDS = {
    AGB: "De praktijk krijgt een andere AGB-code",
    MERGE: "De praktijk gaat op in een andere praktijk",
    SPLIT: "Een deel van de praktijk gaat zelfstandig verder",
    MOVE: "De praktijk gaat naar een andere regio",
}
_AGB = re.compile(r"01[0-9]{6}\Z")
_OF_A_REGION = (rule.AFFILIATION, "region_contract")


@verb("succession.arrange", right="succession.arrange", sensitivity="personal")
def arrange(
    *,
    practice: Practice,
    kind: str,
    effective: date,
    other: Practice | None = None,
    new_agb: str = "",
    new_name: str = "",
    to_region: Region | None = None,
    by: Actor,
    at: datetime,
) -> Done:
    """Write down a change that holds from `effective`. Refuses what would change a booked quarter."""
    demand_possible(practice, kind, effective, other, new_agb, new_name, to_region, local_date(at))
    assert by.user is not None  # the right is of a person
    found = Succession.objects.create(
        practice=practice,
        kind=kind,
        other=other if kind == MERGE else None,
        effective=effective,
        old_agb=practice.agb_code,
        new_agb=new_agb if kind in (AGB, SPLIT) else "",
        from_region_id=practice.region_id,
        to_region=to_region if kind == MOVE else None,
        detail={"name": new_name.strip()} if kind == SPLIT else {},
        by=by.user,
        at=at,
    )
    begins = datetime.combine(effective, time(0, 0, 1), tzinfo=AMSTERDAM)
    jobs.queue(kind=JOB, key=f"{JOB}:{found.pk}", due_at=max(at, begins), payload={"succession": found.pk})
    return Done(found, practice=practice, lifecycle="create", detail={"kind": kind, "effective": effective.isoformat()})


def demand_possible(
    practice: Practice,
    kind: str,
    effective: date,
    other: Practice | None,
    new_agb: str,
    new_name: str,
    to_region: Region | None,
    today: date,
) -> None:
    """Refuses a change that cannot be; also asked before a preview is shown."""
    if kind not in KINDS:
        raise Refused("Deze verandering kennen wij niet.", "Kies een van de vier.", code="kind")
    planned = Succession.objects.filter(practice=practice, effective__gte=effective).order_by("effective").first()
    if planned is not None:
        when = short_date(planned.effective)
        raise Refused(f"Voor {when} staat al een verandering klaar.", f"Kies een dag na {when}.", code="effective")
    match kind:
        case "merge":
            _demand_other(practice, other)
            _demand_unbooked(practice, effective)
        case "split" | "agb":
            _demand_code(new_agb)
            if kind == SPLIT and not new_name.strip():
                raise Refused("De nieuwe praktijk heeft nog geen naam.", "Vul haar naam in.", code="new_name")
        case _:
            _demand_move(practice, effective, to_region)
            _demand_unbooked(practice, effective)


def carry_out(found: Succession, at: datetime) -> None:
    """Do what was arranged, once. Called by the job loop, inside everything()."""
    who = access.system(local_date(at), "work")
    _carry_out(practice=found.practice, succession=found, by=who, at=at, key=f"succession-{found.pk}")


@verb("succession.carry_out")
def _carry_out(*, practice: Practice, succession: Succession, by: Actor, at: datetime) -> Done:
    stored = Practice.objects.select_for_update().get(pk=practice.pk)
    detail = {"kind": succession.kind, "effective": succession.effective.isoformat()}
    match succession.kind:
        case "agb":
            stored.agb_code = succession.new_agb
            stored.version += 1
            stored.save(update_fields=["agb_code", "version"])
        case "split":
            _split_off(stored, succession)
        case "merge":
            _end_standings(stored, succession.effective, stored.standings.all())
            _end_shares(stored, at)
            detail["obligations"] = str(_drop_open(stored, succession.effective))
        case _:
            detail["obligations"] = str(_move(stored, succession))
            _end_shares(stored, at, party=TO_REGION)
    _lay_down(stored.region, succession, at)
    return Done(stored, practice=stored, detail=detail)


def code_on(practice: Practice, day: date) -> str:
    """The AGB code of a practice on a day, such as the reference date of the quarter that it claims."""
    changes = Succession.objects.filter(practice=practice, kind=AGB).values_list("effective", "old_agb")
    return rule.code_on(changes, practice.agb_code, day)


def change_of(
    practice: Practice,
    kind: str,
    effective: date,
    other: Practice | None,
    new_agb: str,
    new_name: str,
    to: Region | None,
) -> rule.Change:
    """What was filled in, for the rule that says what follows."""
    becomes = {
        MERGE: other.name if other else "",
        SPLIT: f"{new_name} (AGB {new_agb})",
        AGB: new_agb,
        MOVE: to.name if to else "",
    }[kind]
    return rule.Change(
        cast(rule.Kind, kind), effective, practice.name, practice.agb_code, practice.region.name, becomes
    )


def open_tasks(rows: Iterable[Obligation]) -> list[rule.Task]:
    """What is open, with the day it is about."""
    return [rule.Task(row.title, _about(row)) for row in rows]


def _about(row: Obligation) -> date:
    if row.kind == "list":
        return Quarter.read(row.key.removeprefix("list-")).first_day
    return row.due


def _demand_other(practice: Practice, other: Practice | None) -> None:
    if other is None or other.pk == practice.pk:
        raise Refused("Wij missen de praktijk die verdergaat.", "Kies een andere praktijk.", code="other")
    if other.region_id != practice.region_id:
        raise Refused(
            "Deze praktijk hoort bij een andere regio.", "Laat een van de twee eerst van regio wisselen.", code="other"
        )


def _demand_code(code: str) -> None:
    if not _AGB.match(code):
        raise Refused(
            "Dit is geen AGB-code van een praktijk.", "Vul acht cijfers in die met 01 beginnen.", code="new_agb"
        )
    with guard.everything():  # also a practice of another region has a code
        taken = (
            Practice.objects.filter(agb_code=code).exists()
            or Succession.objects.filter(old_agb=code, kind=AGB).exists()
            or Succession.objects.filter(new_agb=code).exists()
        )
    if taken:
        raise Refused("Deze AGB-code is of was van een andere praktijk.", "Kijk de code na.", code="new_agb")


def _demand_move(practice: Practice, effective: date, to_region: Region | None) -> None:
    if to_region is None or to_region.pk == practice.region_id:
        raise Refused("Wij missen de nieuwe regio.", "Kies een andere regio dan die van nu.", code="to_region")
    if effective != Quarter.of(effective).first_day:
        following = short_date(Quarter.of(effective).next.first_day)
        raise Refused(
            "Een praktijk hoort in één kwartaal bij één regio.",
            f"Kies de eerste dag van een kwartaal, bijvoorbeeld {following}.",
            code="effective",
        )


def _demand_unbooked(practice: Practice, effective: date) -> None:
    """What was booked for a quarter stays with who had it on its reference date."""
    quarters = [Quarter.of(effective)] if effective == Quarter.of(effective).first_day else [Quarter.of(effective).next]
    with guard.everything():  # the platform sees no amounts, and need not: this says yes or no
        last = (
            SettlementLine.objects.filter(practice=practice, quarter__gte=str(quarters[0])).order_by("-quarter").first()
        )
    if last is not None:
        booked = Quarter.read(last.quarter)
        raise Refused(
            f"Voor {booked.label} is al geboekt.", f"Kies een dag na {short_date(booked.first_day)}.", code="effective"
        )


def _end_standings(practice: Practice, effective: date, standings: Iterable[Standing]) -> None:
    """What runs on ends the day before; what had yet to begin never does."""
    last = effective - timedelta(days=1)
    for standing in standings:
        if standing.start is not None and standing.start > last:
            standing.delete()
        elif standing.end is None or standing.end > last:
            standing.end = last
            standing.save(update_fields=["end"])


def _drop_open(practice: Practice, effective: date) -> int:
    """Take away what is open and about a later day; gives how much."""
    rows = list(Obligation.objects.filter(practice=practice, done_on__isnull=True))
    gone = [row.pk for row in rows if rule.holds_on(effective, _about(row))]
    Obligation.objects.filter(pk__in=gone).delete()
    return len(gone)


def _end_shares(practice: Practice, at: datetime, **which: str) -> None:
    """Reports of scans that others read: a practice that is gone shares nothing, and one that moved is of another
    region, which it did not choose to share with."""
    ScanShare.objects.filter(practice=practice, taken_back_at=None, **which).update(taken_back_at=at)


def _split_off(practice: Practice, succession: Succession) -> None:
    """A practice of its own, affiliated from the first day; contracts it signs itself."""
    new = Practice.objects.create(
        region_id=practice.region_id, agb_code=succession.new_agb, name=succession.detail["name"], city=practice.city
    )
    Standing.objects.create(
        practice=new,
        region_id=practice.region_id,
        standing=rule.AFFILIATION,
        value=practice.region_id,
        start=succession.effective,
        source=f"Splitsing van {practice.name}"[:200],
    )


def _move(practice: Practice, succession: Succession) -> int:
    """To another region. Rows of before keep the region that they were of; who works there goes along."""
    assert succession.to_region is not None  # a constraint of the table
    dropped = _drop_open(practice, succession.effective)
    _end_standings(practice, succession.effective, practice.standings.filter(standing__in=_OF_A_REGION))
    practice.region = succession.to_region
    practice.version += 1
    practice.save(update_fields=["region", "version"])
    Standing.objects.create(
        practice=practice,
        region=succession.to_region,
        standing=rule.AFFILIATION,
        value=succession.to_region.pk,
        start=succession.effective,
        source=f"Verhuisd van {succession.from_region.name}"[:200],
    )
    Membership.objects.filter(practice=practice).exclude(status=ENDED).update(region=succession.to_region)
    return dropped


def _lay_down(region: Region, succession: Succession, at: datetime) -> None:
    """What is owed is laid down by jobs of their own: a region may be large."""
    for pk in RegionYear.objects.filter(region=region, end__gte=local_date(at)).values_list("pk", flat=True):
        key = f"obligations:{pk}:succession-{succession.pk}"
        jobs.queue(kind="obligations", key=key, due_at=at, payload={"region_year": str(pk)})
