"""What changed between two versions, and the form on paper: as it was sent, as it stands, or empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.pages.answered import Answered, answered
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.practice.asking.on_page import KPI_STATES
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Question
from groeiruimte.records import access
from groeiruimte.records.models import FormSubmission
from groeiruimte.reports import pdf
from groeiruimte.reports.pdf import FormPaper, PaperAnswer, PaperKpi, PaperSection
from groeiruimte.rules.answers import WHOLE, options
from groeiruimte.rules.answers import changes as changes_between
from groeiruimte.rules.kpi import of_practice

from . import story
from .filling import Filling, filling_of, submissions_of

_STATUSES = {
    "draft": "Concept",
    "submitted": "Verstuurd",
    "changes_requested": "Wordt aangevuld",
    "approved": "Akkoord",
    "carried_out": "Uitgevoerd",
}


@require_safe
def changes(request: Request, practice_id: str, form: str) -> HttpResponse:
    """What changed: between a version and the one before (`?versie=2`), or since the last one that was sent."""
    filling = filling_of(request, practice_id, form)
    sent = submissions_of(request, filling)
    asked = request.GET.get("versie", "")
    if asked:
        new = next((each for each in sent if str(each.number) == asked), None)
        old = next((each for each in sent if new and each.number == new.number - 1), None)
        if new is None or old is None:
            raise Http404
        title, before, after = f"Versie {old.number} en versie {new.number}", old.answers, new.answers
    elif sent:
        title, before, after = f"Versie {sent[0].number} en wat er nu staat", sent[0].answers, filling.cleaned
    else:
        raise Http404
    context = {
        "practice": filling.year.practice,
        "definition": filling.definition,
        "title": title,
        "changes": changes_between(filling.year.programme, filling.year.facts, filling.definition, before, after),
        "urls": story.urls(filling, sent),
    }
    return render(request, "practice/fill/changes.html", context)


@require_safe
def paper(request: Request, practice_id: str, form: str) -> HttpResponse:
    """The last version that was sent; for the practice itself, while nothing was sent, what stands there now."""
    filling = filling_of(request, practice_id, form, "form.read")
    sent = submissions_of(request, filling)
    fills = access.may(request.actor, "form.fill", practice=filling.year.practice)
    if not sent and not (fills and filling.filled):
        raise Http404
    made = pdf.form(paper_of(filling, sent[0] if sent else None, request))
    return attachment(made, f"{filling.definition.key}-{filling.year.enrolment.year}.pdf", pdf.CONTENT_TYPE)


@require_safe
def blank(request: Request, practice_id: str, form: str) -> HttpResponse:
    """The sheet to fill in by hand."""
    filling = filling_of(request, practice_id, form)
    year = filling.year
    by_section = {section.key: section.title for section in filling.definition.sections}
    parts: dict[str, list[PaperAnswer]] = {}
    for question in filling.definition.questions:
        if question.type not in ("calculated", "kpi"):
            parts.setdefault(question.section or WHOLE, []).append(_empty(filling, question))
    found = FormPaper(
        title=filling.definition.title,
        practice=year.practice.name,
        agb_code=year.practice.agb_code,
        region=year.practice.region.name,
        programme=year.programme.title,
        status="",
        receipt="",
        at=None,
        signed_by="",
        statement=filling.definition.statement,
        sections=tuple(PaperSection(by_section.get(key, "Vragen"), tuple(found)) for key, found in parts.items()),
        printed_on=request.actor.on,
        blank=True,
    )
    return attachment(pdf.form(found), f"{filling.definition.key}-leeg.pdf", pdf.CONTENT_TYPE)


def paper_of(filling: Filling, sent: FormSubmission | None, request: Request) -> FormPaper:
    """A form as it was sent, or as a draft."""
    year = filling.year
    answers = sent.answers if sent else filling.cleaned
    return FormPaper(
        title=filling.definition.title,
        practice=year.practice.name,
        agb_code=year.practice.agb_code,
        region=year.practice.region.name,
        programme=year.programme.title,
        status=_STATUSES[filling.status] if sent else "Concept, nog niet verstuurd",
        receipt=sent.receipt if sent else "",
        at=sent.submitted_at if sent else None,
        signed_by=sent.submitted_by.name if sent else "",
        statement=sent.statement if sent else "",
        sections=_sections(filling, answers),
        kpis=_kpis(filling, sent),
        evidence=tuple(f"{found.title}, {short_date(found.day)}" for found in year.facts.evidence),
        printed_on=request.actor.on,
    )


def _sections(filling: Filling, answers: Mapping[str, Any]) -> tuple[PaperSection, ...]:
    found = answered(filling.year.programme, filling.year.facts, filling.definition, answers)
    return tuple(
        PaperSection(section.title, tuple(_answer(each) for each in section.answers if not each.is_empty))
        for section in found
    )


def _answer(each: Answered) -> PaperAnswer:
    return PaperAnswer(each.question.text, each.lines, each.table)


def _kpis(filling: Filling, sent: FormSubmission | None) -> tuple[PaperKpi, ...]:
    """With an accountability or a final report: as the KPIs stood when it was sent, else as they stand now."""
    if filling.definition.kind not in ("accountability", "final_report"):
        return ()
    if sent:
        return tuple(PaperKpi(kpi["title"], KPI_STATES[kpi["state"]][1], kpi["because"]) for kpi in sent.kpis)
    found = of_practice(filling.year.programme, filling.year.facts)
    return tuple(PaperKpi(kpi.title, KPI_STATES[kpi.state][1], kpi.because) for kpi in found)


def _empty(filling: Filling, question: Question) -> PaperAnswer:
    """A question with its choices to tick, or the header of its table."""
    year = filling.year
    if question.type == "table":
        return PaperAnswer(question.text, table=(tuple(column.label for column in question.columns),))
    choices = options(year.programme, year.facts, filling.definition, question, filling.answers)
    if question.type == "yes_no":
        choices = ("Ja", "Nee")
    return PaperAnswer(question.text, lines=tuple(choices))
