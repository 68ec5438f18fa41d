"""What comes after enrolling: choosing the track of a year, and signing for KPIs that changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import enrolments
from groeiruimte.actions.programmes import programme_of
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Column
from groeiruimte.pages.practice.choice import cards
from groeiruimte.records import access
from groeiruimte.records.models import Enrolment

from .forms import ChoiceForm, SignForm

_COLUMNS = [Column("KPI"), Column("Anders dan eerst")]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """The track, concept and initiative of a year that was signed."""
    enrolment = _enrolment(request, practice_id, programme, "plan.edit")
    text = programme_of(enrolment.region_year.edition)
    mine = [card for card in cards(text) if set(card.keys) <= set(enrolment.objectives) and card.groups]
    if not mine:
        raise Http404
    groups = [group for card in mine for group in card.groups]
    was = ",".join(enrolment.choices)
    if request.method == "POST":
        form = ChoiceForm(request.POST, groups=groups)
        if form.is_valid() and _chosen(request, enrolment, form):
            return _there(enrolment)
    else:
        form = ChoiceForm(groups=groups, choices=enrolment.choices)
    context = {
        "practice": enrolment.practice,
        "programme": text,
        "cards": [(card, [form[group.name] for group in card.groups]) for card in mine],
        "form": form,
        "was": was,
    }
    return render(request, "practice/enrol/choose.html", context)


def _chosen(request: Request, enrolment: Enrolment, form: ChoiceForm) -> bool:
    """Keep the choice; False when it was refused, and the form says why."""
    try:
        enrolments.choose(
            practice=enrolment.practice,
            enrolment=enrolment,
            choices=form.choices_in(),
            was=[key for key in form.cleaned_data["was"].split(",") if key],
            by=request.actor,
            at=request.at,
            key=submission_key(request),
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, "Uw keuze is bewaard.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: Request, practice_id: str, programme: str) -> HttpResponse:
    """The KPIs in force, what is different from those that were signed, and the signature."""
    enrolment = _enrolment(request, practice_id, programme, "practice.read")
    form = SignForm(request.POST) if request.method == "POST" else SignForm()
    if request.method == "POST" and form.is_valid():
        try:
            enrolments.commit(
                practice=enrolment.practice,
                enrolment=enrolment,
                by=request.actor,
                at=request.at,
                key=submission_key(request),
            )
            messages.success(request, "U hebt getekend voor de KPI's.")
            return _there(enrolment)
        except Refused as refusal:
            form.refuse(refusal)
    context = {
        "practice": enrolment.practice,
        "programme": programme_of(enrolment.region_year.edition),
        "enrolment": enrolment,
        "columns": _COLUMNS,
        "rows": _compared(enrolment),
        "must_sign": enrolments.must_sign(enrolment),
        "may_sign": access.may(request.actor, "enrolment.sign", practice=enrolment.practice),
        "form": form,
    }
    return render(request, "practice/enrol/commit.html", context)


def _compared(enrolment: Enrolment) -> list[list[str]]:
    """Each KPI in force with what changed since the last signature, and those that went."""
    programme = programme_of(enrolment.region_year.edition)
    now = enrolments.kpis_to_sign(programme, enrolment.objectives, enrolment.choices)
    signed = sorted(enrolment.commitments.all(), key=lambda each: each.signed_at)
    if not signed:
        return [[kpi.title, "nog niet getekend"] for kpi in now]
    before = {kpi.key: kpi for kpi in programme_of(signed[-1].edition).kpis if kpi.key in signed[-1].kpis}
    rows = []
    for kpi in now:
        old = before.pop(kpi.key, None)
        same = old is not None and (old.title, old.met_by, old.mandatory) == (kpi.title, kpi.met_by, kpi.mandatory)
        rows.append([kpi.title, "" if same else "nieuw" if old is None else f"gewijzigd, was: {old.title}"])
    return rows + [[kpi.title, "vervalt"] for kpi in before.values()]


def _enrolment(request: Request, practice_id: str, programme: str, right: str) -> Enrolment:
    found = access.enrolments(request.actor, right).prefetch_related("commitments__edition")
    return get_object_or_404(found, practice=practice_id, region_year__programme=programme)


def _there(enrolment: Enrolment) -> HttpResponse:
    where = {"practice_id": enrolment.practice_id, "programme": enrolment.region_year.programme}
    return HttpResponseRedirect(reverse("practice:enrol_programme", kwargs=where))
