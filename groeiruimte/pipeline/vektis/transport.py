"""How VECOZO takes claim files in: plain names, zips of at most 30 files, 20 MB zipped and 300 MB unzipped.

Source: VECOZO support pages on claiming. MB is read as 1,000,000 bytes, the smaller of two readings. One stored copy of
the page allows a space in a name, a newer one does not: we allow none.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .breach import Breach, of_file
from .claim import ClaimFile

MOST_FILES = 30
MOST_ZIPPED = 20_000_000
MOST_UNZIPPED = 300_000_000
FILE_NAME = re.compile(r"[A-Za-z0-9_.-]+")

_LEVEL = 6
_PER_FILE = 256  # zip headers of one file, rounded up
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # no time of day: the same files make the same bytes
_ZIP_MARK = b"PK"
_KNOWN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Member:
    """One file to verify. `content` is None when it could not be read; `breaches` then says why."""

    name: str
    content: bytes | None
    breaches: tuple[Breach, ...] = ()


def pack(files: Sequence[ClaimFile]) -> list[bytes]:
    """The files in as few zips as their order allows, each within the limits. The same files make the same bytes.

    Raises ValueError when two files have one name, or one file alone is over a limit.
    """
    if len({file.name for file in files}) != len(files):
        raise ValueError("two claim files have the same name")
    batches: list[list[ClaimFile]] = []
    zipped = unzipped = 0
    fit_anyhow = sum(_largest_zipped_size(file) for file in files) <= MOST_ZIPPED
    for file in files:
        small = _largest_zipped_size(file) if fit_anyhow else _zipped_size(file)
        if small > MOST_ZIPPED or len(file.content) > MOST_UNZIPPED:
            raise ValueError(f"{file.name} is larger than VECOZO takes in")
        fits = zipped + small <= MOST_ZIPPED and unzipped + len(file.content) <= MOST_UNZIPPED
        if not batches or not fits or len(batches[-1]) == MOST_FILES:
            batches.append([])
            zipped = unzipped = 0
        batches[-1].append(file)
        zipped += small
        unzipped += len(file.content)
    return [_zip(batch) for batch in batches]


def _largest_zipped_size(file: ClaimFile) -> int:
    """What no content of this length can exceed: what cannot be made smaller is stored, five bytes for each block."""
    return len(file.content) + len(file.content) // 1000 + 2 * len(file.name) + _PER_FILE


def _zipped_size(file: ClaimFile) -> int:
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = len(compressor.compress(file.content)) + len(compressor.flush())
    return body + 2 * len(file.name) + _PER_FILE


def _zip(files: Sequence[ClaimFile]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.name, _FIRST_DAY)
            entry.create_system = 0  # not the machine that made it
            entry.external_attr = 0
            archive.writestr(entry, file.content, zipfile.ZIP_DEFLATED, _LEVEL)
    return out.getvalue()


def members(path: Path) -> Iterator[Member]:
    """The files to verify behind a path, one at a time: the file itself, or a zip and then each file in it.

    A zip is read in memory only, never further than the limits, whatever its directory promises.
    """
    try:
        with path.open("rb") as stream:
            zipped = stream.read(len(_ZIP_MARK)) == _ZIP_MARK
            stream.seek(0)
            yield from _unzipped(path.name, stream) if zipped else (_plain(path.name, stream),)
    except OSError:
        yield Member(path.name, None, (_UNREADABLE,))


def _plain(name: str, stream: IO[bytes]) -> Member:
    content = stream.read(MOST_UNZIPPED + 1)
    if len(content) > MOST_UNZIPPED:
        return Member(name, None, (_TOO_LARGE,))
    return Member(name, content, _name_breaches(name))


def _unzipped(name: str, stream: IO[bytes]) -> Iterator[Member]:
    if stream.seek(0, io.SEEK_END) > MOST_ZIPPED:
        yield Member(name, None, (_ZIP_TOO_LARGE,))
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            over = (_TOO_MANY,) if len(entries) > MOST_FILES else ()
            yield Member(name, None, _name_breaches(name) + (over or (() if entries else (_NOTHING,))))
            left = MOST_UNZIPPED
            for entry in entries if not over else ():
                member = _entry(archive, entry, left)
                left -= len(member.content or b"")
                yield member
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError):
        yield Member(name, None, (_BROKEN_ZIP,))


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> Member:
    """One file of a zip, at most `left` bytes of it; its name is shown without signs that a screen could obey."""
    shown = re.sub(r"[^A-Za-z0-9_. /-]", "?", entry.filename)[:200]
    if entry.flag_bits & 1 or entry.compress_type not in _KNOWN_METHODS:
        return Member(shown, None, (_LOCKED,))
    try:
        with archive.open(entry) as stream:
            content = stream.read(left + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return Member(shown, None, (_BROKEN_ZIP,))
    if len(content) > left:
        return Member(shown, None, (_TOO_LARGE,))
    return Member(shown, content, _name_breaches(entry.filename))


def _name_breaches(name: str) -> tuple[Breach, ...]:
    return () if FILE_NAME.fullmatch(name) else (_NAME,)


_UNREADABLE = of_file("Dit bestand is niet te openen.", "Controleer de naam en de plaats van het bestand.")
_TOO_LARGE = of_file("Het bestand is uitgepakt groter dan 300 MB.", "Verdeel de declaratie over meer bestanden.")
_ZIP_TOO_LARGE = of_file("Het zipbestand is groter dan 20 MB.", "Verdeel de bestanden over meer zips.")
_TOO_MANY = of_file("Het zipbestand bevat meer dan 30 bestanden.", "Verdeel de bestanden over meer zips.")
_NOTHING = of_file("Het zipbestand is leeg.", "Maak de zip opnieuw.")
_BROKEN_ZIP = of_file("Het zipbestand is beschadigd.", "Maak de zip opnieuw.")
_LOCKED = of_file("Dit bestand in de zip is versleuteld of anders ingepakt.", "Maak een gewone zip zonder wachtwoord.")
_NAME = of_file(
    "De bestandsnaam bevat een teken dat VECOZO niet aanneemt.", "Gebruik letters, cijfers, streepje en punt."
)
