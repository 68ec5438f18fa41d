"""What explanations call the things that keys name: a term first, then an item, a scan or a survey, then the key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.naming import noun

from .filling import year as year_tables

MEASURED = Path(__file__).parents[1] / "programme/measured.toml"


@pytest.mark.parametrize(
    ("key", "called"),
    [
        ("ict_scan", "ICT-scan"),
        ("practice_scan", "praktijkscan"),
        ("work_happiness", "arbeidsvreugde"),
        ("zorg-op-afstand", "zorg op afstand"),
        ("other_scan", "other scan"),
    ],
)
def test_a_scan_or_survey_is_called_by_its_title_unless_a_term_names_it(key: str, called: str) -> None:
    measured = tomllib.loads(MEASURED.read_text(encoding="utf-8"))
    terms = ({"key": "work_happiness", "one": "arbeidsvreugde"},)
    assert noun(Programme.model_validate({**year_tables(), **measured, "terms": terms}), key) == called
