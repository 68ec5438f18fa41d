"""What somebody does who looks for people: deliver every list there is, and read every page and file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from groeiruimte.records.identity import LENGTH, LETTERS
from tests.site.faults.browser import Browser
from tests.site.faults.killing import killing, readers
from tests.site.faults.server import Server

from . import lists

_ABOUT = re.compile(rf"(?<=/)(?:[{LETTERS}]{{{LENGTH}}}|\d+|\d{{4}}Q\d)(?=[/?]|$)")
"""The part of an address that says which practice, list or quarter it is about."""
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# The demo gives its visitors lists of its own made-up people; the style sheets are the same for everybody.
_NOT_FOLLOWED = ("/demo/", "/static/")
MOST_PAGES = 400


@dataclass
class Journey:
    """What the site said on the way, by name; `claim` is the one file that should hold patients."""

    said: dict[str, bytes] = field(default_factory=dict)
    claim: bytes = b""
    busy: str = ""


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
