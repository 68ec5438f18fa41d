"""Planning a day of a training, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from groeiruimte.actions import sessions as days
from groeiruimte.actions.sessions import SessionPlan
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.records import access
from groeiruimte.records.models import Region, User

from .around import MANAGE, region_or_404, session_or_404, training_or_404
from .forms import SessionForm


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: Request, region_key: str, training_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = training_or_404(request, region, training_id)
    form = SessionForm(request.POST or None, trainers=_trainers(request, region), initial={"seats": 20})
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            made = days.plan(region=region, training=found, plan=form.plan, by=request.actor, at=request.at, key=key)
            messages.success(request, "De dag is gepland.")
            return redirect("region:session", region.pk, made.pk)
    return render(request, "region/training/day.html", {"region": region, "training": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: Request, region_key: str, session_id: str) -> HttpResponse:
    region = region_or_404(request, region_key, MANAGE)
    found = session_or_404(request, region, session_id, MANAGE)
    people = _trainers(request, region)
    if request.method != "POST":
        form, version = SessionForm(initial=SessionPlan.of(found).as_sent(), trainers=people), found.version
    else:
        form, version, key = SessionForm(request.POST, trainers=people), typed_version(request), submission_key(request)
        if form.is_valid():
            days.change(
                region=region,
                session=found,
                version=version,
                plan=form.plan,
                by=request.actor,
                at=request.at,
                key=key,
            )
            messages.success(request, "De dag is gewijzigd. Wie op de lijst staat krijgt een mail.")
            return redirect("region:session", region.pk, found.pk)
    context = {"region": region, "training": found.training, "session": found, "form": form, "typed_version": version}
    return render(request, "region/training/day.html", context)


def _trainers(request: Request, region: Region) -> list[User]:
    return [member.user for member in access.trainers(request.actor, region) if member.user]
