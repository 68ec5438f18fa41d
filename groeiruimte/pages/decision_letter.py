"""The letter of a decision, the same for the insurer and for the region (V03, R036)."""

from __future__ import annotations

from groeiruimte.actions.decisions import tests_of
from groeiruimte.actions.programmes import programme_of
from groeiruimte.programme.calendar import local_date
from groeiruimte.programme.money import euro
from groeiruimte.records.models import Decision
from groeiruimte.records.models.region_document import APPROVE
from groeiruimte.reports import pdf
from groeiruimte.reports.pdf import DecisionLetter
from groeiruimte.rules.decision import TESTS


def letter_of(decision: Decision) -> tuple[bytes, str]:
    """The PDF of a confirmed decision and the name of its file.

    Raises LookupError for one that nobody confirmed: it is no decision yet.
    """
    if decision.decided_at is None or decision.decided_by is None or decision.proposed_by is None:
        raise LookupError("Dit voorstel is nog niet bevestigd.")
    submission, year = decision.submission, decision.region_year
    approves = decision.verdict == APPROVE
    paper = DecisionLetter(
        region=year.region.name,
        programme=programme_of(year.edition).title,
        insurer=year.insurer.name,
        version=str(submission.number),
        signed_by=submission.submitted_by.name,
        sent_at=submission.submitted_at,
        receipt=submission.receipt,
        verdict="Wij zijn akkoord met dit plan." if approves else "Wij vragen u dit plan aan te passen.",
        amounts=_amounts(decision) if approves else (),
        conditions_title="Voorwaarden" if approves else "Wat er anders moet",
        conditions=tuple(line for line in decision.conditions.splitlines() if line.strip()),
        kpis=_kpis(decision) if approves else (),
        proposed_by=decision.proposed_by.name,
        proposed_at=decision.proposed_at,
        decided_by=decision.decided_by.name,
        decided_at=decision.decided_at,
        sha256=decision.sha256,
        printed_on=local_date(decision.decided_at),
    )
    return pdf.decision_letter(paper), f"besluit-{year.region_id}-{year.programme}-versie-{submission.number}.pdf"


def _amounts(decision: Decision) -> tuple[tuple[str, str], ...]:
    maximum, oi = decision.maximum_cents or 0, decision.oi_cents or 0
    found = [
        ("Maximum van S3 en O&I samen", euro(maximum)),
        ("Voor praktijken (S3)", euro(maximum - oi)),
        ("Voor de regio (O&I)", euro(oi)),
    ]
    return (*found, ("Prestatiecode", decision.service_code)) if decision.service_code else tuple(found)


def _kpis(decision: Decision) -> tuple[tuple[str, str, str], ...]:
    tested = tests_of(decision.submission)
    return tuple(
        (str(part["title"]), str(part.get("target", "")), _passed(tested.get(part["key"], {})))
        for part in decision.submission.content["parts"].get("kpi", ())
    )


def _passed(tests: dict[str, bool]) -> str:
    return "Voldoet" if len(tests) == len(TESTS) and all(tests.values()) else "Zie voorwaarden"
