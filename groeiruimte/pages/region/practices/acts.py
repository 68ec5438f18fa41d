"""Acting on many practices at once: reminding them, after a look at who gets what; and keeping a view for later."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from groeiruimte.actions import reminders
from groeiruimte.actions.refusal import Refused
from groeiruimte.actions.reminders import TOLD_TODAY, Owing, body_of, subject_of
from groeiruimte.actions.saved_views import LONGEST_NAME, remove_view, save_view
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.forms import Form
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.region.years import region_or_404, year_or_404

from .asked import Asked
from .columns import Place
from .table import asked_for

GOING = (Column("Praktijk"), Column("Wat zij moeten doen"), Column("Mails", "number"))
LEFT_OUT = (Column("Praktijk"), Column("Waarom niet"))


class ViewForm(Form):
    """The name under which a choice of filters is kept."""

    name = forms.CharField(
        label="Naam van de weergave",
        max_length=LONGEST_NAME,
        error_messages={"required": "Geef de weergave een naam."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remind_practices(request: Request, region_key: str) -> HttpResponse:
    """Who gets which mail, and who gets none with the reason; then sending them. Afterwards: whom it did not reach."""
    region = region_or_404(request, region_key, "mail.send")
    year, programme, _ = year_or_404(request, region)
    asked = Asked.read(QueryDict(request.GET.get("vraag", "")))
    place = Place(request.actor, region, year, programme)
    problem, sent = None, "verstuurd" in request.GET
    chosen = request.POST.get("wie", "").split() if request.method == "POST" else _chosen(request, place, asked)
    if request.method == "POST":
        try:
            reminders.remind_practices(
                region=region,
                region_year=year,
                practices=chosen,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, "De herinneringen staan klaar. Zij gaan over 10 minuten weg.")
            return redirect(f"{request.path}?{_with(request.GET, verstuurd='ja')}")
        except Refused as refusal:
            problem = refusal
    found = reminders.owing(year, chosen, request.actor.on)
    context = {
        "region": region,
        "programme": programme,
        "problem": problem,
        "sent": sent,
        "back": _table(region.pk, asked),
        "chosen": chosen,
        **_preview(found, sent),
    }
    return render(request, "region/practices/remind.html", context, status=409 if problem else 200)


def _chosen(request: Request, place: Place, asked: Asked) -> list[str]:
    """Those that were ticked, or everybody who fits the question of the table."""
    if request.GET.get("alle"):
        return [each.id for each in asked_for(place, asked).practices]
    return request.GET.getlist("wie")


def _with(given: QueryDict, **more: str) -> str:
    found = given.copy()
    for name, value in more.items():
        found[name] = value
    return found.urlencode()


def _preview(found: list[Owing], sent: bool) -> dict[str, Any]:
    """What goes and what does not. Once it was sent, who was told is no longer somebody who is left out."""
    going = [each for each in found if each.reminders]
    left_out = [each for each in found if each.reason and not (sent and each.reason == TOLD_TODAY)]
    example = [each for each in going[0].reminders if each.user == going[0].reminders[0].user] if going else []
    return {
        "number": len(found),
        "going": [_going(each) for each in going],
        "left_out": [(Cell(each.practice.name), Cell(each.reason)) for each in left_out],
        "mails": sum(_people(each) for each in going),
        "subject": subject_of(example) if example else "",
        "body": body_of(example) if example else "",
        "going_columns": GOING,
        "left_columns": LEFT_OUT,
    }


def _going(each: Owing) -> tuple[Cell, ...]:
    titles = dict.fromkeys(reminder.obligation.title for reminder in each.reminders)
    return Cell(each.practice.name), Cell(", ".join(titles)), Cell(_people(each))


def _people(each: Owing) -> int:
    return len({reminder.user.pk for reminder in each.reminders})


@require_POST
def view_save(request: Request, region_key: str) -> HttpResponse:
    """Keep what the table shows now, under a name."""
    region = region_or_404(request, region_key)
    form, asked = ViewForm(request.POST), Asked.read(QueryDict(request.POST.get("query", "")))
    if form.is_valid():
        try:
            save_view(
                region=region,
                name=form.cleaned_data["name"],
                query=asked.query,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, f"Bewaard als “{form.cleaned_data['name']}”.")
            return redirect(_table(region.pk, asked))
        except Refused as refusal:
            form.refuse(refusal)
    context = {"region": region, "form": form, "query": asked.query, "back": _table(region.pk, asked)}
    return render(request, "region/practices/save.html", context)


@require_POST
def view_remove(request: Request, region_key: str) -> HttpResponse:
    """Take away a view of one's own; the table stays as it is."""
    region = region_or_404(request, region_key)
    name = request.POST.get("name", "")
    remove_view(region=region, name=name, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, f"“{name}” is verwijderd.")
    return redirect("region:practices", region.pk)


def _table(region_key: str, asked: Asked) -> str:
    table = reverse("region:practices", args=[region_key])
    return f"{table}?{asked.query}" if asked.query else table
