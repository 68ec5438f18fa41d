"""What the check found, by reason, in words: pure. Row numbers and headers only; there is nothing else to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from groeiruimte.pipeline.lists import messages
from groeiruimte.pipeline.lists.outcome import Finding
from groeiruimte.reports.sheets import FindingRow
from groeiruimte.rules.why import listed

_ORDER = ("fault", "ask", "info")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Group:
    """All findings with one reason. `some` and `every` are row numbers in words; both empty for the list as a whole."""

    code: str
    weight: str
    sentence: str
    mend: str
    columns: str
    rows: int
    some: str
    every: str


def read(items: Iterable[list[Any]]) -> list[Finding]:
    return [Finding.from_json(item) for item in items]


def groups(found: Sequence[Finding]) -> list[Group]:
    """What must be mended first, then what asks for a look, then what is only told; the largest first."""
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    made = [_group(code, of_code) for code, of_code in by_code.items()]
    return sorted(made, key=lambda group: (_ORDER.index(group.weight), -group.rows))


def _group(code: str, found: Sequence[Finding]) -> Group:
    rows = sorted({finding.row for finding in found if finding.row is not None})
    headers = sorted({finding.column for finding in found if finding.column})
    return Group(
        code=code,
        weight=messages.weight(code),
        sentence=messages.grouped(code, len(rows)),
        mend=messages.describe(code)[1],
        columns=listed(headers),
        rows=len(rows),
        some=messages.row_numbers(rows, SHOWN) if rows else "",
        every=", ".join(runs(rows)) if len(rows) > SHOWN else "",
    )


def runs(rows: Sequence[int]) -> Iterator[str]:
    """Row numbers with three or more in a row taken together: `14`, `88–92`, `131`."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        if len(numbers) > 2:
            yield f"{numbers[0]}–{numbers[-1]}"
        else:
            yield from map(str, numbers)


def for_workbook(found: Iterable[Finding]) -> Iterator[FindingRow]:
    """The same findings for who takes them along to the HIS, in order of row."""
    for finding in sorted(found, key=lambda finding: finding.row or 0):
        what, mend = messages.describe(finding.code)
        yield FindingRow(finding.row, finding.column or "", what, mend)
