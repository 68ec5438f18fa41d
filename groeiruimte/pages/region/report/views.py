"""R11: where the report stands, what is missing with the way to it, and everything that stands in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages import report_words
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionYear
from groeiruimte.records.models.region_document import REPORT
from groeiruimte.rules.region_document import ALL, EXCEPTION, KPI, SECTION, to_write

from . import shown
from .forms import CountedForm, ExplanationForm, PartForm, ResultForm, TextForm
from .questions import said
from .work import KINDS, Work, report_or_404

_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def report(request: Request, region_key: str) -> HttpResponse:
    """The report of the programme in the address; a POST begins it."""
    region = region_or_404(request, region_key, "document.read")
    year, programme, years = year_or_404(request, region)
    if request.method == "POST":
        return _begin(request, region, year)
    document = access.region_documents(request.actor).filter(region_year=year, kind=REPORT).first()
    if document is None:
        opens = programme.report.opens if programme.report else None
        context = {
            "region": region,
            "year": year,
            "years": years,
            "programme": programme,
            "may_edit": access.may(request.actor, "document.edit", region=region),
            "opens": opens if opens and request.actor.on < opens else None,
        }
        return render(request, "region/report/begin.html", context)
    return render(
        request, "region/report/page.html", _context(Work.on(request, region, year, years, programme, document))
    )


@require_http_methods(_METHODS)
def part(request: Request, region_key: str, programme_key: str, kind: str, part: str) -> HttpResponse:
    """One section, outcome or explanation. Who saved first is never overwritten: Stale is its own page."""
    work = report_or_404(request, region_key, programme_key, "document.edit")
    found = KINDS.get(kind)
    title, help_text = _words(work, found, part)
    make = _form(work, found, part)
    posted = request.method == "POST"
    form = make(request.POST) if posted else make(initial=work.parts.get(found or "", {}).get(part))
    version = typed_version(request) if posted else work.document.version
    if posted and form.is_valid():
        try:
            verbs.save(
                region=work.region,
                document=work.document,
                kind=found,
                contents={part: form.content},
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Bewaard: {title}.")
            return HttpResponseRedirect(work.home)
    context = {
        "work": work,
        "form": form,
        "title": title,
        "help": help_text,
        "typed_version": version,
        "said": said(work).get(f"{found}:{part}", ()),
    }
    return render(request, "region/report/part.html", context)


def _begin(request: Request, region: Region, year: RegionYear) -> HttpResponse:
    if not access.may(request.actor, "document.edit", region=region):
        raise Http404
    try:
        verbs.start(
            region=region,
            region_year=year,
            way=verbs.EMPTY,
            kind=REPORT,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}")
    else:
        messages.success(request, "De rapportage is begonnen. De cijfers staan er al in.")
    home = reverse("region:report", kwargs={"region_key": region.pk})
    return HttpResponseRedirect(f"{home}?programma={year.programme}")


def _context(work: Work) -> dict[str, object]:
    asked = said(work)
    return {
        "work": work,
        "region": work.region,
        "year": work.year,
        "years": work.years,
        "programme": work.programme,
        "stops": shown.stops(work),
        "stand": shown.stand(work),
        "gaps": [] if work.is_sent else [(gap, shown.way_to(work, gap)) for gap in work.gaps],
        "whole": asked.get("", ()),
        "new_explanation": work.part_url(EXCEPTION, ALL),
        **body(work),
    }


def body(work: Work) -> dict[str, object]:
    """What stands in the report, for its own page and for the page where it is signed."""
    asked = said(work)
    return {
        "coverage": report_words.figures(work.content),
        "warning": shown.warning(work),
        "sections": shown.sections(work, asked),
        "kpis": shown.kpis(work, asked),
        "explanations": shown.explanations(work, asked),
        "practice_columns": shown.PRACTICES,
        "practices": shown.practices(work),
        "theme_columns": report_words.THEMES,
        "themes": report_words.theme_rows(work.content),
        "support_columns": report_words.SUPPORT,
        "support": report_words.support_rows(work.content),
        "track_columns": report_words.TRACKS,
        "tracks": report_words.track_rows(work.content),
        "scan_columns": report_words.SCANS,
        "scans": report_words.scan_rows(work.content),
    }


def _form(work: Work, kind: str | None, part: str) -> type[PartForm]:
    if kind == SECTION:
        return TextForm
    if kind == EXCEPTION:
        return ExplanationForm
    counted = any(row["key"] == part and row["source"] for row in work.figures["kpis"])
    return CountedForm if counted else ResultForm


def _words(work: Work, kind: str | None, part: str) -> tuple[str, str]:
    """What a part is called, and help with it; not there for one that this report does not have."""
    found: dict[str, tuple[str, str]] = {}
    if kind == SECTION:
        written = to_write(work.programme, work.text.sections, work.figures, work.parts)
        found = {each.key: (each.title, each.section.help) for each in written}
    elif kind == KPI:
        found = {row["key"]: (row["title"], "Een getal, een tekst of allebei.") for row in work.figures["kpis"]}
    elif kind == EXCEPTION:
        found = {each["id"]: (f"Uitleg bij {each['name']}", "") for each in work.figures["practices"]}
        found[ALL] = ("Uitleg bij alle praktijken", "Dit geldt voor elke praktijk zonder eigen uitleg.")
    if part not in found:
        raise Http404
    return found[part]
