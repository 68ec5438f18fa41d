"""P17: the report, the improvements that are chosen from it, and who else reads it (R094, R105, R106)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import scans
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.scan_report import DEVICES, SCORES, drawn, paper_of
from groeiruimte.records import access
from groeiruimte.records.models import Scan, ScanReport, ScanShare
from groeiruimte.records.models.scan_report import TO_INSURER, TO_REGION
from groeiruimte.reports import pdf

from .filling import ScanFilling, begun
from .forms import ImproveForm

CONFIRM_FIRST = "Log opnieuw in om het rapport te zien."
PARTIES = {"regio": TO_REGION, "verzekeraar": TO_INSURER}
"""Whom a report can be shared with, by the word in the address."""


@dataclass(frozen=True, slots=True)
class Other:
    """Another party: its word in the address, its name, and since when it reads the report."""

    word: str
    name: str
    url: str
    share: ScanShare | None


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """The newest report; who logged in longer than ten minutes ago confirms first who they are."""
    filling, mine = begun(request, practice_id, scan)
    newest = _newest(request, mine)
    lines, chosen = newest.content["improve"], access.chosen_advice(request.actor, mine)
    form = ImproveForm(*([request.POST] if request.method == "POST" else []), lines=lines, chosen=chosen)
    if request.method == "POST" and form.is_valid() and _improve(request, filling, mine, form):
        return HttpResponseRedirect(filling.url("scan_report") + "#verbeteringen")
    asked = proof.ask_first(request, filling.url("scan_report"), CONFIRM_FIRST)
    if asked is not None:
        return asked
    others = _others(request, filling, newest)
    context = {
        "practice": filling.year.practice,
        "definition": filling.scan_definition,
        "report": drawn(newest.content),
        "columns": SCORES,
        "device_columns": DEVICES,
        "form": form,
        "offered": form.offered(),
        "chosen": [(line["title"], chosen[line["id"]]) for line in lines if line["id"] in chosen],
        "others": others,
        "who_sees": _who_sees(filling, others),
        "paper": filling.url("scan_report_paper"),
        "follow_up": filling.url("scan_follow_up") if filling.scan_definition.follow_ups else "",
        "home": filling.home_url,
        "plan_query": filling.year.query,
    }
    return render(request, "practice/scan/report.html", context)


@require_safe
def report_paper(request: Request, practice_id: str, scan: str) -> HttpResponse:
    """The same on paper, with the name of who opened it on each page."""
    filling, mine = begun(request, practice_id, scan)
    newest = _newest(request, mine)
    asked = proof.ask_first(request, filling.url("scan_report"), CONFIRM_FIRST)
    if asked is not None:
        return asked
    reader = request.actor.user.name if request.actor.user else ""
    made = pdf.scan_report(paper_of(newest.content, reader=reader, on=request.actor.on))
    name = f"adviesrapport-{filling.definition.key}-{filling.year.enrolment.year}.pdf"
    return attachment(made, name, pdf.CONTENT_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: Request, practice_id: str, scan: str, party: str) -> HttpResponse:
    """What another party would see, exactly; then share it, or take it back."""
    filling, mine = begun(request, practice_id, scan)
    if party not in PARTIES:
        raise Http404
    newest = _newest(request, mine)
    if request.method == "POST" and request.POST.get("doe") == "stoppen":
        return _stop(request, filling, mine, party)
    asked = proof.ask_first(request, filling.url("scan_share", party=party), CONFIRM_FIRST)
    if asked is not None:
        return asked
    if request.method == "POST":
        return _share(request, filling, mine, party)
    other = next(each for each in _others(request, filling, newest) if each.word == party)
    context = {
        "practice": filling.year.practice,
        "definition": filling.scan_definition,
        "report": drawn(newest.content),
        "columns": SCORES,
        "device_columns": DEVICES,
        "other": other,
        "newest": newest,
        "is_older": other.share is not None and other.share.report_id != newest.pk,
        "back": filling.url("scan_report"),
    }
    return render(request, "practice/scan/share.html", context)


def _newest(request: Request, mine: Scan) -> ScanReport:
    found = access.scan_reports(request.actor).filter(scan=mine).order_by("-number").first()
    if found is None:
        raise Http404
    return found


def _improve(request: Request, filling: ScanFilling, mine: Scan, form: ImproveForm) -> bool:
    """Whether the advice stands in the plan now; else the form says why not."""
    try:
        scans.improve(
            practice=filling.year.practice,
            scan=mine,
            advice=form.cleaned_data["advice"],
            titles=form.titles(),
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, "De adviezen staan als mijlpalen in uw plan.")
    return True


def _stop(request: Request, filling: ScanFilling, mine: Scan, party: str) -> HttpResponse:
    """Also for who logged in long ago: this shows nothing, and closes it at once."""
    shared = access.scan_shares(request.actor).filter(report__scan=mine, party=PARTIES[party])
    last, key = shared.order_by("-shared_at").first(), submission_key(request)
    if last is None:
        raise Http404
    scans.take_share_back(practice=filling.year.practice, share=last, by=request.actor, at=request.at, key=key)
    messages.success(request, "U deelt het rapport niet meer. Het is meteen dicht.")
    return HttpResponseRedirect(filling.url("scan_report") + "#delen")


def _share(request: Request, filling: ScanFilling, mine: Scan, party: str) -> HttpResponse:
    """Share the report that was shown; the verb refuses it when there is a newer one."""
    key = submission_key(request)
    seen = access.scan_reports(request.actor).filter(scan=mine, pk=request.POST.get("report", "")).first()
    if seen is None:
        raise Http404
    given = {"practice": filling.year.practice, "by": request.actor, "at": request.at, "key": key}
    scans.share(report=seen, party=PARTIES[party], **given)
    messages.success(request, "U deelt het rapport. U kunt dit altijd terugnemen.")
    return HttpResponseRedirect(filling.url("scan_report") + "#delen")


def _others(request: Request, filling: ScanFilling, newest: ScanReport) -> tuple[Other, ...]:
    shares = access.scan_shares(request.actor).filter(report__scan=newest.scan_id, taken_back_at=None)
    by_party = {each.party: each for each in shares}
    names = {"regio": newest.scan.region.name, "verzekeraar": filling.year.region_year.insurer.name}
    return tuple(
        Other(word, names[word], filling.url("scan_share", party=word), by_party.get(party))
        for word, party in PARTIES.items()
    )


def _who_sees(filling: ScanFilling, others: tuple[Other, ...]) -> str:
    """`Alleen uw praktijk ziet dit`, or with whom it is shared."""
    shared = [each.name for each in others if each.share]
    specialist = filling.scan_definition.has_interview
    if shared:
        return f"U deelt dit met {' en '.join(shared)}"
    return "Alleen uw praktijk en de specialist zien dit" if specialist else "Alleen uw praktijk ziet dit"
