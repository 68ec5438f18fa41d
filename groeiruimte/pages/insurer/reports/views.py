"""V06: which reports came in, and one report as a page, from what was sealed and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import plan_review
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.report_decisions import decide_report as decide
from groeiruimte.pages import report_words
from groeiruimte.pages.insurer.bought import Bought, bought, calendar_years, insurer_or_404, year_or_404
from groeiruimte.pages.insurer.questions import QuestionsForm, asked
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.report_words import in_time, kpi_lines, paper_of
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records import access
from groeiruimte.records.models import DocumentRemark, DocumentSubmission, RegionYear
from groeiruimte.records.models.region_document import APPROVE, APPROVED, CHANGES_REQUESTED, REPORT, SUBMITTED
from groeiruimte.reports import pdf
from groeiruimte.rules.decision import places

from .forms import DecisionForm

COLUMNS = (Column("Regio"), Column("Programma"), Column("Stand", "status"), Column("Op tijd"), Column("Verstuurd"))

WHOLE_OF = "de hele rapportage"


@dataclass(frozen=True, slots=True)
class Item:
    """One place of the report: its words, what was asked there, and the field to ask something."""

    place: str
    title: str
    lines: tuple[str, ...]
    remarks: tuple[DocumentRemark, ...]
    ask: BoundField | None


@require_safe
def reports(request: Request, insurer_key: str) -> HttpResponse:
    """The report of each region that runs in a calendar year; those that wait first."""
    insurer = insurer_or_404(request, insurer_key)
    asked, years = calendar_years(request, insurer)
    found = sorted(bought(request, insurer, asked), key=lambda each: (not _waits(each), each.year.region.name))
    context = {
        "insurer": insurer,
        "asked_year": str(asked),
        "years": [str(each) for each in years],
        "columns": COLUMNS,
        "rows": [_row(request, each) for each in found],
        "any_sent": any(each.report for each in found),
    }
    return render(request, "insurer/reports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """One version of the report (`?versie=`, else the last); a POST asks what was typed at its places."""
    year = year_or_404(request, insurer_key, region, programme_key)
    sent = _sent(request, year)
    if not sent:
        return render(request, "insurer/reports/nothing.html", {"year": year, **_addresses(year)})
    shown = _version_or_404(sent, request.GET.get("versie", ""))
    form = QuestionsForm(places(shown.content), WHOLE_OF, request.POST if request.method == "POST" else None)
    if asked(request, year, shown, form):
        return HttpResponseRedirect(request.path)
    return _page(request, year, sent, shown, form, DecisionForm(), 409 if form.errors else 200)


@require_POST
def decide_report(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """Accept the last version, or send it back; the page says which version was read."""
    year = year_or_404(request, insurer_key, region, programme_key)
    sent = _sent(request, year)
    if not sent:
        raise Http404
    shown = _version_or_404(sent, request.POST.get("versie", ""))
    form = DecisionForm(request.POST)
    accept = request.POST.get("doe") == "akkoord"
    if form.is_valid():
        try:
            decide(
                insurer=year.insurer,
                submission=shown,
                accept=accept,
                reason="" if accept else form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            if refusal.code == "no_right":
                raise
            form.refuse(refusal)
        else:
            done = "De rapportage is akkoord." if accept else "De rapportage ligt weer bij de regio."
            messages.success(request, f"{done} De regio krijgt een mail.")
            return HttpResponseRedirect(_addresses(year)["report_url"])
    return _page(request, year, _sent(request, year), shown, QuestionsForm(places(shown.content), WHOLE_OF), form, 409)


@require_safe
def report_paper(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """The report as PDF, as it was sent."""
    year = year_or_404(request, insurer_key, region, programme_key)
    sent = _sent(request, year)
    if not sent:
        raise Http404
    shown = _version_or_404(sent, request.GET.get("versie", ""))
    made = paper_of(shown.content, year, programme_of(year.edition), shown, request.actor.on)
    return attachment(pdf.region_report(made), f"rapportage-{year.programme}.pdf", pdf.CONTENT_TYPE)


def _page(
    request: Request,
    year: RegionYear,
    sent: list[DocumentSubmission],
    shown: DocumentSubmission,
    form: QuestionsForm,
    decision: DecisionForm,
    status: int,
) -> HttpResponse:
    newest, content = sent[-1], shown.content
    is_newest = shown.pk == newest.pk
    about = access.document_remarks(request.actor).filter(submission__document=shown.document_id)
    said: dict[str, list[DocumentRemark]] = {}
    for remark in about.defer("submission__content").order_by("at", "id"):
        said.setdefault(remark.place, []).append(remark)
    asks = form.by_place() if is_newest else {}
    context = {
        "year": year,
        "programme": programme_of(year.edition),
        "read": shown,
        "newest": newest,
        "is_newest": is_newest,
        "is_open": is_newest and newest.document.status == SUBMITTED,
        "on_time": in_time(content["figures"]["due"], shown.late),
        "figures": report_words.figures(content),
        "theme_columns": report_words.THEMES,
        "themes": report_words.theme_rows(content),
        "kpi_columns": report_words.KPIS,
        "kpis": report_words.kpi_rows(content),
        "support_columns": report_words.SUPPORT,
        "support": report_words.support_rows(content),
        "track_columns": report_words.TRACKS,
        "tracks": report_words.track_rows(content),
        "scan_columns": report_words.SCANS,
        "scans": report_words.scan_rows(content),
        "groups": [
            (title, [_item(kind, part, said, asks) for part in content["parts"][kind]])
            for title, kind in (("KPI's", "kpi"), ("Teksten", "section"), ("Antwoorden die missen", "exception"))
            if content["parts"][kind]
        ],
        "whole": asks.get(plan_review.WHOLE),
        "said": said.get(plan_review.WHOLE, ()),
        "form": decision if decision.errors else form,  # what was sent: its errors stand on top and in the title
        "decision": decision,
        "decided": _decided(request, shown),
        **_addresses(year),
    }
    return render(request, "insurer/reports/page.html", context, status=status)


def _decided(request: Request, shown: DocumentSubmission) -> list[tuple[str, str, str]]:
    """Day, who, and what was decided about this version, in words."""
    found = access.decisions(request.actor).filter(submission=shown, outcome="confirmed").order_by("-decided_at")
    return [
        (
            short_date(local_date(each.decided_at)) if each.decided_at else "",
            each.decided_by.name if each.decided_by else "",
            "akkoord" if each.verdict == APPROVE else f"teruggestuurd: {each.reason}",
        )
        for each in found
    ]


def _item(
    kind: str, part: Mapping[str, Any], said: Mapping[str, list[DocumentRemark]], asks: Mapping[str, BoundField]
) -> Item:
    place = f"{kind}:{part['key']}"
    lines = kpi_lines(part) if kind == "kpi" else str(part["text"]).splitlines()
    return Item(place, part["title"], tuple(lines), tuple(said.get(place, ())), asks.get(place))


def _sent(request: Request, year: RegionYear) -> list[DocumentSubmission]:
    """Every version of the report of a year, the oldest first."""
    found = access.submissions_of_documents(request.actor).filter(region_year=year, document__kind=REPORT)
    return list(found.order_by("number"))


def _version_or_404(sent: list[DocumentSubmission], asked: str) -> DocumentSubmission:
    found = next((each for each in sent if str(each.number) == asked), None) if asked else sent[-1]
    if found is None:
        raise Http404
    return found


def _waits(found: Bought) -> bool:
    return found.report is not None and found.report.document.status == SUBMITTED


def _row(request: Request, found: Bought) -> list[Cell]:
    year, sent, asked = found.year, found.report, found.programme.report
    tone, words = _stand(found)
    due = f"Uiterlijk {short_date(asked.due)}" if asked and asked.due else "Geen laatste dag"
    late = found.report_is_late(request.actor.on) or bool(sent and sent.late)
    return [
        Cell(year.region.name, url=_addresses(year)["report_url"]),
        Cell(found.programme.short_title),
        Cell(tone, note=words),
        Cell("Te laat" if late else "Ja" if sent else "Nog niet", note=due),
        Cell(short_date(local_date(sent.submitted_at)) if sent else "Nog geen rapportage"),
    ]


def _stand(found: Bought) -> tuple[str, str]:
    if found.report is None:
        return "not_asked", "Nog geen rapportage"
    match found.report.document.status:
        case status if status == SUBMITTED:
            return "todo", "Wacht op u"
        case status if status == APPROVED:
            return "done", "Akkoord"
        case status if status == CHANGES_REQUESTED:
            return "in_progress", "Ligt bij de regio"
    return "in_progress", "De regio wijzigt"


def _addresses(year: RegionYear) -> dict[str, str]:
    here = {"insurer_key": year.insurer_id, "region": year.region_id, "programme_key": year.programme}
    return {
        "list_url": reverse("insurer:reports", kwargs={"insurer_key": year.insurer_id}),
        "report_url": reverse("insurer:report", kwargs=here),
        "decide_url": reverse("insurer:report_decide", kwargs=here),
        "paper_url": reverse("insurer:report_paper", kwargs=here),
    }
