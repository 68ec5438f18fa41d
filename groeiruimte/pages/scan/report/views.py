"""T03."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import scan_advice as actions
from groeiruimte.actions import scan_reports
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.scan_advice import Line
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.scan.around import ScanOf, done, scan_or_404
from groeiruimte.pages.scan_report import DEVICES, SCORES, drawn
from groeiruimte.records import access
from groeiruimte.records.models import AdviceItem
from groeiruimte.records.models.scan import FINISHED, INTERVIEWED
from groeiruimte.records.models.scan_report import IMPROVE, IN_ORDER

from .forms import InOrderForm, LineForm, PickForm

CONFIRM_FIRST = "Dit rapport is vertrouwelijk. Zeg eerst nog een keer wie u bent."


@require_safe
def report(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """The lines of the report in their order, what can be added, and sending it."""
    of = writing_or_404(request, region_key, scan_id)
    asked = proof.ask_first(request, request.get_full_path(), CONFIRM_FIRST)
    if asked is not None:
        return asked
    items = list(access.advice_items(request.actor).filter(scan=of.scan).order_by("order", "pk"))
    improve = [item for item in items if item.kind == IMPROVE]
    there = {item.advice for item in improve}
    last = access.scan_reports(request.actor).filter(scan=of.scan).order_by("-number").first()
    context = _context(of) | {
        "improve": [(number, item, _said(item)) for number, item in enumerate(improve, 1)],
        "in_order": [item for item in items if item.kind == IN_ORDER],
        "pick": PickForm(library=[each for each in of.definition.advice if each.key not in there]),
        "own": InOrderForm(),
        "last": last,
        "missing": scan_reports.missing(of.scan),
        "open_until": last.open_until if last else request.actor.on + timedelta(days=of.definition.specialist_days),
        "sha256": scan_reports.fingerprint_of(_said_now(request, of)),
    }
    return render(request, "scan/report/page.html", context)


@require_POST
def pick(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    of = writing_or_404(request, region_key, scan_id)
    key, advice = submission_key(request), request.POST.get("advice", "")
    return done(
        request,
        lambda: actions.pick(region=of.region, scan=of.scan, advice=advice, by=request.actor, at=request.at, key=key),
        f"{of.url('report')}#beter",
        "Het advies staat onderaan.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def line_add(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """An own piece of advice."""
    of = writing_or_404(request, region_key, scan_id)
    form = LineForm(*_sent(request), dimensions=of.definition.dimensions)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            try:
                actions.add(
                    region=of.region,
                    scan=of.scan,
                    kind=IMPROVE,
                    line=form.line(),
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
                return _back(request, of, "Het advies staat onderaan.")
            except Refused as refusal:
                form.refuse(refusal)
    return render(request, "scan/report/line.html", _context(of) | {"form": form})


@require_POST
def in_order_add(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """An own sentence about what is in order."""
    of = writing_or_404(request, region_key, scan_id)
    key, form = submission_key(request), InOrderForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["title"][0]))
        return HttpResponseRedirect(f"{of.url('report')}#in-orde")
    line = Line(form.cleaned_data["title"])
    return done(
        request,
        lambda: actions.add(
            region=of.region, scan=of.scan, kind=IN_ORDER, line=line, by=request.actor, at=request.at, key=key
        ),
        f"{of.url('report')}#in-orde",
        "De zin staat in het rapport.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Request, region_key: str, scan_id: str, item_id: str) -> HttpResponse:
    """Change one piece of advice. Who saved first is never overwritten (E02)."""
    of = writing_or_404(request, region_key, scan_id)
    item = _item(request, of, item_id)
    if item.kind != IMPROVE:
        raise Http404
    form, version = LineForm(dimensions=of.definition.dimensions, line=actions.line_of(item)), item.version
    if request.method == "POST":
        form, version, key = (
            LineForm(request.POST, dimensions=of.definition.dimensions),
            typed_version(request),
            submission_key(request),
        )
        if form.is_valid():
            try:
                actions.change(
                    region=of.region,
                    item=item,
                    version=version,
                    line=form.line(),
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
                return _back(request, of, "Het advies is bewaard.")
            except Refused as refusal:
                form.refuse(refusal)
    context = _context(of) | {"form": form, "item": item, "typed_version": version}
    return render(request, "scan/report/line.html", context)


@require_POST
def line_move(request: Request, region_key: str, scan_id: str, item_id: str) -> HttpResponse:
    of = writing_or_404(request, region_key, scan_id)
    item, key, to = _item(request, of, item_id), submission_key(request), request.POST.get("to", "")
    place = int(to) if to.isascii() and to.isdigit() and len(to) < 4 else item.order
    return done(
        request,
        lambda: actions.move(region=of.region, item=item, to=place, by=request.actor, at=request.at, key=key),
        f"{of.url('report')}#advies-{item.pk}",
        "De volgorde is bewaard.",
    )


@require_POST
def line_remove(request: Request, region_key: str, scan_id: str, item_id: str) -> HttpResponse:
    """Gone already is as good: a double click ends on the same page."""
    of = writing_or_404(request, region_key, scan_id)
    key, item = submission_key(request), access.advice_items(request.actor).filter(pk=item_id, scan=of.scan).first()
    if item is None:
        return HttpResponseRedirect(of.url("report"))
    return done(
        request,
        lambda: actions.remove(region=of.region, item=item, by=request.actor, at=request.at, key=key),
        of.url("report"),
        "Het staat niet meer in het rapport.",
    )


@require_safe
def preview(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """The report exactly as the practice would see it, if it went today."""
    of = writing_or_404(request, region_key, scan_id)
    asked = proof.ask_first(request, request.get_full_path(), CONFIRM_FIRST)
    if asked is not None:
        return asked
    found = _said_now(request, of)
    context = _context(of) | {
        "report": drawn(found),
        "columns": SCORES,
        "device_columns": DEVICES,
        "sha256": scan_reports.fingerprint_of(found),
        "missing": scan_reports.missing(of.scan),
    }
    return render(request, "scan/report/preview.html", context)


@require_POST
def publish(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    of = writing_or_404(request, region_key, scan_id)
    key, sha256 = submission_key(request), request.POST.get("sha256", "")
    return done(
        request,
        lambda: scan_reports.publish(
            region=of.region, scan=of.scan, sha256=sha256, by=request.actor, at=request.at, key=key
        ),
        of.url("report"),
        "Het rapport is verstuurd. De praktijk krijgt een mail.",
    )


def writing_or_404(request: Request, region_key: str, scan_id: str) -> ScanOf:
    """A report is written after the interview, and for a correction; before that there is no such page."""
    of = scan_or_404(request, region_key, scan_id)
    if of.scan.status not in (INTERVIEWED, FINISHED):
        raise Http404
    return of


def _item(request: Request, of: ScanOf, item_id: str) -> AdviceItem:
    return get_object_or_404(access.advice_items(request.actor), pk=item_id, scan=of.scan)


def _said_now(request: Request, of: ScanOf) -> dict[str, Any]:
    """What the report would say if this person sent it today."""
    by = request.actor.user
    assert by is not None  # these pages belong to somebody
    return scan_reports.preview(of.scan, of.definition, by=by, on=request.actor.on)


def _said(item: AdviceItem) -> str:
    words = [actions.said(name, getattr(item, name)) for name in ("effort", "cost", "who")]
    return ", ".join(word for word in words if word)


def _sent(request: Request) -> tuple[object, ...]:
    return (request.POST,) if request.method == "POST" else ()


def _back(request: Request, of: ScanOf, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(f"{of.url('report')}#beter")


def _context(of: ScanOf) -> dict[str, object]:
    return {"of": of, "region": of.region, "scan": of.scan, "definition": of.definition}
