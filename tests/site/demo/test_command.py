"""`groeiruimte demo` as a stranger runs it: it starts, answers, stops, keeps, starts over, and says what is wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.migrated import migrated_in

from .conftest import Seeded

pytestmark = pytest.mark.only_sqlite

CONSOLE = [sys.executable, "-m", "groeiruimte.operate.console"]
COMMAND = [*CONSOLE, "demo"]
START, STOP = 120.0, 8.0  # seconds, on a machine that is busy with other tests
HOST = "127.0.0.1"
DATABASE = "groeiruimte.sqlite3"
BY_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
"""The tables that have rows before there is a world."""


class Demo:
    """A demo that runs in a folder of its own, and what it said so far."""

    def __init__(self, folder: Path, words: Sequence[str] = (), **extra: str) -> None:
        self.said_in = folder / "said.txt"
        with self.said_in.open("w") as said:
            self.process = subprocess.Popen(
                [*COMMAND, *words], env=surroundings(folder, **extra), stdout=said, stderr=subprocess.STDOUT
            )

    @property
    def said(self) -> str:
        return self.said_in.read_text()

    def wait_for(self, words: str) -> None:
        until = time.monotonic() + START
        while words not in self.said and self.process.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        assert words in self.said

    @property
    def port(self) -> int:
        found = re.search(r"Groeiruimte draait op http://localhost:(\d+)/", self.said)
        assert found is not None
        return int(found[1])

    def stop(self, number: int = signal.SIGINT) -> int:
        """The exit code; TimeoutExpired when it does not end in time."""
        self.process.send_signal(number)
        return self.process.wait(STOP)

    def children(self) -> dict[str, int]:
        """The process ids of the web server and the job loop."""
        rows = subprocess.run(
            ["ps", "-o", "pid=,args=", "--ppid", str(self.process.pid)], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        pids = {row.split()[0]: row for row in rows}
        return {"web" if "granian" in row else "work": int(pid) for pid, row in pids.items()}


def surroundings(folder: Path, **extra: str) -> dict[str, str]:
    """The environment of a stranger: nothing set but where the data goes."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("GROEIRUIMTE_")}
    return bare | {"GROEIRUIMTE_DATA": str(folder), "PYTHONUNBUFFERED": "1"} | extra


@contextlib.contextmanager
def demo(folder: Path, *words: str, **extra: str) -> Iterator[Demo]:
    running = Demo(folder, words, **extra)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.terminate()
            running.process.wait(STOP)


@contextlib.contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen()
        yield listening.getsockname()[1]


def visit(port: int, path: str, form: dict[str, str] | None = None, cookie: str = "") -> tuple[int, str, str]:
    """Status, text and cookies."""
    there = HTTPConnection(HOST, port, timeout=30)
    with contextlib.closing(there):
        body = urlencode(form) if form else None
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        there.request("POST" if form else "GET", path, body, headers)
        answer = there.getresponse()
        cookies = "; ".join(line.partition(";")[0] for line in answer.headers.get_all("Set-Cookie", []))
        return answer.status, answer.read().decode(), cookies


