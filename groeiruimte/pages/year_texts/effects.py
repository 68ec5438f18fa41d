"""What a text would have done to last year's practices, and what if (Z3, Z4). Only for who may see those practices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from groeiruimte.actions import year_drafts, year_trial
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.money import euro
from groeiruimte.programme.programme import Programme
from groeiruimte.records.models import YearDraft
from groeiruimte.reports.sheets import CSV_TYPE, table_csv
from groeiruimte.rules import simulation
from groeiruimte.rules.simulation import Effect, Known, Outlook, Simulation

from .desk import Desk
from .forms import ScenarioForm

_MONEY = (Column("Praktijk"), Column("Vorig jaar", "money"), Column("Nieuw", "money"), Column("Verschil", "money"))
_ENTRY = (Column("Praktijk"), Column("Waarom"))
_QUARTERS = (Column("Kwartaal"), Column("Bedrag", "money"))
_SHEET = (
    "Praktijk",
    "AGB-code",
    "Deed mee",
    "Mocht meedoen",
    "Mag meedoen",
    "Reden",
    "Vorig jaar",
    "Nieuw",
    "Verschil",
)
_SHOWN = 50


def effects(request: Request, desk: Desk, draft: YearDraft) -> HttpResponse:
    """Winners, losers, who joins and who falls out; below it the same programme in another scenario."""
    tried = _tried(request, draft)
    if isinstance(tried, str):
        return render(request, "year_texts/no_effects.html", {"desk": desk, "draft": draft, "because": tried})
    old, new, known = tried
    found = simulation.simulate(old, new, known)
    form = ScenarioForm(request.GET or None)
    outlook = simulation.outlook(new, old, known, form.scenario) if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {
        "desk": desk,
        "draft": draft,
        "back": desk.edit(draft),
        "csv": desk.effects_csv(draft),
        "old": old,
        "new": new,
        "total": found.total,
        "unknown": [quarter.label for quarter in found.unknown],
        "money_columns": _MONEY,
        "winners": [_money(each) for each in found.winners[:_SHOWN]],
        "losers": [_money(each) for each in found.losers[:_SHOWN]],
        "winner_count": len(found.winners),
        "loser_count": len(found.losers),
        "entry_columns": _ENTRY,
        "falls_out": [(Cell(each.name), Cell(each.because)) for each in found.effects if each.falls_out],
        "joins": [(Cell(each.name), Cell(_joins(each))) for each in found.effects if each.joins],
        "noted": [(Cell(each.name), Cell(" ".join(each.notes))) for each in found.effects if each.notes],
        "form": form,
        "outlook": outlook,
        "quarter_columns": _QUARTERS,
        "quarters": [(quarter.label.capitalize(), cents) for quarter, cents in outlook.quarters] if outlook else (),
        "verdict": _verdict(new, outlook) if outlook else "",
    }
    return render(request, "year_texts/effects.html", context)


def effects_csv(request: Request, draft: YearDraft) -> HttpResponse | None:
    """Every practice, with euros as numbers; None when there is nothing to work with."""
    tried = _tried(request, draft)
    if isinstance(tried, str):
        return None
    old, new, known = tried
    agb_code = {each.id: each.facts.agb_code for each in known}
    found: Simulation = simulation.simulate(old, new, known)
    rows = [
        (
            each.name,
            agb_code[each.id],
            *("ja" if said else "nee" for said in (each.takes_part, each.could, each.can)),
            each.because,
            *(euro(cents) for cents in (each.old, each.new, each.change)),
        )
        for each in found.effects
    ]
    return attachment(table_csv(_SHEET, rows), f"gevolgen-{new.key}.csv", CSV_TYPE)


def _tried(request: Request, draft: YearDraft) -> tuple[Programme, Programme, Sequence[Known]] | str:
    """Last year's programme, the new one, and last year's practices; a sentence when one of them is not there."""
    checked = year_drafts.check(draft)
    if checked.programme is None:
        return "De tekst is nog niet te lezen. Verhelp eerst de problemen."
    year = year_trial.year_before(draft)
    if year is None or checked.old is None:
        return "Er is geen jaar om mee te vergelijken. Kies een kopie van een jaar dat liep."
    return checked.old, checked.programme, year_trial.known(year, request.actor.on)


def _money(each: Effect) -> tuple[object, ...]:
    because = "" if each.can else each.because
    return Cell(each.name, note=because), each.old, each.new, each.change


def _joins(each: Effect) -> str:
    return "Deze praktijk kan nu meedoen. Wat zij krijgt, weten wij pas na haar eerste lijst."


def _verdict(programme: Programme, outlook: Outlook) -> str:
    """The total in words: whether the maximum holds, until when, and what follows."""
    total = f"Samen {euro(outlook.total)}."
    if outlook.hit is None:
        return f"{total} Dat past."
    hit = f"{total} Het maximum is bereikt op {short_date(outlook.hit)}. Er is {euro(outlook.over)} te veel."
    if programme.funding.over_maximum == "proportional":
        percent = f"{float(outlook.paid * 100):.1f}".replace(".", ",")
        return f"{hit} Elke praktijk krijgt dan {percent}% van haar bedrag."
    return f"{hit} Dit programma kort niet; de regio meldt het."
