from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.facts import Facts
from groeiruimte.rules.kpi import evaluate

from .asking import YEAR, Found, kpi
from .filling import year as year_tables
from .practice import Varied, tables


@pytest.fixture(scope="session")
def small() -> Programme:
    """A small programme of one year, with one entry day, quarterly lists and a tariff of EUR 3.16 a year."""
    return Programme.model_validate(tables())


@pytest.fixture(scope="session")
def year() -> Programme:
    """The small programme with what a practice does through the year: intention, tracks, phases, a large form."""
    return Programme.model_validate(year_tables())


@pytest.fixture(scope="session")
def varied() -> Varied:
    """A function that gives the small programme with other tables: `varied(lists=None)`."""

    def vary(**others: Any) -> Programme:
        return Programme.model_validate({**tables(), **others})

    return vary


@pytest.fixture
def found(small: Programme) -> Any:
    """A function from a requirement and facts to state, have, need and the sentences."""

    def look(facts: Facts, objective: str | None = "B", **met_by: Any) -> Found:
        result = evaluate(kpi(objective, **met_by), facts, period=YEAR, programme=small)
        return result.state, result.have, result.need, result.because

    return look
