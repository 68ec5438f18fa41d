"""The web server."""

from __future__ import annotations

import os
import resource
import sys
from argparse import ArgumentParser
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from groeiruimte.operate import wall

THREADS = 8  # more than there are lanes for lists: who waits for a lane keeps nobody from a page


class Command(BaseCommand):
    help = "Start the web server (granian). Put a proxy with TLS in front of it in production."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; one for each core is plenty")
        parser.add_argument("--threads", type=int, default=THREADS, help="requests at the same time for each process")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEMO and not is_loopback(options["host"]):
            raise CommandError("De demo is alleen voor deze computer. Kies --host 127.0.0.1.")
        wall.demand_now()
        keep_memory_off_the_disk()
        # Replaces this process, so that a signal to it reaches the server itself.
        os.execv(sys.executable, serving(options["host"], options["port"], options["workers"], options["threads"]))


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def keep_memory_off_the_disk() -> None:
    """A server that crashes holds lists in its memory: no core dump, of this process and what it starts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serving(host: str, port: int, workers: int, threads: int) -> list[str]:
    """The command line of the web server."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(workers),
        "--blocking-threads",
        str(threads),
        "--log-level",
        "error",  # it warns about more threads than cores, but ours wait for a list or the database
        "--no-ws",
        "--respawn-failed-workers",
        "groeiruimte.config.wsgi:application",
    ]