def move_clock(port: int, day: str) -> int:
    """As the button on the demo's own page does; gives the status of the answer."""
    _, page, cookie = visit(port, "/demo/")
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|submission_key)" value="([^"]+)"', page))
    status, _, _ = visit(port, "/demo/dag/", fields | {"day": day}, cookie)
    return status


def rows(database: Path) -> dict[str, int]:
    """How many rows each table has."""
    with contextlib.closing(sqlite3.connect(database)) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def empty(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with every table, before there is a world."""
    return Path(shutil.copyfile(migrated_in(tmp_path_factory.getbasetemp()), tmp_path / "empty.sqlite3"))


def test_a_demo_from_a_start_to_start_over(tmp_path: Path, seeded_demo: Seeded, empty: Path) -> None:
    """One story: started, changed, stopped, started again, reset, broken off, and begun again.

    It begins with a world that stands ready, because making one takes long. That world comes from a first start in an
    empty folder, to the end (tests/first_start.py). What a seeding that was broken off leaves is what a first start
    makes before it seeds: an empty database with every table.
    """
    folder = tmp_path / "demo"
    nothing = rows(empty)
    assert {name for name, count in nothing.items() if count} <= BY_MIGRATIONS
    seeded_demo.copy_to(folder)
    with taken_port() as port, demo(folder, "--port", str(port)) as running:
        running.wait_for("Stop met Ctrl-C.")
        assert f"Poort {port} is bezet. Wij nemen poort {running.port}." in running.said
        assert "De demo klaarzetten" not in running.said
        assert "In de demo is het dinsdag 5 april 2022." in running.said
        assert "praktijkmanager.linde@example.org" in running.said
        assert visit(running.port, "/")[0] == 200
        assert move_clock(running.port, "2022-04-20") == 302

        second = subprocess.run(
            [*COMMAND, "--reset"], env=surroundings(folder), capture_output=True, text=True, timeout=START
        )
        assert (second.returncode, second.stderr.strip()) == (
            1,
            f"CommandError: De demo draait al in {folder}. Stop hem eerst met Ctrl-C.",
        )

        pids = running.children()
        assert sorted(pids) == ["web", "work"]
        assert {os.getpgid(pid) for pid in pids.values()} == {pids["web"]}
        limits = Path(f"/proc/{pids['web']}/limits").read_text()
        assert re.findall(r"Max core file size +(\d+) +(\d+)", limits) == [("0", "0")]
        began = time.monotonic()
        assert running.stop() == 0
        assert time.monotonic() - began < STOP
        assert running.said.splitlines()[-1] == "De demo is gestopt. Wat u deed, is bewaard."
        assert [name for name, pid in pids.items() if is_alive(pid)] == []

    with demo(folder) as running:
        running.wait_for("Stop met Ctrl-C.")
        assert "De demo klaarzetten" not in running.said
        assert "In de demo is het woensdag 20 april 2022." in running.said
        pids = running.children()
        os.kill(pids["web"], signal.SIGKILL)
        assert running.process.wait(STOP + 1) == 1
        assert running.said.splitlines()[-1] == "CommandError: De webserver is gestopt (code -9). De demo stopt ook."
        assert is_alive(pids["work"]) is False

    with demo(folder, GROEIRUIMTE_TODAY="2022-07-01") as running:
        running.wait_for("Stop met Ctrl-C.")
        assert "In de demo is het vrijdag 1 juli 2022." in running.said
        os.kill(running.children()["work"], signal.SIGKILL)
        assert running.process.wait(STOP + 1) == 1
        assert "De achtergrondtaak is gestopt (code -9). De demo stopt ook." in running.said

    assert rows(folder / DATABASE) != nothing
    for words in (["--reset"], []):  # whatever was broken off begins again
        with demo(folder, *words) as running:
            running.wait_for("De demo klaarzetten")
            assert running.stop(signal.SIGTERM) == 0
            assert "De demo is gestopt." in running.said
        assert rows(folder / DATABASE) == nothing


@pytest.mark.parametrize(
    ("words", "extra", "says"),
    [
        (
            (),
            {"GROEIRUIMTE_MODE": "test"},
            "De demo start alleen met GROEIRUIMTE_MODE=demo. Haal de andere waarde weg.",
        ),
        (
            (),
            {"GROEIRUIMTE_DATABASE_URL": "postgresql://localhost:1/praktijken"},
            "De demo werkt alleen met haar eigen database. Haal GROEIRUIMTE_DATABASE_URL weg.",
        ),
        (
            ("--reset",),
            {"GROEIRUIMTE_DATABASE_URL": "sqlite:///elders.sqlite3"},
            "De demo werkt alleen met haar eigen database. Haal GROEIRUIMTE_DATABASE_URL weg.",
        ),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, words: tuple[str, ...], extra: dict[str, str], says: str) -> None:
    refused = subprocess.run(
        [*COMMAND, *words],
        env=surroundings(tmp_path, **extra),
        capture_output=True,
        text=True,
        timeout=START,
        cwd=tmp_path,
    )
    assert (refused.returncode, refused.stderr.strip()) == (1, f"CommandError: {says}")
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "demo.example.org"])
def test_a_demo_is_not_served_to_others(tmp_path: Path, host: str) -> None:
    refused = subprocess.run(
        [*CONSOLE, "serve", "--host", host],
        env=surroundings(tmp_path, GROEIRUIMTE_MODE="demo"),
        capture_output=True,
        text=True,
        timeout=START,
    )
    says = "CommandError: De demo is alleen voor deze computer. Kies --host 127.0.0.1."
    assert (refused.returncode, refused.stderr.strip()) == (1, says)
