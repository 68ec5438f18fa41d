"""P15: being there by the code at the door, what the practice attended, trainings elsewhere, certificates."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groeiruimte.actions import attendance as deeds
from groeiruimte.actions import elsewhere
from groeiruimte.actions.elsewhere import Elsewhere, Proof, fingerprint, may_correct
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records import access
from groeiruimte.records.models import Attendance, Practice
from groeiruimte.records.models.training import SIGNED_UP
from groeiruimte.reports import pdf
from groeiruimte.rules.offer import counts_for

from .around import OPEN_TO, Around, around, team
from .forms import AttendForm, ElsewhereForm, StrikeForm
from .offer import kind_of

_COLUMNS = (
    Column("Scholing"),
    Column("Wie"),
    Column("Bewijs"),
    Column("Onderwerp"),
    Column("Telt mee voor"),
)
_TOO_OFTEN = (
    "U vulde te vaak een code in die niet klopt. Probeer het over een uur. De trainer kan u ook op de lijst zetten."
)


@require_safe
def attendance(request: Request, practice_id: str) -> HttpResponse:
    """Who was where, newest first; what was crossed out stays visible with the reason."""
    here = around(request, practice_id)
    found = access.attendances(request.actor, OPEN_TO).filter(practice=here.practice)
    rows = list(found.select_related("session__training").order_by("-day", "title", "employee__name", "pk"))
    corrects = may_correct(request.actor, here.practice)
    return render(
        request,
        "practice/training/attendance.html",
        {
            "practice": here.practice,
            "columns": _COLUMNS,
            "rows": [_row(here, one, corrects) for one in rows if one.removed_on is None],
            "crossed_out": [one for one in rows if one.removed_on is not None],
            "may_correct": corrects,
        },
    )


def _row(here: Around, one: Attendance, corrects: bool) -> tuple[Cell, ...]:
    counts = counts_for(here.programme, one.topics, here.objectives or None) if here.programme else ()
    inside = here.programme is not None and here.programme.period.holds(one.day)
    if one.session_id:
        proof = Cell("Haal bewijs op", url=reverse("practice:certificate", args=[here.practice.pk, one.pk]))
        where = one.session.training.kind if one.session else ""
        note = kind_of(where) if where else ""
    else:
        url = reverse("practice:strike", args=[here.practice.pk, one.pk]) if corrects else ""
        proof = Cell(
            "Haal deze scholing weg" if url else "Op de plank", url=url, note=one.proof.title if one.proof else ""
        )
        note = "Elders, op onze praktijk" if one.at_practice else "Elders"
    return (
        Cell(one.title, note=f"{note}, {short_date(one.day)}"),
        Cell(one.employee.name, note=here.function(one.employee.function)),
        proof,
        Cell(", ".join(here.topic(topic) for topic in one.topics)),
        Cell("; ".join(kpi.title for kpi in counts) if inside and counts else None),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: Request, practice_id: str) -> HttpResponse:
    """Type the code at the door, or come in by its QR link. Ten wrong codes an hour is where it stops."""
    here = around(request, practice_id)
    people = team(request, here.practice)
    tries = {"action": "attend", "key": str(request.user.pk)}
    if request.method != "POST":
        form = AttendForm(people=people, around=here, initial=_expected(request, here.practice))
        return render(request, "practice/training/attend.html", {"practice": here.practice, "form": form})
    form = AttendForm(request.POST, people=people, around=here)
    key = submission_key(request)
    if form.is_valid():
        if not ratelimit.consume(request, dry_run=True, **tries):
            form.add_error("code", _TOO_OFTEN)
        elif (done := _attend(request, here.practice, form, key)) is not None:
            return done
        elif "code" in form.errors:
            ratelimit.consume(request, **tries)
    return render(request, "practice/training/attend.html", {"practice": here.practice, "form": form})


def _attend(request: Request, practice: Practice, form: AttendForm, key: str) -> HttpResponse | None:
    code, chosen = form.cleaned_data["code"], form.cleaned_data["employees"]
    try:
        session = deeds.attend(practice=practice, code=code, employees=chosen, by=request.actor, at=request.at, key=key)
    except Refused as refusal:
        field = refusal.code if refusal.code in form.fields else None
        form.add_error(field, f"{refusal.message} {refusal.mend}")
        return None
    messages.success(request, f"U bent er. Dit is bewaard: {session.training.title}.")
    return redirect("practice:attendance", practice.pk)


def _expected(request: Request, practice: Practice) -> dict[str, object]:
    """The code of the link, and who signed up for a session of today. Asks nothing of the code itself."""
    today = request.at.date()
    signed = access.sign_ups(request.actor, OPEN_TO).filter(practice=practice, status=SIGNED_UP)
    mine = [one for one in signed if local_date(one.session.start) == today]
    return {"code": request.GET.get("code", "")[:12], "employees": [str(one.employee_id) for one in mine]}


@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: Request, practice_id: str) -> HttpResponse:
    """A training that somebody else gave, with its proof."""
    here = around(request, practice_id)
    if not may_correct(request.actor, here.practice):
        raise Http404
    proofs = list(access.evidence(request.actor).filter(practice=here.practice, removed_on=None))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ElsewhereForm(*sent, people=team(request, here.practice), around=here, proofs=proofs)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid() and _elsewhere(request, here.practice, form, key):
            messages.success(request, "De scholing staat op uw lijst.")
            return redirect("practice:attendance", here.practice.pk)
    return render(request, "practice/training/outside.html", {"practice": here.practice, "form": form})


def _elsewhere(request: Request, practice: Practice, form: ElsewhereForm, key: str) -> bool:
    given = form.cleaned_data
    file = (given["file"].name, given["file"].read()) if given["file"] else None
    proof = form.proofs[given["shelf"]] if given["shelf"] else Proof(given["link"], file)
    training = Elsewhere(given["title"], tuple(given["topics"]), given["day"], given["at_practice"])
    people = sorted(given["employees"], key=lambda one: one.pk)
    try:
        elsewhere.note(
            practice=practice,
            training=training,
            employees=people,
            proof=proof,
            sha256=fingerprint(training, [one.pk for one in people], given["shelf"], given["link"], file),
            by=request.actor,
            at=request.at,
            key=key,
        )
    except Refused as refusal:
        field = refusal.code if refusal.code in form.fields else None
        form.add_error(field, f"{refusal.message} {refusal.mend}")
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def strike(request: Request, practice_id: str, attendance_id: str) -> HttpResponse:
    """Cross out a training elsewhere, with the reason."""
    here = around(request, practice_id)
    if not may_correct(request.actor, here.practice):
        raise Http404
    found = get_object_or_404(
        access.attendances(request.actor, OPEN_TO), pk=attendance_id, practice=here.practice, session=None
    )
    form = StrikeForm(request.POST or None)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            elsewhere.strike(
                practice=here.practice,
                attendance=found,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                key=key,
            )
            messages.success(request, "De scholing telt niet meer mee.")
            return HttpResponseRedirect(reverse("practice:attendance", args=[here.practice.pk]))
    return render(request, "practice/training/strike.html", {"practice": here.practice, "one": found, "form": form})


@require_safe
def certificate(request: Request, practice_id: str, attendance_id: str) -> HttpResponse:
    """The certificate as a PDF. Of a training elsewhere the proof is that of the other."""
    here = around(request, practice_id)
    mine = access.attendances(request.actor, OPEN_TO).select_related("session__training", "session__region")
    found = get_object_or_404(mine, pk=attendance_id, practice=here.practice, session__isnull=False, removed_on=None)
    session = found.session
    if session is None:
        raise Http404
    paper = pdf.Certificate(
        name=found.employee.name,
        function=here.function(found.employee.function),
        practice=here.practice.name,
        title=found.title,
        kind=kind_of(session.training.kind),
        day=found.day,
        place=session.place,
        number=found.certificate,
        region=session.region.name,
        issued_on=local_date(request.at),
    )
    return attachment(pdf.certificate(paper), f"bewijs-{found.certificate}.pdf", pdf.CONTENT_TYPE)
