"""The equipment of a practice, as it keeps it itself: it stays from one scan to the next (R103)."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groeiruimte.actions import devices as actions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.device_forms import COLUMNS, DeviceForm, cells
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.records import access
from groeiruimte.records.models import Device, Practice


@require_safe
def devices(request: Request, practice_id: str) -> HttpResponse:
    """Everything on the list; the name of each leads to changing it."""
    practice = _practice(request, practice_id)
    rows = []
    for each in access.devices(request.actor).filter(practice=practice):
        first, *rest = cells(actions.text_of(each))
        where = reverse("practice:device", kwargs={"practice_id": practice.pk, "device_id": each.pk})
        rows.append([replace(first, url=where), *rest])
    return render(request, "practice/scan/devices.html", {"practice": practice, "columns": COLUMNS, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def device_add(request: Request, practice_id: str) -> HttpResponse:
    practice = _practice(request, practice_id)
    form = DeviceForm(*([request.POST] if request.method == "POST" else []))
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            try:
                actions.add(practice=practice, text=form.text(), by=request.actor, at=request.at, key=key)
                return _back(request, practice, "Het apparaat staat op de lijst.")
            except Refused as refusal:
                form.refuse(refusal)
    return render(request, "practice/scan/device.html", {"practice": practice, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def device(request: Request, practice_id: str, device_id: str) -> HttpResponse:
    """Change one device. Who saved first is never overwritten (E02)."""
    practice = _practice(request, practice_id)
    found = _found(request, practice, device_id)
    form, version = DeviceForm(text=actions.text_of(found)), found.version
    if request.method == "POST":
        form, version, key = DeviceForm(request.POST), typed_version(request), submission_key(request)
        if form.is_valid():
            try:
                actions.change(
                    practice=practice,
                    device=found,
                    version=version,
                    text=form.text(),
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
                return _back(request, practice, "Het apparaat is gewijzigd.")
            except Refused as refusal:
                form.refuse(refusal)
    context = {"practice": practice, "form": form, "device": found, "typed_version": version}
    return render(request, "practice/scan/device.html", context)


@require_POST
def device_remove(request: Request, practice_id: str, device_id: str) -> HttpResponse:
    practice = _practice(request, practice_id)
    listed = access.devices(request.actor, also_removed=True)
    found, key = get_object_or_404(listed, pk=device_id, practice=practice), submission_key(request)
    actions.remove(practice=practice, device=found, by=request.actor, at=request.at, key=key)
    return _back(request, practice, "Het apparaat staat niet meer op de lijst.")


def _practice(request: Request, practice_id: str) -> Practice:
    return get_object_or_404(access.practices(request.actor, "scan.fill"), pk=practice_id)


def _found(request: Request, practice: Practice, device_id: str) -> Device:
    return get_object_or_404(access.devices(request.actor), pk=device_id, practice=practice)


def _back(request: Request, practice: Practice, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse("practice:devices", kwargs={"practice_id": practice.pk}))
