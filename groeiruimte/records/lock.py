"""Holding a name until the transaction ends, so that two deeds about it do not cross.

Only PostgreSQL needs it: SQLite lets one transaction write at a time.
"""

from __future__ import annotations

from django.db import connection


def hold(name: str) -> None:
    """Alone: waits for everybody who holds or shares the name."""
    _take("pg_advisory_xact_lock", name)


def share(name: str) -> None:
    """Together with others who share it; waits only for who holds it alone."""
    _take("pg_advisory_xact_lock_shared", name)


def _take(function: str, name: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(hashtextextended(%s, 0))", [name])
