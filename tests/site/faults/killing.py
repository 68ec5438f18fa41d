"""Kills the processes that read a list, while they do."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from .server import children_of

OFTEN = 10**6
Victims = Callable[[], list[int]]


def keepers(parent: int) -> list[int]:
    return [pid for pid in children_of(parent) if b"lists.keeper" in _words(pid)]


def _words(pid: int) -> bytes:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def readers(parent: int) -> list[int]:
    """The child processes that have a list in hand at this moment."""
    found = []
    for keeper in keepers(parent):
        with contextlib.suppress(OSError):
            found += children_of(keeper)
    return found


def keepers_at_work(parent: int) -> list[int]:
    return keepers(parent) if readers(parent) else []


@contextlib.contextmanager
def killing(victims: Victims, times: int = OFTEN) -> Iterator[list[int]]:
    """Kill whoever `victims` gives, so many times; gives whom it killed."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.is_set() and len(killed) < times:
            for pid in victims():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        over.set()
        killer.join()
