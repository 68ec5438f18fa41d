"""What a region does for practices: the log of support, and the steps of a track.

Source: R110, R116, R117, R119, R132, R134, R140. The region writes; the practice reads what it was given. Nothing is
deleted: a record that was wrong is struck out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import Track, TrackStep
from groeiruimte.records import lock
from groeiruimte.records.access import Actor
from groeiruimte.records.models import Enrolment, Practice, Region, RegionYear, SupportRecord
from groeiruimte.rules import answers as rules
from groeiruimte.rules import tracks
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.free_text import BSN_SEEN, holds_a_bsn
from groeiruimte.rules.why import number

from .conflict import conflict
from .programmes import programme_of
from .refusal import Difference, Refused, Stale
from .verb import Done, verb

LABELS = {
    "kind": "Wat voor hulp was het?",
    "day": "Op welke dag?",
    "minutes": "Hoeveel minuten?",
    "phase": "In welke fase?",
    "objective": "Bij welke doelstelling?",
    "text": "Wat deed u?",
}
_GONE = ("Dit is intussen doorgestreept.", "Ga terug naar de ondersteuning.", "gone")


@dataclass(frozen=True, slots=True)
class SupportText:
    """One piece of support. `kind`, `phase` and `objective` are keys of the programme; the last two may be empty."""

    kind: str
    day: date
    minutes: int | None = None
    phase: str = ""
    objective: str = ""
    text: str = ""


@verb("support.log", right="support.log", purpose="ondersteuning")
def log_support(
    *, region: Region, region_year: RegionYear, enrolments: tuple[str, ...], text: SupportText, by: Actor, at: datetime
) -> Done:
    """Write down the same support for one practice or several at once; `enrolments` by their ids.

    One record for each practice, so that every count of practices per kind of support is right (R134).
    """
    if not enrolments:
        raise Refused("U koos nog geen praktijk.", "Zet een vinkje bij een of meer praktijken.", "enrolments")
    found = list(Enrolment.objects.filter(pk__in=enrolments, region_year=region_year, region=region))
    if len(found) != len(set(enrolments)):
        raise Refused("Een van deze praktijken doet niet mee.", "Open de pagina opnieuw.", "enrolments")
    _check(programme_of(region_year.edition), text, found, by.on)
    made = SupportRecord.objects.bulk_create(_record(each, text, by, at) for each in found)
    detail = {"kind": text.kind, "practices": sorted(each.practice_id for each in found)}
    # The record of the event is the year when there were several: each practice stands in its detail.
    return Done(made[0] if len(made) == 1 else region_year, region=region, lifecycle="create", detail=detail)


@verb("support.change", right="support.log", purpose="ondersteuning")
def change(
    *, practice: Practice, support: SupportRecord, version: int, text: SupportText, by: Actor, at: datetime
) -> Done:
    """Say it otherwise. A newer `version` raises Stale with both texts."""
    stored = _locked(practice, support)
    programme = programme_of(stored.enrolment.region_year.edition)
    mine, theirs = typed(text), typed(text_of(stored))
    if mine != theirs and stored.version != version:
        said = words_of(programme)
        raise conflict(
            stored,
            said["kind"].get(stored.kind, "de ondersteuning"),
            LABELS,
            version=stored.version,
            mine=mine,
            theirs=theirs,
            words=lambda field, value: said.get(field, {}).get(value, value or "niets"),
        )
    _check(programme, text, [stored.enrolment], by.on)
    for name in LABELS:
        setattr(stored, name, getattr(text, name))
    stored.text = text.text.strip()
    stored.version += 1 if mine != theirs else 0
    stored.save()
    return Done(stored, practice=practice, detail={"fields": [name for name in LABELS if mine[name] != theirs[name]]})


@verb("support.strike_out", right="support.log", purpose="ondersteuning")
def strike_out(*, practice: Practice, support: SupportRecord, by: Actor, at: datetime) -> Done:
    """Strike a record out: no count has it any more. Also for a step of a track, which is then to do again."""
    stored = _locked(practice, support)
    stored.removed_on = by.on
    stored.version += 1
    stored.save(update_fields=["removed_on", "version"])
    return Done(stored, practice=practice, lifecycle="delete", detail={"kind": stored.kind})


@verb("support.note_step", right="support.log", purpose="ondersteuning")
def note_step(
    *,
    practice: Practice,
    enrolment: Enrolment,
    track: str,
    step: str,
    version: int,
    day: date,
    answers: Mapping[str, Any],
    by: Actor,
    at: datetime,
) -> Done:
    """Note a step of a track, or change what was noted; `version` is that of the record one saw, 0 for none.

    Every required answer must be there: a step that lacks one is not done (R116). A newer version raises Stale.
    """
    lock.hold(f"track {enrolment.pk} {track}")
    programme = programme_of(enrolment.region_year.edition)
    found, asked = _step(programme, enrolment, track, step)
    stored = SupportRecord.objects.filter(enrolment=enrolment, track=track, step=step, removed_on=None).first()
    kept = _kept(programme, found, asked, answers)
    if stored is not None and stored.version != version and (stored.answers, stored.day) != (kept, day):
        raise _stale(programme, found, asked, stored, kept, day)
    _check_day(programme, day, by.on)
    gap = tracks.lacks(programme, found, asked, kept)
    if gap:
        raise Refused(gap, code="answers")
    if any(holds_a_bsn(str(value)) for value in kept.values()):
        raise Refused(BSN_SEEN, code="bsn")
    assert by.user is not None  # a right was asked
    if stored is None:
        stored = SupportRecord(
            enrolment=enrolment,
            practice=practice,
            region_id=enrolment.region_id,
            kind=track,
            track=track,
            step=step,
            objective=found.objective,
            version=0,
        )
    stored.day, stored.answers, stored.by, stored.at = day, kept, by.user, at
    stored.version += 1
    stored.save()
    lifecycle = "create" if stored.version == 1 else "update"
    return Done(stored, practice=practice, lifecycle=lifecycle, detail={"track": track, "step": step})


def text_of(support: SupportRecord) -> SupportText:
    return SupportText(support.kind, support.day, support.minutes, support.phase, support.objective, support.text)


def typed(text: SupportText) -> dict[str, str]:
    """A piece of support as its form sends it."""
    return {
        "kind": text.kind,
        "day": short_date(text.day),
        "minutes": number(text.minutes) if text.minutes is not None else "",
        "phase": text.phase,
        "objective": text.objective,
        "text": text.text.strip(),
    }


def words_of(programme: Programme) -> dict[str, dict[str, str]]:
    """What the keys in a record are called, by field. Kinds are those of the programme, tracks besides."""
    return {
        "kind": {
            **{each.key: each.label for each in programme.support_kinds},
            **{each.key: each.label for each in programme.tracks},
        },
        "phase": {each.key: each.label for each in sorted(programme.phases, key=lambda phase: phase.order)},
        "objective": {each.key: f"{each.key} {each.label}" for each in programme.objectives_in_order},
    }


def named(programme: Programme, support: SupportRecord) -> str:
    """The kind of a record in words; of a track with its step."""
    track = next((found for found in programme.tracks if found.key == support.track), None)
    step = next((found for found in track.steps if found.key == support.step), None) if track else None
    if track and step:
        return f"{track.label}: {step.label}"
    return words_of(programme)["kind"].get(support.kind, support.kind)


def _record(enrolment: Enrolment, text: SupportText, by: Actor, at: datetime) -> SupportRecord:
    assert by.user is not None  # a right was asked
    return SupportRecord(
        enrolment=enrolment,
        practice_id=enrolment.practice_id,
        region_id=enrolment.region_id,
        kind=text.kind,
        phase=text.phase,
        objective=text.objective,
        day=text.day,
        minutes=text.minutes,
        text=text.text.strip(),
        by=by.user,
        at=at,
    )


def _locked(practice: Practice, support: SupportRecord) -> SupportRecord:
    mine = SupportRecord.objects.select_for_update(of=("self",)).filter(practice=practice, removed_on=None)
    stored = mine.select_related("enrolment__region_year__edition").filter(pk=support.pk).first()
    if stored is None:
        raise Refused(*_GONE)
    return stored


def _check(programme: Programme, text: SupportText, enrolments: Iterable[Enrolment], on: date) -> None:
    said = words_of(programme)
    if text.kind not in {each.key for each in programme.support_kinds}:
        raise Refused("Dit programma kent deze soort hulp niet.", "Kies een soort uit de lijst.", "kind")
    for name, value in (("phase", text.phase), ("objective", text.objective)):
        if value and value not in said[name]:
            raise Refused(f"Dit kennen wij niet: {LABELS[name].lower()}", "Kies uit de lijst.", name)
    if text.objective and any(text.objective not in each.objectives for each in enrolments):
        label = said["objective"][text.objective]
        raise Refused(
            f"Niet elke praktijk doet mee aan {label}.", "Kies andere praktijken, of laat dit leeg.", "objective"
        )
    if text.minutes == 0:
        raise Refused("Er staan geen minuten.", "Vul meer dan 0 in, of laat het leeg.", "minutes")
    if holds_a_bsn(text.text):
        raise Refused(BSN_SEEN, code="text")
    _check_day(programme, text.day, on)


def _check_day(programme: Programme, day: date, on: date) -> None:
    if day > on:
        raise Refused("Deze dag is nog niet geweest.", "Leg het vast als het is gebeurd.", "day")
    if day > programme.period.end:
        ended = short_date(programme.period.end)
        raise Refused(f"Het programma duurde tot en met {ended}.", "Kies een eerdere dag.", "day")


def _step(programme: Programme, enrolment: Enrolment, track: str, step: str) -> tuple[Track, TrackStep]:
    mine = tracks.tracks_of(programme, enrolment.objectives, enrolment.choices)
    found = next((each for each in mine if each.key == track), None)
    asked = next((each for each in found.steps if each.key == step), None) if found else None
    if found is None or asked is None:
        raise Refused("De praktijk koos dit traject niet.", "Ga terug naar het traject.", "track")
    return found, asked


def _kept(programme: Programme, track: Track, step: TrackStep, answers: Mapping[str, Any]) -> dict[str, Any]:
    if not step.questions:
        return {}
    kept = rules.cleaned(tracks.sheet(track, step), answers)
    return {key: value for key, value in kept.items() if not rules.is_empty(value)}


def _stale(
    programme: Programme, track: Track, step: TrackStep, stored: SupportRecord, kept: Mapping[str, Any], day: date
) -> Stale:
    """Both texts, in words; the page shows them above its own form, which keeps what was typed."""
    differ = []
    if stored.day != day:
        differ.append(Difference("day", LABELS["day"], short_date(day), short_date(stored.day)))
    if step.questions:
        found = rules.changes(programme, Facts(), tracks.sheet(track, step), stored.answers, kept)
        differ += [Difference(e.question, e.text, "; ".join(e.becomes), "; ".join(e.was)) for e in found]
    return Stale(
        step.label, differ, version=stored.version, changed_by=stored.by.name, changed_at=stored.at, unchanged={}
    )
