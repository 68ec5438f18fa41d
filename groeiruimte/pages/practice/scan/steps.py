"""How far a scan is: what to do now, what was done, and what comes. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from groeiruimte.pages.layout.parts import NextTask, Task
from groeiruimte.pages.practice.asking.progress import here, sections_of
from groeiruimte.pages.practice.scan_stands import STANDS
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.form import Question
from groeiruimte.records.models.scan import ANSWERING, FINISHED, INTERVIEWED, PLANNED, REVIEWED, SUBMITTED
from groeiruimte.rules.answers import questions

from .filling import ScanFilling

_ORDER = (ANSWERING, SUBMITTED, REVIEWED, PLANNED, INTERVIEWED, FINISHED)
_SLOT_MINUTES, _REPORT_MINUTES = 2, 8
WITH_SPECIALIST = (
    "Alleen uw praktijk en de specialist lezen uw antwoorden en het rapport. "
    "Uw regio en de verzekeraar zien alleen hoe ver u bent."
)
ALONE = "Alleen uw praktijk leest uw antwoorden en de uitkomst. Uw regio en de verzekeraar zien alleen hoe ver u bent."


def who_sees(filling: ScanFilling) -> str:
    """Said before somebody answers: who sees what, in two sentences."""
    return WITH_SPECIALIST if filling.scan_definition.has_interview else ALONE


def next_task(filling: ScanFilling) -> NextTask | None:
    """The one thing to do now; None when others are at work."""
    due, definition = filling.availability.due, filling.scan_definition
    if filling.may_change:
        return _answer(filling)
    if filling.status == REVIEWED:
        url = filling.url("scan_slot")
        return NextTask("Kies een moment voor het gesprek", url, "Kies een moment", _SLOT_MINUTES)
    if filling.status == FINISHED and definition.follow_ups and filling.scan and not filling.scan.follow_up:
        return NextTask("Kies hoe u verdergaat", filling.url("scan_follow_up"), "Kies", _SLOT_MINUTES, due)
    if filling.status == FINISHED:
        return NextTask("Lees uw rapport en kies verbeteringen", filling.url("scan_report"), "Lees", _REPORT_MINUTES)
    return None


def _answer(filling: ScanFilling) -> NextTask:
    due, gaps = filling.availability.due, filling.missing()
    late = due is not None and filling.on > due
    if filling.scan is None or not filling.rows:
        url = filling.section_url(sections_of(filling)[0].key)
        return NextTask("Beantwoord de vragen", url, "Begin", filling.definition.minutes, due, late=late)
    if not gaps:
        return NextTask("Controleer en verstuur", filling.check_url, "Controleer", 2, due, late=late)
    section, question = here(filling) or (gaps[0].section, filling.definition.question(gaps[0].question))
    title = f"Uw antwoorden zijn bewaard tot vraag {number_of(filling, question)}. Ga hier verder."
    return NextTask(title, filling.place(section, question), "Ga verder", None, due, late=late)


def number_of(filling: ScanFilling, question: Question) -> int:
    """Which question it is, of those that are asked."""
    asked = [q.key for q in questions(filling.definition, filling.offered) if q.type != "calculated"]
    return asked.index(question.key) + 1 if question.key in asked else 1


def steps(filling: ScanFilling) -> tuple[Task, ...]:
    """The way that a scan goes, each step with its state."""
    return tuple(_with_interview(filling) if filling.scan_definition.has_interview else _alone(filling))


def _with_interview(filling: ScanFilling) -> Iterator[Task]:
    definition, talked = filling.scan_definition, _is_at(filling, INTERVIEWED)
    sent = _is_at(filling, SUBMITTED)
    yield Task("Vragen beantwoorden", "", "done" if sent else "in_progress", _questions(filling))
    looked = "done" if _is_at(filling, REVIEWED) else "in_progress" if sent else "blocked"
    yield Task("De specialist bekijkt uw antwoorden", "", looked)
    topics = filling.url("scan_topics") if sent and not talked else ""
    wait = "" if sent else "Kan na het versturen"
    yield Task("Uw eigen onderwerpen voor het gesprek", topics, _between(filling, SUBMITTED), wait)
    devices = reverse("practice:devices", kwargs={"practice_id": filling.year.practice.pk})
    yield Task("Uw apparatuur", devices, "done" if talked else "todo", "Nodig voor het gesprek")
    slot = filling.url("scan_slot") if filling.status in (REVIEWED, PLANNED) else ""
    words = STANDS[filling.status][1] if slot else ""
    yield Task(f"Gesprek van {definition.interview_minutes} minuten", slot, _between(filling, REVIEWED), words)
    yield Task(
        "Adviesrapport",
        filling.url("scan_report") if filling.status == FINISHED else "",
        "done" if filling.status == FINISHED else "blocked",
        "" if filling.status == FINISHED else f"Binnen {definition.report_within_days} dagen na het gesprek",
    )


def _alone(filling: ScanFilling) -> Iterator[Task]:
    finished = filling.status == FINISHED
    yield Task("Vragen beantwoorden", "", "done" if finished else "in_progress", _questions(filling))
    report = filling.url("scan_report") if finished else ""
    yield Task("Uitkomst en advies", report, "done" if finished else "blocked", "" if finished else "Meteen hierna")
    if filling.scan_definition.follow_ups:
        chosen = filling.scan is not None and bool(filling.scan.follow_up)
        state = "done" if chosen else "todo" if finished else "blocked"
        yield Task("Kiezen hoe u verdergaat", filling.url("scan_follow_up") if finished else "", state)


def _is_at(filling: ScanFilling, status: str) -> bool:
    """Whether the scan came so far, or farther."""
    return _ORDER.index(filling.status) >= _ORDER.index(status)


def _between(filling: ScanFilling, first: str) -> str:
    """The state of a step that can be done from a status until the interview."""
    return "done" if _is_at(filling, INTERVIEWED) else "todo" if _is_at(filling, first) else "blocked"


def _questions(filling: ScanFilling) -> str:
    scan = filling.scan
    if filling.status != ANSWERING and scan and scan.submitted_at:
        return "Verstuurd"
    return f"{scan.answered} van {scan.asked} vragen" if scan and scan.asked else ""


def stands(filling: ScanFilling) -> tuple[str, str] | None:
    """Where the scan stands, as the title and text of a notice; None when the next task says it."""
    scan = filling.scan
    if scan is None or filling.may_change:
        return None if filling.may_change else ("Dit kan nu niet", filling.availability.because)
    match filling.status:
        case "submitted":
            return (
                "Uw antwoorden zijn verstuurd",
                "U kiest straks een moment voor het gesprek. Dat mailen wij u.",
            )
        case "planned":
            return "Uw gesprek staat gepland", "Schrijf vooraf op waar u het over wilt hebben."
        case "interviewed":
            days = filling.scan_definition.report_within_days
            return "Het gesprek is geweest", f"Het rapport komt binnen {days} dagen na het gesprek."
        case "finished" if scan.finished_on:
            return "De scan is klaar", f"De scan is klaar sinds {short_date(scan.finished_on)}."
    return None
