"""A05: what is watched, when it turns red, and trying a job again."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from groeiruimte.actions import audit_log, invitations, status
from groeiruimte.pages.platform.status.views import Line, watched
from groeiruimte.records import audit, jobs
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Job
from groeiruimte.records.models.job import PARKED, WAITING
from tests.site.rijnmond import NOW

from .conftest import Office, send

pytestmark = pytest.mark.django_db
HOME = "/beheer/status/"


def lines(office: Office, at: Any = NOW) -> dict[str, Line]:
    return {line.label: line for line in watched(status.gather(by=office.actor(office.admin), at=at), at)}


def parked(kind: str = "claim_sweep") -> Job:
    jobs.queue(kind=kind, key=new_id(), due_at=NOW, payload={"key": "geheime-sleutel"})
    Job.objects.update(status=PARKED, reason="ValueError", tries=5)
    return Job.objects.get()


@pytest.mark.parametrize("who", ["admin", "log_manager"])
def test_both_roles_see_the_state(office: Office, who: str) -> None:
    page = office.browser(who).get(HOME)
    assert (page.status_code, page.context["status"].migrations_to_run) == (200, 0)


@pytest.mark.parametrize("who", ["owner", "lead", "director"])
def test_nobody_else_does(office: Office, who: str) -> None:
    assert office.browser(who).get(HOME).status_code == 404


@pytest.mark.parametrize(("waits", "tone"), [(timedelta(minutes=14), "done"), (timedelta(minutes=16), "late")])
def test_work_that_stands_still_is_red(office: Office, waits: timedelta, tone: str) -> None:
    jobs.queue(kind="claim_sweep", key=new_id(), due_at=NOW)
    line = lines(office, NOW + waits)["Wachtende taken"]
    assert (line.words, line.tone) == ("1", tone)


def test_a_job_that_was_given_up_is_shown_without_what_it_holds(office: Office) -> None:
    parked(invitations.MAIL)
    page = office.browser("admin").get(HOME)
    assert [(job.kind, job.reason) for job in page.context["parked"]] == [("invitation_mail", "ValueError")]
    assert "geheime-sleutel" not in page.content.decode()
    assert lines(office)["Opgegeven taken"].tone == "late"


def test_a_job_is_tried_again(office: Office) -> None:
    job = parked()
    assert send(office.browser("admin"), f"{HOME}taak/{job.pk}/").status_code == 302
    job.refresh_from_db()
    assert (job.status, job.tries, job.reason) == (WAITING, 0, "")
    assert send(office.browser("admin"), f"{HOME}taak/{job.pk}/").status_code == 409


def test_who_reads_the_log_does_not_restart_jobs(office: Office) -> None:
    job = parked()
    assert send(office.browser("log_manager"), f"{HOME}taak/{job.pk}/").status_code == 404
    assert Job.objects.get().status == PARKED


def test_without_a_setting_the_age_of_the_backup_is_not_known(office: Office, settings: Settings) -> None:
    settings.BACKUP_MARKER = None
    line = lines(office)["Laatste back-up"]
    assert (line.words, line.tone, "GROEIRUIMTE_BACKUP_MARKER" in line.note) == ("Onbekend", "todo", True)


@pytest.mark.parametrize(("hours", "tone"), [(25, "done"), (27, "late")])
def test_an_old_backup_is_red(office: Office, settings: Settings, tmp_path: Path, hours: int, tone: str) -> None:
    marker = tmp_path / "last"
    settings.BACKUP_MARKER = marker
    assert lines(office)["Laatste back-up"].words == "Het bestand staat er niet"
    marker.touch()
    made = (NOW - timedelta(hours=hours)).timestamp()
    os.utime(marker, (made, made))
    assert lines(office)["Laatste back-up"].tone == tone


def test_the_chain_turns_red_when_nobody_checks_it(office: Office) -> None:
    label = "Keten van het logboek"
    assert lines(office)[label].words == "Nog niet gecontroleerd"
    audit_log.check_chain(NOW)
    assert (lines(office)[label].tone, lines(office, NOW + timedelta(days=3))[label].tone) == ("done", "late")


def test_a_log_that_nobody_reviews_is_red_after_14_days(office: Office) -> None:
    label = "Logboek nagekeken"
    audit.write(event="a", by=office.actor(office.owner), at=NOW)
    # Events of before: the programme was published in October.
    assert (lines(office)[label].tone, lines(office)[label].words) == ("late", "Nog nooit")
    by = office.actor(office.log_manager)
    audit_log.review(week="2022W13", note="", by=by, at=NOW, key=new_id())
    assert lines(office)[label] == Line(label, "done", "Tot en met 3 april 2022")
    assert lines(office, NOW + timedelta(days=12))[label].tone == "done"
    assert lines(office, NOW + timedelta(days=13))[label].tone == "late"
