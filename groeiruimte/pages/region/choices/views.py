"""The work list of choices, one choice, many alike at once, and the objectives that the region supports."""

from __future__ import annotations

import re

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import alignments as verbs
from groeiruimte.actions.alignments import Choice, programme_of_year
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import Region, RegionYear, SupportedObjective

from . import work_list
from .chosen import EMPTY, FILTERS, OPEN, PREFERENCE, Chosen, chosen
from .forms import JudgementForm, SupportForm, at_first

ALIGN, READ, SUPPORT = "choice.align", "intention.read", "objective.support"
ROWS_A_PAGE = 50
_PREVIEW = (Column("Praktijk"), Column("Doelstelling"), Column("Stand nu", "status"))
_OBJECTIVES = (Column("Doelstelling"), Column("Stand"), Column("Waarom"), Column("Praktijken", "number"))
_PICK = re.compile(r"(?P<practice>[a-z]{1,40})\.(?P<objective>[A-D])(?::(?P<number>[0-9]{1,6}))?")


@require_safe
def choices(request: Request, region_key: str) -> HttpResponse:
    """What still has to be judged; other states by the filter in the address."""
    region = region_or_404(request, region_key, READ)
    year, programme, years = _year(request, region)
    found = chosen(request.actor, year, programme)
    state, objective = _filters(request, programme)
    page = Paginator([one for one in found if one.fits(state, objective)], ROWS_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    many = work_list.counts(found, objective)
    may_align = access.may(request.actor, ALIGN, region=region)
    asked = {"programma": year.programme, "stand": state, "doelstelling": objective}
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "states": [(key, f"{label} ({many[key]})", key == state) for key, label in FILTERS.items()],
        "objectives": [
            (each.key, f"{each.key} {each.label}", each.key == objective) for each in programme.objectives_in_order
        ],
        "rows": [(one, work_list.address(year, one), _named(programme, one)) for one in page],
        "page": page,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "state": state,
        "objective": objective,
        "empty": EMPTY[state],
        "waiting": many[PREFERENCE],
        "together": many[state],
        "may_align": may_align,
    }
    return render(request, "region/choices/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def align(request: Request, region_key: str, practice_id: str, objective: str) -> HttpResponse:
    """Judge one choice; then on to the next that is open."""
    region = region_or_404(request, region_key, ALIGN)
    year, programme, _ = _year(request, region)
    found = chosen(request.actor, year, programme)
    one = next((each for each in found if (each.practice, each.objective) == (practice_id, objective)), None)
    if one is None:
        raise Http404
    practice = get_object_or_404(access.practices(request.actor, ALIGN), pk=practice_id)
    version = typed_version(request) if request.method == "POST" else one.number
    form = JudgementForm(request.POST or None, initial=at_first(one.judgement, aligned_on=one.told or request.actor.on))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.align(
                practice=practice,
                region_year=year,
                objective=objective,
                judgement=form.judgement,
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            deed = "bevestigd" if form.judgement.confirmed else "bewaard"
            messages.success(request, f"De keuze {objective} van {one.name} is {deed}.")
            return HttpResponseRedirect(_onward(request, year, found, one))
    need = access.intentions(request.actor).filter(practice=practice, region_year=year).first()
    context = {
        "region": region,
        "practice": practice,
        "one": one,
        "label": _named(programme, one),
        "supported": programme.objective(objective).supported,
        "form": form,
        "version": version,
        "waiting": work_list.counts(found, "")[PREFERENCE],
        "note": need.note if need else "",
        "need": need.support_need if need else "",
        "back": _list_of(region, year),
        "here": request.get_full_path(),
    }
    return render(request, "region/choices/align.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def align_many(request: Request, region_key: str) -> HttpResponse:
    """The same judgement for choices that are alike: first what it will be about, then one button."""
    region = region_or_404(request, region_key, ALIGN)
    year, programme, _ = _year(request, region)
    found = chosen(request.actor, year, programme)
    picked = _picked(request, programme, found)
    form = JudgementForm(request.POST or None, initial=at_first(None, aligned_on=request.actor.on))
    if request.method == "POST" and form.is_valid():
        key = submission_key(request)
        try:
            verbs.align_many(
                region=region,
                region_year=year,
                choices=picked,
                judgement=form.judgement,
                by=request.actor,
                at=request.at,
                key=key,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            deed = "bevestigd" if form.judgement.confirmed else "bewaard"
            messages.success(request, f"{len(picked)} {'keuze' if len(picked) == 1 else 'keuzes'} {deed}.")
            return HttpResponseRedirect(_list_of(region, year))
    context = {
        "region": region,
        "programme": programme,
        "form": form,
        "columns": _PREVIEW,
        "rows": [
            (
                Cell(one.name, note=one.agb_code),
                work_list.objective_cell(programme, one),
                Cell(one.tone, note=one.words),
            )
            for one in found
            if (one.practice, one.objective) in picked
        ],
        "picked": [f"{practice}.{objective}:{number}" for (practice, objective), number in picked.items()],
        "many": len(picked),
        "practices": len({practice for practice, _ in picked}),
        "back": _list_of(region, year),
        "here": f"{request.path}?programma={year.programme}",
    }
    return render(request, "region/choices/many.html", context)


@require_safe
def supported(request: Request, region_key: str) -> HttpResponse:
    """Which objectives the region supports this year, and how many practices chose each (R039)."""
    region = region_or_404(request, region_key, READ)
    year, programme, years = _year(request, region)
    found = chosen(request.actor, year, programme)
    newest = {each.objective: each for each in _switches(request, year)}
    may_switch = access.may(request.actor, SUPPORT, region=region)
    rows = []
    for each in programme.objectives_in_order:
        place = {"region_key": region.pk, "objective": each.key}
        url = reverse("region:support_objective", kwargs=place) + f"?programma={year.programme}" if may_switch else ""
        state = Cell("Ja", tone="done") if each.supported else Cell("Nee, overleg", tone="not_asked")
        why = newest[each.key].note if each.key in newest else "Zoals in het programma"
        many = sum(one.objective == each.key for one in found)
        rows.append((Cell(f"{each.key} {each.label}", url=url), state, Cell(why), Cell(many)))
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "columns": _OBJECTIVES,
        "rows": rows,
        "talks": sum(one.talk for one in found),
    }
    return render(request, "region/choices/supported.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def support_objective(request: Request, region_key: str, objective: str) -> HttpResponse:
    """Switch one on or off."""
    region = region_or_404(request, region_key, SUPPORT)
    year, programme, _ = _year(request, region)
    asked = next((each for each in programme.objectives if each.key == objective), None)
    if asked is None:
        raise Http404
    last = next((each for each in _switches(request, year) if each.objective == objective), None)
    version = typed_version(request) if request.method == "POST" else (last.number if last else 0)
    initial = {"supported": "yes" if asked.supported else "no", "note": last.note if last else ""}
    form = SupportForm(request.POST or None, initial=initial)
    back = reverse("region:supported", kwargs={"region_key": region.pk}) + f"?programma={year.programme}"
    if request.method == "POST" and form.is_valid():
        try:
            verbs.support_objective(
                region=region,
                region_year=year,
                objective=objective,
                supported=form.cleaned_data["supported"] == "yes",
                note=form.cleaned_data["note"],
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Bewaard. Praktijken zien dit meteen.")
            return HttpResponseRedirect(back)
    context = {"region": region, "objective": asked, "form": form, "version": version, "back": back}
    return render(request, "region/choices/support.html", context | {"here": request.get_full_path()})


def _year(request: Request, region: Region) -> tuple[RegionYear, Programme, list[RegionYear]]:
    """The programme as the region supports it."""
    year, _, years = year_or_404(request, region)
    return year, programme_of_year(year), years


def _filters(request: Request, programme: Programme) -> tuple[str, str]:
    """Which choices to show: the state and the objective in the address. What is not there is no page."""
    state, objective = request.GET.get("stand", OPEN), request.GET.get("doelstelling", "")
    if state not in FILTERS or objective not in ("", *(each.key for each in programme.objectives)):
        raise Http404
    return state, objective


def _picked(request: Request, programme: Programme, found: list[Chosen]) -> dict[Choice, int]:
    """The choices that were ticked, or all under a filter; each with the number of the judgement that was shown.

    What was sent is kept whole, also when it is not in the list any more: the verb says so.
    """
    if request.method == "POST":
        sent = [_PICK.fullmatch(text) for text in request.POST.getlist("keuze")]
        if any(match is None or match["number"] is None for match in sent):
            raise BadRequest("a choice without the number that was shown")
        return {(match["practice"], match["objective"]): int(match["number"]) for match in sent if match}
    if request.GET.get("alle"):
        state, objective = _filters(request, programme)
        return {(one.practice, one.objective): one.number for one in found if one.fits(state, objective)}
    ticked = set(request.GET.getlist("keuze"))
    return {(one.practice, one.objective): one.number for one in found if one.key in ticked}


def _switches(request: Request, year: RegionYear) -> list[SupportedObjective]:
    """What the region switched, of each objective the newest row first."""
    found = access.supported_objectives(request.actor).filter(region_year=year)
    newest = {each.objective: each for each in sorted(found, key=lambda each: each.number)}
    return list(newest.values())


def _onward(request: Request, year: RegionYear, found: list[Chosen], one: Chosen) -> str:
    then = work_list.next_open(found, one)
    return work_list.address(year, then) if then else _list_of(year.region, year)


def _list_of(region: Region, year: RegionYear) -> str:
    return reverse("region:choices", kwargs={"region_key": region.pk}) + f"?programma={year.programme}"


def _named(programme: Programme, one: Chosen) -> str:
    return f"{one.objective} {programme.objective(one.objective).label}"
