"""One prepared installation for a run; copies of it, and somebody who does deeds in one, for the tests."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from groeiruimte.records.identity import new_id

from .place import Place, empty_place


@dataclass(frozen=True)
class Done:
    """How a deed ended. `left` is how many processes it left behind."""

    answer: Any
    killed: bool
    refused: str
    trouble: str
    left: int


@dataclass(frozen=True)
class Player:
    """Does deeds in an installation; `deeds.py` has them all."""

    place: Place
    program: subprocess.Popen[str]

    def play(self, deed: str, *, failpoint: str = "", key: str = "", **given: Any) -> Done:
        """Do a deed, whatever becomes of it."""
        asked = {"deed": deed, "failpoint": failpoint, "given": {"key": key or new_id(), **given}}
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        self.program.stdin.write(json.dumps(asked) + "\n")
        self.program.stdin.flush()
        return Done(**json.loads(self.program.stdout.readline()))

    def do(self, deed: str, *, key: str = "", **given: Any) -> Any:
        """Do a deed that must succeed; gives its answer."""
        done = self.play(deed, key=key, **given)
        assert (done.trouble, done.refused, done.killed, done.left) == ("", "", False, 0)
        return done.answer

    def counted(self) -> dict[str, int]:
        """How many rows each table has, where a look at the whole comes before or after."""
        return dict(self.do("count"))

    def rows(self) -> dict[str, int]:
        """How many rows each table has, after a look that everything is whole."""
        seen = self.do("look")
        assert seen["breaches"] == []
        return dict(seen["rows"])

    def mails(self, patient_list: str) -> int:
        """How many mails name the receipt of a list."""
        receipt = self.do("receipt", patient_list=patient_list)
        return sum(receipt in mail.read_text() for mail in (self.place.data / "mail").glob("*"))


@dataclass(frozen=True)
class Prepared:
    """`sessions` by name of a person, `practices` gives the id of each by its name."""

    place: Place
    sessions: dict[str, str]
    practices: dict[str, str]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("prepared")
    place, said = empty_place(folder / "place", tmp_path_factory.getbasetemp()), folder / "world.json"
    words = [sys.executable, "-m", "tests.site.faults.prepare", str(said)]
    subprocess.run(words, env=place.environment(role=""), check=True, timeout=120)
    return Prepared(place, **json.loads(said.read_text()))


@pytest.fixture(scope="session")
def copies(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Place]]:
    """Makes copies of the prepared installation. Their folders go at the end; their databases go with the server."""
    made: list[Place] = []

    def copy(root: Path | None = None, **options: str) -> Place:
        place = prepared.place.copy_to(root or tmp_path_factory.mktemp("copy") / "place", **options)
        made.append(place)
        return place

    yield copy
    for place in made:
        shutil.rmtree(place.root, ignore_errors=True)


@contextmanager
def playing_in(place: Place) -> Iterator[Player]:
    words = [sys.executable, "-m", "tests.site.faults.player"]
    environment = place.environment()
    with subprocess.Popen(
        words, env=environment, cwd=place.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        yield Player(place, program)
        assert program.stdin is not None
        program.stdin.close()


@pytest.fixture(scope="session")
def shared_player(copies: Callable[[], Place]) -> Iterator[Player]:
    """It learns every table once. It is up when it is given: who starts while a place begins again finds no keys."""
    with playing_in(copies()) as playing:
        playing.counted()
        yield playing


@pytest.fixture(scope="module")
def place(shared_player: Player, prepared: Prepared) -> Place:
    """The installation of one file of tests, that do not count on what another left in it: it begins again."""
    shared_player.place.begin_again(prepared.place)
    return shared_player.place


@pytest.fixture(scope="module")
def player(place: Place, shared_player: Player) -> Player:
    assert shared_player.place == place
    return shared_player
