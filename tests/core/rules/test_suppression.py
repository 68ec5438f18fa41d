"""No hidden number follows from what is shown (Z19)."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.rules.results import results
from groeiruimte.rules.suppression import FEWEST_PRACTICES, Shown, suppressed

TABLES = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 12), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)
SMALL_TABLES = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=1, max_size=2)


def with_totals(rows: list[list[int]]) -> list[list[int]]:
    full = [[*row, sum(row)] for row in rows]
    return [*full, [sum(column) for column in zip(*full, strict=True)]]


def fits(rows: list[list[int]], shown: Shown) -> bool:
    """Whether a table says what is shown."""
    pairs = zip(with_totals(rows), shown.cells, strict=True)
    return all(cell in (None, count) for row, cells in pairs for count, cell in zip(row, cells, strict=True))


@settings(max_examples=400, deadline=None)
@given(TABLES)
def test_what_is_shown_is_true_and_never_small(rows: list[list[int]]) -> None:
    shown = suppressed(rows)
    assert fits(rows, shown)
    assert [cell for row in shown.cells for cell in row if cell is not None and 0 < cell < FEWEST_PRACTICES] == []


@settings(max_examples=60, deadline=None)
@given(SMALL_TABLES)
def test_every_hidden_number_could_be_another(rows: list[list[int]]) -> None:
    """Every table of counts there is that says the same: none of its hidden cells has one value alone."""
    shown = suppressed(rows)
    width, height = len(rows[0]), len(rows)
    tables = product(range(10), repeat=width * height)
    as_rows = ([list(cells[at * width : (at + 1) * width]) for at in range(height)] for cells in tables)
    possible = [with_totals(each) for each in as_rows if fits(each, shown)]
    hidden = [
        (row, column) for row, cells in enumerate(shown.cells) for column, cell in enumerate(cells) if cell is None
    ]
    assert [place for place in hidden if len({table[place[0]][place[1]] for table in possible}) == 1] == []


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_a_hidden_number_does_not_stand_alone_in_its_line(rows: list[list[int]]) -> None:
    cells = suppressed(rows).cells
    lines = [*cells, *zip(*cells, strict=True)]
    assert [line for line in lines if line.count(None) == 1] == []


def test_the_other_number_goes_with_it() -> None:
    """7 + 3 = 10 in a row and 7 + 20 = 27 in a column: hiding the 3 alone would hide nothing."""
    shown = suppressed([[7, 3], [20, 30]])
    assert shown == Shown(((None, None, 10), (None, None, 50), (27, 33, 60)))


def test_without_small_numbers_everything_is_shown() -> None:
    shown = suppressed([[7, 0], [20, 30]])
    assert (shown.hides, shown.rows, shown.row_totals) == (False, ((7, 0), (20, 30)), (7, 50))
    assert (shown.column_totals, shown.total) == ((27, 30), 57)


def test_one_practice_alone_shows_nothing() -> None:
    assert suppressed([[1]]) == Shown(((None, None), (None, None)))


def test_no_rows_are_an_empty_table() -> None:
    assert suppressed([]) == Shown(((0,),))


def test_what_was_open_before_covers_nothing() -> None:
    """Two versions: A and B were open, then C comes with a small number. B may not be its cover."""
    first = results([_report("a", 20, 10), _report("b", 15, 8)])
    assert [row["cells"] for row in first["participation"]["rows"]] == [[20, 10], [15, 8]]
    second = results([_report("a", 20, 10), _report("b", 15, 8), _report("c", 12, 3)], [first])["participation"]
    assert [row["cells"] for row in second["rows"]][2] == [None, None]
    assert second["cells"] == [None, None]


def _report(key: str, joined: int, out: int) -> dict[str, object]:
    figures = {"participants": joined, "affiliated": joined + out, "themes": []}
    return {"region": {"key": key, "name": key.upper()}, "figures": figures}
