"""R07 Patiëntenlijsten."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.programme import Programme
from groeiruimte.records import access
from groeiruimte.records.models import RegionYear
from groeiruimte.rules.obligations import list_window, quarters
from groeiruimte.rules.settlement import Room, against_maximum

from .monitor import STATES, MonitorRow, monitor
from .table import BUDGET_COLUMNS, COLUMNS, cells, coverage

ROWS_A_PAGE = 100


def quarters_of(programme: Programme) -> list[Quarter]:
    """The quarters for which the programme asks lists, in order."""
    return [quarter for year in programme.period.years for quarter in quarters(programme, year)]


def _quarter(request: Request, programme: Programme) -> Quarter | None:
    """The quarter in the address, else the last one that has opened, else the first."""
    all_of_them = quarters_of(programme)
    asked = request.GET.get("kwartaal")
    if asked:
        chosen = next((quarter for quarter in all_of_them if str(quarter) == asked), None)
        if chosen is None:
            raise Http404
        return chosen
    opened = [quarter for quarter in all_of_them if list_window(programme, quarter)[0] <= request.actor.on]
    return opened[-1] if opened else all_of_them[0] if all_of_them else None


def room(request: Request, year: RegionYear) -> Room:
    """What the region's practices may claim so far this programme, beside its maximum (R040)."""
    booked = access.settlement_lines(request.actor).filter(enrolment__region_year=year)
    return against_maximum(booked.aggregate(cents=Sum("amount_cents"))["cents"] or 0, year.s3_maximum)


@require_GET
def lists(request: Request, region_key: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    year, programme, years = year_or_404(request, region)
    quarter = _quarter(request, programme)
    shared = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "quarter": quarter,
        "quarters": quarters_of(programme),
    }
    if quarter is None or programme.lists is None:
        return render(request, "region/lists/page.html", shared)
    opens, due = list_window(programme, quarter)
    found = monitor(request.actor, year, quarter, due=due, jump_percent=programme.lists.jump_percent)
    state, search = request.GET.get("stand", ""), request.GET.get("zoek", "").strip()
    chosen = [row for row in found.rows if _fits(row, state, search)]
    page = Paginator(chosen, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    asked = {"programma": year.programme, "kwartaal": str(quarter), "stand": state, "zoek": search}
    return render(
        request,
        "region/lists/page.html",
        {
            **shared,
            "opens": opens,
            "due": due,
            "monitor": found,
            "inside": found.by_state["in"] + found.by_state["in_late"],
            "filters": [(key, words, found.by_state[key]) for key, (words, _) in STATES.items()],
            "state": state,
            "search": search,
            "page": page,
            "query": urlencode({name: value for name, value in asked.items() if value}),
            "columns": COLUMNS,
            "rows": [cells(row) for row in page],
            **_budget(room(request, year)),
            "coverage": coverage(found),
            "closed": year.closed_quarters.filter(quarter=str(quarter)).select_related("closed_by").first(),
        },
    )


def _budget(found: Room) -> dict[str, object]:
    """The rows of the table that sets what was booked beside the maximum."""
    rest = ("Boven het maximum", found.over) if found.over else ("Nog over", found.left)
    rows = [("Maximum", found.maximum), ("Geboekt", found.total), rest]
    return {"room": found, "budget": rows, "budget_columns": BUDGET_COLUMNS}


def _fits(row: MonitorRow, state: str, search: str) -> bool:
    if state == "fouten":
        fits = bool(row.delivery and row.delivery.faults)
    elif state == "sprong":
        fits = row.jumped
    else:
        fits = state in ("", row.state)
    return fits and (not search or search.lower() in row.practice.lower() or search in row.agb_code)
