"""The style sheet of every page: the files of `look/`, each about one subject, as one file that is asked for once.

It is put together when somebody wants to serve or collect it. They want a file, so it is kept in the data folder.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

ADDRESS = "look/look.css"
SOURCES = Path(__file__).parent / "look"
ORDER = (
    "tokens",
    "base",
    "frame",
    "forms",
    "parts",
    "tables",
    "region",
    "training",
    "heat",
    "insurer",
    "respond",
    "scan",
    "print",
)
"""What comes later wins, within the layer of `tokens` that it is in."""


def joined() -> bytes:
    return b"".join((SOURCES / f"{name}.css").read_bytes() for name in ORDER)


def kept_in(folder: Path) -> Path:
    """The file with the style sheet of today, in `folder`."""
    path, sheet = folder / ADDRESS, joined()
    if not path.exists() or path.read_bytes() != sheet:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Under a name of its own until it is whole, for another process may do the same or be reading.
        fresh = path.with_suffix(f".{secrets.token_hex(8)}")
        fresh.write_bytes(sheet)
        fresh.replace(path)
    return path


class StyleSheet(BaseFinder):
    """How `{% static %}`, WhiteNoise and collectstatic come to it; nothing is written before they ask."""

    def find(self, path: str, find_all: Any = False) -> Any:
        if path != ADDRESS:
            return []
        found = str(kept_in(settings.STYLE))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        kept_in(settings.STYLE)
        yield ADDRESS, FileSystemStorage(settings.STYLE)
