"""The equipment of a practice, as a specialist writes it down during the interview, or reads it from a csv."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from groeiruimte.actions import devices as actions
from groeiruimte.actions.refusal import Refused
from groeiruimte.pages.device_forms import COLUMNS, CsvForm, DeviceForm, as_csv, cells
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key, typed_version
from groeiruimte.pages.scan.around import ScanOf, done, scan_or_404
from groeiruimte.pipeline.devices import EXAMPLE, MOST_ROWS, Sheet, Trouble
from groeiruimte.records import access
from groeiruimte.records.models import Device


@require_http_methods(["GET", "HEAD", "POST"])
def device_add(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    of = scan_or_404(request, region_key, scan_id)
    form = DeviceForm(*([request.POST] if request.method == "POST" else []))
    if request.method == "POST":
        key = submission_key(request)
        if form.is_valid():
            try:
                actions.add(practice=of.scan.practice, text=form.text(), by=request.actor, at=request.at, key=key)
                return _back(request, of, "Het apparaat staat op de lijst.")
            except Refused as refusal:
                form.refuse(refusal)
    return render(request, "scan/review/device.html", _context(of) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def device(request: Request, region_key: str, scan_id: str, device_id: str) -> HttpResponse:
    """Change one device. Who saved first is never overwritten (E02)."""
    of = scan_or_404(request, region_key, scan_id)
    found = _found(request, of, device_id)
    form, version = DeviceForm(text=actions.text_of(found)), found.version
    if request.method == "POST":
        form, version, key = DeviceForm(request.POST), typed_version(request), submission_key(request)
        if form.is_valid():
            try:
                actions.change(
                    practice=of.scan.practice,
                    device=found,
                    version=version,
                    text=form.text(),
                    by=request.actor,
                    at=request.at,
                    key=key,
                )
                return _back(request, of, "Het apparaat is gewijzigd.")
            except Refused as refusal:
                form.refuse(refusal)
    context = _context(of) | {"form": form, "device": found, "typed_version": version}
    return render(request, "scan/review/device.html", context)


@require_POST
def device_remove(request: Request, region_key: str, scan_id: str, device_id: str) -> HttpResponse:
    """Gone already is as good: a double click ends on the same page."""
    of = scan_or_404(request, region_key, scan_id)
    key, to = submission_key(request), f"{of.url('review')}#apparatuur"
    found = access.devices(request.actor).filter(pk=device_id, practice=of.scan.practice).first()
    if found is None:
        return HttpResponseRedirect(to)
    return done(
        request,
        lambda: actions.remove(practice=of.scan.practice, device=found, by=request.actor, at=request.at, key=key),
        to,
        "Het apparaat staat niet meer op de lijst.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def device_import(request: Request, region_key: str, scan_id: str) -> HttpResponse:
    """First a file: then everything that was read is shown. Only the second time is it kept, all of it at once."""
    of = scan_or_404(request, region_key, scan_id)
    if request.method != "POST":
        return _import_page(request, of, CsvForm())
    key = submission_key(request)
    if "rows" in request.POST:
        return _keep(request, of, key)
    form = CsvForm(request.POST, request.FILES)
    if not form.is_valid():
        return _import_page(request, of, form)
    sheet = actions.read_csv(form.cleaned_data["file"])
    if sheet.problems:
        return _import_page(request, of, form, sheet.problems)
    return _preview(request, of, sheet)


def _keep(request: Request, of: ScanOf, key: str) -> HttpResponse:
    """What stood on the page before went through a browser, so it is read anew."""
    sheet = actions.read_csv(request.POST["rows"].encode())
    if sheet.problems:
        return _import_page(request, of, CsvForm(), sheet.problems)
    try:
        actions.add_all(
            practice=of.scan.practice, texts=actions.texts_of(sheet), by=request.actor, at=request.at, key=key
        )
    except Refused as refusal:
        trouble = Trouble(None, refusal.message, refusal.mend)
        return _import_page(request, of, CsvForm(), (trouble,))
    return _back(request, of, "De lijst is bewaard.")


def _preview(request: Request, of: ScanOf, sheet: Sheet) -> HttpResponse:
    texts = actions.texts_of(sheet)
    context = {
        "columns": COLUMNS,
        "rows": [cells(text) for text in texts],
        "carried": as_csv(texts),
        "ignored": sheet.ignored,
        "there": access.devices(request.actor).filter(practice=of.scan.practice).count(),
    }
    return render(request, "scan/review/devices_preview.html", _context(of) | context)


def _import_page(request: Request, of: ScanOf, form: CsvForm, problems: tuple[Trouble, ...] = ()) -> HttpResponse:
    said = [(f"{each.what} {each.mend}", "#id_file") for each in problems]
    context = {"form": form, "problems": said, "example": EXAMPLE, "most": MOST_ROWS}
    return render(request, "scan/review/devices_import.html", _context(of) | context)


def _found(request: Request, of: ScanOf, device_id: str) -> Device:
    return get_object_or_404(access.devices(request.actor), pk=device_id, practice=of.scan.practice)


def _back(request: Request, of: ScanOf, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(f"{of.url('review')}#apparatuur")


def _context(of: ScanOf) -> dict[str, object]:
    return {"of": of, "region": of.region, "scan": of.scan, "back": f"{of.url('review')}#apparatuur"}
