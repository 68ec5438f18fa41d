"""What a list may cost, and the walls around the process that reads it."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from collections.abc import Collection
from dataclasses import dataclass

MEGABYTE = 1 << 20
_MOST_OPEN = 1 << 20
_NOBODY = 65_534


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. The defaults are those of the product; tests use smaller ones."""

    file_size: int = 20 * MEGABYTE
    rows: int = 50_000
    columns: int = 60
    parts: int = 200
    unpacked: int = 100 * MEGABYTE
    ratio: int = 100
    ratio_floor: int = 10 * MEGABYTE
    memory: int = 512 * MEGABYTE
    cpu: int = 10
    wall: int = 20


def confine(limits: Limits, keep: Collection[int]) -> None:
    """Wall in this process for good: no file, no socket, no child, and a bound on memory and time.

    `keep` are the open descriptors that stay; all others are closed. The kernel keeps the time, so it also ends a
    parser that never comes back to Python.
    """
    last = 2
    for descriptor in sorted(keep):
        os.closerange(last + 1, descriptor)
        last = descriptor
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    os.closerange(last + 1, most if most != resource.RLIM_INFINITY else _MOST_OPEN)
    if os.geteuid() == 0:
        with contextlib.suppress(OSError):
            _become_nobody()
    for kind, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.wall)


def _become_nobody() -> None:
    """Root may raise its own limits, so a server that runs as root reads its lists as somebody who may nothing."""
    os.setgroups([])
    os.setgid(_NOBODY)
    os.setuid(_NOBODY)
