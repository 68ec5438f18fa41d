"""Add, change or take out one part of the plan; and the aims and targets of all KPIs on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import region_documents as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.rules.region_document import ALL, to_write

from .forms import ActivityForm, AimsForm, KpiForm, PartForm, TextForm
from .questions import said
from .work import KINDS, NEW, Work, plan_or_404

_FORMS: dict[str, type[PartForm]] = {
    "section": TextForm,
    "activity": ActivityForm,
    "kpi": KpiForm,
    "agreement": TextForm,
}
_TITLES = {"activity": "Activiteit toevoegen", "kpi": "KPI toevoegen"}


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: Request, region_key: str, programme_key: str, kind: str, part: str) -> HttpResponse:
    """One part; `nieuw` adds an activity or KPI. Who saved first is never overwritten: Stale is its own page."""
    work = plan_or_404(request, region_key, programme_key, "document.edit")
    found = KINDS.get(kind)
    if found is None or (part == NEW and found not in _TITLES):
        raise Http404
    here = work.parts.get(found, {}).get(part)
    title = _title(work, found, part, here)
    posted = request.method == "POST"
    if posted and request.POST.get("doe") == "weghalen":
        return _remove(request, work, found, part, title)
    form = _form(request, work, found, part, here)
    version = typed_version(request) if posted else work.document.version
    if posted and form.is_valid():
        # A new part takes the key of its form as its own: the same form sent twice is the same part.
        key = submission_key(request) if part == NEW else part
        try:
            verbs.save(
                region=work.region,
                document=work.document,
                kind=found,
                contents={key: form.content},
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Bewaard: {form.content.get('title') or title}.")
            return HttpResponseRedirect(work.home)
    context = {
        "work": work,
        "form": form,
        "kind": found,
        "title": title,
        "help": _help(work, found, part),
        "typed_version": version,
        "may_remove": here is not None and found != "section",
        "said": said(work).get(f"{found}:{part}", ()),
    }
    return render(request, "region/plan/part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kpis(request: Request, region_key: str, programme_key: str) -> HttpResponse:
    """The aim and target of every KPI (R015): one page, one save."""
    work = plan_or_404(request, region_key, programme_key, "document.edit")
    there = work.parts.get("kpi", {})
    posted = request.method == "POST"
    form = AimsForm(request.POST if posted else None, kpis=there)
    version = typed_version(request) if posted else work.document.version
    if posted and form.is_valid():
        try:
            verbs.save(
                region=work.region,
                document=work.document,
                kind="kpi",
                contents=form.contents,
                version=version,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "De doelen van de KPI's zijn bewaard.")
            return HttpResponseRedirect(work.home)
    rows = [
        (content["objective"] or "alle", content["title"], form[f"dimension-{key}"], form[f"target-{key}"])
        for key, content in sorted(there.items(), key=lambda pair: pair[1]["objective"])
    ]
    context = {"work": work, "form": form, "rows": rows, "typed_version": version}
    return render(request, "region/plan/kpis.html", context)


def _form(request: Request, work: Work, kind: str, part: str, here: dict[str, Any] | None) -> PartForm:
    make, more = _FORMS[kind], {"must": True} if kind == "agreement" else {}
    if request.method == "POST":
        return make(request.POST, programme=work.programme, **more)
    if here is not None:
        return make(programme=work.programme, initial=make.start(work.programme, here), **more)
    return make(programme=work.programme, initial={"objective": request.GET.get("doelstelling", "")}, **more)


def _remove(request: Request, work: Work, kind: str, part: str, title: str) -> HttpResponse:
    verbs.remove_part(
        region=work.region,
        document=work.document,
        kind=kind,
        part=part,
        version=typed_version(request),
        by=request.actor,
        at=request.at,
        key=submission_key(request),
    )
    messages.success(request, f"Weggehaald: {title}.")
    return HttpResponseRedirect(work.home)


def _title(work: Work, kind: str, part: str, here: dict[str, Any] | None) -> str:
    """What this part is called; not there for a section, practice or part that this plan does not have."""
    if kind == "section":
        written = to_write(work.programme, work.text.sections, work.figures, work.parts)
        found = next((each.title for each in written if each.key == part), None)
    elif kind == "agreement":
        names = {each["id"]: f"Werkafspraak met {each['name']}" for each in work.figures["practices"]}
        found = "Werkafspraak met alle praktijken" if part == ALL else names.get(part)
    elif part == NEW:
        found = _TITLES[kind]
    else:
        # What was just taken out can be asked for once more: by the form that took it out, sent again.
        found = here["title"] if here else "Dit onderdeel" if work.request.method == "POST" else None
    if found is None:
        raise Http404
    return found


def _help(work: Work, kind: str, part: str) -> str:
    if kind == "agreement":
        return "Schrijf elke afspraak op een eigen regel."
    if kind != "section":
        return ""
    written = to_write(work.programme, work.text.sections, work.figures, work.parts)
    return next((each.section.help for each in written if each.key == part), "")
