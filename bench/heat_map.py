"""CPU time of the heat map (R04) with 200 and with 5,000 practices, and what it would take without rows of KPI states.

Prints the median CPU time of a request through all middleware, its queries and its size; goal: 150 ms for 200
practices of 12 columns. Beside it the CPU time of working out the KPIs of 200 practices from all their facts, which is
why `actions.kpi_states` keeps them. Run as `python bench/heat_map.py`.
"""

from __future__ import annotations

import os
import shutil
import time

from bench.pages import REGION, client_of, cpu_of, deliver_everywhere
from bench.year import busy_year, hand_in_everywhere

# isort: split
from django.conf import settings
from django.core.management import call_command

from groeiruimte.actions import obligations
from groeiruimte.actions.facts import YEAR_NEEDED, year_facts
from groeiruimte.records.models import Enrolment, Obligation, Practice, User
from groeiruimte.rules.kpi import of_practice
from tests.site.rijnmond import TODAY, Rijnmond, make_person, make_practices, make_region

SIZES = (200, 5000)
PAGES = (
    ("R04 one objective", "stand/?doelstelling=A"),
    ("R04 everything", "stand/"),
    ("R04 by district", "stand/?groep=wijk&sorteer=naam"),
    ("R04 funnel", "stand/trechter/"),
)
OBJECTIVES = (["A"], ["B"], ["C"], ["D"], ["A", "C"])


def without_rows(rijnmond: Rijnmond) -> float:
    """CPU seconds to work out the KPIs of every practice from its facts."""
    before = time.process_time()
    for practice in Practice.objects.prefetch_related(*YEAR_NEEDED):
        of_practice(*year_facts(practice, rijnmond.year, TODAY))
    return time.process_time() - before


def say(name: str, size: int, cpu: float, queries: int | str = "", weight: int | str = "") -> None:
    share = f"{cpu / REGION:.2f}"
    print(f"{name:<26}{size:>10,}{cpu * 1000:>10.1f}{REGION * 1000:>11.0f}{share:>8}{queries:>9}{weight:>7}")


def grow(rijnmond: Rijnmond, here: int, size: int) -> None:
    """More practices, with objectives in turn, a list of the first quarter (a tenth is late) and a form to review."""
    make_practices(rijnmond, [f"Praktijk {number}" for number in range(here, size)])
    by_objective: dict[int, list[str]] = {}
    for number, key in enumerate(Enrolment.objects.order_by("pk").values_list("pk", flat=True)):
        by_objective.setdefault(number % len(OBJECTIVES), []).append(key)
    for place, keys in by_objective.items():
        Enrolment.objects.filter(pk__in=keys).update(objectives=OBJECTIVES[place])
    lead = User.objects.get(memberships__role="region_lead")
    deliver_everywhere("2022Q1", lead)
    hand_in_everywhere(lead)
    obligations.lay_down_region(rijnmond.year, TODAY)
    Obligation.objects.filter(key="list-2022Q1", practice__agb_code__endswith="3").update(done_on=None)


def main() -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    call_command("migrate", verbosity=0)
    rijnmond = make_region()
    (first,) = make_practices(rijnmond, ["Praktijk 0"])
    busy_year(Enrolment.objects.select_related("practice").get(), make_person("practice_owner", practice=first))
    desk, here = client_of(make_person("region_lead", region=rijnmond.region)), 1
    print(f"{'page':<26}{'practices':>10}{'CPU ms':>10}{'budget ms':>11}{'share':>8}{'queries':>9}{'kB':>7}")
    for size in SIZES:
        grow(rijnmond, here, size)
        here = size
        for name, path in (*PAGES, ("R03 a busy practice", f"praktijken/{first.pk}/")):
            address = f"/regio/rijnmond/{path}"
            say(name, size, *cpu_of(desk, address), len(desk.get(address).content) // 1000)
        if size == SIZES[0]:
            say("KPIs from facts, no rows", size, without_rows(rijnmond))
    shutil.rmtree(os.environ["GROEIRUIMTE_DATA"])


if __name__ == "__main__":
    main()
