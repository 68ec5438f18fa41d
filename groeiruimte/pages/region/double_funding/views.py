"""What may be paid twice: per finding what overlaps, the rule, and who owns the exception. Source: R038, R072, R092."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groeiruimte.actions.double_funding import found
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404
from groeiruimte.reports.sheets import CSV_TYPE, table_csv
from groeiruimte.rules.double_funding import OWNERS, Finding, summed

READ = "hours.read"
_COLUMNS = (
    Column("Praktijk"),
    Column("Wat overlapt"),
    Column("Twee keer geld"),
    Column("Regel"),
    Column("Stand", "status"),
)
_SHEET = (
    "Praktijk",
    "Wat overlapt",
    "Eerste geldstroom",
    "Tweede geldstroom",
    "Regel",
    "Bron",
    "Van wie",
    "Verklaring",
)
_RULES = (
    "Uren van een POH-S, of consulten die ook bij de POH-S-regeling horen.",
    "Extra uren zonder de verklaring dat zij nergens anders worden gedeclareerd.",
    "Iemand met meer extra uren dan er uren zijn.",
    "Een pilot Krachtige Basiszorg tijdens de deelname.",
    "Een project met eigen geld, genoemd door de praktijk of in het regioplan.",
)


@require_safe
def double_funding(request: Request, region_key: str) -> HttpResponse:
    """What is still open stands first."""
    region = region_or_404(request, region_key, READ)
    year, programme, years = year_or_404(request, region)
    every = found(year)
    context = {
        "region": region,
        "year": year,
        "years": years,
        "programme": programme,
        "columns": _COLUMNS,
        "rows": [_row(each) for each in _open_first(every)],
        "summary": summed(every),
        "rules": _RULES,
        "query": f"programma={year.programme}",
    }
    return render(request, "region/double_funding/page.html", context)


@require_safe
def double_funding_csv(request: Request, region_key: str) -> HttpResponse:
    """The same list to take away."""
    region = region_or_404(request, region_key, READ)
    year, _, _ = year_or_404(request, region)
    rows = [
        (each.name, each.what, *each.streams, each.rule, each.source, OWNERS[each.owner], each.exception)
        for each in _open_first(found(year))
    ]
    return attachment(table_csv(_SHEET, rows), f"dubbele-bekostiging-{year.programme}.csv", CSV_TYPE)


def _open_first(every: Sequence[Finding]) -> list[Finding]:
    return sorted(every, key=lambda each: not each.open)


def _row(each: Finding) -> tuple[Cell, ...]:
    stands = Cell("todo", note=f"Open bij {OWNERS[each.owner]}") if each.open else Cell("done", note="Verklaard")
    return (
        Cell(each.name),
        Cell(each.what, note=each.exception),
        Cell(" en ".join(each.streams)),
        Cell(each.rule, note=each.source),
        stands,
    )
