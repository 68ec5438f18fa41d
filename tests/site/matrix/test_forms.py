"""Every form of ours: without its key or token it does nothing, sent twenty times it does one thing, and who comes second
sees both texts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from groeiruimte.records.identity import new_id
from groeiruimte.records.models import Event, Submission
from tests.site.faults import whole
from tests.site.rijnmond import TODAY

from .routes import FORMS, URLS, WHO, address, matrix
from .test_matrix import ENROLLING
from .world import IN_DECEMBER, World, client_with, make_world, session_of

POSTS = {row.route: row.decisions for row in matrix() if row.method == "POST"}
# It logs in as somebody else, and writes nothing.
WITHOUT_VERB = ("demo:become",)
VERBS = [route for route in FORMS if route not in WITHOUT_VERB]
AT_ONCE = 20


@pytest.fixture
def world(settings: Settings, request: pytest.FixtureRequest) -> World:
    route = request.node.callspec.params["route"]
    settings.ROOT_URLCONF, settings.DEMO, settings.REQUIRE_SECOND_FACTOR = URLS, True, False
    settings.TODAY = IN_DECEMBER if route in ENROLLING else TODAY
    return make_world(enrolled=route not in ENROLLING)


def who_may(world: World, route: str) -> str:
    """The session of the last role that may do it; the one with the most rights stands last."""
    able = [who for who in WHO if POSTS[route][who] in ("does", "moved")]
    return "" if "anonymous" in able else session_of(world.people[able[-1], "own"])


def test_every_form_of_ours_is_here() -> None:
    assert sorted(VERBS) == sorted(route for route, decisions in POSTS.items() if "does" in decisions.values())


@pytest.mark.django_db
@pytest.mark.parametrize("key", [{}, {"submission_key": ""}, {"submission_key": "x' OR 1=1"}], ids=["no", "empty", "odd"])
@pytest.mark.parametrize("route", FORMS)
def test_without_its_key_a_form_does_nothing(world: World, route: str, key: dict[str, str]) -> None:
    where, given, session = address(world, route), FORMS[route](world), who_may(world, route)
    before = whole.rows()
    response = client_with(session).post(where, given | key)
    assert (response.status_code, "<h1>Dit formulier klopt niet meer</h1>" in response.content.decode()) == (400, True)
    assert whole.rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("route", FORMS)
def test_a_form_of_another_site_does_nothing(world: World, route: str) -> None:
    where, given, session = address(world, route), FORMS[route](world), who_may(world, route)
    before = whole.rows()
    response = client_with(session, enforce_csrf_checks=True).post(where, given | {"submission_key": new_id()})
    assert (response.status_code, whole.rows()) == (403, before)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", VERBS)
def test_twenty_equal_posts_at_once_are_one_effect(world: World, route: str) -> None:
    where, session, key = address(world, route), who_may(world, route), new_id()
    given = [FORMS[route](world) | {"submission_key": key} for _ in range(AT_ONCE)]
    before, barrier, answers = whole.rows(), threading.Barrier(AT_ONCE), []

    def send(form: dict[str, Any]) -> None:
        client = client_with(session)
        barrier.wait()
        response = client.post(where, form)
        answers.append((response.status_code, response.headers.get("Location", "")))
        connection.close()

    threads = [threading.Thread(target=send, args=(form,)) for form in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    after = whole.rows()
    assert (len(answers), len(set(answers))) == (AT_ONCE, 1)
    assert answers[0][0] in (200, 302)
    assert Submission.objects.filter(key=key).count() == 1
    assert after["event"] - before.get("event", 0) == 1
    assert Event.objects.latest("seq").outcome == 0
    assert whole.breaches() == []
