"""R08 Afrekening: the quarter, its dry run, closing by a second person, and what follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import payments, settlement_runs
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.settlement_facts import Proposal
from groeiruimte.pages.layout import proof
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Region, RegionYear, SettlementRun
from groeiruimte.records.models.settlement_run import CLOSED, PREPARED
from groeiruimte.reports.sepa import CONTENT_TYPE
from groeiruimte.rules.statement import quarters_of

from . import shown
from .forms import CashierForm, ClawBackForm

ROWS_A_PAGE = 100
CONFIRM_FIRST = "Bevestig eerst dat u het bent. Daarna haalt u het betaalbestand op."


@require_safe
def settlement(request: Request, region_key: str) -> HttpResponse:
    """A quarter: what it comes to now or came to, with budget, exceptions and statements."""
    region = region_or_404(request, region_key, "settlement.read")
    year, programme, years = year_or_404(request, region)
    return _page(request, region, year, programme, _quarter(request, programme), years=years)


@require_POST
def prepare(request: Request, region_key: str, programme_key: str, quarter: str) -> HttpResponse:
    """The dry run of a quarter."""
    region = region_or_404(request, region_key, "settlement.prepare")
    year, programme, _ = year_or_404(request, region, programme_key)
    chosen = next((each for each in quarters_of(programme) if str(each) == quarter), None)
    if chosen is None:
        raise Http404
    try:
        settlement_runs.prepare(
            region=region,
            region_year=year,
            quarter=chosen,
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        return _page(request, region, year, programme, chosen, problem=refusal)
    return HttpResponseRedirect(_address(region, year, quarter))


@require_POST
def drop(request: Request, region_key: str, run_id: str) -> HttpResponse:
    """Throw away a dry run."""
    region = region_or_404(request, region_key, "settlement.prepare")
    run = _run(request, region, run_id)
    try:
        settlement_runs.drop(region=region, run=run, by=request.actor, at=request.at, key=submission_key(request))
    except Refused as refusal:
        return _page_of(request, region, run, refusal)
    messages.success(request, "Weggegooid. Er is niets geboekt.")
    return HttpResponseRedirect(_address(region, run.region_year, run.quarter))


@require_POST
def close(request: Request, region_key: str, run_id: str) -> HttpResponse:
    """Close a run, as its second person."""
    region = region_or_404(request, region_key, "quarter.close")
    run = _run(request, region, run_id)
    try:
        settlement_runs.close(region=region, run=run, by=request.actor, at=request.at, key=submission_key(request))
    except Refused as refusal:
        return _page_of(request, region, run, refusal)
    label = Quarter.read(run.quarter).label
    messages.success(request, f"De afrekening van {label} is gesloten. Wat daarna komt, is een correctie.")
    return HttpResponseRedirect(_address(region, run.region_year, run.quarter))


@require_POST
def payment_file(request: Request, region_key: str, run_id: str) -> HttpResponse:
    """The payment file for the bank. It moves money, so who logged in longer ago confirms first who they are."""
    region = region_or_404(request, region_key, "payment.download")
    run = _run(request, region, run_id)
    found = get_object_or_404(access.payment_files(request.actor), run=run)
    asked = proof.ask_first(request, _address(region, run.region_year, run.quarter), CONFIRM_FIRST)
    if asked is not None:
        return asked
    submission_key(request)  # every form has one; fetching twice is allowed, each time checked and logged
    payments.download(region=region, payment_file=found, by=request.actor, at=request.at, key=new_id())
    return attachment(found.content.encode(), f"betaling-{run.quarter}-{run.number}.xml", CONTENT_TYPE)


@require_http_methods(["GET", "HEAD", "POST"])
def claw_back(request: Request, region_key: str, claw_back_id: int) -> HttpResponse:
    """Note that a practice paid back what it owed."""
    region = region_or_404(request, region_key, "quarter.close")
    mine = access.claw_backs(request.actor, "quarter.close").filter(region=region)
    owed = get_object_or_404(mine.select_related("statement__run__region_year", "practice"), pk=claw_back_id)
    run = owed.statement.run
    form = ClawBackForm(request.POST if request.method == "POST" else None, initial={"settled_on": request.actor.on})
    if request.method == "POST" and form.is_valid():
        try:
            settlement_runs.settle_claw_back(
                region=region,
                claw_back=owed,
                settled_on=form.cleaned_data["settled_on"],
                note=form.cleaned_data["note"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Genoteerd: {owed.practice.name} betaalde terug.")
            return HttpResponseRedirect(_address(region, run.region_year, run.quarter))
    context = {"region": region, "owed": owed, "form": form, "back": _address(region, run.region_year, run.quarter)}
    return render(request, "region/settlement/claw_back.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cashier(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """Whether the region pays its practices out (R043)."""
    region = region_or_404(request, region_key, "cashier.set")
    year, programme, _ = year_or_404(request, region, programme_key)
    initial = {"cashier": "ja" if year.cashier else "nee", "bank_account": region.bank_account}
    form = CashierForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            payments.set_cashier(
                region=region,
                region_year=year,
                cashier=form.cleaned_data["cashier"] == "ja",
                bank_account=form.cleaned_data["bank_account"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Bewaard.")
            return HttpResponseRedirect(_address(region, year))
    agreed = access.cashier_consents(request.actor).filter(region_year=year, withdrawn_at=None).count()
    context = {
        "region": region,
        "year": year,
        "programme": programme,
        "form": form,
        "agreed": agreed,
        "all": access.enrolments(request.actor, "amount.read").filter(region_year=year).count(),
        "back": _address(region, year),
    }
    return render(request, "region/settlement/cashier.html", context)


def _address(region: Region, year: RegionYear, quarter: str = "") -> str:
    asked = {"programma": year.programme, "kwartaal": quarter} if quarter else {"programma": year.programme}
    return f"{reverse('region:settlement', args=[region.pk])}?{urlencode(asked)}"


def _quarter(request: Request, programme: Programme) -> Quarter:
    """The quarter in the address, else the last one that has begun, else the first."""
    quarters = quarters_of(programme)
    asked = request.GET.get("kwartaal")
    if asked:
        chosen = next((quarter for quarter in quarters if str(quarter) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    begun = [quarter for quarter in quarters if quarter.first_day < request.actor.on]
    if not quarters:
        raise Http404
    return begun[-1] if begun else quarters[0]


def _run(request: Request, region: Region, run_id: str) -> SettlementRun:
    mine = access.settlement_runs(request.actor).filter(region=region)
    return get_object_or_404(mine.select_related("region_year__edition"), pk=run_id)


def _page_of(request: Request, region: Region, run: SettlementRun, problem: Refused) -> HttpResponse:
    year, programme, _ = year_or_404(request, region, run.region_year.programme)
    return _page(request, region, year, programme, Quarter.read(run.quarter), problem=problem)


def _page(
    request: Request,
    region: Region,
    year: RegionYear,
    programme: Programme,
    quarter: Quarter,
    *,
    years: list[RegionYear] | None = None,
    problem: Refused | None = None,
) -> HttpResponse:
    runs = shown.runs(request, year, quarter)
    prepared = next((run for run in runs if run.status == PREPARED), None)
    closed = [run for run in runs if run.status == CLOSED]
    asked = {"programma": year.programme, "kwartaal": str(quarter)}
    streams = shown.streams(request, year, programme)
    context: dict[str, Any] = {
        "region": region,
        "year": year,
        "years": years or [],
        "programme": programme,
        "quarter": quarter,
        "quarters": quarters_of(programme),
        "problem": problem,
        "prepared": prepared,
        "closed": [(run, _statements(request, run)) for run in closed],
        "streams": streams,
        "budget": streams.rows,
        "budget_columns": shown.BUDGET,
        "statement_columns": shown.STATEMENTS,
        "claw_backs": shown.open_claw_backs(request, year),
        "query": urlencode(asked),
        "may": _may(request, region, prepared),
        "may_prepare_now": not closed or quarter == quarters_of(programme)[-1],
    }
    if prepared is not None:
        context |= _dry_run(request, year, quarter)
    return render(request, "region/settlement/page.html", context, status=409 if problem else 200)


def _dry_run(request: Request, year: RegionYear, quarter: Quarter) -> dict[str, Any]:
    """What stands ready, worked out again; a problem when it no longer is what was prepared."""
    try:
        found: Proposal = settlement_runs.proposed(year, quarter)
    except Refused as refusal:
        return {"broken": refusal}
    names = {
        pk: (name, agb_code)
        for pk, name, agb_code in access.enrolments(request.actor, "amount.read")
        .select_related(None)
        .filter(region_year=year)
        .values_list("pk", "practice__name", "practice__agb_code")
    }
    ordered = shown.by_urgency(found.draft.shares, found.changes)
    page: Page[Any] = Paginator(ordered, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    return {
        "proposal": found,
        "page": page,
        "share_columns": shown.SHARES,
        "shares": shown.shares(found, list(page), names),
        "held_columns": shown.HELD,
        "held": shown.held(found, names),
    }


def _statements(request: Request, run: SettlementRun) -> dict[str, Any]:
    """The statements of a closed run, a page at a time, and its payment file."""
    mine = access.statements(request.actor).filter(run=run).order_by("practice__name")
    page = Paginator(mine, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    file = access.payment_files(request.actor).filter(run=run).defer("content").first()
    return {"page": page, "rows": shown.statements(list(page)), "file": file}


def _may(request: Request, region: Region, prepared: SettlementRun | None) -> dict[str, bool]:
    """What this person may do here. Who prepared a run does not close it."""

    def holds(right: str) -> bool:
        return access.may(request.actor, right, region=region)

    return {
        "prepare": holds("settlement.prepare"),
        "close": holds("quarter.close"),
        "second": prepared is not None
        and request.actor.user is not None
        and prepared.prepared_by != request.actor.user,
        "cashier": holds("cashier.set"),
        "download": holds("payment.download"),
    }
