"""The equipment of a practice (R103): kept by the practice itself and by the specialist who performs its scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from groeiruimte.pipeline.devices import FIRST_YEAR, MOST_DEVICES, MOST_ROWS, Sheet
from groeiruimte.programme.calendar import short_date
from groeiruimte.records import access
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Device, Practice

from .conflict import conflict
from .form_steps import person
from .reading import sandbox
from .refusal import Refused
from .verb import ASK_ACCESS, NOT_YOURS, Done, verb

LABELS = {
    "kind": "Soort",
    "make": "Merk",
    "number": "Aantal",
    "year": "Jaar van aanschaf",
    "system": "Systeem",
    "support_until": "Ondersteuning tot",
    "note": "Opmerking",
}
RIGHTS = ("scan.fill", "scan.review")
_LENGTHS = {"kind": 60, "make": 120, "system": 120, "note": 200}


@dataclass(frozen=True, slots=True)
class DeviceText:
    """One line of the list. `year` is that of purchase."""

    kind: str
    make: str = ""
    number: int = 1
    year: int | None = None
    system: str = ""
    support_until: date | None = None
    note: str = ""


def read_csv(data: bytes) -> Sheet:
    """What stands in a csv, read in the limited child process; nothing is kept."""
    return sandbox().devices(data)


def texts_of(sheet: Sheet) -> tuple[DeviceText, ...]:
    return tuple(
        DeviceText(
            row.kind,
            row.make,
            row.number,
            row.year,
            row.system,
            date.fromisoformat(row.support_until) if row.support_until else None,
            row.note,
        )
        for row in sheet.rows
    )


def add(*, practice: Practice, text: DeviceText, by: Actor, at: datetime, key: str) -> Device:
    """One device more."""
    made: Device = _ADD[_right(by, practice)](practice=practice, text=text, by=by, at=at, key=key)
    return made


def add_all(*, practice: Practice, texts: Sequence[DeviceText], by: Actor, at: datetime, key: str) -> Practice:
    """Everything of a list that was read, in one go: all of it or nothing."""
    found: Practice = _ADD_ALL[_right(by, practice)](practice=practice, texts=tuple(texts), by=by, at=at, key=key)
    return found


def change(
    *, practice: Practice, device: Device, version: int, text: DeviceText, by: Actor, at: datetime, key: str
) -> Device:
    """Say it otherwise. A newer `version` raises Stale with both texts."""
    changing = _CHANGE[_right(by, practice)]
    changed: Device = changing(practice=practice, device=device, version=version, text=text, by=by, at=at, key=key)
    return changed


def remove(*, practice: Practice, device: Device, by: Actor, at: datetime, key: str) -> Device:
    """Take it off the list; a report that was published with it keeps it."""
    removed: Device = _REMOVE[_right(by, practice)](practice=practice, device=device, by=by, at=at, key=key)
    return removed


def may_edit(who: Actor, practice: Practice) -> bool:
    """Its own managers, and a specialist with an open scan of it."""
    return access.may(who, "scan.fill", practice=practice) or _performs(who, practice)


def text_of(device: Device) -> DeviceText:
    return DeviceText(
        device.kind, device.make, device.number, device.year, device.system, device.support_until, device.note
    )


def typed(text: DeviceText) -> dict[str, str]:
    """A device as its form sends it."""
    return {
        "kind": text.kind.strip(),
        "make": text.make.strip(),
        "number": str(text.number),
        "year": str(text.year or ""),
        "system": text.system.strip(),
        "support_until": short_date(text.support_until) if text.support_until else "",
        "note": text.note.strip(),
    }


def _right(by: Actor, practice: Practice) -> str:
    return RIGHTS[0] if access.may(by, RIGHTS[0], practice=practice) else RIGHTS[1]


def _performs(who: Actor, practice: Practice) -> bool:
    return access.scans(who, "scan.review").filter(practice=practice).exists()


def _demand(by: Actor, practice: Practice) -> None:
    """A specialist has the right in the whole region, but edits the list of a practice whose scan is open."""
    if not may_edit(by, practice):
        raise Refused(NOT_YOURS, ASK_ACCESS, code="no_right")


def _demand_sound(text: DeviceText, on: date) -> None:
    if not text.kind.strip():
        raise Refused("Wij weten nog niet wat dit is.", "Vul in wat het is, zoals laptop.", code="kind")
    for name, most in _LENGTHS.items():
        if len(getattr(text, name)) > most:
            raise Refused(f"“{LABELS[name]}” is te lang.", f"Gebruik hoogstens {most} tekens.", code=name)
    if not 1 <= text.number <= MOST_DEVICES:
        raise Refused("Zoveel apparaten kan niet.", f"Vul 1 tot {MOST_DEVICES} in.", code="number")
    if text.year is not None and not FIRST_YEAR <= text.year <= on.year:
        raise Refused(f"Het jaar {text.year} kan niet.", f"Vul een jaar in tot en met {on.year}.", code="year")


def _add(*, practice: Practice, text: DeviceText, by: Actor, at: datetime) -> Done:
    _demand(by, practice)
    _demand_sound(text, by.on)
    made = _new(practice, text, by, at)
    made.save(force_insert=True)
    return Done(made, practice=practice, lifecycle="create")


def _add_all(*, practice: Practice, texts: tuple[DeviceText, ...], by: Actor, at: datetime) -> Done:
    _demand(by, practice)
    if not texts or len(texts) > MOST_ROWS:
        raise Refused(
            "Deze lijst kunnen wij niet bewaren.", f"Kies een lijst van 1 tot {MOST_ROWS} rijen.", code="rows"
        )
    for text in texts:
        _demand_sound(text, by.on)
    Device.objects.bulk_create(_new(practice, text, by, at) for text in texts)
    return Done(practice, practice=practice, lifecycle="create", detail={"devices": len(texts)})


def _change(*, practice: Practice, device: Device, version: int, text: DeviceText, by: Actor, at: datetime) -> Done:
    _demand(by, practice)
    _demand_sound(text, by.on)
    stored = _locked(practice, device)
    mine, theirs = typed(text), typed(text_of(stored))
    if mine != theirs and stored.version != version:
        raise conflict(stored, stored.kind, LABELS, version=stored.version, mine=mine, theirs=theirs)
    if mine != theirs:
        _write(stored, text)
        stored.version += 1
        stored.save()
    return Done(stored, practice=practice)


def _remove(*, practice: Practice, device: Device, by: Actor, at: datetime) -> Done:
    _demand(by, practice)
    stored = _locked(practice, device)
    stored.removed_on = by.on
    stored.save(update_fields=["removed_on"])
    return Done(stored, practice=practice, lifecycle="delete")


_ADD = {right: verb("device.add", right=right, purpose="scan")(_add) for right in ("scan.fill", "scan.review")}
_ADD_ALL = {
    right: verb("device.import", right=right, purpose="scan")(_add_all) for right in ("scan.fill", "scan.review")
}
_CHANGE = {right: verb("device.change", right=right, purpose="scan")(_change) for right in ("scan.fill", "scan.review")}
_REMOVE = {right: verb("device.remove", right=right, purpose="scan")(_remove) for right in ("scan.fill", "scan.review")}


def _locked(practice: Practice, device: Device) -> Device:
    stored = Device.objects.select_for_update().filter(pk=device.pk, practice=practice, removed_on=None).first()
    if stored is None:
        raise Refused("Dit apparaat staat niet meer op de lijst.", "Bekijk de lijst.", code="gone")
    return stored


def _new(practice: Practice, text: DeviceText, by: Actor, at: datetime) -> Device:
    made = Device(practice=practice, region_id=practice.region_id, added_by=person(by), added_at=at)
    _write(made, text)
    return made


def _write(device: Device, text: DeviceText) -> None:
    for name in LABELS:
        value = getattr(text, name)
        setattr(device, name, value.strip() if isinstance(value, str) else value)
