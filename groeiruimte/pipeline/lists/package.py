"""Opens an xlsx as a zip before the spreadsheet parser may see it.

Every part is unpacked here, under a bound on what really comes out, and packed again without compression. So the parser
reads exactly the bytes that were checked: a header that lies, two directories that differ or parts that overlap cannot
make it see another file.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib

from .limits import Limits
from .messages import KINDS
from .refused import RefusedError

_DIRECTORY_END = b"PK\x05\x06"
_LOCAL_MARK = b"PK\x03\x04"
_LOCAL_HEADER = 30
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_PASSWORD_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError,
)  # fmt: skip
_FOREIGN = (
    ("word/", "not_a_list", "word"),
    ("ppt/", "not_a_list", "slides"),
    ("content.xml", "not_a_list", "opendocument"),
    ("xl/workbook.bin", "xls", "xlsb"),
)


def unpack(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The xml parts of a workbook by name. RefusedError for anything else, before too much is unpacked."""
    _refuse_many_parts(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _refuse_foreign([entry.filename.lower().replace("\\", "/") for entry in entries])
            _refuse_odd_entries(entries, len(data), limits)
        return _inflate(data, entries, limits)
    except _BROKEN:
        raise RefusedError("damaged") from None


def pack(parts: dict[str, bytes]) -> io.BytesIO:
    """The parts as a zip without compression; takes them out of `parts`, so that no part is held twice."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        while parts:
            name, content = parts.popitem()
            archive.writestr(zipfile.ZipInfo(name), content)
    packed.seek(0)
    return packed


def _refuse_many_parts(data: bytes, limits: Limits) -> None:
    """Read the number of parts from the end of the file: a directory of a million names is work in itself."""
    end = data.rfind(_DIRECTORY_END)
    if end >= 0 and len(data) >= end + 12 and struct.unpack_from("<H", data, end + 10)[0] > limits.parts:
        raise RefusedError("bomb")


def _refuse_foreign(names: list[str]) -> None:
    for start, code, kind in _FOREIGN:
        if any(name.startswith(start) for name in names):
            raise RefusedError(code, kind=KINDS.get(kind, kind))
    if not any(name.startswith("xl/") for name in names):
        raise RefusedError("not_a_list", kind=KINDS["zip"])


def _refuse_odd_entries(entries: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    if len(entries) > limits.parts or len({entry.filename for entry in entries}) < len(entries):
        raise RefusedError("bomb")
    after = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        name, start = entry.filename.replace("\\", "/"), entry.header_offset
        end = start + _LOCAL_HEADER + len(entry.filename) + entry.compress_size
        if start < 0 or end > size or entry.compress_type not in _METHODS:
            raise RefusedError("damaged")
        climbs = name.startswith("/") or ".." in name.split("/")
        if climbs or stat.S_ISLNK(entry.external_attr >> 16) or start < after:
            raise RefusedError("bomb")
        if entry.flag_bits & _PASSWORD_FLAG:
            raise RefusedError("password")
        after = end


def _inflate(data: bytes, entries: list[zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    left = limits.unpacked
    for entry in entries:
        content = _content(data, entry, left)
        left -= len(content)
        dense = len(content) > limits.ratio_floor and len(content) > limits.ratio * max(entry.compress_size, 1)
        if left < 0 or dense:
            raise RefusedError("bomb")
        if zlib.crc32(content) != entry.CRC:
            raise RefusedError("damaged")
        name = entry.filename.replace("\\", "/")
        if name.lower().endswith((".xml", ".rels")):
            prolog = _PROLOG.match(content)
            if prolog and content.startswith(b"<!", prolog.end()):
                raise RefusedError("bomb")  # no spreadsheet has a DTD; with one xml explodes, or fetches a file
            parts[name] = content
    return parts


def _content(data: bytes, entry: zipfile.ZipInfo, most: int) -> bytes:
    """What one entry holds, or just over `most` bytes of it, whatever size its headers claim."""
    header = entry.header_offset
    name_length, extra_length = struct.unpack_from("<HH", data, header + 26)
    start = header + _LOCAL_HEADER + name_length + extra_length
    packed = memoryview(data)[start : start + entry.compress_size]
    if not data.startswith(_LOCAL_MARK, header) or len(packed) < entry.compress_size:
        raise RefusedError("damaged")
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed[: most + 1])
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    content = unpacker.decompress(packed, most + 1)
    if len(content) <= most and not unpacker.eof:
        raise RefusedError("damaged")
    return content
