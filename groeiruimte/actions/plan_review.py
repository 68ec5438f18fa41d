"""The insurer reads what a region sent in: it tests every KPI, and asks at a place (V02).

Rows: R052 (three tests per KPI, with verdict and reason). Nothing that was written is changed later: a newer verdict
stands beside the older one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Decision, DocumentRemark, DocumentSubmission, Insurer, KpiTest
from groeiruimte.records.models.region_document import CONFIRMED
from groeiruimte.rules.decision import TESTS, kpis, places
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn

from . import document_mail
from .decisions import ALREADY, NEWER, reading
from .refusal import Refused
from .verb import Done, verb

WHOLE = ""
"""The place of a question about the plan as a whole."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a KPI passes a test; one that does not has a reason."""

    passes: bool
    reason: str = ""


def test_kpi(
    *,
    insurer: Insurer,
    submission: DocumentSubmission,
    verdicts: Mapping[tuple[str, str], Verdict],
    seen: int,
    by: Actor,
    at: datetime,
    key: str,
) -> DocumentSubmission:
    """Keep the verdicts on KPIs, by (key of the KPI, test). Only what changed becomes a row.

    `seen` is the number of the newest verdict that the page showed: who did not see what a colleague found about the
    same test is refused.
    """
    given = {f"{kpi}/{test}": [verdict.passes, verdict.reason.strip()] for (kpi, test), verdict in verdicts.items()}
    found: DocumentSubmission = _test_kpi(
        insurer=insurer, submission=submission, verdicts=given, seen=seen, by=by, at=at, key=key
    )
    return found


@verb("kpi.test", right="document.ask", purpose="besluit")
def _test_kpi(
    *,
    insurer: Insurer,
    submission: DocumentSubmission,
    verdicts: dict[str, list[bool | str]],
    seen: int,
    by: Actor,
    at: datetime,
) -> Done:
    assert by.user is not None
    _hold(submission)
    if Decision.objects.filter(submission=submission, outcome=CONFIRMED).exists():
        raise Refused(*ALREADY)
    known = kpis(submission.content)
    last = {(row.kpi, row.test): row for row in submission.kpi_tests.order_by("at", "id")}
    rows = []
    for place, (passes, reason) in verdicts.items():
        kpi, _, test = place.rpartition("/")
        _demand_known(kpi, test, known)
        if not passes and not reason:
            raise Refused(f"Een reden ontbreekt bij “{known[kpi]}”.", "Schrijf waarom deze KPI niet voldoet.", "reason")
        before = last.get((kpi, test))
        if before is not None and (before.passes, before.reason) == (bool(passes), str(reason)):
            continue
        if before is not None and before.pk > seen:
            raise Refused(f"Een collega toetste “{known[kpi]}” zojuist ook.", "Bekijk die toets en kies dan.", "seen")
        rows.append(_row(submission, kpi, test, bool(passes), str(reason), by, at))
    KpiTest.objects.bulk_create(rows)
    return Done(submission, detail={"verdicts": len(rows), "fail": sum(not row.passes for row in rows)})


def _row(
    submission: DocumentSubmission, kpi: str, test: str, passes: bool, reason: str, by: Actor, at: datetime
) -> KpiTest:
    if holds_a_bsn(reason):
        raise Refused(BSN_SEEN, "", "bsn")
    return KpiTest(
        submission=submission,
        region_id=submission.region_id,
        region_year_id=submission.region_year_id,
        kpi=kpi,
        test=test,
        passes=passes,
        reason=reason,
        by=by.user,
        at=at,
    )


@verb("document.ask", right="document.ask", purpose="besluit")
def ask(
    *, insurer: Insurer, submission: DocumentSubmission, questions: Mapping[str, str], by: Actor, at: datetime
) -> Done:
    """Ask at one or more places of a submission (`section:approach`, WHOLE for all of it); the region gets one mail."""
    assert by.user is not None
    _hold(submission)
    asked = {place: text.strip() for place, text in questions.items() if text.strip()}
    if not asked:
        raise Refused("U schreef nog geen vraag.", "Schrijf een vraag bij een onderdeel.", "question")
    if set(asked) - {WHOLE, *places(submission.content)}:
        raise Refused("Dit onderdeel staat niet in deze versie.", "Open de pagina opnieuw.", "place")
    if any(holds_a_bsn(text) for text in asked.values()):
        raise Refused(BSN_SEEN, "", "bsn")
    DocumentRemark.objects.bulk_create(
        DocumentRemark(
            submission=submission,
            region_id=submission.region_id,
            region_year_id=submission.region_year_id,
            place=place,
            text=text,
            from_insurer=True,
            by=by.user,
            at=at,
        )
        for place, text in asked.items()
    )
    document_mail.asked(submission, len(asked), at)
    return Done(submission, detail={"questions": len(asked)})


def _hold(submission: DocumentSubmission) -> None:
    """One reader at a time, about the last version alone."""
    lock.hold(reading(submission.document_id))
    if DocumentSubmission.objects.filter(document_id=submission.document_id, number__gt=submission.number).exists():
        raise Refused(*NEWER)


def _demand_known(kpi: str, test: str, known: Mapping[str, str]) -> None:
    if kpi not in known or test not in TESTS:
        raise Refused("Deze KPI staat niet in het plan.", "Open het plan opnieuw.", "kpi")
