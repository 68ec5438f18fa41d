"""T02."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import scan_reviews
from groeiruimte.actions.devices import text_of
from groeiruimte.actions.interview_topics import topics_of
from groeiruimte.actions.scan_reviews import Talk, talk_of
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.scan.around import ScanOf, definition_of, done, region_or_404, scan_or_404
from groeiruimte.records import access
from groeiruimte.records.models import Interview, InterviewSlot, Scan
from groeiruimte.records.models.scan import ANSWERING, FINISHED, INTERVIEWED, SUBMITTED

from .chapters import chapters, judged_in
from .forms import HeldForm, InterviewForm, JudgeForm, typed_texts

TOO_LONG = timedelta(hours=3)


@require_safe
def review(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """Answers, interview and equipment on one page; of who still answers only how far that is."""
    region = region_or_404(request, region_key)
    busy = access.scans(request.actor, "scan.status").filter(region=region, status=ANSWERING, pk=scan_id).first()
    if busy is not None:
        return _busy(request, busy)
    return _page(request, scan_or_404(request, region_key, scan_id))


def _busy(request: Request, scan: Scan) -> HttpResponse:
    definition = definition_of(scan)
    if definition is None or not definition.has_interview:
        raise Http404
    context = {"region": scan.region_id, "scan": scan, "title": definition.title}
    return render(request, "scan/review/busy.html", context)


def _taken_back(request: Request, region_key: str, scan_id: str) -> HttpResponse | None:
    """What somebody typed about answers that the practice took back meanwhile: shown again, nothing is kept."""
    region = region_or_404(request, region_key)
    scan = access.scans(request.actor, "scan.status").filter(region=region, status=ANSWERING, pk=scan_id).first()
    definition = definition_of(scan) if scan else None
    if scan is None or definition is None or not definition.has_interview:
        return None
    typed = typed_texts(definition, request.POST)
    context = {"region": region.pk, "scan": scan, "title": definition.title, "typed": typed}
    return render(request, "scan/review/taken_back.html", context, status=409)


@require_POST
def judge(request: Request, region_key: str, scan_id: str, section: str) -> HttpResponse:
    """Keep what the specialist makes of the answers of one chapter."""
    back = _taken_back(request, region_key, scan_id)
    if back is not None:
        return back
    of = scan_or_404(request, region_key, scan_id)
    keys = judged_in(of, section)
    if not keys:
        raise Http404
    key, version = submission_key(request), typed_version(request)
    form = JudgeForm(request.POST, questions=keys, there={})
    if form.is_valid() and request.POST.get("answers", "") not in ("", str(of.scan.version)):
        form.add_error(None, "De praktijk wijzigde haar antwoorden. Bekijk ze en bewaar daarna uw oordeel.")
    if not form.is_valid():
        return _page(request, of, sent={section: form})
    return done(
        request,
        lambda: scan_reviews.judge(
            region=of.region,
            scan=of.scan,
            judgements=form.judgements(),
            version=version,
            answers=of.scan.version,
            by=request.actor,
            at=request.at,
            key=key,
        ),
        f"{of.url('review')}#hoofdstuk-{section}",
        "Uw oordeel is bewaard.",
    )


@require_POST
def reviewed(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    of = scan_or_404(request, region_key, scan_id)
    key, version = submission_key(request), typed_version(request)
    return done(
        request,
        lambda: scan_reviews.reviewed(
            region=of.region, scan=of.scan, version=version, by=request.actor, at=request.at, key=key
        ),
        of.url("review"),
        "De praktijk krijgt een mail en kiest een moment.",
    )


@require_POST
def interview(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """Keep topics, notes and summary; as often as one likes during the interview."""
    back = _taken_back(request, region_key, scan_id)
    if back is not None:
        return back
    of = scan_or_404(request, region_key, scan_id)
    key, version = submission_key(request), typed_version(request)
    form = InterviewForm(request.POST)
    if not form.is_valid():
        return _page(request, of, form=form)
    return done(
        request,
        lambda: scan_reviews.save_interview(
            region=of.region,
            scan=of.scan,
            talk=form.talk(),
            version=version,
            by=request.actor,
            at=request.at,
            key=key,
        ),
        f"{of.url('review')}#gesprek",
        "Het gesprek is bewaard.",
    )


@require_POST
def held(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    of = scan_or_404(request, region_key, scan_id)
    key, form = submission_key(request), HeldForm(request.POST)
    if not form.is_valid():
        return _page(request, of, held_form=form)
    day = form.cleaned_data["day"]
    return done(
        request,
        lambda: scan_reviews.interview_held(
            region=of.region, scan=of.scan, day=day, by=request.actor, at=request.at, key=key
        ),
        of.url("review"),
        "Het gesprek is gehouden. Maak nu het rapport.",
    )


def _page(
    request: Request,
    of: ScanOf,
    *,
    sent: dict[str, JudgeForm] | None = None,
    form: InterviewForm | None = None,
    held_form: HeldForm | None = None,
) -> HttpResponse:
    rows = list(access.scan_judgements(request.actor).filter(scan=of.scan))
    there = access.interviews(request.actor).filter(scan=of.scan).first()
    slot = access.interview_slots(request.actor).filter(scan=of.scan).first()
    devices = access.devices(request.actor).filter(practice=of.scan.practice)
    wrong = form or held_form or next(iter((sent or {}).values()), None)
    context = {
        "of": of,
        "region": of.region,
        "scan": of.scan,
        "definition": of.definition,
        "chapters": chapters(of, rows, sent),
        "form": wrong,
        "interview": form or InterviewForm.of(_talk(of, there)),
        "interview_version": there.version if there else 0,
        "held": held_form or HeldForm(initial={"day": request.actor.on}),
        "slot": slot,
        "minutes_passed": _passed(request, slot),
        "devices": [(each, text_of(each)) for each in devices],
        "stage": _stage(of.scan),
    }
    return render(request, "scan/review/page.html", context)


def _talk(of: ScanOf, there: Interview | None) -> Talk:
    """What stands there; first what the practice itself wants to talk about."""
    return replace(talk_of(there), topics=topics_of(of.scan, of.definition, there))


def _passed(request: Request, slot: InterviewSlot | None) -> int | None:
    """Whole minutes since the interview began; None before it, and long after."""
    if slot is None or not slot.start <= request.at <= slot.end + TOO_LONG:
        return None
    return int((request.at - slot.start).total_seconds() // 60)


def _stage(scan: Scan) -> str:
    if scan.status == SUBMITTED:
        return "review"
    return "report" if scan.status in (INTERVIEWED, FINISHED) else "interview"
