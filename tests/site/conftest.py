"""What site tests share. On PostgreSQL they run as the application's role, with row level security on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from groeiruimte.records import guard

ROLE = "groeiruimte_app"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one database is not asked of the other."""
    other = "only_sqlite" if connection.vendor == "postgresql" else "only_postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


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
