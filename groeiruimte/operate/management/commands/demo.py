"""The demo: an embedded database with a made-up world, the web server and the job loop, started and stopped as one."""

from __future__ import annotations

import errno
import fcntl
import http.client
import os
import shutil
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from tqdm import tqdm

from groeiruimte.actions.demo import accounts, clock, seed
from groeiruimte.actions.refusal import Refused
from groeiruimte.operate.children import Child, Crew
from groeiruimte.programme.calendar import long_date
from groeiruimte.records import access, guard
from groeiruimte.records import clock as clocks
from groeiruimte.records.identity import new_id

from .serve import THREADS, keep_memory_off_the_disk, serving

HOST = "127.0.0.1"
NAME = "localhost"  # browsers allow passkeys on a name, not on a bare address
PORTS_TRIED = 50
ANSWER_WITHIN = 30.0
WORK = (sys.executable, "-m", "groeiruimte.operate.console", "work")
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Somebody asked the demo to stop."""


class Command(BaseCommand):
    help = "Start the demo: web server and job loop on an embedded database with a made-up world. Stop it with Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--reset", action="store_true", help="forget what was done and start over")
        parser.add_argument("--port", type=int, default=8000, help="when it is taken, the next free one is used")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo start alleen met GROEIRUIMTE_MODE=demo. Haal de andere waarde weg.")
        _demand_own_database(settings.ENVIRONMENT.data)
        _on_stop(_stop)
        try:
            with _alone(settings.ENVIRONMENT.data):
                port = free_port(options["port"])
                if port != options["port"]:
                    self.stdout.write(f"Poort {options['port']} is bezet. Wij nemen poort {port}.")
                self._prepare(reset=options["reset"])
                self._run(port)
        except Stopped:
            self.stdout.write("\nDe demo is gestopt. Wat u deed, is bewaard.")
        except Refused as refusal:  # a date that the demo does not know
            raise CommandError(f"{refusal.message} {refusal.mend}") from None

    def _prepare(self, *, reset: bool) -> None:
        if reset:
            forget(settings.ENVIRONMENT.data)
        call_command("migrate", verbosity=0, interactive=False)
        if seed.is_needed():
            with tqdm(total=seed.steps(), desc="De demo klaarzetten", unit=" stappen", file=sys.stderr) as bar:
                seed.fill(bar.update)
        elif settings.TODAY is not None:
            _move_clock()
        connection.close()

    def _run(self, port: int) -> None:
        address = f"http://{NAME}:{port}"
        keep_memory_off_the_disk()
        crew = Crew({"GROEIRUIMTE_SITE": address} | os.environ)
        try:
            crew.start("webserver", serving(HOST, port, 1, THREADS))
            crew.start("achtergrondtaak", WORK)
            _wait_for_answer(port, crew)
            self.stdout.write(welcome(address))
            self.stdout.flush()
            while (dead := crew.dead_one()) is None:
                time.sleep(0.2)
            raise _died(dead)
        finally:
            _on_stop(signal.SIG_IGN)
            crew.stop()


def _on_stop(do: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in _STOPPING:
        signal.signal(number, do)


def _stop(number: int, frame: FrameType | None) -> None:
    _on_stop(signal.SIG_IGN)  # a second Ctrl-C would only disturb the tidying up
    raise Stopped


def _died(child: Child) -> CommandError:
    return CommandError(f"De {child.name} is gestopt (code {child.process.returncode}). De demo stopt ook.")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One demo at a time in a folder: a second one could wipe what the first works with."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CommandError(f"De demo draait al in {folder}. Stop hem eerst met Ctrl-C.") from None
        yield


def embedded(folder: Path) -> Path:
    return folder / "groeiruimte.sqlite3"


def _demand_own_database(folder: Path) -> None:
    """The demo migrates its database and fills it with accounts whose password everybody knows."""
    if settings.DATABASES["default"]["NAME"] != str(embedded(folder)):
        raise CommandError("De demo werkt alleen met haar eigen database. Haal GROEIRUIMTE_DATABASE_URL weg.")


def forget(folder: Path) -> None:
    """Wipe the embedded database and the mail of the demo."""
    connection.close()
    database = embedded(folder)
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(folder / "mail", ignore_errors=True)


def _move_clock() -> None:
    """A date that is given now goes before the date that the demo was left on."""
    with guard.everything():
        at = clocks.now()
        clock.move(today=settings.TODAY, by=access.system(at.date(), seed.COMPONENT), at=at, key=new_id())


def free_port(wanted: int) -> int:
    """The wanted port, or the first free one after it."""
    if not 1 <= wanted <= 65_535:
        raise CommandError("Kies een poort van 1 tot en met 65535.")
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((HOST, port))
            except OSError as trouble:
                if trouble.errno in (errno.EADDRINUSE, errno.EACCES):
                    continue
                raise
            return port
    raise CommandError(f"Er is geen vrije poort vanaf {wanted}. Kies er zelf een met --port.")


def _wait_for_answer(port: int, crew: Crew) -> None:
    until = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until:
        dead = crew.dead_one()
        if dead is not None:
            raise _died(dead)
        if _answers(port):
            return
        time.sleep(0.1)
    raise CommandError("De webserver geeft geen antwoord. Kijk hierboven wat er mis is.")


def _answers(port: int) -> bool:
    there = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        there.request("GET", "/gezond")
        return there.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        there.close()


def welcome(address: str) -> str:
    """What is said when the demo is there: the address, the day, the accounts."""
    known = accounts.accounts()
    width = max(len(account.email) for account in known)
    lines = [f"  {account.email:<{width}}  {account.role_words}, {account.place}" for account in known]
    with guard.everything():
        today = clocks.now().date()
    connection.close()
    return "\n".join(
        (
            "",
            f"Groeiruimte draait op {address}/",
            f"In de demo is het {long_date(today)}. Een andere dag kiest u op {address}/demo/",
            "",
            f"Log in met een van deze adressen. Het wachtwoord is steeds: {accounts.PASSWORD}",
            "",
            *lines,
            "",
            "Stop met Ctrl-C. Wat u doet, blijft bewaard. Opnieuw beginnen: make demo RESET=1",
        )
    )
