from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme

TEXT = (Path(__file__).parent / "programme.toml").read_text(encoding="utf-8")
SMALL = Programme.model_validate(tomllib.loads(TEXT))

Varied = Callable[..., Programme]


@pytest.fixture(scope="session")
def small() -> Programme:
    """A small programme of one year, with one entry day, quarterly lists and a tariff of EUR 3.16 a year."""
    return SMALL


@pytest.fixture(scope="session")
def varied() -> Varied:
    """A function that gives the small programme with other tables: `varied(lists=None)`."""

    def vary(**tables: Any) -> Programme:
        return Programme.model_validate({**tomllib.loads(TEXT), **tables})

    return vary
