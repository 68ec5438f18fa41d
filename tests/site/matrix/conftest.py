"""What the tests of every route share. The addresses of the product are read once, by whoever asks first: here, where
the demo is off as in all tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import TransactionTestCase, override_settings

import groeiruimte.config.urls  # noqa: F401

from .routes import URLS


@pytest.fixture(scope="module")
def whole_product() -> Iterator[None]:
    """With the demo, and without the second step. Said once, as each time the addresses are read again."""
    with override_settings(ROOT_URLCONF=URLS, DEMO=True, REQUIRE_SECOND_FACTOR=False):
        yield


@pytest.fixture(scope="module")
def emptied_row_by_row() -> Iterator[None]:
    """PostgreSQL takes 150 ms to truncate all tables, and then every connection must learn them again.

    The few rows that a test leaves are deleted in a tenth of that, by the owner and without a trigger, and connections
    stay.
    """

    def delete_all(self: DatabaseOperations, _style: object, tables: list[str], **_more: bool) -> list[str]:
        deletes = [f"DELETE FROM {self.quote_name(table)}" for table in tables]
        return ["; ".join(["SET LOCAL ROLE NONE", "SET LOCAL session_replication_role = replica", *deletes])]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(DatabaseOperations, "sql_flush", delete_all)
        patched.setattr(TransactionTestCase, "_should_reload_connections", lambda _: False)
        yield
