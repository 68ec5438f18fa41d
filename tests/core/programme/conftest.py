from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Changed = Callable[..., str]


@pytest.fixture(scope="session")
def frame() -> str:
    """The text of a small frame that is good."""
    return (Path(__file__).parent / "frame.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def region() -> str:
    """The text of a small region on top of the frame."""
    return (Path(__file__).parent / "region.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def changed() -> Changed:
    """A function that replaces the first place of a piece of text and refuses when that piece is not there."""

    def change(text: str, *changes: tuple[str, str]) -> str:
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        return text

    return change
