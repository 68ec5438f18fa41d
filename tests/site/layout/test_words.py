"""Numbers, days and hidden fields as templates print them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import engines

from groeiruimte.pages.layout.parts import Cell, Column
from groeiruimte.pages.templatetags import words

AT = datetime(2022, 12, 31, 23, 5, 9, tzinfo=UTC)  # 1 January in Amsterdam


def render(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context)


@pytest.mark.parametrize(
    ("template", "value", "printed"),
    [
        ("{{ it|euro }}", 165505, "€\N{NO-BREAK SPACE}1.655,05"),
        ("{{ it|euro }}", -5, "€\N{NO-BREAK SPACE}-0,05"),
        ("{{ it|unbroken }}", "Nu € 3,16", "Nu €\N{NO-BREAK SPACE}3,16"),
        ("{{ it|count }}", 2095, "2.095"),
        ("{{ it|count }}", 0, "0"),
        ("{{ it|count }}", -17_900_000, "-17.900.000"),
        ("{{ it|long_date }}", date(2022, 4, 14), "donderdag 14 april 2022"),
        ("{{ it|short_date }}", date(2022, 4, 14), "14 april 2022"),
        ("{{ it|short_date }}", AT, "1 januari 2023"),
        ("{{ it|at_time }}", AT, "00:05"),
        ("{{ it|moment }}", AT, "zondag 1 januari 2023 om 00:05 uur"),
        ("{{ it|machine_time }}", AT, "2022-12-31T23:05:09+00:00"),
        ("{{ it|role_words }}", "practice_owner", "praktijkhouder"),
        ("{{ it|status_word }}", "blocked", "Kan nog niet"),
        ("{{ it|as_count }}", 3575, "3.575"),
        ("{{ it|as_count }}", "geen", "geen"),
        ("{{ it|as_number }}", 3575, "3575"),
        ("{{ it }}", 2022, "2022"),
    ],
)
def test_printed(template: str, value: object, printed: str) -> None:
    assert render(template, it=value) == printed


def test_a_key_is_new_every_time() -> None:
    first, second = render("{% submission_key %}"), render("{% submission_key %}")
    assert re.fullmatch(r'<input type="hidden" name="submission_key" value="[a-z]{20}">', first)
    assert first != second


def test_a_version_has_no_dot() -> None:
    record = SimpleNamespace(version=1234)
    assert render("{% version it %}", it=record) == '<input type="hidden" name="version" value="1234">'


def test_plain_values_become_cells() -> None:
    columns = [Column("Praktijk"), Column("Aantal", "number")]
    assert words.cells_of([Cell("De Linde", "#"), 3], columns) == [
        (columns[0], Cell("De Linde", "#")),
        (columns[1], Cell(3)),
    ]


def test_a_row_of_the_wrong_length_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        words.cells_of([1, 2], [Column("Aantal")])
