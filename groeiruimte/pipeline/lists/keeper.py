"""A process that has the parser loaded and forks one limited child per list, because a fresh Python per list costs what
the fast parser saves. It is single-threaded, holds no list, writes nothing, and ends when its parent does.

Started by `sandbox` as `python -m groeiruimte.pipeline.lists.keeper CONTROL LIMITS`: the number of an open socket, and
the limits as JSON. Per list one byte comes over the socket with the descriptors of the request and, for a list on disk,
its open file; when the child has ended, back goes how.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import struct
import sys

from . import warm
from .child import serve
from .limits import Limits

ENDING = struct.Struct("!i?dQ")
"""Wait status, whether it ran out of wall time, CPU seconds, peak memory in bytes."""

_GRACE = 1.0  # seconds after which a child that its own alarm did not end is killed
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024


def main(control: socket.socket, limits: Limits) -> None:
    warm.up(limits)
    gc.freeze()
    gc.disable()  # a child lives too short to need it
    while True:
        word, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if not word or not descriptors:
            return
        ending = _one_list(control, descriptors, limits)
        if ending is None:
            return
        control.sendall(ending)


def _one_list(control: socket.socket, descriptors: list[int], limits: Limits) -> bytes | None:
    """Fork a child for one list and see it end; None when the parent is gone."""
    life, child_life = os.pipe()
    pid = os.fork()
    if pid == 0:
        request = socket.socket(fileno=descriptors[0])
        os._exit(serve(request, descriptors[1] if len(descriptors) > 1 else None, child_life, limits))
    for descriptor in (*descriptors, child_life):
        os.close(descriptor)
    ended, _, _ = select.select([life, control.fileno()], [], [], limits.wall + _GRACE)
    os.close(life)
    late = not ended
    if late or control.fileno() in ended:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    if control.fileno() in ended:
        return None
    return ENDING.pack(status, late, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MEMORY_UNIT)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as inherited:
        main(inherited, Limits(**json.loads(sys.argv[2])))
