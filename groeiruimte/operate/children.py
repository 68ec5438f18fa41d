"""Processes that run beside each other in one group, and end together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Crew:
    """Programs in one process group of their own: Ctrl-C in a terminal reaches this process alone, which ends them."""

    environment: Mapping[str, str]
    children: list[Child] = field(default_factory=list)

    @property
    def group(self) -> int:
        return self.children[0].process.pid if self.children else 0

    def start(self, name: str, words: Sequence[str]) -> None:
        process = subprocess.Popen(
            words, env=dict(self.environment), stdin=subprocess.DEVNULL, process_group=self.group
        )
        self.children.append(Child(name, process))

    def dead_one(self) -> Child | None:
        """A child that ended by itself, if there is one."""
        return next((child for child in self.children if not child.lives), None)

    def stop(self, patience: float = PATIENCE) -> None:
        """Ask all to end; whoever still runs after `patience` seconds is ended."""
        if self.dead_one() is None:
            for child in self.children:
                child.process.terminate()
        else:
            self._signal(signal.SIGTERM)  # a program that died may have left processes behind
        until = time.monotonic() + patience
        while self._living() and time.monotonic() < until:
            time.sleep(_PAUSE)
        self._signal(signal.SIGKILL)
        for child in self.children:
            child.process.wait()

    def _living(self) -> list[Child]:
        return [child for child in self.children if child.lives]

    def _signal(self, number: int) -> None:
        """To the whole group while one of ours is in it; the number of a group that is gone may be of somebody else."""
        if self._living():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, number)
