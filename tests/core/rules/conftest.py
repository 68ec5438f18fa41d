from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.programme.programme import Programme

from .practice import Varied, tables


@pytest.fixture(scope="session")
def small() -> Programme:
    """A small programme of one year, with one entry day, quarterly lists and a tariff of EUR 3.16 a year."""
    return Programme.model_validate(tables())


@pytest.fixture(scope="session")
def varied() -> Varied:
    """A function that gives the small programme with other tables: `varied(lists=None)`."""

    def vary(**others: Any) -> Programme:
        return Programme.model_validate({**tables(), **others})

    return vary
