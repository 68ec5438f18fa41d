"""What people confide in a scan or a survey is found only where it may be: for each role, and in whatever is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.site.faults.conftest import Prepared
from tests.site.faults.place import Place
from tests.site.faults.server import Server, serving
from tests.site.paper_text import words_of

from . import scan
from .confided import IN_TABLES, MARKERS, MAY_SEE, of_practice
from .test_canaries import crawl

# Of the database itself, that keeps copies of rows where it likes.
_ITS_OWN = ("file data/groeiruimte.sqlite3", "table pg_catalog.", "table sqlite_")


@dataclass(frozen=True)
class Confided:
    """An installation in which people confided, with a session for everybody, and the links of surveys."""

    place: Place
    sessions: dict[str, str]
    links: list[str]


@pytest.fixture(scope="module")
def confided(prepared: Prepared, copies: Callable[[], Place]) -> Confided:
    place = copies()
    said = place.root / "said.json"
    words = [sys.executable, "-m", "tests.site.canaries.confide", str(said)]
    subprocess.run(words, env=place.environment(role=""), check=True, timeout=120)
    found = json.loads(said.read_text())
    said.unlink()
    return Confided(place, prepared.sessions | found["sessions"], found["links"])


@pytest.fixture(scope="module")
def server(confided: Confided) -> Iterator[Server]:
    with serving(confided.place) as running:
        yield running


def test_everybody_finds_what_they_may_and_nothing_more(server: Server, confided: Confided) -> None:
    worked = confided.place.run("work", "--once", today="2022-04-06")  # what was mailed by then is sent
    assert worked.returncode == 0
    crawled = {who: crawl(server.browser(session)) for who, session in confided.sessions.items()}
    found = {who: set().union(*map(marked, pages.values())) for who, pages in crawled.items()}
    assert {who: seen for who, seen in found.items() if seen} == MAY_SEE
    assert crawl(server.browser()).keys() >= {"/", "/account/inloggen/"}

    answered = [server.browser().get(link) for link in confided.links]
    assert {answer.status for answer in answered} == {409}  # they are used, or their survey is closed

    kept = {**scan.tables(confided.place), **scan.files(confided.place), "jobs": worked.stdout.encode()}
    texts = {name: content for name, content in kept.items() if not name.startswith(_ITS_OWN)}
    holding = {name.rpartition("_")[2]: seen for name, content in texts.items() if (seen := marked(content))}
    assert holding == {table: _both(table, words) for table, words in IN_TABLES.items()}
    assert sum(name.startswith("file data/mail/") for name in kept) > len(MAY_SEE)
    assert any(name.startswith("file server-") for name in kept)
    secrets = [link.split("/")[3] for link in confided.links]
    everything = [*texts.values(), *(page for pages in crawled.values() for page in pages.values())]
    assert [secret for secret in secrets if any(secret.encode() in content for content in everything)] == []
    assert any(name.endswith(".pdf") or "/pdf/" in name for name in crawled["practice_manager"])


def test_a_marker_is_found_wherever_it_hides() -> None:
    marker = of_practice("De Linde")["answer"]
    assert marked(f"<p>{marker.upper()}</p>".encode()) == {marker}
    assert marked(b"PK nothing") == set()


def _both(table: str, words: set[str]) -> set[str]:
    """The words of both practices; of too few people nothing is kept once their survey was closed."""
    places = ("De Linde",) if table == "surveyoutcome" else ("De Linde", "Singel")
    return {of_practice(place)[word] for place in places for word in words}


def marked(content: bytes) -> set[str]:
    """Which markers stand in a page or a file, whatever it is: text, a workbook, a paper."""
    parts = [content, *(scan.unzipped(content) if content.startswith(b"PK\x03") else [])]
    texts = [part.decode(errors="replace").lower() for part in parts]
    texts += [words_of(content).lower()] if content.startswith(b"%PDF") else []
    return {marker for marker in MARKERS if any(marker in text for text in texts)}
