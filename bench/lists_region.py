"""A region: 150 xlsx lists, 330,000 rows, by `lists check` and by the same checks in pandas with openpyxl.

Prints wall and CPU seconds (medians), their ratio (goal: wall x 8), and the peak memory of the parent and of a child.
Both must find the same, or this fails. Run as `python bench/lists_region.py [--runs 3] [--lists 150]`.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from groeiruimte.pipeline.lists.sample import VARIANTS, sample
from groeiruimte.programme.calendar import Quarter

HERE = Path(__file__).parent
QUARTER = Quarter(2022, 2)
SIZE = 2_200
PRODUCT = """
import resource, sys
from groeiruimte.operate.console import main
code = main(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Run:
    wall: float
    cpu: float
    output: str
    errors: str


def make_list(number: int, folder: Path) -> int:
    """One list, of a kind of system in turn; every tenth has mistakes. Gives its rows."""
    kinds = [place for place, variant in enumerate(VARIANTS) if variant.suffix == "xlsx"]
    made = sample(number, SIZE, QUARTER, kinds[number % len(kinds)], mistakes=number % 10 == 0)
    (folder / f"praktijk-{number:03d}.xlsx").write_bytes(made.content)
    return made.rows


def timed(words: list[str]) -> Run:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, done.stdout, done.stderr)


def ours(folder: Path, out: Path) -> Run:
    words = ["lists", "check", str(folder), "--programme", "2022-rijnmond", "--quarter", str(QUARTER)]
    return timed(["-c", PRODUCT, *words, "--out", str(out), "--json"])


def peer(folder: Path, processes: int) -> Run:
    return timed([str(HERE / "peers" / "pandas_lists.py"), str(folder), "--processes", str(processes)])


def findings(run: Run) -> list[object]:
    """What both say of every list, in one form."""
    found: list[object] = []
    for each in json.loads(run.output)["lists"]:
        reasons = each.get("reasons")
        if reasons is None:
            reasons = {
                str(one["row"]): one["code"] for one in each["findings"] if one["row"] and one["code"] != "no_bsn"
            }
        found.append([each[key] for key in ("file", "rows", "counted", "other_insurer", "not_active")] + [reasons])
    return found


def median(runs: list[Run]) -> tuple[float, float]:
    return statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--lists", type=int, default=150)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place, "lists"), Path(place, "out")
        folder.mkdir()
        with ProcessPoolExecutor() as pool:
            rows = sum(pool.map(make_list, range(arguments.lists), [folder] * arguments.lists))
        # side by side, so that a busy moment of the machine hits all three
        rounds = [(ours(folder, out), peer(folder, 1), peer(folder, 2)) for _ in range(arguments.runs)]
    own, alone, both = (list(runs) for runs in zip(*rounds, strict=True))
    if not findings(own[0]) == findings(alone[0]) == findings(both[0]):
        raise SystemExit("lists check and its peer do not find the same")
    parent, child = (int(line) // 1024 for line in own[-1].errors.split()[-2:])
    wall, cpu = median(own)
    print(f"region of {arguments.lists} xlsx lists, {rows:,} rows, medians of {arguments.runs} runs")
    print(f"  lists check                    wall {wall:6.2f} s   CPU {cpu:6.2f} s   {1e6 * cpu / rows:5.1f} µs a row")
    for name, runs in (("pandas + openpyxl, 1 process ", alone), ("pandas + openpyxl, 2 processes", both)):
        slow, work = median(runs)
        times = statistics.median(run.wall / mine.wall for run, mine in zip(runs, own, strict=True))
        print(f"  {name:<30} wall {slow:6.2f} s   CPU {work:6.2f} s   wall x {times:.1f}, CPU x {work / cpu:.1f}")
    print(f"  peak memory: parent {parent} MB (goal 300), child {child} MB (goal 512)")


if __name__ == "__main__":
    main()
