"""The list of texts, editing one with its problems and differences, and throwing one away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from groeiruimte.actions import year_drafts
from groeiruimte.actions.refusal import Refused, Stale
from groeiruimte.actions.year_drafts import Checked
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.programme.problems import Problem
from groeiruimte.records.models import Edition, Region, RegionYear, YearDraft

from .desk import Desk
from .forms import DraftForm

DRAFTS = (Column("Programma"), Column("Regio"), Column("Bewaard"), Column("Stand", "status"))
PROBLEMS = (Column("Waar"), Column("Wat is er mis?"), Column("Wat kunt u doen?"))
CHANGES = (Column("Onderdeel"), Column("Vorig jaar"), Column("Nu"))
_MOST_CLASHES = 40
_EACH = 300


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the checklist: whether it is done, what it says, and the way to it."""

    done: bool
    what: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that differ between what somebody typed and what a colleague saved."""

    mine: str
    theirs: str


def drafts_page(request: Request, desk: Desk, drafts: Iterable[YearDraft], years: Iterable[RegionYear]) -> HttpResponse:
    """Every text in the making, and the years that a copy can be made of."""
    found = list(drafts)
    open_copies = {draft.copied_from_id for draft in found if draft.published_id is None}
    context = {
        "desk": desk,
        "columns": DRAFTS,
        "rows": [_row(desk, draft) for draft in found],
        "years": [year for year in years if year.edition_id not in open_copies],
    }
    return render(request, "year_texts/drafts.html", context)


def begin(request: Request, desk: Desk, region: Region | None, edition: Edition) -> HttpResponse:
    """Copy an edition; back to the list when that is refused."""
    try:
        draft = year_drafts.start(
            region=region, edition=edition, by=request.actor, at=request.at, key=submission_key(request)
        )
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}")
        return HttpResponseRedirect(desk.home)
    messages.success(request, "De kopie staat klaar. Loop de lijst hieronder na.")
    return HttpResponseRedirect(desk.edit(draft))


def edit(request: Request, desk: Desk, draft: YearDraft) -> HttpResponse:
    """Look at a text with everything to say about it, and save it."""
    initial = {"text": draft.text, "cases": draft.cases}
    form = DraftForm(request.POST or None, request.FILES or None, initial=initial)
    version, stale = draft.version, None
    if request.method == "POST":
        version = typed_version(request)
        if form.is_valid():
            try:
                saved = _save(request, draft, form, version)
            except Refused as refusal:
                form.refuse(refusal)
            except Stale as newer:
                version, stale = newer.version, newer
            else:
                messages.success(request, "Bewaard." if saved.version != version else "Er wijzigde niets.")
                return HttpResponseRedirect(desk.edit(draft))
    checked = year_drafts.check(draft)
    context = {
        "desk": desk,
        "draft": draft,
        "title": _title(draft, checked),
        "form": form,
        "typed_version": version,
        "stale": stale,
        "clashes": _clashes(stale) if stale else (),
        "checked": checked,
        "checklist": _checklist(desk, draft, checked),
        "problem_columns": PROBLEMS,
        "problems": problem_rows(checked.problems),
        "look_at": problem_rows(checked.look_at),
        "change_columns": CHANGES,
        "changes": change_rows(checked),
        "links": _links(desk, draft, checked),
    }
    return render(request, "year_texts/draft.html", context, status=409 if stale else 200)


def drop(request: Request, desk: Desk, draft: YearDraft | None) -> HttpResponse:
    """Throw a text away. Sent twice it is gone already, and the answer is the same."""
    if draft is None:
        return HttpResponseRedirect(desk.home)
    try:
        year_drafts.drop(region=draft.region, draft=draft, by=request.actor, at=request.at, key=submission_key(request))
    except Refused as refusal:
        messages.error(request, f"{refusal.message} {refusal.mend}")
    else:
        messages.success(request, "Weggegooid. Wat gepubliceerd is, blijft.")
    return HttpResponseRedirect(desk.home)


def problem_rows(problems: Iterable[Problem]) -> list[tuple[Cell, ...]]:
    return [(Cell(each.where), Cell(each.what), Cell(each.mend)) for each in problems]


def change_rows(checked: Checked) -> list[tuple[Cell, ...]]:
    return [
        (Cell(each.path), Cell(_short(each.was) or "nieuw"), Cell(_short(each.becomes) or "vervalt"))
        for each in checked.changes
    ]


def _save(request: Request, draft: YearDraft, form: DraftForm, version: int) -> YearDraft:
    saved: YearDraft = year_drafts.save(
        region=draft.region,
        draft=draft,
        version=version,
        text=form.typed("text"),
        cases=form.typed("cases"),
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    return saved


def _row(desk: Desk, draft: YearDraft) -> tuple[Cell, ...]:
    done = draft.published is not None
    of = draft.published or draft.copied_from
    name = of.key if of else "Nieuwe tekst"
    return (
        Cell(name if done else f"Kopie van {name}", url=desk.edit(draft)),
        Cell(draft.region.name if draft.region else "Landelijk kader"),
        Cell(short_date(local_date(draft.saved_at)), note=draft.saved_by.name),
        Cell("done", note="Gepubliceerd") if done else Cell("in_progress"),
    )


def _title(draft: YearDraft, checked: Checked) -> str:
    if checked.programme:
        return checked.programme.title
    return f"Kopie van {draft.copied_from.key}" if draft.copied_from else "Nieuwe tekst"


def _checklist(desk: Desk, draft: YearDraft, checked: Checked) -> list[Check]:
    """What to go through before a year is published; the last lines are for a person to judge."""
    examples = [each for each in checked.problems if each.where.startswith("case")]
    rest = len(checked.problems) - len(examples)
    programme = checked.programme
    period = f"{short_date(programme.period.start)} tot en met {short_date(programme.period.end)}" if programme else ""
    lines = [
        Check(programme is not None, "De tekst is te lezen", period or f"{rest} problemen"),
        Check(
            programme is not None and not examples,
            "Alle voorbeelden kloppen",
            f"{checked.examples} voorbeelden, {len(examples)} anders dan verwacht",
            "#problemen",
        ),
        Check(not checked.look_at, "Jaartallen en bedragen nagekeken", f"{len(checked.look_at)} regels", "#nakijken"),
        Check(bool(checked.changes), "Verschillen met vorig jaar gelezen", f"{len(checked.changes)}", "#verschillen"),
    ]
    missing = [each.room for each in checked.kept if each.missing]
    if checked.kept:
        note = ", ".join(f"{room.percent.replace('.', ',')}% van {room.year}" for room in missing) or "Alles staat erin"
        lines.append(Check(not missing, "Blijvende groeiruimte overgenomen", note))
    if checked.burden:
        was, becomes = checked.burden
        lines.append(Check(becomes <= was, "Niet meer werk voor een praktijk", f"{was} minuten, wordt {becomes}"))
    lines.append(Check(draft.published is not None, "Gepubliceerd", "", desk.publish(draft)))
    return lines


def _links(desk: Desk, draft: YearDraft, checked: Checked) -> list[tuple[str, str]]:
    if checked.programme is None:
        return []
    found = [("Bekijk de gevolgen per praktijk", desk.effects(draft)), ("Speel het jaar af", desk.play(draft))]
    return [(label, url) for label, url in found if url]


def _clashes(stale: Stale) -> list[Clash]:
    """The lines that differ, of each text; a long text has too many words to mark."""
    found: list[Clash] = []
    for each in stale.fields:
        mine, theirs = each.mine.splitlines(), each.theirs.splitlines()
        for kind, a, b, c, d in SequenceMatcher(None, mine, theirs).get_opcodes():
            if kind != "equal":
                found.append(Clash(_short("\n".join(mine[a:b])), _short("\n".join(theirs[c:d]))))
    return list(islice(found, _MOST_CLASHES))


def _short(text: str) -> str:
    return text if len(text) <= _EACH else f"{text[:_EACH]}…"
