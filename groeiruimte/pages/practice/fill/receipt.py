"""The receipt of a form on paper: what arrived, when, from whom, and the seal over it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.programme.form import Form
from groeiruimte.records.models import FormSubmission
from groeiruimte.reports import pdf

from .filling import filling_of, submissions_of


@require_safe
def receipt(request: Request, practice_id: str, form: str) -> HttpResponse:
    """Of the version that was sent last."""
    filling = filling_of(request, practice_id, form)
    sent = submissions_of(request, filling)
    if not sent:
        raise Http404
    year, last = filling.year, sent[0]
    paper = pdf.Receipt(
        title=filling.definition.title,
        practice=year.practice.name,
        agb_code=year.practice.agb_code,
        region=year.practice.region.name,
        programme=year.programme.title,
        number=last.receipt,
        at=last.submitted_at,
        by=last.submitted_by.name,
        sha256=last.sha256,
        lines=what_arrived(last, filling.definition),
    )
    return attachment(pdf.receipt(paper), f"ontvangstbewijs-{last.receipt}.pdf", pdf.CONTENT_TYPE)


def what_arrived(sent: FormSubmission, form: Form) -> tuple[tuple[str, str], ...]:
    """Names with values; no answer stands on a receipt. KPIs belong to what accounts for them."""
    found = [
        ("Versie", str(sent.number)),
        ("Antwoorden", str(len(sent.answers))),
        ("Op tijd", "nee, na de laatste dag" if sent.late else "ja"),
    ]
    if sent.kpis and form.kind in ("accountability", "final_report"):
        met = sum(1 for kpi in sent.kpis if kpi["state"] == "met")
        found.append(("KPI's gehaald", f"{met} van {len(sent.kpis)}"))
    return tuple(found)
