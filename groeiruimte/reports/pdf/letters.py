"""Which signs our letter can show. PDF/UA-1 refuses a paper with a sign that is not in the font."""

from __future__ import annotations

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro

UNKNOWN = "◊"
"""Stands for one or more signs in a row that the paper cannot show."""

_SEGMENTS = 4  # the cmap format of a TrueType font with ranges of signs up to U+FFFF
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")


def printable(text: str) -> str:
    """A text with only signs that the paper can show; marks without a shape are left out."""
    plain = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).replace("\t", " ")
    known = signs()
    shown = "".join(sign if sign == "\n" or ord(sign) in known else UNKNOWN for sign in plain if _has_shape(sign))
    return re.sub(f"{UNKNOWN}+", UNKNOWN, shown)


@cache
def signs() -> frozenset[int]:
    """The code points that the regular letter has a shape for."""
    font = (Path(font_source_sans_pro.font_directory) / "SourceSansPro-Regular.ttf").read_bytes()
    return frozenset(code for start, end in _ranges(font) for code in range(start, end + 1) if code < 0xFFFF)


def _has_shape(sign: str) -> bool:
    """Control signs, and marks that only steer the direction or the joining of letters, have none."""
    return sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cf")


def _ranges(font: bytes) -> list[tuple[int, int]]:
    """The ranges of code points in the cmap table of a TrueType font (OpenType specification, cmap format 4)."""
    tables = {
        font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
    }
    cmap = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", font, cmap + 2)
    starts = (cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * each)[0] for each in range(count))
    table = next(at for at in starts if struct.unpack_from(">H", font, at)[0] == _SEGMENTS)
    segments = struct.unpack_from(">H", font, table + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, table + 14)
    firsts = struct.unpack_from(f">{segments}H", font, table + 16 + 2 * segments)
    return list(zip(firsts, ends, strict=True))
