"""Twenty browsers that ask the same at the same moment, each with a thread and a connection of its own.

They stay between tests, as the threads of the server do: to start a thread costs little, but each new connection of
PostgreSQL learns every table again.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection

T = TypeVar("T")
Crowd = Callable[[list[Callable[[], T]]], list[T]]


@contextmanager
def crowd_of(size: int) -> Iterator[Crowd]:
    """Does what it is given, nothing before all of it can begin; gives what came of each."""
    with ThreadPoolExecutor(size) as threads:

        def at_once(tasks: list[Callable[[], T]]) -> list[T]:
            barrier = threading.Barrier(len(tasks), timeout=60)

            def wait_and_do(task: Callable[[], T]) -> T:
                barrier.wait()
                return task()

            return list(threads.map(wait_and_do, tasks))

        yield at_once
        at_once([lambda: connection.close()] * size)  # each its own
