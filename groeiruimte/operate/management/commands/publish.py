"""Publish a programme: read, check, run the examples, show the difference, seal."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from groeiruimte.actions import programmes
from groeiruimte.actions.refusal import Refused
from groeiruimte.programme.read import texts
from groeiruimte.records import access, clock, guard
from groeiruimte.records.identity import new_id


class Command(BaseCommand):
    help = "Check a programme text and seal it in the database as its next edition."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="key of the programme, such as 2022-rijnmond")
        parser.add_argument("--definitions", type=Path, default=settings.DEFINITIONS)
        parser.add_argument("--dry-run", action="store_true", help="show problems and differences, seal nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text, base, cases = texts(options["programme"], options["definitions"])
        except FileNotFoundError as missing:
            raise CommandError(str(missing)) from None
        programme, problems = programmes.problems_of(text, base or None, cases)
        for problem in problems:
            self.stderr.write(str(problem))
        if programme is None or problems:
            raise CommandError("Niet gepubliceerd.")
        with guard.everything():
            for change in programmes.changes(programme):
                self.stdout.write(str(change))
            if options["dry_run"]:
                return
            at = clock.now()
            try:
                edition = programmes.publish(
                    text=text, base=base, cases=cases, by=access.system(at.date(), "publish"), at=at, key=new_id()
                )
            except Refused as refusal:
                raise CommandError(f"{refusal.message} {refusal.mend}") from None
        self.stdout.write(f"{edition.key}, uitgave {edition.number}, sha256 {edition.sha256}")
