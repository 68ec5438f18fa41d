"""CPU time of R01 and R02 with 100 and 5,000 practices, every one with its obligations, KPIs, list and form.

`python bench/practices.py` prints the median CPU time of a request through all middleware, and the number of queries.
Goal: 150 ms with 5,000 practices, whatever is filtered or sorted.
"""

from __future__ import annotations

import os
import shutil

from bench.pages import client_of, cpu_of, deliver_everywhere  # isort: skip  (sets up Django)
from django.conf import settings
from django.core.management import call_command

from bench.year import hand_in_everywhere
from groeiruimte.actions.obligations import lay_down_region
from groeiruimte.records.models import Practice
from tests.site.rijnmond import TODAY, make_person, make_practices, make_region

SIZES, BUDGET = (100, 5000), 0.150
DISTRICTS = ("Noord", "Oost", "Zuid", "West", "Centrum", "Haven")
PAGES = {
    "R01": "werkvoorraad/",
    "R02": "praktijken/",
    "R02 last page": "praktijken/?pagina=9999",
    "R02 by name": "praktijken/?sorteer=naam&zoek=praktijk",
    "R02 filtered": "praktijken/?doelstelling=A&wijk=Noord&fase=aangemeld&laat=ja",
    "R02 grouped": "praktijken/?groep=fase&sorteer=datum",
    "R02 task": "praktijken/?taak=list-2022Q2&lijst=mist",
}


def main() -> None:
    settings.REQUIRE_SECOND_FACTOR = False
    call_command("migrate", verbosity=0)
    rijnmond = make_region()
    (first,) = make_practices(rijnmond, ["Praktijk 0"])
    owner = make_person("practice_owner", practice=first)
    lead = make_person("region_lead", region=rijnmond.region)
    client, here = client_of(lead), 1
    print(f"{'page':<14}{'practices':>10}{'CPU ms':>10}{'budget ms':>11}{'share':>8}{'queries':>9}")
    for size in SIZES:
        made = make_practices(rijnmond, [f"Praktijk {number}" for number in range(here, size)])
        here = size
        for number, practice in enumerate(made):
            practice.city, practice.district = "Rotterdam", DISTRICTS[number % len(DISTRICTS)]
        Practice.objects.bulk_update(made, ("city", "district"), batch_size=500)
        deliver_everywhere("2022Q1", lead)
        hand_in_everywhere(owner)
        lay_down_region(rijnmond.year, TODAY)
        for name, path in PAGES.items():
            cpu, queries = cpu_of(client, f"/regio/rijnmond/{path}")
            print(f"{name:<14}{size:>10,}{cpu * 1000:>10.1f}{BUDGET * 1000:>11.0f}{cpu / BUDGET:>8.2f}{queries:>9}")
    shutil.rmtree(os.environ["GROEIRUIMTE_DATA"])


if __name__ == "__main__":
    main()
