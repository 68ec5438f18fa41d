"""Looks for people where no person should be: by the traces of those we made up, and by the elfproef."""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import psycopg
from stdnum.nl import bsn

from tests.site.faults.place import ON_POSTGRESQL, Place, on_server

from .lists import TRACES

_NUMBER = re.compile(r"(?<!\w)\d{8,9}(?!\w)")
_NOBODY = "999999999"


def traces_in(content: bytes) -> list[str]:
    """Which of our made-up people left something here, as text of one or two bytes a sign, zipped or not."""
    texts = [content.decode("latin-1"), *(content[start:].decode("utf-16-le", "ignore") for start in (0, 1))]
    texts += [part.decode("utf-8", "replace") for part in unzipped(content)]
    small = [text.lower() for text in texts]
    return sorted({trace for trace in TRACES for text in small if trace.lower() in text})


def unzipped(content: bytes) -> list[bytes]:
    if not content.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def numbers_in(content: bytes, known: frozenset[str]) -> list[str]:
    """Every number that could be somebody's BSN; `known` are the AGB codes that happen to look like one."""
    texts = [part.decode("utf-8", "replace") for part in unzipped(content) or [content]]
    found = {number for text in texts for number in _NUMBER.findall(text)}
    return sorted(number for number in found - known - {_NOBODY} if bsn.is_valid(number.zfill(9)))


def tables(place: Place) -> dict[str, bytes]:
    """Every table with all its rows as text; on PostgreSQL also what the server keeps about them for itself."""
    if ON_POSTGRESQL:
        with psycopg.connect(on_server(place.database)) as server:
            listed = server.execute("SELECT schemaname, tablename FROM pg_tables").fetchall()
            return {
                f"table {schema}.{name}": _plain(server.execute(f'TABLE {schema}."{name}"'.encode()).fetchall())
                for schema, name in listed
            }
    with sqlite3.connect(place.database_file) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {f"table {name}": _plain(file.execute(f'SELECT * FROM "{name}"').fetchall()) for name in names}


def _plain(rows: list[tuple[object, ...]]) -> bytes:
    return b"\n".join(
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for row in rows for value in row
    )


def files(place: Place) -> dict[str, bytes]:
    """Every file of an installation: database, mail, logs, keys, what was left in the temporary folder."""
    found = [path for path in place.root.rglob("*") if path.is_file()]
    return {f"file {path.relative_to(place.root)}": path.read_bytes() for path in found}


def fresh_files(folder: Path, since: float) -> dict[str, bytes]:
    """What came into a folder that others use too."""
    found = {}
    for path in folder.glob("*"):
        with contextlib.suppress(OSError):  # others take away what is theirs
            if path.is_file() and path.stat().st_mtime >= since:
                found[f"file {path}"] = path.read_bytes()
    return found
