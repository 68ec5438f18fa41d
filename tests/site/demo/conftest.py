"""The made-up world in a file, made once for a run: to look at, and for a demo that has begun already.

The addresses of the product are read once, by whoever asks first: here, where the demo is off as in all tests.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

import groeiruimte.config.urls  # noqa: F401
from groeiruimte.actions.demo import seed
from groeiruimte.records import guard
from tests.migrated import migrated_in, shared_folder


@dataclass(frozen=True)
class Seeded:
    """`steps` says how many the seeding took. Nobody works in the file: copy it."""

    file: Path
    steps: int

    def copy_to(self, folder: Path) -> Path:
        """A demo that stopped before anybody did something in it; gives its database."""
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(settings.ENVIRONMENT.data / "keys", folder / "keys")  # the world is sealed with these
        return Path(shutil.copyfile(self.file, folder / "groeiruimte.sqlite3"))


@pytest.fixture(scope="session")
def seeded_demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Seeded:
    """Made by the first worker that asks, for the others wait; workers have the same keys."""
    shared = shared_folder(tmp_path_factory)
    file, known = shared / "seeded.sqlite3", shared / "seeded.steps"
    with (shared / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            shutil.copyfile(migrated_in(shared), file)
            with django_db_blocker.unblock():
                known.write_text(str(_fill(file)))
    return Seeded(file, int(known.read_text()))


def _fill(file: Path) -> int:
    ticks: list[None] = []
    with working_in(file), guard.everything(), override_settings(DEMO=True):
        seed.fill(lambda: ticks.append(None))
    return len(ticks)


@contextmanager
def working_in(file: Path) -> Iterator[None]:
    """Another file is the database."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
