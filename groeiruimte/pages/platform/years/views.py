"""A02 Programmajaar klaarzetten: texts of every region, and publishing one (R055). It shows no practice."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import year_drafts
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.year_texts import editing, playing
from groeiruimte.pages.year_texts.desk import Desk
from groeiruimte.pages.year_texts.forms import PublishForm
from groeiruimte.records import access
from groeiruimte.records.models import YearDraft

DESK = Desk(None)


@require_http_methods(["GET", "HEAD", "POST"])
def years(request: Request) -> HttpResponse:
    """Every text; a POST copies a year of a region."""
    _demand(request)
    found = access.all_region_years(request.actor)
    if request.method == "POST":
        asked = request.POST.get("jaar", "")
        year = get_object_or_404(found, pk=asked if asked.isascii() and asked.isdecimal() and len(asked) < 10 else 0)
        return editing.begin(request, DESK, year.region, year.edition)
    return editing.drafts_page(request, DESK, access.year_drafts(request.actor), found)


@require_http_methods(["GET", "HEAD", "POST"])
def year_draft(request: Request, draft_id: str) -> HttpResponse:
    return editing.edit(request, DESK, _draft(request, draft_id))


@require_POST
def year_drop(request: Request, draft_id: str) -> HttpResponse:
    _demand(request)
    return editing.drop(request, DESK, access.year_drafts(request.actor).filter(pk=draft_id).first())


@require_safe
def year_play(request: Request, draft_id: str) -> HttpResponse:
    return playing.play(request, DESK, _draft(request, draft_id))


@require_http_methods(["GET", "HEAD", "POST"])
def year_publish(request: Request, draft_id: str) -> HttpResponse:
    """The differences once more, and the button that seals the text."""
    draft = _draft(request, draft_id)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done: YearDraft = year_drafts.publish(
                region=draft.region,
                draft=draft,
                version=typed_version(request),
                confirmed=form.cleaned_data["confirmed"],
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            edition = done.published
            assert edition is not None
            messages.success(request, f"Gepubliceerd: {edition.key}, uitgave {edition.number}.")
            return HttpResponseRedirect(DESK.home)
    checked = year_drafts.check(draft)
    context = {
        "draft": draft,
        "form": form,
        "checked": checked,
        "back": DESK.edit(draft),
        "home": DESK.home,
        "change_columns": editing.CHANGES,
        "changes": editing.change_rows(checked),
        "problem_columns": editing.PROBLEMS,
        "problems": editing.problem_rows(checked.problems),
    }
    return render(request, "platform/years/publish.html", context)


def _demand(request: Request) -> None:
    if not access.may(request.actor, "year.publish"):
        raise Http404


def _draft(request: Request, draft_id: str) -> YearDraft:
    _demand(request)
    return get_object_or_404(access.year_drafts(request.actor), pk=draft_id)
