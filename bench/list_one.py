"""One list of 2,500 rows from bytes to outcome, cold and warm, and how time grows with the rows.

Prints wall and CPU seconds (medians); the CPU is that of the child that reads the list. Goals: under 2 s of wall time,
under 1 s of CPU, time linear in rows. Run as `python bench/list_one.py [--runs 9]`.
"""

from __future__ import annotations

import argparse
import csv
import io
import statistics
import time
from pathlib import Path

import xlsxwriter

from groeiruimte.pipeline.lists.outcome import Job
from groeiruimte.pipeline.lists.register import load_register
from groeiruimte.pipeline.lists.sample import sample
from groeiruimte.pipeline.lists.sandbox import Sandbox
from groeiruimte.programme.calendar import Quarter
from groeiruimte.programme.read import load

DEFINITIONS = Path(__file__).parents[1] / "definitions"
QUARTER = Quarter(2022, 2)
SIZES = (2_500, 5_000, 10_000, 20_000, 40_000)


def make_job() -> Job:
    programme, problems = load("2022-rijnmond", DEFINITIONS)
    if programme is None or programme.lists is None:
        raise SystemExit("\n".join(map(str, problems)))
    day = QUARTER.first_day
    register = load_register(DEFINITIONS / "registers" / "uzovi.toml", day)
    return Job(programme.lists.model_dump(mode="json"), day, programme.funding.eligible_on(day), register)


def make_long(rows: int) -> bytes:
    """An xlsx of so many rows: one sample list over and over, so that most persons stand in it more than once."""
    text = sample(1, 5_000, QUARTER, 1).content.decode("utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Segment 3")
        sheet.write_row(0, 0, header)
        for number in range(rows):
            sheet.write_row(number + 1, 0, lines[number % len(lines)])
    return content.getvalue()


def measure(data: bytes, job: Job, runs: int, *, cold: bool = False) -> tuple[float, float, int]:
    """Median wall and CPU seconds, and peak memory in MB."""
    walls, cpus, memory = [], [], 0
    with Sandbox(lanes=1) as warm:
        if not cold:
            warm.run(data, job)
        for _ in range(runs):
            with Sandbox(lanes=1) as fresh:
                sandbox = fresh if cold else warm
                before, began = sandbox.cpu_seconds, time.perf_counter()
                outcome = sandbox.run(data, job)
                walls.append(time.perf_counter() - began)
                cpus.append(sandbox.cpu_seconds - before)
                memory = max(memory, sandbox.peak_memory >> 20)
                if not outcome.ok:
                    raise SystemExit(outcome.refusal)
    return statistics.median(walls), statistics.median(cpus), memory


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    job = make_job()
    made = sample(1, 2_455, QUARTER)
    for name, cold in (("first list of a process", True), ("every next list        ", False)):
        wall, cpu, memory = measure(made.content, job, runs, cold=cold)
        print(f"xlsx of {made.rows:,} rows, {name}  wall {wall:.3f} s (goal 2)  CPU {cpu:.3f} s (goal 1)  {memory} MB")
    print("time against rows")
    for size in SIZES:
        wall, cpu, memory = measure(make_long(size), job, max(3, runs // 3))
        print(
            f"  {size:>6,} rows  wall {wall:.3f} s  CPU {cpu:.3f} s  {1e6 * cpu / size:5.1f} µs a row  {memory:>4} MB"
        )


if __name__ == "__main__":
    main()
