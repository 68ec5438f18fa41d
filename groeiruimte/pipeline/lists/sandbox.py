"""Reads lists without trusting them: each in its own limited process, that may open nothing and outlives nothing.

The parent (a web server, a job loop, the command line) hands over bytes and gets an `Outcome`; rows never come back.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Self

import groeiruimte
from groeiruimte.pipeline import devices

from .limits import Limits
from .messages import number, refusal
from .outcome import Job, Outcome

_LENGTH = struct.Struct("!Q")
_ENDING = struct.Struct("!i?dQ")
_MOST_ANSWER = 64 << 20
_CHUNK = 1 << 20
_DEVICES = json.dumps(devices.REQUEST).encode()
_GRACE = 10.0  # seconds on top of the wall time of a child: a keeper that does not answer by then is replaced
_ATTEMPTS = 2
_OUT_OF_MEMORY = 3
_TOO_SLOW = (signal.SIGXCPU, signal.SIGALRM, signal.SIGABRT)  # a parser that gets no memory aborts
_HOME = str(Path(groeiruimte.__file__).parent.parent)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended. `answer` is what it said, None when it died; `lost` when it was ended from outside."""

    answer: bytes | None
    lost: bool = False
    too_slow: bool = False
    cpu_seconds: float = 0.0
    memory: int = 0


LOST = Ending(None, lost=True)


