"""Prove every stored amount again, and that the obligations stand as the rules want them."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from groeiruimte.actions import obligations, settlement
from groeiruimte.programme.money import euro
from groeiruimte.records import audit, clock, guard


class Command(BaseCommand):
    help = "Compute every amount and obligation again from text and facts, and check the chain of the audit log."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        checked = wrong = 0
        with guard.everything():
            for place, mismatches in tqdm(settlement.recheck(), unit=" bedragen", delay=1, file=sys.stderr):
                checked += 1
                for found in mismatches:
                    wrong += 1
                    stored, computed = _said(found.booked), _said(found.computed)
                    self.stdout.write(f"{place} {found.what}: staat {stored}, berekend {computed}")
            owed = [(place, wrong) for place, wrong in obligations.differences(clock.now().date()) if wrong]
            broken = list(audit.breaks())
        self.stdout.write(f"{checked} kwartalen nagerekend, {wrong} verschillen.")
        for place, different in owed:
            self.stdout.write(f"Verplichtingen van {place}: {len(different)} anders dan de regels: {different[0]}")
        if broken:
            self.stdout.write(f"De keten van het logboek klopt niet bij regel {broken[0]}.")
        if wrong or owed or broken:
            raise CommandError("Er zijn verschillen.")


def _said(pair: tuple[int, int]) -> str:
    count, cents = pair
    return f"{count} patiënten, {euro(cents)}"
