"""Every route, with every method, for everybody: what happens is what matrix.csv says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Submission, SurveyBox
from groeiruimte.records.models.membership import INSURER_ROLES, PLATFORM_ROLES, PRACTICE_ROLES, REGION_ROLES
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.rijnmond import TODAY

from .ground import ABLEST
from .routes import FORMS, Row, address, matrix, named_in, names_of_routes, views_of_routes
from .world import IN_DECEMBER, World, client_with, make_world, session_of

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
ROWS = matrix()
ENROLLING = ("practice:enrol", "practice:enrol_programme", "practice:intention", "practice:objectives")
STRANGE = ("", "other_region")
# What who may not is told; that a page has no such method, is told to everybody.
SHUT_TO_SOME = ("403", "404", "login")
SHUT = (*SHUT_TO_SOME, "405")
OF_ALLAUTH = ("account_", "mfa_")
"""Their views look first who asks, and then at the method."""
KIND = {
    role: kind
    for kind in (("anonymous",), PRACTICE_ROLES, REGION_ROLES, INSURER_ROLES, PLATFORM_ROLES)
    for role in kind
}
Who = tuple[str, str]
"""A role and a relation."""
# The routes of a practice and of a region are many: in parts, so that workers share them.
PARTS = {"practice": 4, "region": 2}
GROUPS = (
    *("account", "invitation", "public", "enrolling", "demo", "insurer", "platform", "respond", "scan", "shared"),
    *(f"{group} {part}" for group, parts in PARTS.items() for part in range(parts)),
)


def group_of(route: str) -> str:
    if route in ENROLLING:
        return "enrolling"
    if route.startswith(OF_ALLAUTH):
        return "account"
    group = route.partition(":")[0] if ":" in route else "invitation" if route == "invitation" else "public"
    return f"{group} {sum(map(ord, route)) % PARTS[group]}" if group in PARTS else group


@pytest.fixture
def world(whole_product: None, settings: Settings, request: pytest.FixtureRequest) -> Iterator[World]:
    enrolling = getattr(request, "param", "") == "enrolling"
    settings.TODAY = IN_DECEMBER if enrolling else TODAY
    logging.disable()  # thousands of lines that somebody was refused
    yield make_world(enrolled=not enrolling)
    logging.disable(logging.NOTSET)


def test_every_route_is_in_the_matrix() -> None:
    listed = [(row.route, row.method) for row in ROWS]
    assert sorted(listed) == sorted((route, method) for route in names_of_routes() for method in METHODS)


def test_every_group_is_asked() -> None:
    assert {group_of(row.route) for row in ROWS} == set(GROUPS)


def test_another_method_is_refused_without_looking_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    """A view alone, with a request that has no session, nobody, and no part of its address: so they cannot matter."""
    caplog.set_level(logging.ERROR)
    views = dict(views_of_routes())
    shut = [row for row in ROWS if "405" in row.decisions.values() and not row.route.startswith(OF_ALLAUTH)]
    wrong = [f"{row.method} {row.route}" for row in shut if not _refuses(views[row.route], row.method)]
    assert wrong == []


def _refuses(view: Callable[..., HttpResponse], method: str) -> bool:
    return view(RequestFactory().generic(method, "/")).status_code == 405


def asked(world: World, rows: list[Row]) -> Iterator[tuple[Row, str, str, Any, str]]:
    """Each row, asked by everybody: row, role, relation, response, decision."""
    sessions, client = dict(world.sessions()), client_with()
    for row in rows:
        where, form, posts = address(world, row.route), FORMS.get(row.route), row.method == "POST"
        for role, relation in who_ask(row, sessions):
            said = form(world) if form else {}  # what it is about is there for all who ask after it too
            with transaction.atomic():
                cache.clear()  # or they would be asked to slow down
                before = written() if posts else []
                client.cookies.clear()
                client.cookies[settings.SESSION_COOKIE_NAME] = sessions[role, relation]
                given = {"submission_key": new_id(), **said}
                response = client.post(where, given) if posts else client.get(where)
                done = posts and written() != before
                transaction.set_rollback(True)
            yield row, role, relation, response, decision(row, response, done)


def written() -> list[Any]:
    """What forms leave that did something: a row with its key, or an answer in the box of a survey.

    Asked twice around every form, so without the models.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Submission._meta.db_table}")
        keys = cursor.fetchall()
        cursor.execute(f"SELECT answers FROM {SurveyBox._meta.db_table} ORDER BY 1")
        return keys + cursor.fetchall()


