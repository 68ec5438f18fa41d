"""An installation of its own: data folder, temporary folder and database, for programs that a test may kill.

On SQLite the database is a file in the data folder. Under `-p tests.postgresql` it is a database of the running server,
and programs work as the role that owns nothing. A prepared installation is copied, because making one takes seconds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.migrated import migrated_in

SERVER = os.environ.get("GROEIRUIMTE_DATABASE_URL", "")
ON_POSTGRESQL = SERVER.startswith("postgresql:")
MIGRATED = SERVER.rpartition("/")[2]
"""The database of the server that is migrated and has no records."""
APPLICATION = "groeiruimte_app"
TODAY = "2022-04-05"


@dataclass(frozen=True)
class Place:
    """`database` is empty on SQLite: then it stands in the data folder."""

    root: Path
    database: str

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def database_file(self) -> Path:
        return self.data / "groeiruimte.sqlite3"

    def environment(self, *, role: str = APPLICATION, today: str = TODAY, **more: str) -> dict[str, str]:
        """What a program of this installation finds around it. `more` are settings, without their prefix."""
        said = {name: value for name, value in os.environ.items() if not name.startswith("GROEIRUIMTE_")}
        given = {"MODE": "demo", "DATA": str(self.data), "TODAY": today, **more}
        if ON_POSTGRESQL:
            given |= {"DATABASE_URL": on_server(self.database), "DATABASE_ROLE": role}
        said |= {f"GROEIRUIMTE_{name}": value for name, value in given.items() if value}
        return said | {"TMPDIR": str(self.temporary), "PYTHONPATH": str(_HOME), "PYTHONWARNINGS": "ignore"}

    def run(self, *words: str, today: str = TODAY, **more: str) -> subprocess.CompletedProcess[str]:
        """A command of the product, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "groeiruimte.operate.console", *words],
            env=self.environment(today=today, **more),
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def files(self) -> list[str]:
        """Every file in the data folder and the temporary folder, but for the database and the keys."""
        found = [path for folder in (self.data, self.temporary) for path in folder.rglob("*") if path.is_file()]
        kept = (self.database_file.name, "secret.key", "vault.key")
        return sorted(str(path.relative_to(self.root)) for path in found if not path.name.startswith(kept))

    def copy_to(self, root: Path, tablespace: str = "pg_default") -> Place:
        """The same installation once more. No program may be working in this one."""
        place = Place(root, _fresh_name() if ON_POSTGRESQL else "")
        self._lay_over(place, tablespace)
        return place

    def begin_again(self, prepared: Place) -> None:
        """What happened here is forgotten: this is a copy of `prepared` once more. No program may have a file open."""
        for folder in (self.data, self.temporary):
            shutil.rmtree(folder)
        if ON_POSTGRESQL:
            on_the_server(f"DROP DATABASE {self.database} WITH (FORCE)")
        prepared._lay_over(self)

    def remove(self) -> None:
        if ON_POSTGRESQL:
            on_the_server(f"DROP DATABASE {self.database} WITH (FORCE)")
        shutil.rmtree(self.root, ignore_errors=True)

    def _lay_over(self, place: Place, tablespace: str = "pg_default") -> None:
        shutil.copytree(self.root, place.root, dirs_exist_ok=True)
        if ON_POSTGRESQL:
            on_the_server(f"CREATE DATABASE {place.database} TEMPLATE {self.database} TABLESPACE {tablespace}")


_HOME = Path(__file__).parents[3]


def empty_place(root: Path, folder: Path) -> Place:
    """An installation without records; its database is a copy of one that was migrated."""
    (root / "data" / "static").mkdir(parents=True)
    (root / "tmp").mkdir()
    if not ON_POSTGRESQL:
        place = Place(root, "")
        shutil.copyfile(migrated_in(folder), place.database_file)
        return place
    name = _fresh_name()
    on_the_server(f"CREATE DATABASE {name} TEMPLATE {MIGRATED}")
    return Place(root, name)


def on_server(database: str) -> str:
    """The address of another database of the server that the tests run on."""
    return f"{SERVER.rsplit('/', 1)[0]}/{database}"


def on_the_server(command: str) -> None:
    """One command as the owner of everything."""
    with psycopg.connect(on_server("postgres"), autocommit=True) as server:
        server.execute(command.encode())


def _fresh_name() -> str:
    return f"faults_{uuid.uuid4().hex}"