class Sandbox:
    """Up to `lanes` lists at the same time, from any thread. Use it as a context manager, or call `close`.

    `patience` is how many seconds a list may wait for a free lane before it is refused as busy. A web thread waits with
    it, so it is short.
    """

    def __init__(self, lanes: int = 2, *, limits: Limits | None = None, patience: float = 10.0) -> None:
        self.limits = limits or Limits()
        self.cpu_seconds = 0.0
        self.peak_memory = 0
        self._patience = patience
        self._lanes = [Lane(self.limits) for _ in range(lanes)]
        self._free: queue.LifoQueue[Lane] = queue.LifoQueue()
        for lane in self._lanes:
            self._free.put(lane)
        self._owner, self._closed = os.getpid(), False
        self._books = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes. A list that is being read at this moment ends as interrupted."""
        self._closed = True
        if self._owner == os.getpid():
            for lane in self._lanes:
                lane.stop()

    def run(self, data: bytes | Path, job: Job) -> Outcome:
        """Read one list; a hostile, broken or too large one gives an outcome with a refusal, never an exception.

        Raises OSError when a path cannot be opened, and RuntimeError in a process that was forked off since.
        """
        if self._owner != os.getpid():
            raise RuntimeError("a sandbox stays in the process that made it")
        began = time.perf_counter()
        if isinstance(data, Path):
            file = os.open(data, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            try:
                outcome = self._read(file, job)
            finally:
                os.close(file)
        else:
            outcome = self._read(data, job)
        return replace(outcome, seconds=time.perf_counter() - began)

    def devices(self, data: bytes) -> devices.Sheet:
        """Read one list of equipment, under the same limits; problems for a hostile one, never an exception.

        Raises RuntimeError in a process that was forked off since.
        """
        if self._owner != os.getpid():
            raise RuntimeError("a sandbox stays in the process that made it")
        if len(data) > devices.MOST_BYTES:
            return devices.TOO_BIG
        for _ in range(_ATTEMPTS):
            ending = self._on_a_lane(_DEVICES, data)
            if ending is None:
                break
            if not ending.lost:
                with contextlib.suppress(ValueError, KeyError, TypeError):
                    return devices.Sheet.from_json(json.loads(ending.answer or b""))
                return devices.DAMAGED
        return devices.BUSY

    def _read(self, data: bytes | int, job: Job) -> Outcome:
        size = len(data) if isinstance(data, bytes) else _size(data)
        if size is None:
            return _refused("damaged", data, 0)
        if size > self.limits.file_size:
            facts = {"size": number(-(-size // 1_000_000)), "most": self.limits.file_size >> 20}
            return Outcome(ok=False, sha256="", size=size, refusal=refusal("too_big", **facts))
        request = json.dumps(job.to_json()).encode()
        for _ in range(_ATTEMPTS):
            ending = self._on_a_lane(request, data)
            if ending is None:
                break
            if not ending.lost:
                return _outcome(ending, data, size)
        return _refused("busy", data, size)

    def _on_a_lane(self, request: bytes, data: bytes | int) -> Ending | None:
        """None when no lane came free in time, or this is closed."""
        try:
            lane = self._free.get(timeout=self._patience)
        except queue.Empty:
            return None
        try:
            ending = None if self._closed else lane.read(request, data)
        finally:
            self._free.put(lane)
        if ending is not None:
            self._book(ending)
        return ending

    def _book(self, ending: Ending) -> None:
        with self._books:
            self.cpu_seconds += ending.cpu_seconds
            self.peak_memory = max(self.peak_memory, ending.memory)


class Lane:
    """One keeper process and the socket to it; started at the first list, and again after it was lost."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._keeper: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def read(self, request: bytes, data: bytes | int) -> Ending:
        """Let a child read one list: bytes, or an open file."""
        try:
            control = self._control or self._start()
            ours, theirs = socket.socketpair()
            with ours:
                ours.settimeout(self._limits.wall + _GRACE)
                with theirs:
                    file = [] if isinstance(data, bytes) else [data]
                    socket.send_fds(control, [b"1"], [theirs.fileno(), *file])
                answer = _exchange(ours, request, data if isinstance(data, bytes) else b"")
            return _ending(answer, _receive(control, _ENDING.size))
        except (OSError, EOFError):
            self.stop()
            return LOST

    def stop(self) -> None:
        """End the keeper; it takes its child along."""
        control, keeper = self._control, self._keeper
        self._control = self._keeper = None
        if control is not None:
            control.close()
        if keeper is not None:
            keeper.kill()
            keeper.wait()

    def _start(self) -> socket.socket:
        """A keeper knows nothing of this process: no environment, no open file, no terminal, its own session."""
        self.stop()
        ours, theirs = socket.socketpair()
        ours.settimeout(self._limits.wall + _GRACE)
        words = ["-m", "groeiruimte.pipeline.lists.keeper", str(theirs.fileno()), json.dumps(asdict(self._limits))]
        with theirs:
            self._keeper = subprocess.Popen(  # noqa: S603 - our own module, no word from outside
                [sys.executable, *words],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": _HOME, "LANG": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        return ours


def _exchange(request: socket.socket, job: bytes, data: bytes) -> bytes | None:
    """Say what is asked, hear the answer; None when the child ended without one."""
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        request.sendall(_LENGTH.pack(len(job)) + job)
        request.sendall(data)
        request.shutdown(socket.SHUT_WR)
    try:
        (size,) = _LENGTH.unpack(_receive(request, _LENGTH.size))
        return _receive(request, size) if size <= _MOST_ANSWER else None
    except (EOFError, ConnectionResetError):
        return None


def _receive(source: socket.socket, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        chunk = source.recv(min(size - len(content), _CHUNK))
        if not chunk:
            raise EOFError
        content += chunk
    return bytes(content)


def _ending(answer: bytes | None, report: bytes) -> Ending:
    status, late, cpu_seconds, memory = _ENDING.unpack(report)
    signalled = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    out_of_memory = os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY
    return Ending(
        answer=answer if status == 0 else None,
        lost=signalled == signal.SIGKILL and not late,
        too_slow=late or out_of_memory or signalled in _TOO_SLOW,
        cpu_seconds=cpu_seconds,
        memory=memory,
    )


def _outcome(ending: Ending, data: bytes | int, size: int) -> Outcome:
    if ending.answer is not None:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return Outcome.from_json(json.loads(ending.answer))
    return _refused("too_slow" if ending.too_slow else "damaged", data, size)


def _refused(code: str, data: bytes | int, size: int) -> Outcome:
    digest = hashlib.sha256(data if isinstance(data, bytes) else b"".join(_chunks(data, size)))
    return Outcome(ok=False, sha256=digest.hexdigest(), size=size, refusal=refusal(code))


def _chunks(file: int, size: int) -> list[bytes]:
    return [os.pread(file, _CHUNK, start) for start in range(0, size, _CHUNK)]


def _size(file: int) -> int | None:
    """The size of an open file; None when it is no ordinary file."""
    state = os.fstat(file)
    return state.st_size if stat.S_ISREG(state.st_mode) else None
