"""The web server of the product as a process of its own, with everything it says kept in a file."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from groeiruimte.operate.management.commands.serve import serving as command_line

from .browser import Browser
from .place import Place

_STARTS_WITHIN = 60.0


@dataclass(frozen=True)
class Server:
    place: Place
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def browser(self, session: str = "") -> Browser:
        return Browser(self.port, {"session": session} if session else {})

    def workers(self) -> list[int]:
        """The processes that answer requests."""
        return children_of(self.process.pid)


@contextlib.contextmanager
def serving(place: Place, **settings: str) -> Iterator[Server]:
    """A server that answers. What it started ends with it."""
    port = free_port()
    log = place.root / f"server-{port}.log"
    with log.open("wb") as told:
        process = subprocess.Popen(
            command_line("127.0.0.1", port, workers=1, threads=4),
            env=place.environment(**settings),
            cwd=place.root,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
    try:
        server = Server(place, port, process, log)
        wait_for(lambda: answers(server), f"the server: {log.read_text()}")
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@dataclass(frozen=True)
class Worker:
    """The job loop as a process of its own."""

    process: subprocess.Popen[bytes]
    log: Path

    def noticed_trouble(self) -> bool:
        """Whether it said that the database does not answer, and still lives."""
        return "the database does not answer" in self.log.read_text() and self.process.poll() is None


@contextlib.contextmanager
def working(place: Place) -> Iterator[Worker]:
    """A job loop, told to stop at the end; it must end as if nothing ever was wrong."""
    log = place.root / "worker.log"
    words = [sys.executable, "-m", "groeiruimte.operate.console", "work"]
    with log.open("wb") as told:
        process = subprocess.Popen(words, env=place.environment(), cwd=place.root, stdout=told, stderr=told)
    try:
        yield Worker(process, log)
        process.terminate()
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.wait()


def answers(server: Server) -> bool:
    try:
        return server.browser().get("/gezond").status == 200
    except OSError:
        return False


def wait_for(true: Callable[[], bool], what: str, seconds: float = _STARTS_WITHIN) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, f"waited too long for {what}"
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while we look
            found += [int(child) for child in (task / "children").read_text().split()]
    return found
