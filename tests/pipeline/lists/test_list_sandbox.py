"""The process around a list: what it may not do, and what happens when it, its keeper or its parent dies."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from groeiruimte.pipeline.lists.limits import Limits, confine
from groeiruimte.pipeline.lists.outcome import Outcome
from groeiruimte.pipeline.lists.sample import sample
from groeiruimte.pipeline.lists.sandbox import Sandbox
from groeiruimte.programme.calendar import Quarter

from .hostile import heavy
from .lists import GOOD, HEADER, JOB, make_csv, read

ROOT = Path(__file__).parents[3]
T = TypeVar("T")

LIST = make_csv([HEADER, GOOD])
PARENT_ONLY = """
import sys
from groeiruimte.pipeline.lists import messages, outcome, register, sample, sandbox, seal
print([name for name in sys.modules if "calamine" in name or name.endswith(("lists.run", "lists.tables"))])
"""


@pytest.fixture(scope="module")
def slow_list() -> bytes:
    """A list that takes long enough to be killed in the middle."""
    return heavy(20_000, 40)


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox of one lane that a test may break."""
    with Sandbox(lanes=1) as sandbox:
        yield sandbox


def code(outcome: Outcome) -> str | None:
    return outcome.refusal.code if outcome.refusal else None


def processes_of(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == parent and words[0] != "Z":
            found.append(int(place.parent.name))
    return found


def keeper_of(sandbox: Sandbox) -> int:
    """The process id of the keeper of a sandbox with one lane."""
    keeper = sandbox._lanes[0]._keeper
    assert keeper is not None
    return keeper.pid


def wait_for(what: Callable[[], T], seconds: float = 10) -> T:
    """What it gives as soon as that is something."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end
        time.sleep(0.002)
    return found


def kill_child(keeper: int, but: set[int]) -> int:
    """Kill the next child of a keeper that is not one of these, as soon as it is there."""
    (child,) = wait_for(lambda: set(processes_of(keeper)) - but)
    os.kill(child, signal.SIGKILL)
    return child


def test_a_list_gives_the_same_inside_and_outside(sandbox: Sandbox, tmp_path: Path) -> None:
    made = sample(1, 500, Quarter(2022, 2), mistakes=True)
    path = tmp_path / made.name
    path.write_bytes(made.content)
    expected = replace(read(made.content), seconds=0.0)
    assert replace(sandbox.run(made.content, JOB), seconds=0.0) == expected
    assert replace(sandbox.run(path, JOB), seconds=0.0) == expected


def test_the_parent_never_loads_the_parser() -> None:
    done = subprocess.run([sys.executable, "-c", PARENT_ONLY], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_many_lists_at_the_same_moment(sandbox: Sandbox) -> None:
    made = [sample(seed, 200, Quarter(2022, 2), seed % 8, mistakes=seed % 2 == 0) for seed in range(16)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda each: sandbox.run(each.content, JOB), made))
    assert [outcome.counted for outcome in outcomes] == [each.counted for each in made]


def walls() -> None:
    """Try in a walled-in process what a taken-over parser would try, and print what worked."""
    tries: dict[str, Callable[[], object]] = {
        "read": lambda: os.open("/etc/passwd", os.O_RDONLY),
        "write": lambda: os.open("/tmp/groeiruimte-test", os.O_WRONLY | os.O_CREAT),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "socket": socket.socket,
        "pipe": os.pipe,
        "more files": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9)),
        "memory": lambda: bytearray(600 << 20),
        "an open file": lambda: os.fstat(opened),
        "a process": lambda: os.fork() or os._exit(0),
        "another user": lambda: os.setuid(0) if os.getuid() else None,
    }
    opened = os.open("/dev/null", os.O_RDONLY)
    confine(Limits(), set())
    worked = []
    for name, attempt in tries.items():
        try:
            attempt()
            worked.append(name)
        except (OSError, MemoryError, ValueError):
            continue
    sys.stdout.write(json.dumps(worked))


def test_the_walls_hold() -> None:
    program = f"from {__name__} import walls; walls()"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]"


def test_a_keeper_knows_nothing_of_its_parent(own: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROEIRUIMTE_SECRET", "canary")
    own.run(LIST, JOB)
    keeper = Path(f"/proc/{keeper_of(own)}")
    assert b"canary" not in (keeper / "environ").read_bytes()
    assert [os.readlink(keeper / "fd" / number) for number in "012"] == ["/dev/null"] * 3
    assert {os.readlink(each).partition(":")[0] for each in (keeper / "fd").iterdir()} == {"/dev/null", "socket"}
    assert os.readlink(keeper / "cwd") == "/"


def test_a_list_leaves_no_process_and_no_file(own: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    own.run(LIST, JOB)
    keeper = keeper_of(own)
    assert processes_of(keeper) == []
    assert list(tmp_path.iterdir()) == []
    own.close()
    assert not Path(f"/proc/{keeper}").exists()


def test_a_list_that_takes_too_much_time_or_memory() -> None:
    heavy_list = heavy()
    for limits in (Limits(cpu=1), Limits(wall=1), Limits(memory=150 << 20)):
        with Sandbox(lanes=1, limits=limits) as sandbox:
            began = time.monotonic()
            assert code(sandbox.run(heavy_list, JOB)) == "too_slow"
            assert time.monotonic() - began < 10
            assert sandbox.run(LIST, JOB).counted == {"3311": 1}


def test_a_child_that_stands_still_is_ended(slow_list: bytes) -> None:
    with Sandbox(lanes=1, limits=Limits(wall=2)) as sandbox, ThreadPoolExecutor(1) as pool:
        sandbox.run(LIST, JOB)
        keeper = keeper_of(sandbox)
        reading = pool.submit(sandbox.run, slow_list, JOB)
        os.kill(wait_for(lambda: processes_of(keeper))[0], signal.SIGSTOP)
        assert code(reading.result(10)) == "too_slow"
        assert sandbox.run(LIST, JOB).counted == {"3311": 1}


def test_a_child_that_was_killed_is_tried_once_more(own: Sandbox, slow_list: bytes) -> None:
    own.run(LIST, JOB)
    keeper = keeper_of(own)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(own.run, slow_list, JOB)
        killed = {kill_child(keeper, set())}
        assert reading.result(20).rows == 20_000
        again = pool.submit(own.run, slow_list, JOB)
        killed.add(kill_child(keeper, killed))
        kill_child(keeper, killed)
        assert code(again.result(20)) == "busy"
    assert own.run(LIST, JOB).counted == {"3311": 1}


def test_a_keeper_that_was_killed_is_started_again(own: Sandbox, slow_list: bytes) -> None:
    own.run(LIST, JOB)
    keeper = keeper_of(own)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(own.run, slow_list, JOB)
        (child,) = wait_for(lambda: processes_of(keeper))
        os.kill(keeper, signal.SIGKILL)
        assert reading.result(20).rows == 20_000
    assert keeper_of(own) != keeper
    wait_for(lambda: not Path(f"/proc/{child}").exists())
    os.kill(keeper_of(own), signal.SIGKILL)
    assert own.run(LIST, JOB).counted == {"3311": 1}


def test_no_free_lane_is_a_sentence(slow_list: bytes) -> None:
    with Sandbox(lanes=1, patience=0.05) as sandbox, ThreadPoolExecutor(1) as pool:
        sandbox.run(LIST, JOB)
        keeper = keeper_of(sandbox)
        reading = pool.submit(sandbox.run, slow_list, JOB)
        wait_for(lambda: processes_of(keeper))
        assert code(sandbox.run(LIST, JOB)) == "busy"
        assert reading.result(20).rows == 20_000
        assert sandbox.run(LIST, JOB).counted == {"3311": 1}


def test_a_closed_sandbox_reads_nothing(slow_list: bytes) -> None:
    sandbox = Sandbox(lanes=1)
    sandbox.run(LIST, JOB)
    keeper = keeper_of(sandbox)
    with ThreadPoolExecutor(1) as pool:
        reading = pool.submit(sandbox.run, slow_list, JOB)
        wait_for(lambda: processes_of(keeper))
        sandbox.close()
        assert code(reading.result(20)) == "busy"
    assert code(sandbox.run(LIST, JOB)) == "busy"
    wait_for(lambda: not Path(f"/proc/{keeper}").exists())


def test_when_the_parent_is_killed_nothing_stays_behind(tmp_path: Path, slow_list: bytes) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(slow_list)
    program = (
        "import sys; from pathlib import Path; from tests.pipeline.lists.lists import JOB;"
        "from groeiruimte.pipeline.lists.sandbox import Sandbox; Sandbox(1).run(Path(sys.argv[1]), JOB)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=ROOT)
    (keeper,) = wait_for(lambda: processes_of(parent.pid))
    (child,) = wait_for(lambda: processes_of(keeper))
    parent.kill()
    parent.wait()
    wait_for(lambda: not any(Path(f"/proc/{each}").exists() for each in (keeper, child)))


def test_what_is_no_ordinary_file(sandbox: Sandbox, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert code(sandbox.run(tmp_path / "fifo", JOB)) == "damaged"
    assert code(sandbox.run(tmp_path, JOB)) == "damaged"
    with pytest.raises(FileNotFoundError):
        sandbox.run(tmp_path / "nothing.xlsx", JOB)
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(21 << 20)
    outcome = sandbox.run(tmp_path / "large.csv", JOB)
    assert outcome.refusal is not None
    assert outcome.refusal.message == "Het bestand is te groot (23 MB). Het mag 20 MB zijn."
    assert sandbox.run(b"x" * (20 << 20), JOB).refusal != outcome.refusal


def test_a_sandbox_stays_in_its_process(own: Sandbox) -> None:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            own.run(LIST, JOB)
        except RuntimeError:
            os.write(theirs, b"refused")
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(ours, 100) == b"refused"
    os.close(ours)
    os.close(theirs)


def test_threads_come_and_go(own: Sandbox) -> None:
    found: list[Outcome] = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: found.append(own.run(LIST, JOB)))
        thread.start()
        thread.join()
    assert [outcome.counted for outcome in found] == [{"3311": 1}] * 3
    assert (own.cpu_seconds > 0, 0 < own.peak_memory < 512 << 20) == (True, True)
