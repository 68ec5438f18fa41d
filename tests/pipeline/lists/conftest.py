"""What the tests of patient lists share: a layout, the question asked of a list, and a sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from groeiruimte.pipeline.lists.outcome import Job
from groeiruimte.pipeline.lists.sandbox import Sandbox

from .lists import JOB


@pytest.fixture
def job() -> Job:
    return JOB


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(lanes=2) as shared:
        yield shared
