"""A SQLite database with every table and no records: migrated once for a run, and copied by whoever needs one."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

MIGRATE = (sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0")
"""`make check` checks the code, once."""


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the run, that its workers have together."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def migrated_in(shared: Path) -> Path:
    """The file, made by the first process that asks; the others wait for it. Nobody works in it: copy it."""
    data, ready = shared / "migrated", shared / "migrated.ready"
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            bare = {name: value for name, value in os.environ.items() if not name.startswith("GROEIRUIMTE_")}
            own = {"GROEIRUIMTE_MODE": "test", "GROEIRUIMTE_DATA": str(data)}
            own["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
            subprocess.run(MIGRATE, env=bare | own, check=True)
            ready.touch()
    return data / "groeiruimte.sqlite3"
