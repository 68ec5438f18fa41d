"""A web process that is killed between upload and outcome, as a browser sees it.

One server is killed at a named place. Another works on the same records, as after a restart: the person sends the same
form again, in the same session.
"""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Callable, Iterator

import pytest

from . import deeds
from .browser import Browser
from .conftest import Player, Prepared
from .place import Place
from .server import Server, answers, serving, wait_for

# Every place in every verb has its turn in test_killed_verbs.py; here a few of them, with all layers around them.
UPLOAD = ("list.deliver:after-read", "list.deliver:after-commit")
HAND_IN = ("list.hand_in:before-commit",)
NAME = "patientenlijst 2022Q2.xlsx"
ONE_LIST = {"claimfile": 1, "event": 1, "listcount": 5, "listfindings": 1, "patientlist": 1, "submission": 1}


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[Server]:
    with serving(place) as running:
        yield running


@pytest.fixture(scope="module")
def linde(prepared: Prepared) -> str:
    return f"/praktijk/{prepared.practices['De Linde']}/lijst/"


def as_manager(server: Server, prepared: Prepared) -> Browser:
    return server.browser(prepared.sessions["practice_manager"])


def on(server: Server, browser: Browser) -> Browser:
    """The same browser, at another server."""
    return Browser(server.port, browser.cookies)


def added(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
    return {name: count - before.get(name, 0) for name, count in after.items() if count != before.get(name, 0)}


def lost(send: Callable[[], object]) -> bool:
    """Whether the connection broke before there was an answer."""
    try:
        send()
    except (ConnectionError, http.client.HTTPException):
        return True
    return False


@pytest.mark.parametrize("failpoint", UPLOAD)
def test_an_upload_that_was_cut_off_is_sent_again(
    server: Server, player: Player, prepared: Prepared, linde: str, failpoint: str
) -> None:
    browser = as_manager(server, prepared)
    page = f"{linde}kwartaal/2022Q2/"
    form, file = browser.form(page), (NAME, deeds.the_list(1))
    before, files = player.rows(), player.place.files()

    with serving(player.place, FAILPOINT=failpoint) as dying:
        (worker,) = dying.workers()
        assert lost(lambda: on(dying, browser).post(page, form, file))
        wait_for(lambda: worker not in dying.workers(), "the end of the worker")
    stored = failpoint.endswith("after-commit")
    assert added(before, player.rows()) == (ONE_LIST if stored else {})

    first, second = browser.post(page, form, file), browser.post(page, form, file)
    assert (first.status, second.status, first.location) == (302, 302, second.location)
    assert added(before, player.rows()) == ONE_LIST
    assert player.place.files() == files
    assert browser.get(first.location).status == 200


@pytest.mark.parametrize("failpoint", HAND_IN)
def test_handing_in_that_was_cut_off_is_sent_again(
    server: Server, player: Player, prepared: Prepared, linde: str, failpoint: str
) -> None:
    browser = as_manager(server, prepared)
    page = f"{linde}{player.do('deliver')}/"
    form = browser.form(page)
    before = player.rows()

    with serving(player.place, FAILPOINT=failpoint) as dying:
        assert lost(lambda: on(dying, browser).post(page, form))
    stored = failpoint.endswith("after-commit")
    assert player.rows().get("job", 0) - before.get("job", 0) == (1 if stored else 0)

    first, second = browser.post(page, form), browser.post(page, form)
    assert [(answer.status, answer.location) for answer in (first, second)] == [(302, page)] * 2
    seen = player.rows()
    assert [seen.get(name, 0) - before.get(name, 0) for name in ("job", "event", "submission")] == [1, 1, 1]


def test_a_killed_worker_of_the_server_comes_back_by_itself(server: Server) -> None:
    (worker,) = server.workers()
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: worker not in server.workers() and answers(server), "a new worker", seconds=20)
