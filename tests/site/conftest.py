"""What site tests share. On PostgreSQL they run as the application's role, with row level security on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from groeiruimte.records import guard

ROLE = "groeiruimte_app"


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
    with guard.everything():
        yield
