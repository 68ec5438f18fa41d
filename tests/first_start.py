"""The made-up world of the demo: made once for a run, by a real first start, and copied by whoever needs one.

As a program, `python -m tests.first_start ASIDE demo ...`, it is `groeiruimte demo ...`, but copies its folder to ASIDE
when the world is there and nobody does anything in it yet: from then on the job loop works there.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from groeiruimte.operate import console
from groeiruimte.operate.children import Crew
from tests.browser.site import started

TOGETHER = "TESTS_TOGETHER"
"""Names a folder that the lanes of one `make test` have together. It is new in every run, so nothing in it is old."""


def world_in(own: Path) -> Path:
    """The folder of a demo that stopped before anybody did something in it: its keys, its database and what it said.

    Made by the first lane that asks, in `own` if they have no folder together; the others wait, and hear what went
    wrong. Nobody works in it: copy it.
    """
    place = Path(os.environ.get(TOGETHER) or own)
    world, trouble = place / "world", place / "world.trouble"
    with (place / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not world.exists() and not trouble.exists():
            try:
                _make(world)
            except AssertionError as wrong:
                trouble.write_text(f"The first start of the demo went wrong.\n{wrong}")
    assert not trouble.exists(), trouble.read_text()
    return world


def _make(world: Path) -> None:
    """Started in an empty folder, to the end: it answers, and stops cleanly."""
    aside = world.with_suffix(".aside")
    with started(world.with_suffix(".first"), (sys.executable, "-m", "tests.first_start", str(aside))):
        pass
    aside.rename(world)


def main() -> int:
    aside, *arguments = sys.argv[1:]
    start = Crew.start

    def start_later(crew: Crew, name: str, words: Sequence[str]) -> None:
        if not Path(aside).exists():
            shutil.copytree(os.environ["GROEIRUIMTE_DATA"], aside)
        start(crew, name, words)

    Crew.start = start_later
    return console.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
