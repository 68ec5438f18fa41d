"""The made-up world, made once for a run: to look at, and for a demo that has begun already.

The addresses of the product are read once, by whoever asks first: here, where the demo is off as in all tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

import groeiruimte.config.urls  # noqa: F401
from groeiruimte.config import environment
from tests.browser.site import said_in
from tests.first_start import world_in

DATABASE = "groeiruimte.sqlite3"


@dataclass(frozen=True)
class Seeded:
    """The folder of a demo with its world. Nobody works in it: copy it."""

    folder: Path

    @property
    def progress(self) -> str:
        """The progress bar of the seeding, as it stood at the end."""
        return said_in(self.folder).read_text().splitlines()[-1]

    @property
    def keys(self) -> dict[str, str | bytes]:
        """The settings with which this world is sealed and signed."""
        found = environment.read({"GROEIRUIMTE_MODE": "demo", "GROEIRUIMTE_DATA": str(self.folder)})
        return {"SECRET_KEY": found.secret_key, "VAULT_KEY": found.vault_key}

    def copy_to(self, folder: Path) -> Path:
        """A demo that stopped before anybody did something in it; gives its database."""
        return Path(shutil.copytree(self.folder, folder, dirs_exist_ok=True)) / DATABASE


@pytest.fixture(scope="session")
def seeded_demo(tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    return Seeded(world_in(tmp_path_factory.getbasetemp()))


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
