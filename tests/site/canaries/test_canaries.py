"""Count and forget: whatever list comes in and however it goes wrong, nobody on it is found anywhere afterwards."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from groeiruimte.records.identity import LENGTH, LETTERS
from tests.site.faults.browser import Browser
from tests.site.faults.conftest import Player, Prepared
from tests.site.faults.killing import killing, readers
from tests.site.faults.place import ON_POSTGRESQL
from tests.site.faults.server import Server, serving

from . import lists, scan

_ABOUT = re.compile(rf"(?<=/)(?:[{LETTERS}]{{{LENGTH}}}|\d+|\d{{4}}Q\d)(?=[/?]|$)")
"""The part of an address that says which practice, list or quarter it is about."""
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# The demo gives its visitors lists of its own made-up people; the style sheets are the same for everybody.
_NOT_FOLLOWED = ("/demo/", "/static/")
# Others write here too: there only our own people are looked for.
SHARED = ("/tmp", "/var/tmp", "/dev/shm")
# Files and tables of the database itself, full of numbers that mean nothing; they are searched for our people.
NUMBERS_OF_ITS_OWN = ("file data/groeiruimte.sqlite3", "table pg_catalog.", "table sqlite_")
AGB_CODES = frozenset({"01000001", "01000002", "01000003"})
MOST_PAGES = 400


@dataclass
class Journey:
    """What the site said on the way, by name; `claim` is the one file that should hold patients."""

    said: dict[str, bytes] = field(default_factory=dict)
    claim: bytes = b""
    busy: str = ""


@pytest.fixture(scope="module")
def server(player: Player) -> Iterator[Server]:
    with serving(player.place) as running:
        yield running


def test_nobody_on_a_list_is_found_anywhere(server: Server, player: Player, prepared: Prepared) -> None:
    began = time.time()
    home = f"/praktijk/{prepared.practices['De Linde']}/"
    journey = deliver_everything(server, server.browser(prepared.sessions["practice_manager"]), home)
    statuses = player.do("statuses")
    worked = player.place.run("work", "--once")
    assert worked.returncode == 0
    journey.said["the job loop"] = f"{worked.stdout}{worked.stderr}".encode()
    for person, session in prepared.sessions.items():
        journey.said |= {f"{person} {path}": page for path, page in crawl(server.browser(session)).items()}

    places = {
        **scan.tables(player.place),
        **scan.files(player.place),
        **journey.said,
    }
    shared = {name: content for folder in SHARED for name, content in scan.fresh_files(Path(folder), began).items()}
    texts = {name: content for name, content in places.items() if not name.startswith(NUMBERS_OF_ITS_OWN)}
    assert {name: found for name, content in (places | shared).items() if (found := scan.traces_in(content))} == {}
    assert {name: found for name, content in texts.items() if (found := scan.numbers_in(content, AGB_CODES))} == {}

    # That the scan finds people where they are, and that it looked everywhere.
    claimed = {*lists.BSNS, *lists.NAMES, *lists.POLICIES, *lists.POSTCODES, "190802"}
    assert set(scan.traces_in(journey.claim)) == claimed
    expected = {name: "checked" if read else "refused" for name, (_, read) in lists.LISTS.items()}
    assert dict(zip(lists.LISTS, statuses, strict=False)) == expected
    assert "De controle kon nu niet af. Er is niets bewaard." in journey.busy
    assert sum(name.startswith("file data/mail/") for name in places) == 1
    assert any(name.startswith("file server-") for name in places)
    assert ("file data/groeiruimte.sqlite3" in places) is not ON_POSTGRESQL


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_scan_finds_everybody(name: str) -> None:
    content = lists.LISTS[name][0]()
    assert set(scan.traces_in(content)) >= {*lists.BSNS, *lists.NAMES, *lists.POLICIES, *lists.POSTCODES, "-02-1908"}
    assert scan.numbers_in(b"".join(scan.unzipped(content)) or content, frozenset()) == sorted(lists.BSNS)


def deliver_everything(server: Server, browser: Browser, home: str) -> Journey:
    journey = Journey()
    page = f"{home}lijst/kwartaal/2022Q2/"
    form = browser.form(page)
    for name, (make, _) in lists.LISTS.items():
        sent = browser.post(page, browser.form(page), (lists.FILE_NAME, make()))
        assert (name, sent.status) == (name, 302)
        outcome = browser.get(sent.location)
        journey.said |= {f"outcome {name}": outcome.body}
        journey.said |= {f"findings {name}": browser.get(f"{sent.location}bevindingen.xlsx").body}
        journey.said |= {f"columns {name}": browser.get(f"{sent.location}kolommen/").body}
    # The reader dies; the form is not ours; the file is too large.
    (worker,) = server.workers()
    with killing(lambda: readers(worker)):
        busy = browser.post(page, form, (lists.FILE_NAME, lists.long_list()))
    journey.busy = busy.text
    strange = browser.post(page, form | {"csrfmiddlewaretoken": "x" * 64}, (lists.FILE_NAME, lists.long_list()))
    large = browser.post(page, form, (lists.FILE_NAME, lists.long_list() * 10))
    journey.said |= {"busy": busy.body, "strange": strange.body, "large": large.body}
    assert (busy.status, strange.status, large.status) == (200, 403, 200)

    sent = browser.post(page, browser.form(page), (lists.FILE_NAME, lists.LISTS["every kind of fault"][0]()))
    browser.post(sent.location, browser.form(sent.location) | {"reason": "Klopt", "confirmed": "on"})
    amount = f"{home}vergoeding/2022Q2/"
    claimed = browser.post(f"{amount}declaratiebestand/", browser.form(amount))
    assert claimed.headers["content-type"] == "application/zip"
    journey.claim = claimed.body
    return journey


def crawl(browser: Browser) -> dict[str, bytes]:
    """Every page and file that somebody can get to by links; of those that differ in what they are about, two."""
    found: dict[str, bytes] = {}
    alike: Counter[str] = Counter()
    waiting = ["/", "/plaatsen"]
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop().replace("&amp;", "&")
        shape = _ABOUT.sub("*", path)
        if path in found or path.startswith(_NOT_FOLLOWED) or alike[shape] == 2:
            continue
        alike[shape] += 1
        answer = browser.get(path)
        found[path] = answer.body
        waiting += [answer.location] if answer.location.startswith("/") else _LINK.findall(answer.text)
    assert len(found) < MOST_PAGES
    return found