def who_ask(row: Row, everybody: Iterable[Who]) -> list[Who]:
    """Who may is asked on PostgreSQL, whose second wall could hide too much; who may not on SQLite, that has one wall.

    So on SQLite one of each kind of role asks of those who may, for each relation and each answer. On PostgreSQL only
    nobody in particular and the ablest from elsewhere ask of those who may not. That a page has no such method is said
    by its view whoever asks (the test above); one of each kind and the ablest from elsewhere try what stands before it.
    """
    expected = {who: row.expected(*who) for who in everybody if row.whose != "nobody" or who[1] in ("", "own")}
    strange = {
        (role, relation) for role, relation in expected if relation in STRANGE and role in ("anonymous", *ABLEST)
    }
    if ON_POSTGRESQL:
        return [who for who, told in expected.items() if told not in SHUT or who in strange]
    alike = {(KIND[who[0]], who[1], told): who for who, told in expected.items()}  # the last of each kind
    one_of_each = {who for who in alike.values() if who[1] == "own" or expected[who] != "405"}
    all_of = SHUT if row.route.startswith(OF_ALLAUTH) else SHUT_TO_SOME
    return [who for who, told in expected.items() if told in all_of or who in one_of_each | strange]


def decision(row: Row, response: Any, done: bool) -> str:
    """What happened, in a word."""
    if row.method == "POST" and done:
        return "does"
    to = urlsplit(response.headers.get("Location", "")).path
    if to:
        return {reverse("account_login"): "login", reverse("account_reauthenticate"): "confirm"}.get(to, "moved")
    if response.status_code == 200:
        return "refused" if row.method == "POST" else "ok"
    return str(response.status_code)


@pytest.mark.parametrize(("world", "group"), [(group, group) for group in GROUPS], indirect=["world"], ids=GROUPS)
def test_who_may(world: World, group: str) -> None:
    rows = [row for row in ROWS if group_of(row.route) == group]
    wrong: list[str] = []
    missing: dict[bool, set[Any]] = {True: set(), False: set()}
    for row, role, relation, response, found in asked(world, rows):
        if found != row.expected(role, relation):
            wrong.append(f"{row.method} {row.route} {role} {relation}: {found}")
        if response.status_code == 404:
            missing[role == "anonymous"].add((response.content, *sorted(response.headers.items())))
    assert wrong == []
    # What is not there and what is not yours are the same page, whoever asks for whatever. Headers too; only a page for
    # somebody who is logged in may not be kept at all.
    assert [len(pages) <= 1 for pages in missing.values()] == [True, True]
    assert len({page[0] for pages in missing.values() for page in pages}) <= 1


@pytest.mark.parametrize("world", ["practice"], indirect=True)
def test_what_is_not_there_is_the_same_as_what_is_not_yours(world: World) -> None:
    """The same page, status and headers for another practice, for one that does not exist, and for a wrong part."""
    client = client_with(session_of(world.people["practice_owner", "own"]))
    others = [("practice_id", world.duin.pk), ("region_key", "elders")]
    others += [("region_key", "nergens"), ("insurer_key", "zilveren-kruis"), ("insurer_key", "nergens")]
    others += [("form", "geen"), ("scan", "geen"), ("party", "buren")]
    others += [(name, world.nowhere) for name in ("practice_id", "list_id", "decision_id", "form_id", "device_id")]
    others += [(name, world.nowhere) for name in ("article_id", "story_id", "thread_id", "survey_id")]
    others += [(name, world.nowhere) for name in ("session_id", "training_id", "sign_up_id", "attendance_id")]
    only_posts = {row.route for row in ROWS if row.method == "GET" and row.decisions["practice_owner"] == "405"}
    pages = set()
    for route in names_of_routes():
        if not route.startswith(("practice:", "region:", "insurer:")):
            continue
        ours = named_in(world, route)
        for name, other in others:
            if name in ours and ours[name] != other:
                where = reverse(route, kwargs=ours | {name: other})
                found = client.post(where) if route in only_posts else client.get(where)
                pages.add((found.status_code, found.content, *sorted(found.headers.items())))
    assert [page[0] for page in pages] == [404]
