"""Where programme texts stand: `<key>.toml` somewhere in a folder, and beside it its parts and its worked examples.

A long text may stand in parts: `<key>.<part>.toml` is laid behind `<key>.toml`, and `<key>.<part>.cases.toml` behind
`<key>.cases.toml`. A text is always read, and sealed, as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from .problems import Problem

EXAMPLES = ".cases.toml"
"""How the file with worked examples beside `<key>.toml` ends."""

REGISTERS = "registers"
"""The folder beside the programmes with lists that belong to no programme."""

_BETWEEN = "\n\n"
"""What stands between two parts."""

_LINE = re.compile(r"regel (\d+)")

Content = tuple[str | None, list[Problem]]


def keys(folder: Path) -> list[str]:
    """The keys of all programmes in a folder, in order. A part without its text is named by the key it asks for."""
    return sorted({_key_of(path) for path in _files(folder)})


def file_of(key: str, folder: Path) -> Path | None:
    """The file that holds a programme, or the first part of it; None when there is none."""
    return next(iter(_wholes(key, folder)), None)


def text_of(key: str, folder: Path, where: str) -> Content:
    """The whole text of a programme, or what is wrong with its files; `where` is the place that names the key."""
    wholes = _wholes(key, folder)
    if not wholes:
        close = get_close_matches(key, [path.stem for path in _files(folder)], n=1)
        mend = f'Bedoelt u "{close[0]}"?' if close else f"Zet {key}.toml in de map."
        return None, [Problem(where, f"Er is geen bestand {key}.toml.", mend)]
    if len(wholes) > 1:
        what = f"Er zijn {len(wholes)} bestanden met de naam {key}.toml."
        return None, [Problem(where, what, "Laat er één staan of geef het andere een eigen naam.")]
    parts = _parts(key, folder)
    astray = [path.name for path in parts if path.parent != wholes[0].parent]
    if astray:
        mend = f"Zet het in dezelfde map als {key}.toml."
        return None, [Problem(name, f"{name} staat niet naast {key}.toml.", mend) for name in astray]
    return _joined([(wholes[0], where), *((path, path.name) for path in parts)])


def examples_of(key: str, folder: Path) -> Content:
    """The worked examples of a programme, or what is wrong with their files; None and no problem when there are none.

    Its own come first, then those of its parts in order.
    """
    file = file_of(key, folder)
    if file is None:
        return None, []
    own = file.with_name(f"{key}{EXAMPLES}")
    others = (path for path in file.parent.glob(f"*{EXAMPLES}") if _key_of(path) == key and path != own)
    there = [path for path in (own, *sorted(others)) if path.is_file()]
    return _joined((path, path.name) for path in there) if there else (None, [])


def by_file(problems: list[Problem], key: str, folder: Path) -> list[Problem]:
    """The problems of a whole text; one with a line names the part it stands in, and the line there."""
    pieces = [*_wholes(key, folder), *_parts(key, folder)]
    if len(pieces) == 1:
        return problems
    starts, line = [], 1
    for piece in pieces:
        starts.append((line, piece.name))
        line += (piece.read_text(encoding="utf-8") + _BETWEEN).count("\n")
    return [_in_file(problem, starts) for problem in problems]


def _in_file(problem: Problem, starts: list[tuple[int, str]]) -> Problem:
    at = _LINE.match(problem.where)
    if at is None:
        return problem
    start, name = max(found for found in starts if found[0] <= int(at[1]))
    return replace(problem, where=f"{name}: regel {int(at[1]) - start + 1}{problem.where[at.end() :]}")


def _key_of(file: Path) -> str:
    """`2022-rijnmond` of `2022-rijnmond.toml`, and of its part `2022-rijnmond.scan.toml`."""
    return file.name.partition(".")[0]


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*.toml")
        if not path.name.endswith(EXAMPLES) and REGISTERS not in path.relative_to(folder).parts
    )


def _wholes(key: str, folder: Path) -> list[Path]:
    return [path for path in _files(folder) if path.stem == key == _key_of(path)]


def _parts(key: str, folder: Path) -> list[Path]:
    parts = [path for path in _files(folder) if path.stem != key == _key_of(path)]
    return sorted(parts, key=lambda path: path.name)


def _joined(files: Iterable[tuple[Path, str]]) -> Content:
    """The text of some files behind each other; each comes with the place that its problems name."""
    found = [_content(file, where) for file, where in files]
    problems = [problem for _, wrong in found for problem in wrong]
    texts = [text.removeprefix("\ufeff") for text, _ in found if text is not None]
    return (None, problems) if problems else (_BETWEEN.join(texts), [])


def _content(file: Path, where: str) -> Content:
    try:
        return file.read_text(encoding="utf-8"), []
    except UnicodeDecodeError:
        return None, [Problem(where, f"{file.name} bevat tekens die niet in UTF-8 staan.", "Sla het op als UTF-8.")]
    except OSError as trouble:
        what = f"{file.name} kan niet gelezen worden ({trouble.strerror})."
        return None, [Problem(where, what, "Kijk of u het bestand mag openen.")]
