"""What changed in the plan, and the plan on paper: as it was sent, or as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from groeiruimte.actions.region_content import content_of, parts_of
from groeiruimte.actions.region_figures import figures
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.programme.money import euro
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import DIMENSIONS
from groeiruimte.records import access
from groeiruimte.records.models import DocumentSubmission
from groeiruimte.records.models.region_document import REGIONAL_PLAN
from groeiruimte.reports import pdf
from groeiruimte.reports.pdf import PaperActivity, PaperObjective, PaperTarget, RegionalPlanPaper
from groeiruimte.rules.region_document import difference
from groeiruimte.rules.why import listed

from .work import Work, plan_or_404

_STATUSES = {
    "draft": "Concept",
    "submitted": "Verstuurd",
    "changes_requested": "Wordt aangepast",
    "approved": "Goedgekeurd",
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as the component of changes shows it: `was` and `becomes` in lines."""

    text: str
    was: tuple[str, ...]
    becomes: tuple[str, ...]


@require_safe
def changes(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """What is different from the version that was sent last, or from the plan of another programme (`?met=`)."""
    work = plan_or_404(request, region_key, programme_key)
    title, before = _before(work)
    found = [
        Changed(each.label, tuple(each.was.splitlines()), tuple(each.becomes.splitlines()))
        for each in difference(before, work.content)
    ]
    return render(request, "region/plan/changes.html", {"work": work, "title": title, "changes": found})


@require_safe
def paper(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The plan as PDF: a version that was sent (`?versie=`), the last one, or while nothing was sent the draft."""
    work = plan_or_404(request, region_key, programme_key)
    asks_draft = request.GET.get("versie") == "concept" or not work.submissions
    sent = None if asks_draft else work.submission_or_404()
    made = pdf.regional_plan(paper_of(work, sent))
    return attachment(made, f"regioplan-{work.year.programme}.pdf", pdf.CONTENT_TYPE)


def paper_of(work: Work, sent: DocumentSubmission | None) -> RegionalPlanPaper:
    """The paper of a version, or of what stands there now."""
    content = sent.content if sent else work.content
    parts, known = content["parts"], content["figures"]
    status = _STATUSES[work.document.status] if sent and sent == work.submissions[0] else "Eerdere versie"
    return RegionalPlanPaper(
        title=f"Regioplan {work.region.name}",
        region=work.region.name,
        insurer=work.year.insurer.name,
        programme=work.programme.title,
        status=status if sent else "Concept, nog niet verstuurd",
        version=f"{sent.number}" if sent else "",
        receipt=sent.receipt if sent else "",
        at=sent.submitted_at if sent else None,
        signed_by=sent.submitted_by.name if sent else "",
        statement=sent.statement if sent else "",
        sha256=sent.sha256 if sent else "",
        sections=tuple((part["title"], _lines(part["text"])) for part in parts["section"] if not part["objective"]),
        objectives=tuple(_objectives(work.programme, parts, known)),
        general=tuple(_target(part, known) for part in parts["kpi"] if not part["objective"]),
        agreements=tuple((part["title"], _lines(part["text"])) for part in parts["agreement"]),
        practices=tuple(
            (each["name"], each["agb_code"], each["district"], listed(each["objectives"]))
            for each in known["practices"]
        ),
        budget=_budget(known),
        double_funding=tuple(f"{' en '.join(each['streams'])}: {each['rule']}" for each in known["double_funding"]),
        printed_on=work.request.actor.on,
    )


def _before(work: Work) -> tuple[str, Mapping[str, Any]]:
    other = work.request.GET.get("met", "")
    if other:
        documents = access.region_documents(work.request.actor).filter(region=work.region, kind=REGIONAL_PLAN)
        found = get_object_or_404(documents.exclude(pk=work.document.pk), region_year__programme=other)
        last = found.submissions.order_by("-number").first()
        if last is not None:
            return f"Vergeleken met {other}, versie {last.number}", last.content
        parts = parts_of(found)
        return f"Vergeleken met {other}", content_of(
            found, parts, figures(found.region_year, parts, work.request.actor.on)
        )
    if not work.submissions:
        raise Http404
    last = work.submissions[0]
    return f"Vergeleken met versie {last.number}, die u verstuurde", last.content


def _objectives(programme: Programme, parts: Mapping[str, Any], known: Mapping[str, Any]) -> list[PaperObjective]:
    found = []
    for objective in programme.objectives_in_order:
        mine = {kind: [part for part in of if part.get("objective") == objective.key] for kind, of in parts.items()}
        if mine["section"] or mine["activity"] or mine["kpi"]:
            found.append(
                PaperObjective(
                    title=f"{objective.key} {objective.label}",
                    practices=known["by_objective"][objective.key],
                    sections=tuple((part["title"], _lines(part["text"])) for part in mine["section"]),
                    activities=tuple(_activity(programme, part) for part in mine["activity"]),
                    kpis=tuple(_target(part, known) for part in mine["kpi"]),
                )
            )
    return found


def _activity(programme: Programme, part: Mapping[str, Any]) -> PaperActivity:
    kinds = {each.key: each.label for each in programme.support_kinds}
    labels = {each.key: each.label for each in programme.choices}
    cost = part["cost_cents"]
    return PaperActivity(
        title=part["title"],
        kind=kinds.get(part["kind"], ""),
        when=part["when"],
        cost=euro(cost) if cost is not None else "",
        other_funding=listed([labels.get(each, each) for each in part["other_funding"]]),
        additional=part["additional"],
    )


def _target(part: Mapping[str, Any], known: Mapping[str, Any]) -> PaperTarget:
    minutes = known["minutes"].get(part["source"])
    return PaperTarget(
        title=part["title"],
        aim=DIMENSIONS.get(part["dimension"], ""),
        target=part["target"],
        minutes=f"{minutes} minuten" if minutes else "",
    )


def _budget(known: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """What is known; amounts that nobody agreed on yet are left out. The streams are never added up (R013)."""
    sums = (
        ("Maximum van S3 en O&I", known["maximum_cents"]),
        ("Budget van de regio (O&I)", known["oi_cents"]),
        ("Kosten van de activiteiten", known["cost_cents"]),
    )
    return tuple((label, euro(cents)) for label, cents in sums if cents is not None)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.splitlines() if line.strip())
