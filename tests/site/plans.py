"""Regional plans that were written and signed through the verbs, and somebody at the insurer who decides about them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from groeiruimte.actions import decisions, plan_review, region_documents
from groeiruimte.actions.plan_review import Verdict
from groeiruimte.records import access, guard
from groeiruimte.records.access import Actor
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import (
    Decision,
    DocumentSubmission,
    Insurer,
    Membership,
    Region,
    RegionDocument,
    RegionYear,
    User,
)
from groeiruimte.records.models.membership import ACTIVE
from groeiruimte.rules.decision import TESTS, kpis
from groeiruimte.rules.region_document import ACTIVITY, AGREEMENT, ALL, KPI, SECTION

from .rijnmond import NOW, PASSWORD, TODAY

ACTIVITY_KEY, KPI_KEY = "a" * 20, "k" * 20
APPROACH = "Wij bezoeken elke praktijk twee keer."


def make_buyer(role: str, insurer: Insurer, email: str = "") -> User:
    """Somebody who buys for an insurer, active since 2019."""
    user = User.objects.create_user(
        email or f"{role}.{insurer.pk}@example.org", PASSWORD, name=role.replace("_", " ").capitalize()
    )
    Membership.objects.create(user=user, role=role, status=ACTIVE, insurer=insurer, start=date(2019, 1, 1))
    return user


def actor(user: User, on: date = TODAY) -> Actor:
    with guard.everything():
        return access.actor(user, on)


def given(by: Actor, at: datetime = NOW) -> dict[str, Any]:
    return {"by": by, "at": at, "key": new_id()}


def write_plan(year: RegionYear, by: Actor, *, approach: str = APPROACH) -> RegionDocument:
    """A whole plan for objective A, ready to be signed."""
    region = year.region
    document: RegionDocument = region_documents.start(region=region, region_year=year, way="empty", **given(by))
    content: dict[str, dict[str, dict[str, Any]]] = {
        SECTION: {f"approach-{key}": {"text": approach} for key in _objectives(year)},
        ACTIVITY: {ACTIVITY_KEY: an_activity("Avond over beeldbellen")},
        KPI: {KPI_KEY: a_kpi("Praktijken die beeldbellen")},
        AGREEMENT: {ALL: {"text": "De praktijk doet mee aan de avonden."}},
    }
    for kind, contents in content.items():
        document = save(document, kind, contents, by)
    return document


def and_objective(document: RegionDocument, key: str, by: Actor) -> RegionDocument:
    """The same plan with an activity for another objective too, and its KPI for all of them."""
    save(document, ACTIVITY, {key.lower() * 20: an_activity("Avond over gesprekken") | {"objective": key}}, by)
    return save(document, KPI, {KPI_KEY: a_kpi("Praktijken die beeldbellen") | {"objective": ""}}, by)


def save(document: RegionDocument, kind: str, contents: dict[str, dict[str, Any]], by: Actor) -> RegionDocument:
    version = RegionDocument.objects.get(pk=document.pk).version
    found: RegionDocument = region_documents.save(
        region=Region.objects.get(pk=document.region_id),
        document=document,
        kind=kind,
        contents=contents,
        version=version,
        **given(by),
    )
    return found


def submit(document: RegionDocument, by: Actor, at: datetime = NOW) -> DocumentSubmission:
    version = RegionDocument.objects.get(pk=document.pk).version
    region = Region.objects.get(pk=document.region_id)
    found: DocumentSubmission = region_documents.submit(
        region=region, document=document, version=version, **given(by, at)
    )
    return found


def send_again(document: RegionDocument, by: Actor, approach: str) -> DocumentSubmission:
    """The next version, with another approach."""
    save(document, SECTION, {"approach-A": {"text": approach}}, by)
    return submit(document, by)


def an_activity(title: str) -> dict[str, Any]:
    return {
        "objective": "A",
        "title": title,
        "kind": "",
        "when": "voorjaar 2022",
        "cost_cents": 150_000,
        "other_funding": [],
        "additional": "",
    }


def a_kpi(title: str, source: str = "a1") -> dict[str, Any]:
    return {
        "objective": "A",
        "title": title,
        "dimension": "experience",
        "measure": "number",
        "target": "8 van de 10",
        "source": source,
    }


def _objectives(year: RegionYear) -> list[str]:
    programme = region_documents.programme_of_year(year)
    return [each.key for each in programme.objectives_in_order if each.supported or each.key == "A"]


def pass_all(submission: DocumentSubmission, by: Actor, *, fails: bool = False) -> None:
    """Every KPI passes every test, or fails the first."""
    verdicts = {
        (kpi, test): Verdict(not (fails and test == "burden"), "Te veel lijsten" if fails and test == "burden" else "")
        for kpi in kpis(submission.content)
        for test in TESTS
    }
    insurer = submission.region_year.insurer
    plan_review.test_kpi(insurer=insurer, submission=submission, verdicts=verdicts, seen=0, **given(by))


def propose(submission: DocumentSubmission, by: Actor, **changed: Any) -> Decision:
    proposal: dict[str, Any] = {
        "verdict": "approve",
        "conditions": "",
        "maximum": 100_000_00,
        "oi": 10_000_00,
        "service_code": "99999",
        **changed,
    }
    found: Decision = decisions.propose(
        insurer=submission.region_year.insurer, submission=submission, **proposal, **given(by)
    )
    return found


def decide(decision: Decision, by: Actor, *, confirm: bool = True, reason: str = "") -> Decision:
    insurer = RegionYear.objects.select_related("insurer").get(pk=decision.region_year_id).insurer
    found: Decision = decisions.decide(insurer=insurer, decision=decision, confirm=confirm, reason=reason, **given(by))
    return found
