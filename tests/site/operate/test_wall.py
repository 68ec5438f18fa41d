"""Whoever can climb over wall 2 may not run the site. The roles themselves are tried on PostgreSQL."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection

from groeiruimte.operate.wall import Role, demand, roles, trouble
from tests.site.faults.place import APPLICATION, ON_POSTGRESQL, on_the_server

MEND = (
    "Log in met een gewone rol, zoals groeiruimte_web. "
    "Zet GROEIRUIMTE_DATABASE_ROLE op groeiruimte_app. Zie docs/production.md."
)
APP = Role(APPLICATION, superuser=False, bypasses=False, owns=False)
# What a login is made with, as whom it works, and what it can do then. Only PostgreSQL has roles.
LOGINS = (
    pytest.param("", "", (False, False, False), id="plain"),
    pytest.param("", APPLICATION, (False, False, False), id="plain, as the application"),
    pytest.param("SUPERUSER", APPLICATION, (True, False, True), id="superuser, as the application"),
    pytest.param("BYPASSRLS", APPLICATION, (False, True, False), id="past the policies"),
    pytest.param("IN ROLE postgres", "", (False, False, True), id="who can become the owner"),
)


@pytest.mark.parametrize(
    ("role", "says"),
    [
        (Role("web", superuser=False, bypasses=False, owns=False), ""),
        (Role("web", superuser=True, bypasses=True, owns=True), f"De rol web is superuser en ziet alle rijen. {MEND}"),
        (
            Role("web", superuser=False, bypasses=True, owns=False),
            f"De rol web heeft BYPASSRLS en ziet alle rijen. {MEND}",
        ),
        (
            Role("web", superuser=False, bypasses=False, owns=True),
            f"De rol web is eigenaar van tabellen en kan de afscherming uitzetten. {MEND}",
        ),
    ],
)
def test_who_passes_the_wall_is_told(role: Role, says: str) -> None:
    assert (trouble([APP, role]), trouble([role, APP])) == (says, says)


def test_outside_production_nothing_is_asked() -> None:
    demand()


@pytest.fixture
def login(request: pytest.FixtureRequest) -> Iterator[str]:
    """A role that may work as the application, with something more; gone afterwards."""
    name = f"login_{uuid.uuid4().hex}"
    on_the_server(f"CREATE ROLE {name} LOGIN {request.param}")
    on_the_server(f"GRANT {APPLICATION} TO {name}")
    yield name
    on_the_server(f"DROP ROLE {name}")


@pytest.mark.django_db
@pytest.mark.parametrize(("login", "works_as", "can"), LOGINS if ON_POSTGRESQL else (), indirect=["login"])
def test_what_a_role_can_do_is_seen(login: str, works_as: str, can: tuple[bool, bool, bool]) -> None:
    other = connection.copy()
    other.settings_dict["USER"] = login
    other.settings_dict["OPTIONS"]["assume_role"] = works_as or None
    try:
        assert roles(other) == ([APP] if works_as else []) + [Role(login, *can)]
    finally:
        other.close()
