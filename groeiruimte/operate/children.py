"""Processes that run beside each other in the group of this one, and end together."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

PATIENCE = 2.0
_PAUSE = 0.05


@dataclass(frozen=True, slots=True)
class Child:
    """A process of ours; `name` is what a person calls it."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def lives(self) -> bool:
        return self.process.poll() is None


def start(name: str, words: Sequence[str], environment: Mapping[str, str]) -> Child:
    """Start a program in the process group of this one, so that Ctrl-C in a terminal reaches it too."""
    return Child(name, subprocess.Popen(words, env=dict(environment), stdin=subprocess.DEVNULL))


def dead_one(children: Iterable[Child]) -> Child | None:
    """A child that ended, if there is one."""
    return next((child for child in children if not child.lives), None)


def stop(children: Sequence[Child], patience: float = PATIENCE) -> None:
    """Ask each to end; who still runs after `patience` seconds is ended."""
    for child in children:
        if child.lives:
            child.process.terminate()
    until = time.monotonic() + patience
    while any(child.lives for child in children) and time.monotonic() < until:
        time.sleep(_PAUSE)
    for child in children:
        if child.lives:
            child.process.kill()
        child.process.wait()
