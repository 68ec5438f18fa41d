"""The words on a PDF of ours, so that a search of everything somebody can fetch reads papers too.

A PDF names its glyphs by number; each of its fonts brings a table to letters. Which font is on turn is not followed:
the numbers are read with every table, so one of the readings is right wherever a text is in one font.
"""

from __future__ import annotations

import re
import zlib
from contextlib import suppress

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:\\.|[^\\()])*)\)", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(paper: bytes) -> str:
    """Every reading of a PDF, one after the other; empty for a file that is none."""
    streams = []
    for found in _STREAM.finditer(paper):
        with suppress(zlib.error):
            streams.append(zlib.decompress(found[1]))
    tables = [_table(stream) for stream in streams if b"beginbfchar" in stream]
    shown = [_glyphs(stream) for stream in streams if b"BT" in stream and b"TJ" in stream]
    return "\n".join("".join(table.get(glyph, " ") for glyph in glyphs) for glyphs in shown for table in tables)


def _table(stream: bytes) -> dict[int, str]:
    pairs = _PAIR.findall(stream)
    return {int(glyph, 16): bytes.fromhex(letters.decode()).decode("utf-16-be", "replace") for glyph, letters in pairs}


def _glyphs(stream: bytes) -> list[int]:
    numbers = b"".join(_ESCAPED.sub(_sign, text) for text in _STRING.findall(stream))
    return [int.from_bytes(numbers[place : place + 2]) for place in range(0, len(numbers) - 1, 2)]


def _sign(found: re.Match[bytes]) -> bytes:
    given = found[1]
    return bytes([int(given, 8)]) if given.isdigit() else _SIGNS.get(given, given)
