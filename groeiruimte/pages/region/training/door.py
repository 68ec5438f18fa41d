"""One day of a training: who comes, the code at the door, the list, closing it."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import attendance as deeds
from groeiruimte.actions import outbox
from groeiruimte.actions import sessions as days
from groeiruimte.actions.attendance import Person, people_of
from groeiruimte.actions.sessions import door_is_open
from groeiruimte.actions.sign_ups import seats_of, works
from groeiruimte.actions.training_mails import when
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.headers import attachment
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access
from groeiruimte.records.models import Employee, Region, Session
from groeiruimte.records.models.training import CALLED_OFF, CLOSED
from groeiruimte.reports import pdf
from groeiruimte.rules.naming import function_label

from .around import MANAGE, manages, programmes, region_or_404, session_or_404
from .forms import AddForm, ReasonForm

_QUIET = 4
"""Empty modules around a QR code; a scanner needs them."""


@dataclass(frozen=True, slots=True)
class Square:
    """A QR code as one path in a square of `side` modules."""

    side: str
    path: str


def square_of(text: str) -> Square:
    """The modules of a QR code; text for an SVG, so that no dot for thousands slips in."""
    rows = [bytes(row) for row in segno.make_qr(text, error="m").matrix]
    path = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return Square(str(len(rows) + 2 * _QUIET), path)


@require_safe
def session(request: Request, region_key: str, session_id: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    people = people_of(found, request.actor)
    begun = local_date(found.start) <= local_date(request.at)
    return render(
        request,
        "region/training/session.html",
        {
            "region": region,
            "session": found,
            "when": when(found),
            "seats": seats_of([found])[found.pk],
            "there": [one for one in people if one.attendance],
            "expected": [one for one in people if not one.attendance],
            "manages": manages(request, region),
            "is_today": local_date(found.start) == local_date(request.at),
            "begun": begun,
            "is_closed": found.status == CLOSED,
            "is_off": found.status == CALLED_OFF,
            "may_close": found.status not in (CLOSED, CALLED_OFF) and request.at >= found.start,
            "door_open": door_is_open(found, request.at),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: Request, region_key: str, session_id: str) -> HttpResponse:
    """The code and its QR link, big enough to read from the back of a room. Posting opens the door."""
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    if request.method == "POST":
        days.open_door(region=region, session=found, by=request.actor, at=request.at, key=submission_key(request))
        return redirect("region:door", region.pk, found.pk)
    is_open = door_is_open(found, request.at)
    link = outbox.place(f"/aanwezig?{urlencode({'code': found.code})}") if is_open else ""
    context = {
        "region": region,
        "session": found,
        "when": when(found),
        "is_open": is_open,
        "digits": " ".join((found.code[:3], found.code[3:])),
        "link": link,
        "square": square_of(link) if link else None,
    }
    return render(request, "region/training/door.html", context)


@require_POST
def session_close(request: Request, region_key: str, session_id: str) -> HttpResponse:
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    days.close(region=region, session=found, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "De lijst is gesloten. Wie er was krijgt een mail met het bewijs.")
    return redirect("region:session", region.pk, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def session_call_off(request: Request, region_key: str, session_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = session_or_404(request, region, session_id, MANAGE)
    if request.method == "POST":
        days.call_off(region=region, session=found, by=request.actor, at=request.at, key=submission_key(request))
        messages.success(request, "De dag is afgezegd. Wie op de lijst stond krijgt een mail.")
        return redirect("region:session", region.pk, found.pk)
    context = {"region": region, "session": found, "when": when(found), "seats": seats_of([found])[found.pk]}
    return render(request, "region/training/call_off.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_add(request: Request, region_key: str, session_id: str) -> HttpResponse:
    """Put people on the list. The desk may also choose somebody who did not sign up, by practice."""
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    asked = request.POST.get("praktijk") or request.GET.get("praktijk", "")
    people = _to_choose(request, region, found, asked, also_there=request.method == "POST")
    form = AddForm(request.POST or None, people=people)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            deeds.add(
                region=region,
                session=found,
                employees=form.chosen,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                key=key,
            )
            messages.success(request, "De lijst is aangevuld.")
            return redirect("region:session", region.pk, found.pk)
    desk = manages(request, region)
    practices = access.practices(request.actor, MANAGE).filter(region=region).order_by("name") if desk else ()
    context = {
        "region": region,
        "session": found,
        "form": form,
        "people": people,
        "practices": list(practices),
        "asked": asked,
    }
    return render(request, "region/training/add.html", context)


def _to_choose(
    request: Request, region: Region, session: Session, asked: str, *, also_there: bool
) -> list[tuple[Employee, str]]:
    """Who signed up, or everybody of one practice, but who is on the list; `also_there` takes those too, so that
    sending the form twice says the same."""
    people = people_of(session, request.actor)
    if not asked:
        return [(one.employee, _words(one)) for one in people if also_there or one.attendance is None]
    if not manages(request, region):
        raise Http404
    practice = get_object_or_404(access.practices(request.actor, MANAGE), pk=asked, region=region)
    there = set() if also_there else {one.employee.pk for one in people if one.attendance}
    return [
        (one, f"{one.name}, {practice.name}")
        for one in practice.employees.all()
        if one.pk not in there and works(one, request.actor.on)
    ]


def _words(one: Person) -> str:
    return f"{one.employee.name}, {one.practice.name}"


@require_http_methods(["GET", "HEAD", "POST"])
def attendance_off(request: Request, region_key: str, session_id: str, attendance_id: str) -> HttpResponse:
    """Somebody was not there after all."""
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    one = deeds.one_of(found, attendance_id, request.actor)
    if one is None or (one.removed_on is not None and request.method != "POST"):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            deeds.take_off(
                region=region,
                session=found,
                attendance=one,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=request.at,
                key=key,
            )
            messages.success(request, "De lijst is aangepast.")
            return redirect("region:session", region.pk, found.pk)
    context = {"region": region, "session": found, "one": one, "form": form}
    return render(request, "region/training/off.html", context)


@require_safe
def attendance_list(request: Request, region_key: str, session_id: str) -> HttpResponse:
    """The list to sign at the door."""
    region = region_or_404(request, region_key)
    found = session_or_404(request, region, session_id)
    known = next(iter(programmes(request, region)), None)
    paper = pdf.AttendanceList(
        title=found.training.title,
        when=when(found),
        place=found.place,
        region=region.name,
        rows=tuple(
            (one.employee.name, function_label(known, one.employee.function), one.practice.name)
            for one in people_of(found, request.actor)
        ),
        printed_on=local_date(request.at),
    )
    return attachment(pdf.attendance_list(paper), "aanwezigheidslijst.pdf", pdf.CONTENT_TYPE)
