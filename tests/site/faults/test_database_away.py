"""The database is held by somebody else or gone for a while: a calm page, and right after it all works again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.records import guard
from groeiruimte.records.identity import new_id
from groeiruimte.records.models import PatientList
from tests.site.rijnmond import TODAY, make_person, make_practices, make_region

from . import deeds, whole
from .browser import Answer, Browser
from .conftest import Player, Prepared
from .place import ON_POSTGRESQL, Place, on_server, on_the_server
from .server import serving, wait_for, working

CALM = "Even geduld"
NAME = "lijst.xlsx"


@contextmanager
def held_by_somebody_else() -> Iterator[None]:
    """Nobody else can write; waiting for it is made short."""
    other = connection.copy()
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '200ms'" if ON_POSTGRESQL else "PRAGMA busy_timeout = 200")
    with other.cursor() as cursor:
        cursor.execute("BEGIN" if ON_POSTGRESQL else "BEGIN EXCLUSIVE")
        if ON_POSTGRESQL:
            cursor.execute("LOCK TABLE records_submission IN EXCLUSIVE MODE")
    try:
        yield
    finally:
        other.close()
        connection.close()


def test_waiting_for_somebody_else_ends_after_a_while() -> None:
    """SQLite waits as long as its settings say; PostgreSQL would wait for ever."""
    options = settings.DATABASES["default"]["OPTIONS"]
    assert options.get("options" if ON_POSTGRESQL else "timeout") == ("-c lock_timeout=20s" if ON_POSTGRESQL else 20)


@pytest.mark.django_db(transaction=True)
def test_an_upload_while_the_database_is_held(settings: Settings) -> None:
    settings.TODAY, settings.REQUIRE_SECOND_FACTOR = TODAY, False
    (practice,) = make_practices(make_region(), ["De Linde"])
    client = Client(raise_request_exception=False)
    user = make_person("practice_manager", practice=practice)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    page = reverse("practice:deliver_quarter", args=[practice.pk, "2022Q2"])
    home = reverse("practice:year", args=[practice.pk])
    client.get(page)
    key, before = new_id(), whole.rows()

    def send() -> tuple[int, bool]:
        file = SimpleUploadedFile(NAME, deeds.the_list(1))
        answer = client.post(page, {"submission_key": key, "file": file})
        return answer.status_code, CALM in answer.content.decode()

    with held_by_somebody_else():
        assert (send(), client.get(home).status_code) == ((503, True), 200)
        assert (whole.rows(), whole.breaches()) == (before, [])
    assert [send(), send()] == [(302, False)] * 2
    with guard.everything():
        assert (PatientList.objects.count(), whole.breaches()) == (1, [])


@contextmanager
def refusing(place: Place) -> Iterator[None]:
    """A database that lets nobody in, and throws out who is there."""
    on_the_server(f"ALTER DATABASE {place.database} ALLOW_CONNECTIONS false")
    on_the_server(cut(place))
    try:
        yield
    finally:
        on_the_server(f"ALTER DATABASE {place.database} ALLOW_CONNECTIONS true")


@contextmanager
def cutting(place: Place) -> Iterator[None]:
    """Connections live for a few milliseconds."""
    over = threading.Event()

    def keep_cutting() -> None:
        with psycopg.connect(on_server("postgres"), autocommit=True) as server:
            while not over.wait(0.005):
                server.execute(cut(place).encode())

    cutter = threading.Thread(target=keep_cutting)
    cutter.start()
    try:
        yield
    finally:
        over.set()
        cutter.join()


def cut(place: Place) -> str:
    return f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{place.database}'"


def once_away(browser: Browser, page: str) -> Answer:
    """The first page that came without a database. On a busy machine one may fit between two cuts, and is whole: so ask
    for one that leaves no look in the log.
    """
    return next(answer for _ in range(200) if (answer := browser.get(page)).status != 200)


# SQLite lives in the process itself: nobody can cut it off.
WAYS = (refusing, cutting) if ON_POSTGRESQL else ()


def test_a_server_whose_database_goes_away_and_comes_back(place: Place, player: Player, prepared: Prepared) -> None:
    with serving(place) as server:
        browser = server.browser(prepared.sessions["practice_manager"])
        home = f"/praktijk/{prepared.practices['De Linde']}/"
        page = f"{home}lijst/kwartaal/2022Q2/"
        form, file, before = browser.form(page), (NAME, deeds.the_list(1)), player.rows()
        for away in WAYS:
            with away(place):
                answers = [browser.post(page, form, file), once_away(browser, home)]
            assert [(answer.status, CALM in answer.text) for answer in answers] == [(503, True)] * 2
            assert browser.get(home).status == 200
            assert player.rows() == before
        sent = [browser.post(page, form, file) for _ in range(2)]
    assert ([answer.status for answer in sent], player.rows()["patientlist"]) == ([302, 302], 1)


def test_the_job_loop_whose_database_goes_away_and_comes_back(place: Place, player: Player) -> None:
    with working(place) as worker:
        wait_for(lambda: player.do("job", kind="claim_sweep")["status"] == "done", "the first round")
        if ON_POSTGRESQL:
            with refusing(place):
                wait_for(worker.noticed_trouble, "the job loop to notice")
        player.do("hand_in", patient_list=(patient_list := player.do("deliver")))
        wait_for(lambda: player.mails(patient_list) > 0, "the receipt")
    player.rows()
