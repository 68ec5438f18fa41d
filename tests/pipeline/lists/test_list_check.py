"""What a row means, in which order, and what the rows add up to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.pipeline.lists.cells import EPOCH_1900
from groeiruimte.pipeline.lists.check import Judge, Question, Tally, count
from groeiruimte.pipeline.lists.outcome import Finding
from groeiruimte.pipeline.lists.whole import jumped, look

from .lists import BSNS, ELIGIBLE, OTHERS

AT = {"bsn": 0, "birth_date": 1, "uzovi_code": 2, "ion_start": 3, "ion_end": 4}
QUESTION = Question(date(2022, 4, 1), ELIGIBLE, ELIGIBLE | OTHERS, AT, EPOCH_1900)
BSN = BSNS[1]


def meaning(
    bsn: Any = BSN, birth: Any = "18-06-1949", uzovi: Any = 3311, start: Any = "30-07-2012", end: Any = ""
) -> tuple[str, str, str]:
    """Code, column, category of one row."""
    return Judge(QUESTION).meaning([bsn, birth, uzovi, start, end])


def test_a_sound_row_counts() -> None:
    assert meaning()[0] == ""


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"uzovi": "7095"}, ("other_insurer", "uzovi_code", "row")),
        ({"bsn": BSN - 1}, ("bsn", "bsn", "value")),
        ({"bsn": ""}, ("bsn", "bsn", "value")),
        ({"birth": ""}, ("birth", "birth_date", "value")),
        ({"birth": "31-02-1960"}, ("birth", "birth_date", "value")),
        ({"birth": "31-12-1899"}, ("birth", "birth_date", "value")),
        ({"birth": "01-01-2031"}, ("birth", "birth_date", "value")),
        ({"birth": "31-07-2012"}, ("birth", "birth_date", "row")),
        ({"uzovi": "1234"}, ("uzovi", "uzovi_code", "value")),
        ({"uzovi": ""}, ("uzovi", "uzovi_code", "value")),
        ({"start": ""}, ("dates", "ion_start", "value")),
        ({"start": "x"}, ("dates", "ion_start", "value")),
        ({"end": "x"}, ("dates", "ion_end", "value")),
        ({"end": "29-07-2012"}, ("dates", "ion_end", "row")),
        ({"start": "02-04-2022"}, ("not_active", "ion_start", "row")),
        ({"end": "31-03-2022"}, ("not_active", "ion_end", "row")),
        ({"bsn": 999999999}, ("no_bsn", "bsn", "value")),
        ({"bsn": "", "birth": "", "uzovi": " ", "start": "", "end": ""}, ("blank", "", "row")),
    ],
)
def test_what_a_row_means(row: dict[str, Any], expected: tuple[str, str, str]) -> None:
    assert meaning(**row) == expected


@pytest.mark.parametrize(
    "row",
    [
        {"start": "01-04-2022"},  # from that day on
        {"end": "01-04-2022"},  # and still on its last day
        {"end": "31-12-9999"},
        {"birth": "30-07-2012"},  # registered on the day of birth
        {"birth": "01-01-1900"},
    ],
)
def test_edges_that_count(row: dict[str, Any]) -> None:
    assert meaning(**row)[0] == ""


def test_a_baby_registered_after_the_reference_date_is_no_fault() -> None:
    assert meaning(birth="05-04-2022", start="05-04-2022")[0] == "not_active"
    assert meaning(birth="05-04-2022", start="")[0] == "birth"


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("other_insurer", {"uzovi": "7095"}),
    ("bsn", {"bsn": "x"}),
    ("birth", {"birth": "x"}),
    ("uzovi", {"uzovi": "x"}),
    ("dates", {"end": "x"}),
    ("not_active", {"start": "02-04-2022"}),
]


@pytest.mark.parametrize("first", range(len(WRONG)))
def test_the_first_reason_is_the_one_that_is_given(first: int) -> None:
    row: dict[str, Any] = {}
    for _, wrong in reversed(WRONG[first:]):
        row |= wrong
    assert meaning(**row)[0] == WRONG[first][0]


def codes(*rows: list[Any]) -> list[tuple[int, str]]:
    tally = count(enumerate(rows, 2), QUESTION)
    return [(number, reason[0]) for number, reason in tally.reasons]


def row(bsn: Any = BSN, uzovi: Any = 3311, start: Any = "30-07-2012", end: Any = "") -> list[Any]:
    return [bsn, "18-06-1949", uzovi, start, end]


def test_of_the_same_person_twice_the_first_that_counts_counts() -> None:
    assert codes(row(), row(str(BSN)), row()) == [(3, "double"), (4, "double")]
    assert codes(row(end="01-01-2015"), row(start="01-01-2018")) == [(2, "not_active")]
    assert codes(row(uzovi="7095"), row()) == []


def test_nobody_without_bsn_is_somebody_else_without_bsn() -> None:
    assert codes(row(999999999), row(999999999)) == [(2, "no_bsn"), (3, "no_bsn")]


def test_the_tally_of_a_list() -> None:
    rows = [row(), row(BSNS[2], "3351"), row(BSNS[3], "3351"), row(uzovi=7095), row("x"), row(BSNS[4], end="1-1-2022"),
            row(), row(BSNS[5], "1234"), row(999999999, "9086"), ["", "", "", "", ""]]  # fmt: skip
    counted: list[list[Any]] = []
    tally = count(enumerate(rows, 2), QUESTION, lambda each: counted.append(list(each)))
    assert counted == [rows[0], rows[1], rows[2], rows[8]]
    assert tally == Tally(
        rows=9,
        other_insurer=1,
        not_active=1,
        faults=3,
        doubles=1,
        counted={"3311": 1, "3351": 2, "9086": 1},
        uzovi_totals={"3311": 4, "3351": 2, "9086": 1},
        reasons=tally.reasons,
    )
    assert [(number, reason[0]) for number, reason in tally.reasons] == [
        (6, "bsn"), (7, "not_active"), (8, "double"), (9, "uzovi"), (10, "no_bsn"),
    ]  # fmt: skip


cells = st.one_of(
    st.none(), st.text(max_size=12), st.floats(), st.integers(), st.dates(), st.datetimes(), st.booleans()
)
days = st.one_of(st.dates(), st.dates().map(date.isoformat), st.sampled_from(["", "x", 44652.0]))
lists = st.lists(
    st.one_of(
        st.lists(cells, min_size=5, max_size=5),
        st.tuples(st.sampled_from([*BSNS, 999999999, 1]), days, st.sampled_from([3311, "3351", 7095, "x"]), days, days),
    ),
    max_size=20,
)


@given(lists)
def test_every_row_is_counted_exactly_once(rows: list[Any]) -> None:
    tally = count(enumerate(rows, 2), QUESTION)
    assert tally.rows == sum(tally.counted.values()) + tally.other_insurer + tally.not_active + tally.faults
    assert len({number for number, _ in tally.reasons}) == len(tally.reasons)


@given(lists, st.randoms())
def test_order_changes_nothing_but_which_double_counts(rows: list[Any], dice: Any) -> None:
    before = sums(rows)
    dice.shuffle(rows)
    assert sums(rows) == before


def sums(rows: list[Any]) -> tuple[int, ...]:
    tally = count(enumerate(rows), QUESTION)
    return tally.rows, tally.other_insurer, tally.not_active, tally.doubles, sum(tally.counted.values())


def whole(tally: Tally, **facts: Any) -> list[Finding]:
    return look(tally, **{"rivals": False, "has_end": True, "previous": None, "jump_percent": 10, **facts})


def found(code: str, category: Any) -> Finding:
    return Finding(None, None, code, category)


def test_a_good_list_says_nothing_about_the_whole() -> None:
    assert whole(Tally(rows=100, counted={"3311": 60}, uzovi_totals={"3311": 60}, other_insurer=40)) == []


def test_an_empty_list_must_be_confirmed() -> None:
    assert whole(Tally()) == [found("nil", "whole")]


def test_a_list_without_an_eligible_insurer() -> None:
    assert whole(Tally(rows=5, other_insurer=5)) == [found("nil", "whole"), found("nobody", "whole")]


def test_a_list_in_which_much_is_wrong() -> None:
    tally = Tally(rows=300, counted={"3311": 200}, uzovi_totals={"3311": 290}, faults=13, doubles=3, not_active=80)
    assert whole(tally) == [found("many_faults", "whole"), found("many_not_active", "whole")]
    tally = Tally(rows=300, counted={"3311": 200}, uzovi_totals={"3311": 290}, faults=19, doubles=10)
    assert whole(tally) == [found("many_doubles", "list")]


def test_what_the_file_lacks() -> None:
    tally = Tally(rows=1, counted={"3311": 1}, uzovi_totals={"3311": 1})
    assert whole(tally, rivals=True, has_end=False) == [found("two_tabs", "file"), found("no_end", "file")]


@pytest.mark.parametrize(
    ("before", "now", "jump"),
    [
        (100, 110, False),
        (100, 111, True),
        (100, 90, False),
        (100, 89, True),
        (0, 0, False),
        (0, 1, True),
        (2095, 2081, False),
    ],
)
def test_a_jump_is_more_than_the_percentage(before: int, now: int, jump: bool) -> None:
    assert jumped(before, now, 10) is jump
    tally = Tally(rows=now, counted={"3311": now}, uzovi_totals={"3311": now})
    codes = [finding.code for finding in whole(tally, previous={"3311": before}) if finding.category == "last_quarter"]
    assert codes == (["jump"] if jump else [])
