"""What stands in the records of one scan: its definition, and what a specialist made of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from groeiruimte.programme.scan import Level
from groeiruimte.programme.scan import Scan as Definition
from groeiruimte.records.models import Scan, ScanJudgement
from groeiruimte.records.models.scan import ANSWERING, FINISHED

from .form_answers import latest, rows_of
from .programmes import programme_of
from .refusal import Refused

BUSY = ("De praktijk is nog bezig.", "Wacht tot de praktijk de antwoorden verstuurt.", "answering")
CLOSED = ("Deze scan is voor u gesloten.", "Vraag de praktijk om het rapport.", "closed")


def definition_of(scan: Scan) -> Definition:
    """What the programme says about this kind of scan; refused when it says nothing (any more)."""
    found = programme_of(scan.enrolment.region_year.edition).scan(scan.kind)
    if found is None:
        raise Refused("Deze scan is er niet.", "Ga terug en kies een scan uit de lijst.", code="scan")
    return found


def otherwise_of(scan: Scan) -> Mapping[str, Level]:
    """The levels that the specialist gave otherwise than the scan itself. The practice cannot see them.

    What was judged of an answer that the practice changed since does not count.
    """
    rows = [row for row in scan.judgements.all() if row.level]
    old = overtaken(scan, rows)
    return {row.question: cast(Level, row.level) for row in rows if row.question not in old}


def overtaken(scan: Scan, rows: Iterable[ScanJudgement]) -> frozenset[str]:
    """The questions of which a judgement is older than the answer."""
    judged = list(rows)
    given = {key: row.given_at for key, row in latest(rows_of(scan)).items()} if judged else {}
    return frozenset(row.question for row in judged if row.question in given and row.at < given[row.question])


def performed(scan: Scan, on: date) -> Scan:
    """The scan, locked, for who performs it: sent in by the practice, and its report not closed to specialists."""
    held = Scan.objects.select_for_update(of=("self",)).select_related("practice__region").get(pk=scan.pk)
    if held.status == ANSWERING or held.submitted_at is None:
        raise Refused(*BUSY)
    if held.status == FINISHED and not held.reports.filter(open_until__gte=on).exists():
        raise Refused(*CLOSED)
    return held
