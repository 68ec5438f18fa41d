"""The year played month by month: what opens, what closes, which mail goes, what collides (Z15)."""

from __future__ import annotations

from babel.dates import format_date
from django.http import HttpResponse
from django.shortcuts import render

from groeiruimte.actions import year_drafts, year_trial
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import short_date
from groeiruimte.records.models import YearDraft
from groeiruimte.rules.year_play import Happening

from .desk import Desk

_COLUMNS = (Column("Dag"), Column("Soort"), Column("Wat gebeurt er?"))
_WORDS = {
    "opens": "Gaat open",
    "counts": "Peildatum",
    "due": "Uiterste dag",
    "closes": "Gaat dicht",
    "mail": "Mail",
    "collides": "Botst",
}


def play(request: Request, desk: Desk, draft: YearDraft) -> HttpResponse:
    """Every month with something in it; first what collides."""
    programme = year_drafts.check(draft).programme
    if programme is None:
        because = "De tekst is nog niet te lezen. Verhelp eerst de problemen."
        return render(request, "year_texts/no_effects.html", {"desk": desk, "draft": draft, "because": because})
    year = year_trial.played(programme, draft.region_id, request.actor.on)
    context = {
        "desk": desk,
        "back": desk.edit(draft),
        "programme": programme,
        "columns": _COLUMNS,
        "mails": year.mails,
        "collisions": [_row(each) for each in year.collisions],
        "months": [
            (format_date(found[0].day, "MMMM y", locale="nl").capitalize(), [_row(each) for each in found])
            for _, found in year.months
        ],
    }
    return render(request, "year_texts/play.html", context)


def _row(each: Happening) -> tuple[Cell, ...]:
    note = each.note
    if each.kind == "mail":
        note = f"Aan hoogstens {each.people} {'persoon' if each.people == 1 else 'mensen'}. {each.note}."
    what = _WORDS[each.kind] if each.kind == "mail" else each.what
    tone = "late" if each.kind == "collides" else ""
    return Cell(short_date(each.day)), Cell(_WORDS[each.kind], tone=tone), Cell(what, note=note)
