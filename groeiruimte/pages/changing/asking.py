"""Ask what changes, show what follows from it, and arrange it (Z21)."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from groeiruimte.actions import successions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import Quarter, short_date
from groeiruimte.records import access
from groeiruimte.records.models import Obligation, Practice, Region
from groeiruimte.records.models.succession import AGB, MERGE, MOVE
from groeiruimte.rules import succession as rule

from .forms import SuccessionForm

CONFIRM = "bevestigen"
_QUARTERS = (Column("Kwartaal"), Column("Peildatum", "date"), Column("Wie declareert?"))
_EARLIER = (Column("Vanaf", "date"), Column("Wat"), Column("Was"), Column("Werd"))
_AHEAD = 4


def ask(
    request: Request,
    practice: Practice,
    back: str,
    *,
    practices: Iterable[Practice],
    regions: Iterable[Region],
    obligations: Iterable[Obligation],
) -> HttpResponse:
    """A first POST shows what follows; a second one, with `doe=bevestigen`, arranges it."""
    form = SuccessionForm(request.POST or None, practices=practices, regions=regions)
    found: rule.Consequences | None = None
    if request.method == "POST" and form.is_valid():
        change = form.change
        try:
            if request.POST.get("doe") == CONFIRM:
                successions.arrange(
                    practice=practice, **change, by=request.actor, at=request.at, key=submission_key(request)
                )
                day = short_date(change["effective"])
                messages.success(request, f"Vastgelegd. Dit gaat in op {day}.")
                return HttpResponseRedirect(back)
            successions.demand_possible(practice, **change, today=request.actor.on)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = successions.change_of(
                practice, *(change[name] for name in ("kind", "effective", "other", "new_agb", "new_name", "to_region"))
            )
            quarters = _around(Quarter.of(change["effective"]))
            found = rule.consequences(said, quarters, successions.open_tasks(obligations))
    context = {
        "practice": practice,
        "form": form,
        "back": back,
        "found": found,
        "confirm": CONFIRM,
        "quarter_columns": _QUARTERS,
        "quarters": [_quarter(each) for each in found.quarters] if found else (),
        "earlier_columns": _EARLIER,
        "earlier": _earlier(request, practice),
    }
    return render(request, "changing/page.html", context)


def _around(quarter: Quarter) -> list[Quarter]:
    """The quarter before, and four from there."""
    found = [quarter.previous, quarter]
    while len(found) < _AHEAD:
        found.append(found[-1].next)
    return found


def _quarter(share: rule.Share) -> tuple[Cell, ...]:
    return Cell(share.quarter.label.capitalize()), Cell(share.quarter.first_day), Cell(share.who)


def _earlier(request: Request, practice: Practice) -> list[tuple[Cell, ...]]:
    """Every change of this practice, also those that still have to begin."""
    rows: list[tuple[Cell, ...]] = []
    for each in access.successions(request.actor).filter(practice=practice):
        becomes = {
            AGB: each.new_agb,
            MERGE: each.other.name if each.other else "",
            MOVE: each.to_region.name if each.to_region else "",
        }.get(each.kind, f"{each.detail.get('name', '')} ({each.new_agb})")
        was = each.from_region.name if each.kind == MOVE else each.old_agb
        what = successions.KINDS[each.kind]
        rows.append((Cell(each.effective), Cell(what, note=each.by.name), Cell(was), Cell(becomes)))
    return rows
