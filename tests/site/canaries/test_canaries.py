"""Who is on a list is found nowhere afterwards, and what people confide only where it may be.

Whatever list comes in and however it goes wrong, we count and forget. What is said in a scan or a survey is for some
roles and in some tables alone. Both are looked for in one installation, on one walk through all that everybody may see.

On SQLite everybody walks. On PostgreSQL the same code makes the pages from the same rows, or fewer: its wall can only
take away, and what it lets through hangs on the practices and the region of a person. There go one of each practice and
region, the specialist, and those who have the most rights elsewhere. All that is kept is searched on both: databases
write rows, logs and notes about rows in ways of their own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.faults.conftest import Player, Prepared, playing_in
from tests.site.faults.place import ON_POSTGRESQL, Place
from tests.site.faults.server import Server, serving
from tests.site.paper_text import words_of

from . import lists, scan
from .confided import IN_TABLES, MARKERS, MAY_SEE, of_practice
from .journeys import Journey, crawl, deliver_everything

# Others write here too: there only our own people are looked for.
SHARED = ("/tmp", "/var/tmp", "/dev/shm")
# Files and tables of the database itself, full of numbers that mean nothing and copies of rows; they are searched for
# people on a list.
ITS_OWN = ("file data/groeiruimte.sqlite3", "table pg_catalog.", "table sqlite_")
AGB_CODES = frozenset({"01000001", "01000002", "01000003"})
WALK_ON_POSTGRESQL = (
    "practice_manager",
    "manager of Singel",
    "it_specialist",
    "region_lead",
    "region_lead of another region",
    "it_specialist of another region",
)
Pages = dict[str, bytes]


@dataclass(frozen=True)
class Confided:
    """An installation in which people confided, with a session for everybody, and the links of surveys."""

    place: Place
    sessions: dict[str, str]
    links: list[str]

    def walkers(self) -> dict[str, str]:
        """The sessions of who goes through all pages."""
        walk = WALK_ON_POSTGRESQL if ON_POSTGRESQL else tuple(self.sessions)
        return {who: self.sessions[who] for who in walk}


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
def place(confided: Confided) -> Place:
    return confided.place


@pytest.fixture(scope="module")
def player(place: Place) -> Iterator[Player]:
    with playing_in(place) as playing:
        yield playing


@pytest.fixture(scope="module")
def server(place: Place) -> Iterator[Server]:
    with serving(place) as running:
        yield running


def test_people_are_found_where_they_may_be_and_nowhere_else(
    server: Server, player: Player, prepared: Prepared, confided: Confided
) -> None:
    """One test for both, as the walk takes long."""
    began = time.time()
    home = f"/praktijk/{prepared.practices['De Linde']}/"
    journey = deliver_everything(server, server.browser(prepared.sessions["practice_manager"]), home)
    statuses = player.do("statuses")
    worked = confided.place.run("work", "--once", today="2022-04-06")  # what was mailed by then is sent
    assert worked.returncode == 0
    journey.said["the job loop"] = f"{worked.stdout}{worked.stderr}".encode()
    crawled = {who: crawl(server.browser(session)) for who, session in confided.walkers().items()}
    crawled["nobody"] = crawl(server.browser())
    answered = [server.browser().get(link) for link in confided.links]
    assert {answer.status for answer in answered} == {409}  # they are used, or their survey is closed

    kept = {**scan.tables(confided.place), **scan.files(confided.place), "the job loop": journey.said["the job loop"]}
    mails = [content for name, content in kept.items() if name.startswith("file data/mail/")]
    assert len(mails) > len(MAY_SEE)
    assert sum(b"Ontvangstbewijs: " in mail for mail in mails) == 1  # of the one list that was handed in
    assert any(name.startswith("file server-") for name in kept)
    assert ("file data/groeiruimte.sqlite3" in kept) is not ON_POSTGRESQL
    nobody_on_a_list_is_found(kept, crawled, journey, began)
    assert dict(zip(lists.LISTS, statuses, strict=False)) == {
        name: "checked" if read else "refused" for name, (_, read) in lists.LISTS.items()
    }
    everybody_finds_what_they_may(kept, crawled)
    secrets = [link.split("/")[3] for link in confided.links]
    everything = [*_texts(kept).values(), *(page for pages in crawled.values() for page in pages.values())]
    assert [secret for secret in secrets if any(secret.encode() in content for content in everything)] == []


def nobody_on_a_list_is_found(kept: Pages, crawled: dict[str, Pages], journey: Journey, began: float) -> None:
    walked = {f"{who} {path}": page for who, pages in crawled.items() for path, page in pages.items()}
    places = {**kept, **journey.said, **walked}
    shared = {name: content for folder in SHARED for name, content in scan.fresh_files(Path(folder), began).items()}
    assert {name: found for name, content in (places | shared).items() if (found := scan.traces_in(content))} == {}
    assert {
        name: found for name, content in _texts(places).items() if (found := scan.numbers_in(content, AGB_CODES))
    } == {}

    # That the scan finds people where they are, and that it looked everywhere.
    claimed = {*lists.BSNS, *lists.NAMES, *lists.POLICIES, *lists.POSTCODES, "190802"}
    assert set(scan.traces_in(journey.claim)) == claimed
    assert "De controle kon nu niet af. Er is niets bewaard." in journey.busy


def everybody_finds_what_they_may(kept: Pages, crawled: dict[str, Pages]) -> None:
    found = {who: set().union(*map(marked, pages.values())) for who, pages in crawled.items()}
    assert {who: seen for who, seen in found.items() if seen} == {who: MAY_SEE[who] for who in MAY_SEE if who in found}
    assert crawled["nobody"].keys() >= {"/", "/account/inloggen/"}
    assert any(name.endswith(".pdf") or "/pdf/" in name for name in crawled["practice_manager"])
    holding = {name.rpartition("_")[2]: seen for name, content in _texts(kept).items() if (seen := marked(content))}
    assert holding == {table: _both(table, words) for table, words in IN_TABLES.items()}


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_scan_finds_everybody(name: str) -> None:
    content = lists.LISTS[name][0]()
    assert set(scan.traces_in(content)) >= {*lists.BSNS, *lists.NAMES, *lists.POLICIES, *lists.POSTCODES, "-02-1908"}
    assert scan.numbers_in(b"".join(scan.unzipped(content)) or content, frozenset()) == sorted(lists.BSNS)


def test_who_walks_may_see_all_that_anybody_may() -> None:
    """So that less walking leaves out nothing that must be found somewhere."""
    assert set().union(*(MAY_SEE.get(who, set()) for who in WALK_ON_POSTGRESQL)) == set().union(*MAY_SEE.values())


def _texts(places: Pages) -> Pages:
    return {name: content for name, content in places.items() if not name.startswith(ITS_OWN)}


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
