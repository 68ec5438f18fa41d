"""A05."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groeiruimte.actions import status as state
from groeiruimte.actions.status import BACKUP_LATE, CHECK_LATE, REVIEW_LATE, WORK_LATE, Status
from groeiruimte.pages.layout.actor import Request
from groeiruimte.pages.layout.keys import submission_key
from groeiruimte.pages.templatetags.words import count, moment, short_date
from groeiruimte.programme.calendar import local_date
from groeiruimte.records import access

_MOST_PARKED = 50
NO_BACKUP_SAID = "Zet GROEIRUIMTE_BACKUP_MARKER op een bestand dat uw back-up bijwerkt. Zie docs/production.md."


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to watch; `tone` is a key of STATUSES: done, todo or late."""

    label: str
    tone: str
    words: str
    note: str = ""


@require_safe
def status(request: Request) -> HttpResponse:
    if not access.may(request.actor, "status.read"):
        raise Http404
    found = state.gather(by=request.actor, at=request.at)
    lines = watched(found, request.at)
    context = {
        "lines": lines,
        "all_well": all(line.tone == "done" for line in lines),
        "late": [line for line in lines if line.tone == "late"],
        "status": found,
        "parked": access.parked_jobs(request.actor)[:_MOST_PARKED],
        "may_retry": access.may(request.actor, "organisation.manage"),
    }
    return render(request, "platform/status/page.html", context)


@require_POST
def retry(request: Request, job_id: int) -> HttpResponse:
    """Try a job again that was given up."""
    job = get_object_or_404(access.queued_jobs(request.actor, "organisation.manage"), pk=job_id)
    state.retry(job=job, by=request.actor, at=request.at, key=submission_key(request))
    messages.success(request, "De taak staat weer klaar.")
    return HttpResponseRedirect(reverse("platform:status"))


def watched(found: Status, at: datetime) -> list[Line]:
    """Each thing with its tone; red is what somebody must do something about today."""
    return [
        _jobs(found, at),
        Line("Opgegeven taken", "late" if found.parked else "done", count(found.parked) if found.parked else "Geen"),
        _mails(found),
        _backup(found, at),
        _chain(found, at),
        _reviews(found, at),
        Line(
            "Database bijgewerkt",
            "late" if found.migrations_to_run else "done",
            f"Nog {count(found.migrations_to_run)} stappen" if found.migrations_to_run else "Ja",
        ),
    ]


def _jobs(found: Status, at: datetime) -> Line:
    if found.oldest is None:
        return Line("Wachtende taken", "done", "Geen")
    tone = "late" if at - found.oldest > WORK_LATE else "done"
    return Line("Wachtende taken", tone, count(found.waiting), f"De oudste wacht sinds {moment(found.oldest)}.")


def _mails(found: Status) -> Line:
    waiting = f"{count(found.mails_waiting)} wachten nog." if found.mails_waiting else "Er wacht geen mail."
    if not found.mails_failed:
        return Line("Mail", "done", "Alles aangekomen", waiting)
    return Line("Mail", "late", f"{count(found.mails_failed)} niet aangekomen", waiting)


def _backup(found: Status, at: datetime) -> Line:
    label, made = "Laatste back-up", found.backup.at
    if not found.backup.said:
        return Line(label, "todo", "Onbekend", NO_BACKUP_SAID)
    if made is None:
        return Line(label, "late", "Het bestand staat er niet", "Kijk of uw back-up loopt en het bestand bijwerkt.")
    return Line(label, "late" if at - made > BACKUP_LATE else "done", moment(made))


def _chain(found: Status, at: datetime) -> Line:
    label, check = "Keten van het logboek", found.chain
    if check is None:
        return Line(label, "todo", "Nog niet gecontroleerd", "Dit gebeurt elke dag vanzelf.")
    if check.broken:
        return Line(label, "late", f"De keten klopt niet bij regel {count(check.broken)}", "Meld dit direct.")
    tone = "late" if at - check.at > CHECK_LATE else "done"
    return Line(label, tone, "Klopt", f"Gecontroleerd op {moment(check.at)}, {count(check.lines)} regels.")


def _reviews(found: Status, at: datetime) -> Line:
    """Late when more than 14 days of the log were not looked at after their week was over."""
    label, today = "Logboek nagekeken", local_date(at)
    since = found.reviewed_until or (found.log_begins - timedelta(days=1) if found.log_begins else today)
    tone = "late" if today - since > REVIEW_LATE else "done"
    if found.reviewed_until is None:
        return Line(label, "late" if tone == "late" else "todo", "Nog nooit", "De logbeheerder tekent elke week af.")
    return Line(label, tone, f"Tot en met {short_date(found.reviewed_until)}")
