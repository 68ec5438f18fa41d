"""What the insurer said about the plan of each region: it tested every KPI, one person proposed, a second confirmed.

The amounts for the regions themselves (O&I) are made up: no source of these years gives them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from groeiruimte.actions import decisions, plan_review
from groeiruimte.actions.plan_review import Verdict
from groeiruimte.records.models import DocumentSubmission
from groeiruimte.records.models.region_document import APPROVE
from groeiruimte.rules.decision import TESTS, kpis

from .hands import hand
from .regions import RegionPlan
from .world import World

_OI = {"rijnmond": 24_000_00, "utrecht": 30_000_00, "roha": 22_000_00}
_CONDITIONS = {"rijnmond": "De regio laat in het najaar zien welke KPI's weinig opleveren."}


def write(world: World, sent: Mapping[str, DocumentSubmission]) -> None:
    """Decide about each plan on the day on which its year was approved."""
    for region, _ in world.regions:
        _decide(world, region, sent[region.key])


def _decide(world: World, region: RegionPlan, submission: DocumentSubmission) -> None:
    insurer, day = submission.region_year.insurer, region.approved_on
    plan_review.test_kpi(
        insurer=insurer,
        submission=submission,
        verdicts={(kpi, test): Verdict(True) for kpi in kpis(submission.content) for test in TESTS},
        seen=0,
        **hand(world.purchaser, day - timedelta(days=1), 9, 40, f"plan-tests-{region.key}"),
    )
    proposed = decisions.propose(
        insurer=insurer,
        submission=submission,
        verdict=APPROVE,
        conditions=_CONDITIONS.get(region.key, ""),
        maximum=region.maximum,
        oi=_OI[region.key],
        service_code=region.service_code,
        **hand(world.purchaser, day - timedelta(days=1), 10, 15, f"plan-proposed-{region.key}"),
    )
    decisions.decide(
        insurer=insurer,
        decision=proposed,
        confirm=True,
        reason="",
        **hand(world.approver, day, 11, 30, f"plan-decided-{region.key}"),
    )
