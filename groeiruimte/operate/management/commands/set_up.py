"""Make a new installation ready for its first person."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from groeiruimte.actions import organisations
from groeiruimte.actions.refusal import Refused
from groeiruimte.programme.calendar import local_date, short_date
from groeiruimte.records import access, clock, guard
from groeiruimte.records.identity import new_id


class Command(BaseCommand):
    help = "Make the first insurer and region, and print the link for the first functional admin."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--name", required=True, help="name of the first functional admin")
        parser.add_argument("--email", required=True, help="address that this person logs in with")
        for place, example in (("insurer", "zilveren-kruis"), ("region", "rijnmond")):
            parser.add_argument(
                f"--{place}",
                required=True,
                nargs=2,
                metavar=("KEY", "NAME"),
                help=f"short name in addresses, such as {example}, and the name in full",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        with guard.everything():
            try:
                invitation, secret = organisations.set_up(
                    name=options["name"],
                    email=options["email"],
                    insurer=tuple(options["insurer"]),
                    region=tuple(options["region"]),
                    by=access.system(local_date(at), "set-up"),
                    at=at,
                    key=new_id(),
                )
            except Refused as refusal:
                raise CommandError(f"{refusal.message} {refusal.mend}") from None
        self.stdout.write(f"{settings.SITE}/uitnodiging/{secret}")
        last = short_date(local_date(invitation.expires_at))
        self.stdout.write(f"Deze link staat nergens anders. Zij werkt één keer, tot en met {last}.")
