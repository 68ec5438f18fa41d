"""A programme text copied for a later year (R055)."""

from __future__ import annotations

from groeiruimte.programme.next_year import cases_of, text_of, to_look_at

TEXT = """# Rijnmond 2022
key = "2022-rijnmond"
title = "Rijnmond 2022" # tot 2022-12-31
[period]
start = 2022-01-01
end = 2022-12-31
[care]
authored = 2022-02-01
[[sources]]
key = "regio-2022"
date = "2022"
[[deadlines]]
title = "Verslag van 2022"
date = 2024-02-29
source = { text = "regio-2022", at = "r. 3" }
[[funding.tariffs]]
start = 2022-01-01
amount = "3.16"
"""


def test_days_key_and_title_move_and_the_past_stays() -> None:
    assert (
        text_of(TEXT, 1, range(2022, 2023))
        == """# Rijnmond 2022
key = "2023-rijnmond"
title = "Rijnmond 2023" # tot 2022-12-31
[period]
start = 2023-01-01
end = 2023-12-31
[care]
authored = 2022-02-01
[[sources]]
key = "regio-2022"
date = "2022"
[[deadlines]]
title = "Verslag van 2022"
date = 2025-02-28
source = { text = "regio-2022", at = "r. 3" }
[[funding.tariffs]]
start = 2023-01-01
amount = "3.16"
"""
    )


def test_what_a_person_must_look_at_is_said_by_line() -> None:
    found = to_look_at(text_of(TEXT, 1, range(2022, 2023)), range(2022, 2023))
    assert [str(each) for each in found] == [
        'regel 13: Hier staat nog 2022: title = "Verslag van 2022" Kijk of dit jaar klopt.',
        'regel 18: Dit is overgenomen: amount = "3.16" Kijk of dit nog klopt.',
    ]


def test_a_day_inside_a_text_stays() -> None:
    assert text_of("a = \"2022-01-01\"\nb = '''\n2022-01-01\n'''\n", 1, range(2022, 2023)) == (
        "a = \"2022-01-01\"\nb = '''\n2022-01-01\n'''\n"
    )


def test_a_day_that_does_not_exist_stays_to_be_told() -> None:
    assert text_of("[period]\nstart = 2022-04-31\n", 1, range(2022, 2023)) == "[period]\nstart = 2022-04-31\n"


def test_examples_move_with_their_days_quarters_and_years() -> None:
    cases = 'on = 2021-12-15\nquarter = "2022Q2"\nyear = 2022\nenrolled_years = [2021, 2022]\nnote = "1 april 2022"\n'
    assert cases_of(cases, 1) == (
        'on = 2022-12-15\nquarter = "2023Q2"\nyear = 2023\nenrolled_years = [2022, 2023]\nnote = "1 april 2023"\n'
    )


def test_moving_there_and_back_gives_the_same_text() -> None:
    text = TEXT.replace("2024-02-29", "2024-02-28")
    assert text_of(text_of(text, 1, range(2022, 2023)), -1, range(2023, 2024)) == text
