"""The job table: one worker wins, a killed worker's job comes back, a job that keeps failing is parked."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from groeiruimte.actions import work
from groeiruimte.records import jobs
from groeiruimte.records.models import Job
from groeiruimte.records.models.job import DONE, PARKED, WAITING

from .conftest import NOW


@pytest.mark.django_db
def test_the_same_key_is_queued_once() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_work_that_is_not_due_waits() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW + timedelta(hours=1))
    assert jobs.claim(NOW) is None


@pytest.mark.django_db
def test_a_job_is_done_once() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    assert (work.run_one(NOW), work.run_one(NOW), Job.objects.get().status) == (True, False, DONE)


@pytest.mark.django_db
def test_a_job_of_a_killed_worker_comes_back_after_its_lease() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    assert jobs.claim(NOW) is not None  # and the worker dies here
    assert jobs.claim(NOW + timedelta(minutes=4)) is None
    again = jobs.claim(NOW + timedelta(minutes=6))
    assert again is not None
    assert again.tries == 2


@pytest.mark.django_db
def test_the_worker_that_lost_its_lease_cannot_finish_the_job() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    lost = jobs.claim(NOW)
    jobs.claim(NOW + timedelta(minutes=6))
    assert lost is not None
    jobs.finish(lost, NOW)
    assert Job.objects.get().status == WAITING


@pytest.mark.django_db
def test_a_job_that_keeps_failing_is_parked_and_others_go_on() -> None:
    jobs.queue(kind="nobody-knows-this", key="bad", due_at=NOW)
    jobs.queue(kind="claim_sweep", key="good", due_at=NOW + timedelta(seconds=1))
    at = NOW
    for _ in range(20):
        at += timedelta(hours=3)
        while work.run_one(at):
            pass
    bad, good = Job.objects.get(key="bad"), Job.objects.get(key="good")
    assert (bad.status, bad.tries, bad.reason, good.status) == (PARKED, jobs.MOST_TRIES, "ValueError", DONE)


@pytest.mark.django_db
def test_a_job_that_kills_every_worker_is_parked() -> None:
    jobs.queue(kind="claim_sweep", key="poison", due_at=NOW)
    at = NOW
    for _ in range(jobs.MOST_TRIES):
        at += timedelta(minutes=10)
        assert jobs.claim(at) is not None  # and the worker dies here
    assert jobs.claim(at + timedelta(minutes=10)) is None
    assert Job.objects.get().status == PARKED


@pytest.mark.django_db(transaction=True)
def test_one_worker_of_many_wins() -> None:
    jobs.queue(kind="claim_sweep", key="k", due_at=NOW)
    barrier = threading.Barrier(8)
    won: list[bool] = []

    def claim() -> None:
        barrier.wait()
        won.append(jobs.claim(NOW) is not None)
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]
