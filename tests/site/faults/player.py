"""A program that does deeds; one that is killed on the way, or that reads a list, in a process of its own.

A line of JSON in, a line of JSON out: `{"deed", "failpoint", "given"}` gives `{"killed", "answer", "refused",
"trouble", "left"}`. `left` counts the processes that outlived the deed by five seconds. Forking from one prepared
process makes a kill cheap, so that every place can have one.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import sys
import time
import traceback
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "groeiruimte.config.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, connections  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash proves nothing here

from groeiruimte.actions import programmes  # noqa: E402
from groeiruimte.actions.refusal import Refused  # noqa: E402
from groeiruimte.records import guard  # noqa: E402
from groeiruimte.records.models import Edition  # noqa: E402

from .deeds import DEEDS, the_list  # noqa: E402

SIGHTS = ("count", "look")
READS = ("deliver",)
"""What starts a process that reads lists, that ends with whoever started it."""
_SUBREAPER = 36  # of prctl(2): whoever loses its parent below this process becomes its child
_PATIENCE = 5.0


def main() -> None:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    _warm_up()
    for line in sys.stdin:
        asked = json.loads(line)
        done = _play(asked) if asked["failpoint"] or asked["deed"] in READS else _stay(asked)
        sys.stdout.write(json.dumps(done) + "\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """What a process does slowly the first time is done here once: a deed inherits what was read and imported.

    A connection is shared with no other process. What is there by now is left alone by the collector of garbage, as
    each deed would have to copy the memory that it touches.
    """
    with guard.everything():
        for edition in Edition.objects.all():
            programmes.programme_of(edition)
    for sight in SIGHTS:
        DEEDS[sight]("")
    for seed in (1, 2):
        the_list(seed)
    connections.close_all()
    gc.collect()
    gc.freeze()


def _stay(asked: dict[str, Any]) -> dict[str, Any]:
    """What nobody is killed in is done here, where it takes half as long as in a new process that knows no table yet.

    So whoever comes after a killed process is one that was at work before it, as another worker of a server is. The
    file of SQLite is closed, so that a deed finds it, and mends it, as a process that was killed left it.
    """
    if connection.connection and not connection.is_usable():
        connection.close()
    try:
        return {"answer": None, "refused": "", "trouble": "", **_do(**asked), "killed": False, "left": _left()}
    finally:
        if connection.vendor == "sqlite":
            connection.close()


def _play(asked: dict[str, Any]) -> dict[str, Any]:
    hear, say = os.pipe()
    pid = os.fork()
    if pid == 0:
        connection.connection = None  # that is of the process that stays; nothing is said over it
        os.close(hear)
        with os.fdopen(say, "w") as mouth:
            mouth.write(json.dumps(_do(**asked)))
        os._exit(0)
    os.close(say)
    with os.fdopen(hear) as ear:
        said = ear.read()
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"answer": None, "refused": "", "trouble": "", **(json.loads(said) if said else {}),
            "killed": killed, "left": _left()}  # fmt: skip


def _do(deed: str, failpoint: str, given: dict[str, Any]) -> dict[str, Any]:
    settings.FAILPOINT = failpoint
    try:
        return {"answer": DEEDS[deed](**given)}
    except Refused as refusal:
        return {"refused": refusal.code}
    except Exception:
        return {"trouble": traceback.format_exc()}


def _left() -> int:
    """Wait for what the deed started; gives how many of it still run."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return 0
        if pid == 0:
            time.sleep(0.01)
    return len(_children())


def _children() -> list[str]:
    with open(f"/proc/self/task/{os.getpid()}/children") as listed:
        return listed.read().split()


if __name__ == "__main__":
    main()
