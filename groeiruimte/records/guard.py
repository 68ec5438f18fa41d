"""Wall 2: row level security on PostgreSQL.

The application's role owns no table, and a row is visible only when the connection says whose rows may be seen. The
scope is set at the start of a request and taken away at its end; without a scope nothing is visible. SQLite has no such
wall.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

from .access import REGION_DESK, Actor

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose rows may be seen: comma-separated ids, or `*` for all.

    `around` are the regions whose agreements somebody may read because a practice of theirs belongs to one; `trains`
    those whose sessions somebody leads, `scans` those whose practices somebody scans. `surveys` is the survey that is
    answered. `insurers` are those that somebody buys for; `log` and `manage` are "yes" for
    who reads the log or manages organisations.
    """

    practices: str = ""
    regions: str = ""
    around: str = ""
    trains: str = ""
    user_id: str = ""
    insurers: str = ""
    log: str = ""
    manage: str = ""
    scans: str = ""
    surveys: str = ""


_SAID: WeakKeyDictionary[Any, Scope] = WeakKeyDictionary()
"""What each open connection says. A rollback takes back what was said since its beginning, as does leaving a scope."""

_SAY = "SELECT " + ", ".join(f"set_config('groeiruimte.{f.name}', %s, false)" for f in fields(Scope))


def _say(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SAY, [getattr(scope, f.name) for f in fields(Scope)])
    _SAID[connection.connection] = scope


@contextmanager
def _within(scope: Scope) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    before = _SAID.get(connection.connection, Scope())
    if scope != before:
        _say(scope)
    try:
        yield
    finally:
        there = connection.connection
        if connection.needs_rollback:
            if there is not None:
                _SAID[there] = before
        elif there is None or _SAID.get(there, Scope()) != before:  # also when `acting` said more meanwhile
            _say(before)


@contextmanager
def memberships_of(user_id: int | None) -> Iterator[None]:
    """Only the memberships of one person: what is needed to find out what else may be seen."""
    with _within(Scope(user_id=str(user_id or ""))):
        yield


@contextmanager
def acting(user_id: int | None, find: Callable[[], Actor]) -> Iterator[Actor]:
    """`memberships_of` while somebody is found, and then `scope_of` who that is, with one word to the database less."""
    with memberships_of(user_id):
        who = find()
        if connection.vendor == "postgresql":
            _say(_scope(who))
        yield who


@contextmanager
def scope_of(who: Actor) -> Iterator[None]:
    """The rows of the practices and regions in which somebody works."""
    with _within(_scope(who)):
        yield


def _scope(who: Actor) -> Scope:
    at_practices = [m for m in who.memberships if m.practice_id]
    regions = {str(m.region_id) for m in who.memberships if m.role in REGION_DESK}
    return Scope(
        practices=",".join(sorted({str(m.practice_id) for m in at_practices})),
        regions=",".join(sorted(regions)),
        around=",".join(sorted(regions | {str(m.region_id) for m in at_practices})),
        trains=",".join(sorted({str(m.region_id) for m in who.memberships if m.role == "trainer"})),
        user_id=str(who.user.pk) if who.user else "",
        insurers=",".join(sorted({str(m.insurer_id) for m in who.memberships if m.insurer_id})),
        log="yes" if any(m.role == "log_manager" for m in who.memberships) else "",
        manage="yes" if any(m.role == "functional_admin" for m in who.memberships) else "",
        scans=",".join(sorted({str(m.region_id) for m in who.memberships if m.role == "it_specialist"})),
    )


@contextmanager
def survey(survey_id: str) -> Iterator[None]:
    """One survey and its box, and nothing else: for who answers it, and for who hands out its links."""
    with _within(Scope(surveys=survey_id)):
        yield


@contextmanager
def everything() -> Iterator[None]:
    """All rows: for jobs and commands of the product itself, never for a request."""
    with _within(Scope(*[EVERYTHING] * len(fields(Scope)))):
        yield
