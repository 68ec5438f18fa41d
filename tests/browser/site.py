"""The demo as a stranger starts it, in a folder of its own: started, moved to another day, stopped cleanly."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlencode, urlsplit

COMMAND = [sys.executable, "-m", "groeiruimte.operate.console"]
PREPARE, SESSIONS = [sys.executable, "-m", "tests.browser.prepare"], "sessions.json"
HOST = "127.0.0.1"
APRIL_5 = date(2022, 4, 5)
"""The day on which the demo starts."""

_STARTS_WITHIN, _STOPS_WITHIN = 240.0, 20.0  # seconds, on a machine that is busy with other tests
_OURS = ("GROEIRUIMTE_", "PYTHONDONTWRITEBYTECODE")
_HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|submission_key)" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str
    headers: HTTPMessage


@dataclass
class Site:
    """A demo that runs. `sessions` are the cookies of everybody who is logged in; `found` is what was made.

    It is never moved past `until`: what the days after it close stays closed when the clock goes back.
    """

    address: str
    folder: Path
    day: date = APRIL_5
    until: date = date.max
    sessions: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        return said_in(self.folder).read_text()

    def move_to(self, day: date) -> None:
        """Make it another day for everybody, as the button on the demo's own page does."""
        if day == self.day:
            return
        assert day <= self.until, "a day further on is for a demo that travels"
        page = self._ask("GET", "/demo/")
        fields = dict(_HIDDEN.findall(page.text)) | {"day": day.isoformat()}
        cookies = "; ".join(line.partition(";")[0] for line in page.headers.get_all("Set-Cookie", []))
        moved = self._ask("POST", "/demo/dag/", urlencode(fields), cookies)
        assert moved.status == 302, moved.status
        self.day = day

    def once(self, name: str, make: Callable[[], str]) -> str:
        """The address of something that takes a while to make; another test on this site finds it there."""
        if name not in self.found:
            self.found[name] = make()
        return self.found[name]

    def mails(self) -> list[str]:
        """Every mail that was sent, the last one last."""
        return [path.read_text() for path in sorted((self.folder / "mail").glob("*.log"))]

    def leads_to(self, path: str, cookie: str) -> str:
        """Where an address sends somebody on to; itself when it does not."""
        return self._ask("GET", path, cookie=cookie).headers.get("Location", path)

    def _ask(self, method: str, path: str, body: str = "", cookie: str = "") -> Answer:
        there = HTTPConnection(HOST, urlsplit(self.address).port or 80, timeout=30)
        with contextlib.closing(there):
            kind = "application/x-www-form-urlencoded"
            there.request(method, path, body, {"Cookie": cookie, "Content-Type": kind})
            answer = there.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.headers)


def said_in(folder: Path) -> Path:
    return folder / "said.txt"


@contextlib.contextmanager
def started(folder: Path, command: Sequence[str] = COMMAND) -> Iterator[Site]:
    """`groeiruimte demo` until it says that it is there; at the end Ctrl-C, after which nothing is left running."""
    folder.mkdir(parents=True, exist_ok=True)
    with said_in(folder).open("wb") as said:
        process = subprocess.Popen(
            [*command, "demo", "--port", str(_free_port())],
            env=surroundings(folder),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Site(_address_of(process, folder), folder, sessions=_sessions_in(folder))
    finally:
        code = _stopped(process)
    assert code == 0, said_in(folder).read_text()


def _sessions_in(folder: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((folder / SESSIONS).read_text()) if (folder / SESSIONS).exists() else {}
    return found


def _stopped(process: subprocess.Popen[bytes]) -> int:
    """The exit code after Ctrl-C; one that does not listen in time is killed, and that is no clean end."""
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(_STOPS_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def _address_of(process: subprocess.Popen[bytes], folder: Path) -> str:
    """Where it says that it runs; somebody else may have taken the port that it was given."""
    until = time.monotonic() + _STARTS_WITHIN
    while "Stop met Ctrl-C." not in (said := said_in(folder).read_text()):
        assert process.poll() is None, said
        assert time.monotonic() < until, said
        time.sleep(0.05)
    found = re.search(r"Groeiruimte draait op (http://\S+)/", said)
    assert found is not None, said
    return found[1]


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of a stranger: nothing set but where the data goes, and Python keeps what it compiled."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return bare | {"GROEIRUIMTE_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


def copy_of(seeded: Path, folder: Path) -> Path:
    """A stopped demo as another folder: the made-up world is made once."""
    shutil.copytree(seeded, folder)
    return folder


def prepared_in(folder: Path, world: Path) -> Path:
    """That world in a folder of its own, as the browser needs it (prepare.py)."""
    copy_of(world, folder)
    surrounded = surroundings(folder) | {"GROEIRUIMTE_MODE": "demo"}
    subprocess.run([*PREPARE, str(folder / SESSIONS)], env=surrounded, check=True)
    return folder


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        return int(trial.getsockname()[1])
