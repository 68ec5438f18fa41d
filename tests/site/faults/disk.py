"""A disk that a test can fill up: a tiny one of its own where that may be mounted, else a limit on file sizes."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from .place import ON_POSTGRESQL, Place, on_server, on_the_server
from .server import Server

_SIZE = "48m" if ON_POSTGRESQL else "8m"
_SMALL_FILE = 64 * 1024


@dataclass(frozen=True)
class Disk:
    """`folder` is empty where nothing may be mounted; then only a database in the data folder runs out of room."""

    place: Place
    folder: str

    @property
    def holds_the_database(self) -> bool:
        return bool(self.folder) or not ON_POSTGRESQL

    @property
    def refuses_small_writes(self) -> bool:
        """PostgreSQL still finds room in the pages that a table has; a limit is set on the web server alone."""
        return bool(self.folder) and not ON_POSTGRESQL

    @contextlib.contextmanager
    def full(self, server: Server) -> Iterator[None]:
        if self.folder:
            with _filled(Path(self.folder)):
                yield
        else:
            with _limited(server.workers()):
                yield


@contextlib.contextmanager
def _filled(folder: Path) -> Iterator[None]:
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while file.write(b"x" * size):
                    pass
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def _limited(pids: list[int]) -> Iterator[None]:
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_, hard) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (_SMALL_FILE, hard))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextlib.contextmanager
def small_disk(prepared: Place, root: Path) -> Iterator[Disk]:
    """The prepared installation with its database on a small disk."""
    folder = Path(tempfile.mkdtemp(prefix="groeiruimte-disk-")) if ON_POSTGRESQL else root / "data"
    folder.mkdir(parents=True, exist_ok=True)
    mounted = _mount(folder)
    tablespace = _make_tablespace(folder) if mounted and ON_POSTGRESQL else ""
    place = prepared.copy_to(root, tablespace=tablespace or "pg_default")
    try:
        yield Disk(place, str(folder) if mounted else "")
    finally:
        place.remove()
        if tablespace:
            on_the_server(f"DROP TABLESPACE {tablespace}")
        if mounted:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)
        if ON_POSTGRESQL:
            folder.rmdir()


def _mount(folder: Path) -> bool:
    """A tiny disk at a folder, where the system lets us; containers often do not."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    with contextlib.suppress(FileNotFoundError):
        return subprocess.run(words, capture_output=True).returncode == 0
    return False


def _make_tablespace(folder: Path) -> str:
    with psycopg.connect(on_server("postgres")) as server:
        found = server.execute("SHOW data_directory").fetchone()
    assert found is not None
    owner = os.stat(found[0])
    inside = folder / "tables"
    inside.mkdir()
    for each in (folder, inside):
        os.chown(each, owner.st_uid, owner.st_gid)
    name = f"tiny_{uuid.uuid4().hex}"
    on_the_server(f"CREATE TABLESPACE {name} LOCATION '{inside}'")
    return name
