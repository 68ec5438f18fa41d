"""The shelf of a practice: what lies there and where it is used, adding, downloading, taking off."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import evidence as verbs
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.practice.participation import of_year
from groeiruimte.pages.requirements import evidence_kinds
from groeiruimte.records import access
from groeiruimte.records.models import Evidence, StoredFile

from .forms import AddForm
from .uses import uses


@dataclass(frozen=True, slots=True)
class Proof:
    """A file or link on the shelf: for which KPI it is, and where it is used."""

    evidence: Evidence
    kind: str
    used: tuple[str, ...]

    @property
    def size(self) -> str:
        """`1,4 MB`; a small one in kB."""
        many = self.evidence.file.size if self.evidence.file else 0
        return f"{many / 1_000_000:.1f} MB".replace(".", ",") if many >= 100_000 else f"{max(1, many // 1000)} kB"


@require_safe
def evidence(request: Request, practice_id: str) -> HttpResponse:
    """Everything on the shelf, newest first."""
    year = of_year(request, practice_id, "evidence.read")
    kinds, used = evidence_kinds(year.programme, year.facts), uses(year, request.actor)
    found = access.evidence(request.actor).filter(practice=year.practice, removed_on__isnull=True)
    context = {
        "year": year,
        "practice": year.practice,
        "proofs": [
            Proof(each, kinds.get(each.kind, ""), tuple(used.get(each.pk, ()))) for each in found.defer(*_BYTES)
        ],
        "missing": [
            (key, label)
            for key, label in kinds.items()
            if not any(found.evidence == key for found in year.facts.evidence)
        ],
        "may_add": access.may(request.actor, "evidence.add", practice=year.practice),
    }
    return render(request, "practice/shelf/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: Request, practice_id: str) -> HttpResponse:
    """Add a file or link; `?soort=` says for which KPI, `?terug=` where to go then."""
    year = of_year(request, practice_id, "evidence.add")
    kinds = evidence_kinds(year.programme, year.facts)
    today, shelf = request.actor.on, reverse("practice:evidence", kwargs={"practice_id": practice_id}) + year.query
    back = _place_of_ours(request, request.GET.get("terug", "")) or shelf
    initial = {"day": today, "kind": request.GET.get("soort", "")}
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddForm(data, files, kinds=kinds, today=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.add(
                practice=year.practice,
                **{"kind": "", **form.cleaned_data},
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"“{form.cleaned_data['title']}” ligt bij uw bewijzen.")
            return HttpResponseRedirect(back)
    context = {"year": year, "practice": year.practice, "form": form, "back": back}
    return render(request, "practice/shelf/add.html", context)


@require_safe
def evidence_file(request: Request, practice_id: str, evidence_id: str) -> HttpResponse:
    """The file of a proof, also of one that was taken off and is still named somewhere."""
    return download(_proof(request, practice_id, evidence_id).file)


@require_safe
def evidence_copy(request: Request, practice_id: str, evidence_id: str) -> HttpResponse:
    """What the region saw when it looked at a link."""
    return download(_proof(request, practice_id, evidence_id).copy)


@require_POST
def evidence_take_off(request: Request, practice_id: str, evidence_id: str) -> HttpResponse:
    """Take a proof off the shelf. The verb knows one that is off already: the same form sent twice says the same."""
    found = access.evidence(request.actor, "evidence.add").filter(practice=practice_id)
    proof = get_object_or_404(found.select_related("practice__region"), pk=evidence_id)
    verbs.take_off(
        practice=proof.practice, evidence=proof, by=request.actor, at=request.at, key=submission_key(request)
    )
    messages.success(request, f"“{proof.title}” ligt niet meer bij uw bewijzen.")
    return HttpResponseRedirect(reverse("practice:evidence", kwargs={"practice_id": practice_id}))


def download(file: StoredFile | None) -> HttpResponse:
    if file is None:
        raise Http404
    return attachment(bytes(file.content), file.name, file.media_type)


_BYTES = ("file__content", "copy__content")


def _proof(request: Request, practice_id: str, evidence_id: str) -> Evidence:
    return get_object_or_404(access.evidence(request.actor).filter(practice=practice_id), pk=evidence_id)


def _place_of_ours(request: Request, url: str) -> str:
    """The address to go back to, when it is a page of this site."""
    return url if url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None) else ""
