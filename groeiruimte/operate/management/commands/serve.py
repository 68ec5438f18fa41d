"""The web server."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Start the web server (granian). Put a proxy with TLS in front of it in production."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=1, help="processes; one for each core is plenty")
        parser.add_argument("--threads", type=int, default=4, help="requests at the same time for each process")

    def handle(self, *args: Any, **options: Any) -> None:
        # Replaces this process, so that a signal to it reaches the server itself.
        os.execv(sys.executable, serving(options["host"], options["port"], options["workers"], options["threads"]))


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
        "warning",
        "--no-ws",
        "--respawn-failed-workers",
        "groeiruimte.config.wsgi:application",
    ]
