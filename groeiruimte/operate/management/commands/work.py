"""The job loop."""

from __future__ import annotations

import signal
import time
from argparse import ArgumentParser
from collections.abc import Collection
from types import FrameType
from typing import Any

import structlog
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from groeiruimte.actions import work
from groeiruimte.operate import wall
from groeiruimte.records import clock, guard

LOG = structlog.get_logger("groeiruimte.work")


class Command(BaseCommand):
    help = "Run the job loop until it is told to stop. Several may run beside each other."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        self.going = True
        self.planned: Collection[str] = ()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        walled = False
        while self.going:
            try:
                if not walled:
                    wall.demand()
                    walled = True
                self._round()
            except (OperationalError, InterfaceError) as trouble:
                # Locked, away, or on a full disk: that passes, and the work still stands in the table.
                if options["once"]:
                    raise
                LOG.warning("the database does not answer", trouble=type(trouble).__name__)
                connection.close()
            if options["once"]:
                return
            time.sleep(1)

    def _round(self) -> None:
        close_old_connections()
        with guard.everything():
            self.planned = work.plan(clock.now(), self.planned)
            while self.going and work.run_one(clock.now()):
                pass

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.going = False
