"""Signs that the letter of our papers cannot show."""

from __future__ import annotations

import pytest

from groeiruimte.reports.pdf.letters import UNKNOWN, printable, signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Ångström, € 5 · Ω ж", "Zoë Ångström, € 5 · Ω ж"),
        ("Zoe\u0308", "Zoë"),
        ("中文 en 😀", f"{UNKNOWN} en {UNKNOWN}"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("links\u202erechts", "linksrechts"),
        ("\x00\x07", ""),
        ("\ud83d", UNKNOWN),
        ("", ""),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_the_letter_has_what_dutch_needs_and_its_own_stand_in() -> None:
    dutch = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789áéíóúàèëïöüçñĳ’‘„”–—…•€²½☐·"
    assert {sign for sign in dutch + UNKNOWN if ord(sign) not in signs()} == set()
