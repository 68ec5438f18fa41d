"""The drawing of a bar and the marking of words add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.pages.layout.difference import Piece, pieces
from groeiruimte.pages.layout.parts import Part, Task, bar


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6))
def test_a_bar_is_filled_exactly_and_shows_every_part(counts: list[int]) -> None:
    drawn = bar("Lijst", [Part("deel", number, "other") for number in counts])
    widths = [int(piece.width) for piece in drawn.slices]
    assert sum(widths) == (1000 if any(counts) else 0)
    assert [int(piece.x) for piece in drawn.slices] == [sum(widths[:i]) for i in range(len(widths))]
    assert [width > 0 for width in widths] == [number > 0 for number in counts]
    assert drawn.total == sum(counts)


def test_a_bar_in_words() -> None:
    assert bar("Lijst", [Part("meegeteld", 3, "counted"), Part("fout", 1, "fault")]).summary == "meegeteld 3, fout 1"


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_is_lost_between_two_texts(mine: str, theirs: str) -> None:
    left, right = pieces(mine, theirs)
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (mine, theirs)
    assert [p.text for p in left if not p.marked] == [p.text for p in right if not p.marked]


def test_the_words_that_differ_are_marked() -> None:
    assert pieces("zorg op afstand", "zorg dichtbij") == (
        [Piece("zorg ", False), Piece("op afstand", True)],
        [Piece("zorg ", False), Piece("dichtbij", True)],
    )


@pytest.mark.parametrize(
    ("url", "status", "link"), [("#", "todo", True), ("#", "blocked", False), ("", "todo", False), ("#", "late", True)]
)
def test_only_what_can_be_done_is_a_link(url: str, status: str, link: bool) -> None:
    assert Task("Plan", url, status).is_link is link
