"""Figures of the report of a region, from what practices did.

Rows: R032, R033, R037, R045, R106, R110-R118, R134, R140, R156, R188.

`practices` are by name, for the region itself; `rules.region_report` seals all but those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import (
    Attendance,
    DocumentSubmission,
    Enrolment,
    FilledForm,
    KpiState,
    Practice,
    RegionDocument,
    RegionYear,
    Scan,
    Session,
    SupportRecord,
)
from groeiruimte.records.models.region_document import APPROVE, CONFIRMED, REGIONAL_PLAN
from groeiruimte.records.models.training import CALLED_OFF
from groeiruimte.rules.coverage import Stands, Taking, count, coverage, theme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.region_document import AGREEMENT, ALL, KPI, Parts
from groeiruimte.rules.region_report import kpi_rows
from groeiruimte.rules.scan_offer import offered
from groeiruimte.rules.tracks import counted, is_for, walk

from .alignments import programme_of_year
from .region_content import parts_of

Figures = dict[str, Any]
_ACCOUNTS = ("accountability", "final_report")
"""The forms with which a practice tells what it did: who sent one in gave its answers."""


def report_figures(region_year: RegionYear, parts: Parts, on: date) -> Figures:
    """Everything that a report takes from the records, JSON and no more; as many queries for one practice as for more.

    `parts` are not asked: a report types nothing that is counted. Who enrolled after `on` is not in it.
    """
    programme = programme_of_year(region_year)
    enrolled = list(
        Enrolment.objects.filter(region_year=region_year, enrolled_on__lte=on)
        .select_related("practice")
        .order_by("practice__name", "pk")
    )
    taking = _taking(programme, region_year, enrolled)
    covered = coverage(taking)
    counts = {each.key: count(taking, each.key) for each in programme.kpis}
    planned = _planned(region_year)
    text = programme.report
    return {
        "on": on.isoformat(),
        "due": text.due.isoformat() if text and text.due else "",
        "affiliated": Practice.objects.filter(region_id=region_year.region_id).count(),
        "participants": len(enrolled),
        "patients": sum(each.practice.registered_patients for each in enrolled),
        "supported": [each.key for each in programme.objectives_in_order if each.supported],
        "by_objective": {
            str(each.key): sum(each.key in one.objectives for one in enrolled) for each in programme.objectives_in_order
        },
        "coverage": {"asked": covered.asked, "complete": covered.complete, "missing": len(covered.missing)},
        "kpis": kpi_rows(programme, _kpis(planned), counts),
        "themes": _themes(programme, taking),
        **_support(programme, region_year, enrolled),
        "scans": _scans(programme, region_year, enrolled, on),
        "carried": _carried(programme, planned),
        **_offered(programme, region_year, enrolled, taking, on),
    }


def _taking(programme: Programme, region_year: RegionYear, enrolled: Iterable[Enrolment]) -> list[Taking]:
    stands: dict[str, list[Stands]] = defaultdict(list)
    states = KpiState.objects.filter(enrolment__region_year=region_year).order_by("kpi")
    for enrolment, kpi, state, have in states.values_list("enrolment", "kpi", "state", "have"):
        stands[enrolment].append(Stands(kpi, state, have))
    accounts = [form.key for form in programme.forms if form.kind in _ACCOUNTS]
    sent = FilledForm.objects.filter(enrolment__region_year=region_year, form__in=accounts, submitted_at__isnull=False)
    told = set(sent.values_list("enrolment", flat=True))
    return [
        Taking(each.practice_id, each.practice.name, tuple(each.objectives), tuple(stands[each.pk]), each.pk in told)
        for each in enrolled
    ]


def _planned(region_year: RegionYear) -> Mapping[str, Any]:
    """The parts of the plan, kind -> list: as approved, else as sent last, else as they stand."""
    document = RegionDocument.objects.filter(region_year=region_year, kind=REGIONAL_PLAN).first()
    if document is None:
        return {}
    sent = DocumentSubmission.objects.filter(document=document).order_by("-number")
    found = sent.filter(decisions__outcome=CONFIRMED, decisions__verdict=APPROVE).first() or sent.first()
    if found is not None:
        parts: Mapping[str, Any] = found.content["parts"]
        return parts
    return {kind: [{"key": key, **one} for key, one in each.items()] for kind, each in parts_of(document).items()}


def _kpis(planned: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {each["key"]: each for each in planned.get(KPI, ())}


def _themes(programme: Programme, taking: Sequence[Taking]) -> list[dict[str, Any]]:
    found = []
    for each in programme.objectives_in_order:
        kpis = [kpi.key for kpi in programme.kpis_of(each.key)]
        stands = theme(taking, each.key, kpis)
        found.append({"objective": each.key, "title": each.label, "practices": stands.practices, **asdict(stands)})
    return found


def _support(programme: Programme, region_year: RegionYear, enrolled: Sequence[Enrolment]) -> Figures:
    """R110, R134, R140: what the region gave, per kind and phase; R115, R118: how far practices are in each track."""
    rows = list(
        SupportRecord.objects.filter(enrolment__region_year=region_year, removed_on=None)
        .order_by()
        .values_list("enrolment", "kind", "phase", "track", "step", "answers")
    )
    kinds = [
        {"label": kind.label, "practices": len({row[0] for row in rows if row[1] == kind.key}),
         "records": sum(row[1] == kind.key for row in rows)}
        for kind in programme.support_kinds
    ]  # fmt: skip
    phases = [
        {"label": phase.label, "practices": len({row[0] for row in rows if row[2] == phase.key}),
         "records": sum(row[2] == phase.key for row in rows)}
        for phase in programme.phases
    ]  # fmt: skip
    tracks = []
    for track in programme.tracks:
        noted: dict[str, dict[str, Any]] = defaultdict(dict)
        for enrolment, _, _, key, step, answers in rows:
            if key == track.key:
                noted[enrolment][step] = answers
        mine = [each for each in enrolled if is_for(track, each.objectives, each.choices)]
        found = counted(track, (walk(programme, track, noted[each.pk]) for each in mine))
        steps = [{"label": step.label, "done": found.per_step[step.key]} for step in track.steps]
        tracks.append(
            {"key": track.key, "label": track.label, "chosen": found.chosen, "started": found.started,
             "complete": found.complete, "steps": steps}
        )  # fmt: skip
    return {"support": kinds, "phases": phases, "tracks": tracks}


def _scans(
    programme: Programme, region_year: RegionYear, enrolled: Iterable[Enrolment], on: date
) -> list[dict[str, Any]]:
    """R106: how far practices are with each scan on a day, and when the last of them was ready. No more is known."""
    to = Counter(scan.key for each in enrolled for scan in offered(programme, Facts(objectives=tuple(each.objectives))))
    held: dict[str, list[date | None]] = defaultdict(list)
    begun = Scan.objects.filter(enrolment__in=[each.pk for each in enrolled], started_at__date__lte=on)
    for kind, finished_on in begun.order_by("finished_on").values_list("kind", "finished_on"):
        held[kind].append(finished_on if finished_on and finished_on <= on else None)
    found = []
    for scan in programme.scans:
        ready = [day for day in held[scan.key] if day]
        found.append(
            {"key": scan.key, "title": scan.title, "offered": to[scan.key], "begun": len(held[scan.key]),
             "ready": len(ready), "last": ready[-1].isoformat() if ready else ""}
        )  # fmt: skip
    return found


def _carried(programme: Programme, planned: Mapping[str, Any]) -> Figures:
    """R045: the agreements that stay when the year is over, because its money does."""
    agreements = planned.get(AGREEMENT, ())
    return {
        "structural": any(each.structural for each in programme.funding.growth_room),
        "for_all": [each["text"] for each in agreements if each["key"] == ALL],
        "with_practices": sum(each["key"] != ALL for each in agreements),
    }


def _offered(
    programme: Programme, region_year: RegionYear, enrolled: Sequence[Enrolment], taking: Iterable[Taking], on: date
) -> Figures:
    """R032: the days that were held until a day, and who came; per practice with what it did not answer yet."""
    until = min(on, region_year.end)
    held = set(
        Session.objects.filter(
            region_id=region_year.region_id,
            training__published=True,
            start__date__gte=region_year.start,
            start__date__lte=until,
        )
        .exclude(status=CALLED_OFF)
        .values_list("pk", flat=True)
    )
    there = Attendance.objects.filter(session__in=held, removed_on=None, region_id=region_year.region_id)
    visits = Counter(practice for practice, _ in set(there.values_list("practice", "session")))
    titles = {each.key: each.title for each in programme.kpis}
    came = [visits[each.practice_id] for each in enrolled]
    return {
        "offered": {"days": len(held), "came": sum(each > 0 for each in came), "visits": sum(came)},
        "practices": [
            {
                "id": each.practice,
                "name": each.name,
                "objectives": list(each.objectives),
                "missing": [titles.get(kpi, kpi) for kpi in each.missing],
                "attended": visits[each.practice],
            }
            for each in taking
        ],
    }
