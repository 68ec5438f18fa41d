"""V02 Regioplan beoordelen: the plan as one page, questions at a place, three tests for every KPI."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import plan_review
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.insurer.bought import bought_year, year_or_404
from groeiruimte.pages.insurer.questions import QuestionsForm, asked
from groeiruimte.pages.insurer.submissions import Tests, Versions, passes_of, tests_of, versions
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.records import access
from groeiruimte.records.models import KpiTest, RegionYear
from groeiruimte.records.models.region_document import SUBMITTED
from groeiruimte.rules.decision import kpis, minutes, places, untested

from .forms import TestsForm
from .reading import PRACTICES, reading

WHOLE_OF = "het hele plan"
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def review(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """One version of the plan; a POST asks what was typed at its places."""
    year = year_or_404(request, insurer_key, region, programme_key)
    found, read = bought_year(request, year), versions(request, year, request.GET.get("versie", ""))
    shared = {"year": year, "found": found, "talk": found.talk, "buyer": _buyer(request), **_addresses(year)}
    if read is None:
        return render(request, "insurer/review/nothing.html", shared)
    form = QuestionsForm(places(read.shown.content), WHOLE_OF, request.POST if request.method == "POST" else None)
    if asked(request, year, read.shown, form):
        return HttpResponseRedirect(request.path)
    about = access.document_remarks(request.actor).filter(submission__document=read.shown.document_id)
    tests = tests_of(request, read.shown)
    shown = reading(found.programme, read, about.defer("submission__content").order_by("at", "id"), tests)
    asks = form.by_place() if read.is_newest else {}
    context = {
        **shared,
        "read": read,
        "shown": shown,
        "form": form,
        "groups": shown.groups(asks),
        "whole": asks.get(plan_review.WHOLE),
        "said": shown.remarks.get(plan_review.WHOLE, ()),
        "practice_columns": PRACTICES,
        "is_open": read.is_newest and read.newest.document.status == SUBMITTED,
        "left": len(untested(read.shown.content, passes_of(tests))),
    }
    return render(request, "insurer/review/page.html", context, status=409 if form.errors else 200)


@require_http_methods(_METHODS)
def kpi_tests(request: Request, insurer_key: str, region: str, programme_key: str) -> HttpResponse:
    """The three tests of every KPI of the newest version (R052)."""
    year = year_or_404(request, insurer_key, region, programme_key)
    read = versions(request, year)
    if read is None:
        raise Http404
    titles, tests = kpis(read.shown.content), tests_of(request, read.shown)
    begin = tests or _as_before(request, read)
    form = TestsForm(titles, begin, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            plan_review.test_kpi(
                insurer=year.insurer,
                submission=read.shown,
                verdicts=form.verdicts(),
                seen=typed_version(request),
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            if refusal.code == "no_right":
                raise
            form.refuse(refusal)
        else:
            messages.success(request, "Uw toetsen zijn bewaard.")
            return HttpResponseRedirect(_addresses(year)["review_url"])
    costs = minutes(read.shown.content)
    context = {
        "year": year,
        "read": read,
        "form": form,
        "kpis": [(title, costs[key], list(form.of(key))) for key, title in titles.items()],
        "minutes": sum(each or 0 for each in costs.values()),
        "unmeasured": sum(each is None for each in costs.values()),
        "seen": _newest_of(tests),
        "as_before": not tests and bool(begin),
        **_addresses(year),
    }
    return render(request, "insurer/review/tests.html", context, status=409 if form.errors else 200)


def _as_before(request: Request, read: Versions) -> Tests:
    """The verdicts on the version before, for the KPIs that did not change; to be confirmed with one click."""
    if read.before is None:
        return {}
    was = {part["key"]: part for part in read.before.content["parts"].get("kpi", ())}
    same = {part["key"] for part in read.shown.content["parts"].get("kpi", ()) if was.get(part["key"]) == part}
    return {key: rows for key, rows in tests_of(request, read.before).items() if key in same}


def _newest_of(tests: Mapping[str, Mapping[str, KpiTest]]) -> str:
    """The number of the newest verdict on the page, as text so that no dot slips in."""
    return str(max((row.pk for rows in tests.values() for row in rows.values()), default=0))


def _buyer(request: Request) -> str:
    return request.actor.user.name if request.actor.user else ""


def _addresses(year: RegionYear) -> dict[str, str]:
    here = {"insurer_key": year.insurer_id, "region": year.region_id, "programme_key": year.programme}
    return {
        "list_url": reverse("insurer:regions", kwargs={"insurer_key": year.insurer_id}),
        "review_url": reverse("insurer:review", kwargs=here),
        "tests_url": reverse("insurer:kpi_tests", kwargs=here),
        "decision_url": reverse("insurer:decision", kwargs=here),
    }
