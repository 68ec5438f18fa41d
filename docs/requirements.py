"""Writes docs/requirements.md: where each requirement stands in a definition, on a screen or in a rule, and in a test.

A row is found by its number in a comment or worked example of a definition, in the code, and in the tests; a range
such as `R010-R012` names each. Run it with `make requirements`; --check says whether it is up to date and complete.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST, PAGE = ROOT / "docs" / "requirements.toml", ROOT / "docs" / "requirements.md"
PLACES = {"definition": ("definitions", "*.toml"), "code": ("groeiruimte", "*.py"), "test": ("tests", "*.py")}

_ROWS = re.compile(r"\bR(\d{3})(?:\s?-\s?R?(\d{3}))?\b")
_HEAD = """# Requirements of the practice's year

Made by `make requirements` from [requirements.toml](requirements.toml), the definitions, the code and the tests.
A worked example of a definition runs in `tests/definitions`, so it counts as a test.

| row | what | definition | code | test |
|---|---|---|---|---|
"""


def rows_in(text: str) -> set[str]:
    """Every row that a text names, ranges written out."""
    found: set[str] = set()
    for first, last in _ROWS.findall(text):
        found.update(f"R{number:03d}" for number in range(int(first), int(last or first) + 1))
    return found


def places() -> dict[str, dict[str, list[str]]]:
    """Per row and kind of place: the files that name it."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, (folder, pattern) in PLACES.items():
        for path in sorted((ROOT / folder).rglob(pattern)):
            for row in rows_in(path.read_text(encoding="utf-8")):
                name = path.relative_to(ROOT).as_posix()
                found[row][kind].append(name)
                if name.endswith(".cases.toml"):
                    found[row]["test"].append(name)
    return found


def page(titles: dict[str, str], found: dict[str, dict[str, list[str]]]) -> str:
    lines = [
        f"| {row} | {title} | {_links(found[row]['definition'])} | {_links(found[row]['code'])} | "
        f"{_links(found[row]['test'])} |"
        for row, title in titles.items()
    ]
    return _HEAD + "\n".join(lines) + "\n"


def _links(names: Iterable[str]) -> str:
    return ", ".join(f"[{_short(name)}](../{name})" for name in sorted(set(names)))


def _short(name: str) -> str:
    return name.removeprefix("definitions/zilveren-kruis/").removeprefix("groeiruimte/").removeprefix("tests/")


def incomplete(titles: dict[str, str], found: dict[str, dict[str, list[str]]]) -> list[str]:
    """Rows that stand in no definition and no code, or in no test."""
    return [row for row in titles if not ((found[row]["definition"] or found[row]["code"]) and found[row]["test"])]


def main() -> int:
    titles = tomllib.loads(LIST.read_text(encoding="utf-8"))["rows"]
    found = places()
    made = page(titles, found)
    if "--check" not in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
    missing = incomplete(titles, found)
    stale = PAGE.read_text(encoding="utf-8") != made
    for row in missing:
        sys.stdout.write(f"{row}: {titles[row]}: no definition or code, or no test\n")
    if stale:
        sys.stdout.write("docs/requirements.md is not up to date: run make requirements\n")
    return 1 if missing or stale else 0


if __name__ == "__main__":
    sys.exit(main())
