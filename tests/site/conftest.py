"""What site tests share. On PostgreSQL they run as the application's role, with row level security on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from groeiruimte.records import clock, guard
from tests.migrated import migrated_in
from tests.site.faults.place import MIGRATED

ROLE = "groeiruimte_app"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one database is not asked of the other."""
    other = "only_sqlite" if connection.vendor == "postgresql" else "only_postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """It goes with the folder, or with the server, that it is in. On SQLite its file is there before tests begin."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The database of tests is a copy of one that was migrated: when PostgreSQL started, or by who asks first."""
    options = connection.settings_dict["TEST"]
    options["MIGRATE"] = False
    if connection.vendor == "postgresql":
        options["TEMPLATE"] = MIGRATED
    else:
        for left in ("-wal", "-shm"):
            Path(options["NAME"] + left).unlink(missing_ok=True)
        shutil.copyfile(migrated_in(tmp_path_factory.getbasetemp()), options["NAME"])
    # Emptied tables would each time be filled with the permissions of Django, that nothing here asks for.
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Migrations run as the owner; from here on every connection works as the application's role."""
    if connection.vendor != "postgresql":
        yield
        return
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {ROLE}")
        connection.close()
    options = connection.settings_dict.setdefault("OPTIONS", {})
    options["assume_role"] = ROLE
    yield
    del options["assume_role"]
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(autouse=True)
def it_is_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages live just before the `NOW` of what tests prepare, at whatever hour the tests are run; the clock ticks."""
    began = timezone.localtime()
    morning = began.replace(hour=10, minute=29, second=0, microsecond=0)
    monkeypatch.setattr(clock, "of_the_machine", lambda: morning + (timezone.localtime() - began))


@pytest.fixture(autouse=True)
def tests_see_everything(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test prepares and inspects is not narrowed; what a request does is, by the middleware."""
    needs = {"db", "transactional_db", "live_server"} & set(request.fixturenames)
    if not needs and request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    _restore_triggers()
    with guard.everything():
        yield
    marker = request.node.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & needs or (marker and marker.kwargs.get("transaction")):
        _drop_triggers()


_TRIGGERS: list[str] = []


def _drop_triggers() -> None:
    """Such a test is cleaned up by emptying the tables, which the triggers of SQLite forbid."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = cursor.fetchall()
        _TRIGGERS[:] = [sql for _, sql in found]
        for name, _ in found:
            cursor.execute(f"DROP TRIGGER {name}")


def _restore_triggers() -> None:
    if not _TRIGGERS:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger'")
        if cursor.fetchone() == (0,):
            for sql in _TRIGGERS:
                cursor.execute(sql)
