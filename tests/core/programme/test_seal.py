from __future__ import annotations

import hashlib

from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.programme.seal import digest

quick = settings(max_examples=40, deadline=None, database=None)


def test_a_seal_is_the_sha256_of_the_parts_with_their_lengths() -> None:
    assert digest("abc", "", "") == hashlib.sha256(b"3\nabc0\n0\n").hexdigest()
    assert digest("één", "x", "yz") == hashlib.sha256("5\néén1\nx2\nyz".encode()).hexdigest()


def test_line_ends_and_a_byte_order_mark_do_not_break_a_seal() -> None:
    assert digest("\ufeffa = 1\r\nb = 2\r\n", "", "c\r\n") == digest("a = 1\nb = 2\n", "", "c\n")


def test_a_line_cannot_move_from_one_part_to_another() -> None:
    parts = [("a\nb", "c", ""), ("a", "b\nc", ""), ("a\nb\nc", "", ""), ("a\nb", "", "c"), ("", "a\nb", "c")]
    assert len({digest(*part) for part in parts}) == len(parts)


@given(st.tuples(st.text(), st.text(), st.text()), st.tuples(st.text(), st.text(), st.text()))
@quick
def test_other_texts_have_another_seal(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    def plain(parts: tuple[str, str, str]) -> list[str]:
        return [part.removeprefix("\ufeff").replace("\r\n", "\n") for part in parts]

    assert (digest(*one) == digest(*other)) == (plain(one) == plain(other))
