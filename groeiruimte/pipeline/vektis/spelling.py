"""Texts of a patient list as the message can hold them: plain ASCII, on length, or unknown.

The message knows no accents. A letter with an accent becomes the letter (é, e), a few letters become two (ß, ss), and
a sign that has no plain form becomes a question mark, so that a name keeps its length and a reader sees the gap.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from .claim import Insured
from .layout import ELEMENTS

REPLACEMENT = "?"

_LETTERS = str.maketrans(
    {
        "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T",
        "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E", "‘": "'", "’": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "„": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip
_OUTSIDE = re.compile(r"[^ -~]")
_HOUSE_NUMBER = re.compile(r"0*([0-9]*)[ -]*(.*)")


def plain(text: str) -> str:
    """The text in printable ASCII, runs of white space as one space, none at the ends."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKD", " ".join(text.translate(_LETTERS).split())).translate(_LETTERS)
        text = _OUTSIDE.sub(REPLACEMENT, "".join(sign for sign in text if not unicodedata.combining(sign)))
    return " ".join(text.split())


def normal(insured: Insured) -> Insured:
    """The insured exactly as a file brings it back: names plain and cut to length, what does not fit unknown.

    A number that is too long is never cut: half a number is another number. `12 A` in the house number becomes house
    number 12 with addition A. Sex 0 is the message's unknown and comes back as an empty text.
    """
    house_number, addition = _address(insured.house_number, insured.house_number_addition)
    return replace(
        insured,
        insured_number=_whole(plain(insured.insured_number), "0205"),
        name=_cut(plain(insured.name), "0210"),
        prefix=_cut(plain(insured.prefix), "0211"),
        initials=_cut("".join(sign for sign in plain(insured.initials) if sign.isalpha()).upper(), "0215"),
        sex=insured.sex if insured.sex in ELEMENTS["0208"].values[1:] else "",
        postcode=_postcode(insured.postcode),
        house_number=house_number,
        house_number_addition=addition,
    )


def _cut(text: str, number: str) -> str:
    return text[: ELEMENTS[number].length].rstrip()


def _whole(text: str, number: str) -> str:
    return text if len(text) <= ELEMENTS[number].length and REPLACEMENT not in text else ""


def _postcode(text: str) -> str:
    squeezed = plain(text).replace(" ", "").upper()
    return squeezed if ELEMENTS["0217"].pattern.fullmatch(squeezed) else ""


def _address(house_number: str, addition: str) -> tuple[str, str]:
    """House number and addition; a text that does not start with a number of at most five digits leaves it unknown."""
    match = _HOUSE_NUMBER.match(plain(house_number))
    number, rest = (match[1], match[2]) if match else ("", "")
    if not 1 <= len(number) <= ELEMENTS["0219"].length:
        number, rest = "", ""
    return number, _cut(plain(addition) or rest, "0220")
