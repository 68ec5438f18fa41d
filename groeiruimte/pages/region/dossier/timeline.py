"""What happened at a practice, day by day: pure, from the records of a dossier. No names of its staff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from groeiruimte.actions.region_notes import KINDS
from groeiruimte.actions.support import named
from groeiruimte.programme.calendar import Quarter, local_date, short_date
from groeiruimte.records.models.filled_form import APPROVED, CARRIED_OUT, CHANGES_REQUESTED
from groeiruimte.records.models.patient_list import CHECKED, COUNTS, REFUSED, REPLACED
from groeiruimte.rules.naming import form_title

from .gathered import Dossier

_LISTS = {
    COUNTS: "{} patiënten tellen mee",
    REPLACED: "vervangen door een latere lijst",
    CHECKED: "gecontroleerd, nog niet ingestuurd",
    REFUSED: "het bestand kon niet gelezen worden",
}
_SHOWN_ELSEWHERE = ("form", "list")
"""Obligations of which the deed itself stands in the timeline."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day; `note` says more, `late` marks what should have been done."""

    day: date
    what: str
    note: str = ""
    late: bool = False


def timeline(found: Dossier) -> tuple[Moment, ...]:
    """Everything, the newest first."""
    moments = [*_owed(found), *_forms(found), *_lists(found), *_people(found), *_region(found), *_scans(found)]
    moments += [Moment(each.done_on, f"Mijlpaal gehaald: {each.title}") for each in found.milestones if each.done_on]
    return tuple(sorted(moments, key=lambda moment: moment.day, reverse=True))


def _owed(found: Dossier) -> Iterator[Moment]:
    for each in found.obligations:
        if each.done_on is not None and each.kind not in _SHOWN_ELSEWHERE:
            late = f"De uiterste dag was {short_date(each.due)}." if each.done_on > each.due else ""
            yield Moment(each.done_on, f"Klaar: {each.title}", late)
    yield from (Moment(each.due, f"Niet op tijd: {each.title}", "Dit is nog niet gedaan.", True) for each in found.late)


def _forms(found: Dossier) -> Iterator[Moment]:
    titles = {each.pk: form_title(found.programme, each.form) for each in found.forms}
    for sent in found.submissions:
        again = "" if sent.number == 1 else f", versie {sent.number}"
        title = form_title(found.programme, sent.filled_form.form)
        late = "Dit kwam te laat." if sent.late else ""
        yield Moment(local_date(sent.submitted_at), f"Ingestuurd: {title}{again}", late)
    for form in found.forms:
        if form.decided_at and form.status in (APPROVED, CARRIED_OUT):
            yield Moment(local_date(form.decided_at), f"Akkoord: {titles[form.pk]}")
        if form.decided_at and form.status == CHANGES_REQUESTED:
            yield Moment(local_date(form.decided_at), f"Teruggestuurd: {titles[form.pk]}", form.reason)
        if form.carried_out_on:
            yield Moment(form.carried_out_on, f"Uitgevoerd: {titles[form.pk]}")


def _lists(found: Dossier) -> Iterator[Moment]:
    for each in found.lists:
        words = _LISTS[each.status].format(f"{each.counted:,}".replace(",", "."))
        label = Quarter.read(each.quarter).label
        yield Moment(local_date(each.handed_in_at or each.delivered_at), f"Patiëntenlijst {label}: {words}")


def _people(found: Dossier) -> Iterator[Moment]:
    """How many people were at a training, never who."""
    for (day, title), many in Counter((each.day, each.title) for each in found.attendances).items():
        yield Moment(
            day, f"Scholing: {title}", "1 medewerker was er." if many == 1 else f"{many} medewerkers waren er."
        )


def _region(found: Dossier) -> Iterator[Moment]:
    for record in found.support:
        yield Moment(record.day, f"Ondersteuning: {named(found.programme, record)}", record.text)
    for note in found.notes:
        yield Moment(local_date(note.at), KINDS[note.kind], note.text)
    for each in found.alignments:
        if each.aligned_on:
            objective = found.programme.objective(each.objective)
            yield Moment(each.aligned_on, f"Afgestemd: {objective.key} {objective.label}", each.note)
    for thread in found.threads:
        yield Moment(local_date(thread.last_at), f"Vraag: {thread.title}", _answered(thread.waits_for_region))


def _scans(found: Dossier) -> Iterator[Moment]:
    """On which days a scan was sent in, talked over and finished; never what is in it (R106)."""
    for scan in found.scans:
        definition = found.programme.scan(scan.kind)
        title = definition.title if definition else scan.kind
        if scan.submitted_at:
            yield Moment(local_date(scan.submitted_at), f"{title}: vragen verstuurd")
        if scan.interviewed_on:
            yield Moment(scan.interviewed_on, f"{title}: gesprek gehouden")
        if scan.finished_on:
            yield Moment(scan.finished_on, f"{title}: klaar")


def _answered(waits: bool) -> str:
    return "Deze vraag wacht op antwoord." if waits else "Uw regio antwoordde."
