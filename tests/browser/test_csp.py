"""Pages keep to the policy: nothing inline, nothing from elsewhere, no error, and light enough for a slow line.

Every visit in this folder is watched (`watch.py`), so the walk along all screens in test_accessibility.py is a walk
under the policy too. Here: what the watch would see, what is inline, and what a first visit weighs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Response

from groeiruimte.pages.layout.headers import HEADERS

from .conftest import Come
from .look import inline
from .people import LEAD
from .site import APRIL_5, Site
from .watch import Watch

HEAVIEST = 100_000  # bytes of a first visit, before compression
_ADD = "([tag, holds]) => document.body.append(Object.assign(document.createElement(tag), holds))"
_TEXT = ("document", "stylesheet", "script")


@pytest.fixture
def watched(browser: Browser, site: Site) -> Iterator[tuple[Page, Watch]]:
    """A page with a watch whose faults are for the test to judge."""
    watch = Watch(site.address)
    with browser.new_context(base_url=site.address) as context:
        watch.over(context)
        yield context.new_page(), watch


@pytest.mark.parametrize(
    ("tag", "holds", "fault"),
    [
        ("style", {"textContent": "p {}"}, "error: Applying inline style violates"),
        ("script", {"textContent": "1"}, "error: Executing inline script violates"),
        ("img", {"src": "http://localhost:1/x.png"}, "asks elsewhere: http://localhost:1/x.png"),
        ("img", {"src": "/weg.png"}, "not there: "),
    ],
    ids=["style", "script", "elsewhere", "not there"],
)
def test_the_watch_sees_it(tag: str, holds: dict[str, str], fault: str, watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.goto("/over")
    assert watch.faults == []
    page.evaluate(
        "([tag, holds]) => document.body.append(Object.assign(document.createElement(tag), holds))", [tag, holds]
    )
    page.wait_for_timeout(200)
    assert [told for told in watch.faults if told.startswith(fault)] != []


def test_the_watch_hears_errors(watched: tuple[Page, Watch]) -> None:
    page, watch = watched
    page.goto("/over")
    page.evaluate("console.error('mis'); setTimeout(() => { throw new Error('kapot') })")
    page.wait_for_timeout(200)
    assert watch.faults == ["error: mis", "error: kapot"]


def test_inline_code_would_be_found(watched: tuple[Page, Watch]) -> None:
    page, _ = watched
    page.route("**/inline", lambda route: route.fulfill(content_type="text/html", body=_INLINE))
    page.goto("/inline")
    assert inline(page) == ["<style>", "<script>", "<p style>", "<p onclick>", "<a href=javascript:>"]


_INLINE = """<!doctype html><title>x</title><style>p {}</style><script>1</script>
<script type="application/json">{}</script><script src="/static/look/frame.js"></script>
<p style="color: red" onclick="1">x</p><a href="javascript:1">x</a>"""


@pytest.mark.parametrize("path", ["/", "/bestaat-niet", "/static/look/look.css", "/gezond", "/demo/"])
def test_every_kind_of_answer_has_the_headers(path: str, watched: tuple[Page, Watch], site: Site) -> None:
    answer = watched[0].request.get(f"{site.address}{path}")
    assert {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("who", ["", LEAD.manager.email], ids=["S03", "P01"])
def test_a_first_visit_is_light(who: str, site: Site, come: Come) -> None:
    site.move_to(APRIL_5)
    page = come(site, who)
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer) if answer.request.resource_type in _TEXT else None)
    page.goto(page.url if who else "/account/inloggen/", wait_until="networkidle")
    kinds = [answer.request.resource_type for answer in answers]
    assert (set(kinds), kinds.count("stylesheet")) == (set(_TEXT), 1)
    weight = {answer.url: len(answer.body()) for answer in answers}
    assert sum(weight.values()) <= HEAVIEST, weight
