"""Every route, with every method, for everybody: what happens is what matrix.csv says."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Submission, SurveyBox
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.rijnmond import TODAY

from .routes import FORMS, URLS, Row, address, matrix, names_of_routes
from .world import IN_DECEMBER, World, client_with, make_world, session_of

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
ROWS = matrix()
ENROLLING = ("practice:enrol", "practice:enrol_programme", "practice:intention", "practice:objectives")
STRANGE = ("", "other_region")
# What who may not is told; another method than a page has, is told to everybody.
SHUT = ("403", "404", "405", "login")
# The routes of a practice and of a region are many: in parts, so that workers share them.
PARTS = {"practice": 4, "region": 2}
GROUPS = (
    *("account", "invitation", "public", "enrolling", "demo", "insurer", "platform", "respond", "scan", "shared"),
    *(f"{group} {part}" for group, parts in PARTS.items() for part in range(parts)),
)


def group_of(route: str) -> str:
    if route in ENROLLING:
        return "enrolling"
    if route.startswith(("account_", "mfa_")):
        return "account"
    group = route.partition(":")[0] if ":" in route else "invitation" if route == "invitation" else "public"
    return f"{group} {sum(map(ord, route)) % PARTS[group]}" if group in PARTS else group


@pytest.fixture
def world(settings: Settings, request: pytest.FixtureRequest) -> Iterator[World]:
    settings.ROOT_URLCONF, settings.DEMO, settings.REQUIRE_SECOND_FACTOR = URLS, True, False
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


def asked(world: World, rows: list[Row]) -> Iterator[tuple[Row, str, str, Any, str]]:
    """Each row, asked by everybody: row, role, relation, response, decision."""
    sessions, client = list(world.sessions()), Client(raise_request_exception=False)  # one: it starts every middleware
    for row in rows:
        where, form = address(world, row.route), FORMS.get(row.route)
        for (role, relation), session in sessions:
            if not is_asked(row, role, relation):
                continue
            said = form(world) if form else {}  # what it is about is there for all who ask after it too
            with transaction.atomic():
                cache.clear()  # or they would be asked to slow down
                before = written()
                client.cookies.clear()
                client.cookies[settings.SESSION_COOKIE_NAME] = session
                given = {"submission_key": new_id(), **said}
                response = client.post(where, given) if row.method == "POST" else client.get(where)
                done = written() != before
                transaction.set_rollback(True)
            yield row, role, relation, response, decision(row, response, done)


def written() -> tuple[int, int]:
    """How many forms did something: each leaves a row with its key, or an answer in the box of a survey."""
    return Submission.objects.count(), sum(len(box.answers) for box in SurveyBox.objects.only("answers"))


def is_asked(row: Row, role: str, relation: str) -> bool:
    """On SQLite, where the pages are the only wall, everybody; on PostgreSQL who may, and somebody from elsewhere."""
    if row.whose == "nobody" and relation not in ("", "own"):
        return False
    return not ON_POSTGRESQL or relation in STRANGE or row.expected(role, relation) not in SHUT


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
    others = [{"practice_id": world.duin.pk}, {"region_key": "elders"}]
    others += [{"practice_id": world.nowhere}, {"region_key": "nergens"}, {"list_id": world.nowhere}]
    others += [{"insurer_key": "zilveren-kruis"}, {"insurer_key": "nergens"}, {"decision_id": world.nowhere}]
    others += [{"form": "geen"}, {"form_id": world.nowhere}]
    others += [{"scan": "geen"}, {"party": "buren"}, {"device_id": world.nowhere}]
    others += [{name: world.nowhere} for name in ("article_id", "story_id", "thread_id", "survey_id")]
    others += [{name: world.nowhere} for name in ("session_id", "training_id", "sign_up_id", "attendance_id")]
    only_posts = {row.route for row in ROWS if row.method == "GET" and row.decisions["practice_owner"] == "405"}
    pages = set()
    for route in names_of_routes():
        if route.startswith(("practice:", "region:", "insurer:")):
            for other in others:
                where = address(world, route, **other)
                if where != address(world, route):
                    found = client.post(where) if route in only_posts else client.get(where)
                    pages.add((found.status_code, found.content, *sorted(found.headers.items())))
    assert [page[0] for page in pages] == [404]
