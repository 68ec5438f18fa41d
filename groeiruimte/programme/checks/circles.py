"""Things that wait for each other without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Each circle among things that need each other, once: `[a, b, a]`. What is needed but not there is passed over."""
    done: set[str] = set()
    for start in needs:
        path: list[str] = []
        yield from _follow(start, needs, path, done)


def _follow(key: str, needs: Mapping[str, Sequence[str]], path: list[str], done: set[str]) -> Iterator[list[str]]:
    if key in path:
        yield [*path[path.index(key) :], key]
    elif key not in done:
        path.append(key)
        for needed in needs.get(key, ()):
            yield from _follow(needed, needs, path, done)
        path.pop()
        done.add(key)
