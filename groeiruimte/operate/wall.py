"""Before the site or the job loop starts in production: nobody who can climb over wall 2 may run it.

Row level security does not hold for a superuser, a role with BYPASSRLS or the owner of a table. Working as another role
does not help then: who logged in as one of these can become it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

_ROLES = """
    SELECT rolname, rolsuper, rolbypassrls, EXISTS (
        SELECT FROM pg_tables
        WHERE schemaname = ANY (current_schemas(false)) AND pg_has_role(pg_roles.oid, tableowner, 'MEMBER')
    )
    FROM pg_roles WHERE rolname IN (session_user, current_user) ORDER BY rolname
"""
_MEND = (
    "Log in met een gewone rol, zoals groeiruimte_web. "
    "Zet GROEIRUIMTE_DATABASE_ROLE op groeiruimte_app. Zie docs/production.md."
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a connection. `owns`: at least one table is its own, or of a role that it can become."""

    name: str
    superuser: bool
    bypasses: bool
    owns: bool


def demand() -> None:
    """Raise CommandError when wall 2 does not hold here. Only in production: a demo stands on SQLite.

    OperationalError when the database does not answer.
    """
    if not settings.PRODUCTION:
        return
    try:
        found = trouble(roles(connection))
    except OperationalError:
        raise
    except DatabaseError as refused:
        found = f"Wij mogen niet werken als GROEIRUIMTE_DATABASE_ROLE. Geef de login die rol met GRANT. {refused}"
    if found:
        raise CommandError(found)


def demand_now() -> None:
    """The same for a program that cannot wait until the database answers."""
    try:
        demand()
    except OperationalError as away:
        raise CommandError(f"De database antwoordt niet. Kijk GROEIRUIMTE_DATABASE_URL na. {away}") from None
    finally:
        connection.close()


def roles(on: BaseDatabaseWrapper) -> list[Role]:
    """Who logged in, and as whom this connection works. PostgreSQL only."""
    with on.cursor() as cursor:
        cursor.execute(_ROLES)
        return [Role(*row) for row in cursor.fetchall()]


def trouble(found: Iterable[Role]) -> str:
    """Who passes the wall and how to mend it; an empty text when nobody does."""
    for role in found:
        if role.superuser:
            return f"De rol {role.name} is superuser en ziet alle rijen. {_MEND}"
        if role.bypasses:
            return f"De rol {role.name} heeft BYPASSRLS en ziet alle rijen. {_MEND}"
        if role.owns:
            return f"De rol {role.name} is eigenaar van tabellen en kan de afscherming uitzetten. {_MEND}"
    return ""
