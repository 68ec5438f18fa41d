"""Which files may lie on a shelf, and keeping one. A file is known by its bytes; its name is only what it is called."""

from __future__ import annotations

import hashlib
import io
import re
import struct
import zipfile
from dataclasses import dataclass
from datetime import datetime

from groeiruimte.records.access import Actor
from groeiruimte.records.models import Practice, Region, StoredFile
from groeiruimte.rules.free_text import holds_a_bsn

from .refusal import Refused

LARGEST = 20 * 1024 * 1024
PDF, JPG, PNG = "application/pdf", "image/jpeg", "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {PDF: ".pdf", JPG: ".jpg", PNG: ".png", DOCX: ".docx", XLSX: ".xlsx"}
ACCEPT = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"

_STARTS = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPG), (b"\x89PNG\r\n\x1a\n", PNG))
_OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_CONTENT_TYPES = "[Content_Types].xml"
_MACRO = "vbaproject.bin"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_LOCKED_PDF = re.compile(rb"/Encrypt[\s<0-9]")
_ZIP = b"PK\x03\x04"
_ZIP_END, _ZIP_END_SIZE = b"PK\x05\x06", 22
_MOST_PARTS, _LARGEST_DIRECTORY = 2000, 1 << 20
_PASSWORD_FLAG = 0x1
_LONGEST_NAME = 120
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

_WRONG_KIND = ("Dit soort bestand bewaren wij niet.", "Kies een pdf, jpg, png, docx of xlsx.")
_PASSWORD = (
    "Dit bestand is beveiligd met een wachtwoord.",
    "Haal de beveiliging weg, of druk het bestand af als nieuwe pdf. Kies dat bestand.",
)
_DAMAGED = ("Dit bestand is beschadigd.", "Open het op uw computer, bewaar het opnieuw en kies dat bestand.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file is not kept, and how to mend it."""

    message: str
    mend: str


def recognised(content: bytes) -> tuple[str, Problem | None]:
    """The media type of a file by its bytes; "" with a problem when it cannot lie on a shelf."""
    if not content:
        return "", Problem("Dit bestand is leeg.", "Kies een ander bestand.")
    if len(content) > LARGEST:
        size = -(-len(content) // (1 << 20))
        return "", Problem(f"Dit bestand is te groot ({size} MB).", "Kies een bestand kleiner dan 20 MB.")
    if content.startswith(_ZIP):
        return _office(content)
    if content.startswith(_OLD_OFFICE):
        sealed = _SEALED_OFFICE in content
        again = Problem(_WRONG_KIND[0], "Bewaar het als docx of xlsx en kies dat bestand.")
        return "", Problem(*_PASSWORD) if sealed else again
    kind = next((media_type for start, media_type in _STARTS if content.startswith(start)), "")
    if kind == PDF and _LOCKED_PDF.search(content):
        return "", Problem(*_PASSWORD)
    return kind, None if kind else Problem(*_WRONG_KIND)


def called(name: str, media_type: str) -> str:
    """A name to keep a file under: without folders and signs one cannot see, with the ending of what it is."""
    bare = _UNPRINTABLE.sub("", re.split(r"[/\\]", name)[-1]).strip().strip(".")
    stem, dot, ending = bare.rpartition(".")
    is_right = dot and (ENDINGS[media_type] == f".{ending.lower()}" or (media_type, ending.lower()) == (JPG, "jpeg"))
    stem = (stem if is_right else bare)[:_LONGEST_NAME].strip()
    return f"{stem or 'bestand'}{ENDINGS[media_type]}"


def keep(
    name: str,
    content: bytes,
    *,
    practice: Practice | None = None,
    region: Region | None = None,
    by: Actor,
    at: datetime,
) -> StoredFile:
    """Keep a file of a practice or of a region, inside the transaction of a verb. Raises Refused with the reason."""
    media_type, problem = recognised(content)
    if problem:
        raise Refused(problem.message, problem.mend, "file")
    if holds_a_bsn(name):
        raise Refused(
            "In de naam van het bestand staat een nummer dat op een BSN lijkt.",
            "Geef het bestand een andere naam en kies het opnieuw.",
            "file",
        )
    place = practice.region if practice else region
    if place is None:
        raise ValueError("a file belongs to a practice or to a region")
    return StoredFile.objects.create(
        practice=practice,
        region=place,
        name=called(name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        stored_by=by.user,
        stored_at=at,
    )


def _office(content: bytes) -> tuple[str, Problem | None]:
    """A Word or Excel file by the names in its zip directory. No part is unpacked here, nor anywhere later."""
    if not _directory_is_small(content):
        return "", Problem(*_DAMAGED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, OSError):
        return "", Problem(*_DAMAGED)
    names = {entry.filename for entry in entries}
    kinds = {media_type for name, media_type in _OFFICE.items() if name in names}
    if len(kinds) != 1 or _CONTENT_TYPES not in names:
        return "", Problem(*_WRONG_KIND)
    if any(entry.flag_bits & _PASSWORD_FLAG for entry in entries):
        return "", Problem(*_PASSWORD)
    if any(name.lower().endswith(_MACRO) for name in names):
        return "", Problem("In dit bestand zitten macro's.", "Bewaar het zonder macro's en kies dat bestand.")
    return kinds.pop(), None


def _directory_is_small(content: bytes) -> bool:
    """Whether the zip directory is one that an office program writes: reading a huge one is work in itself."""
    last = len(content) - _ZIP_END_SIZE
    end = last if content.startswith(_ZIP_END, max(last, 0)) else content.rfind(_ZIP_END)
    if end < 0 or len(content) < end + _ZIP_END_SIZE:
        return False
    parts, size = struct.unpack_from("<HI", content, end + 10)
    return bool(parts <= _MOST_PARTS and size <= _LARGEST_DIRECTORY)
