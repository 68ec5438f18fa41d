from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from groeiruimte.programme.problems import Problem

Changed = Callable[..., str]

_USELESS = re.compile(r"ongeldig|fout opgetreden|helaas|oeps|verplicht veld|gelieve|dient te", re.IGNORECASE)


@pytest.fixture(scope="session")
def frame() -> str:
    """The text of a small frame that is good."""
    return (Path(__file__).parent / "frame.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def year(frame: str) -> str:
    """The small frame with forms, items, milestones and an intention: what a practice does through the year."""
    return frame + (Path(__file__).parent / "year.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def measured(year: str) -> str:
    """The small year with two scans and a survey."""
    return year + (Path(__file__).parent / "measured.toml").read_text(encoding="utf-8")


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


@pytest.fixture(scope="session")
def unclear() -> Callable[[Iterable[Problem]], list[str]]:
    """A function that gives the sentences of problems that are no plain Dutch.

    A sentence has at most fifteen words, but for a list to choose from; it ends, and uses no word that helps nobody.
    """

    def find(problems: Iterable[Problem]) -> list[str]:
        texts = [text for problem in problems for text in (problem.what, problem.mend)]
        sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?]) ", text)]
        return [
            sentence
            for sentence in sentences
            if (len(sentence.split()) > 15 and ": " not in sentence)
            or sentence[-1] not in ".?"
            or _USELESS.search(sentence)
        ]

    return find
