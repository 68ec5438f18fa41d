"""What waits for a decision of the region: choices of practices, the plan, the settlement of a quarter."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode

from groeiruimte.actions.alignments import newest, programme_of_year
from groeiruimte.records import access
from groeiruimte.records.models import RegionYear
from groeiruimte.records.models.intention import YES
from groeiruimte.records.models.region_document import CHANGES_REQUESTED, REGIONAL_PLAN
from groeiruimte.records.models.settlement_run import PREPARED
from groeiruimte.rules.alignment import needs_talk
from groeiruimte.rules.obligations import list_window, quarters

from .parts import Desk, Line, day_of


def choices(desk: Desk) -> Iterator[Line]:
    """Practices whose choice is not confirmed (R011), and those with whom the region must talk first (R039)."""
    for year, _ in desk.years:
        if year.end < desk.on:
            continue
        chosen, judged = _chosen(desk, year), newest(access.alignments(desk.who).filter(region_year=year))
        programme, open_ones, talks = programme_of_year(year), 0, 0
        for practice, objectives in chosen.items():
            mine = [judged.get((practice, objective)) for objective in objectives]
            open_ones += any(each is None or not each.confirmed for each in mine)
            spoken = [each.objective for each in mine if each is not None and each.aligned_on]
            talks += bool(needs_talk(programme, objectives, spoken))
        where = f"{reverse('region:choices', args=[desk.region.pk])}?programma={year.programme}"
        if talks:
            yield Line("Overleg over een doelstelling die u niet ondersteunt", talks, where)
        if open_ones:
            yield Line("Stem keuzes van praktijken af", open_ones, where)


def _chosen(desk: Desk, year: RegionYear) -> dict[str, list[str]]:
    """Per practice what it signed for, else what it said to prefer."""
    said = access.intentions(desk.who).filter(region=desk.region, region_year=year, answer=YES)
    signed = access.enrolments(desk.who).filter(region=desk.region, region_year=year)
    found = dict(said.order_by().values_list("practice", "objectives"))
    found.update(signed.order_by().values_list("practice", "objectives"))
    return {practice: objectives for practice, objectives in found.items() if objectives}


def documents(desk: Desk) -> Iterator[Line]:
    """What the insurer sent back, and its questions that nobody answered (R036)."""
    where = reverse("region:plan", args=[desk.region.pk])
    sent_back = access.region_documents(desk.who).filter(region=desk.region, status=CHANGES_REQUESTED)
    for kind in sent_back.order_by("kind").values_list("kind", flat=True):
        yield Line(f"Pas {'het regioplan' if kind == REGIONAL_PLAN else 'de rapportage'} aan", 1, where)
    last = {
        (remark.submission_id, remark.place): remark
        for remark in access.document_remarks(desk.who).filter(region=desk.region).order_by("at", "id")
    }
    asked = [remark for remark in last.values() if remark.from_insurer]
    if asked:
        since = min(remark.at for remark in asked)
        yield Line("Beantwoord vragen van de verzekeraar", len(asked), where, since=day_of(since))


def to_close(desk: Desk) -> Iterator[Line]:
    """Settlements that a colleague prepared; who prepared one cannot close it."""
    runs = access.settlement_runs(desk.who).filter(region=desk.region, status=PREPARED)
    others = runs.exclude(prepared_by=desk.who.user).order_by("prepared_at")
    for programme, quarter, at in others.values_list("region_year__programme", "quarter", "prepared_at"):
        where = _settlement(desk, programme, quarter)
        yield Line("Sluit de afrekening die klaarstaat", 1, where, first=where, since=day_of(at))


def to_prepare(desk: Desk) -> Iterator[Line]:
    """Quarters whose lists are due and that nobody settled or began to settle."""
    for year, programme in desk.years:
        if year.approved_on is None:
            continue
        runs = access.settlement_runs(desk.who).filter(region_year=year, status=PREPARED)
        begun = {*year.closed_quarters.values_list("quarter", flat=True), *runs.values_list("quarter", flat=True)}
        for quarter in (each for every in programme.period.years for each in quarters(programme, every)):
            due = list_window(programme, quarter)[1]
            if due < desk.on and str(quarter) not in begun:
                where = _settlement(desk, year.programme, str(quarter))
                yield Line(f"Bereid de afrekening van {quarter.label} voor", 1, where, first=where, since=due)


def _settlement(desk: Desk, programme: str, quarter: str) -> str:
    asked = urlencode({"programma": programme, "kwartaal": quarter})
    return f"{reverse('region:settlement', args=[desk.region.pk])}?{asked}"
