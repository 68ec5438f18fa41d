"""The main job, from enrolling to what the region sees, as a visitor of the demo plays it: with scripts and without."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from groeiruimte.actions.demo.sample_lists import FAULTY, GOOD, Kind
from groeiruimte.actions.demo.world import PracticePlan
from groeiruimte.pipeline.lists.cells import NO_BSN
from groeiruimte.pipeline.vektis.read import read
from groeiruimte.programme.calendar import short_date
from groeiruimte.programme.money import euro

from .conftest import Come
from .deeds import choose_file, fetch_sample, follow, go, hand_in, heading, link, path_of, press
from .log_in import log_in
from .people import FIRST_LIST, NEW, PROJECT_LEAD, Q2
from .screens.screen import DECEMBER_15
from .site import APRIL_5, COMMAND, Site, surroundings

TARIFF = 79  # cents for each patient in each quarter of 2022: a quarter of 3.16 (the tariff of 2022 in the definition)
OF_PATIENTS = {"BSN", "Achternaam", "Polisnummer", "PC", "Geboortedatum"}
"""The columns of the sample list that point at somebody, with values that can be told apart from other numbers."""
IN_OUR_WORDS = {"onbekend", "18-06-1949", str(NO_BSN)}
"""What a cell may hold and our own sentences say too: a word, the example of a date, and the number for no BSN."""


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_from_enrolling_to_what_the_region_sees(script: bool, travelled: Site, come: Come, tmp_path: Path) -> None:
    """With scripts somebody comes in by a button of the demo; without by a password, as one always does."""
    plan = NEW if script else FIRST_LIST
    page = come(travelled, script=script)
    it_is(page, DECEMBER_15, travelled)
    (become if script else log_in)(page, plan.owner.email)
    enrol(page)

    it_is(page, APRIL_5, travelled)
    bad = deliver(page, plan, FAULTY, tmp_path)
    assert heading(page) == "Uitkomst controle"
    outcome = path_of(page)
    told_by_reason(page)
    assert patients_named(download(page, "Download de bevindingen (xlsx)", tmp_path), page, bad) == set()

    deliver(page, plan, GOOD, tmp_path)
    counted = number(page.locator(".big-number__value").inner_text())
    hand_in(page)
    assert counted == sum(number(count) for count in column(page, "Per verzekeraar", "Tellen mee")[:-1])

    amount = euro(counted * TARIFF)
    explained(page, counted, amount)
    assert claimed(download(page, "Haal declaratiebestand op", tmp_path), travelled) == counted * TARIFF

    become(page, PROJECT_LEAD)
    page.goto("/regio/rijnmond/lijsten/")
    the_region_sees(page, plan, counted, amount)
    for hidden in (outcome, f"{outcome}bevindingen.xlsx"):
        answer = page.goto(hidden)
        assert answer is not None
        assert (answer.status, heading(page)) == (404, "Deze pagina bestaat niet, of u mag die niet zien")


def it_is(page: Page, day: date, site: Site) -> None:
    """With the buttons of the demo itself."""
    follow(page, "Kies een andere dag")
    press(page, short_date(day))
    expect(page.locator(".banner")).to_contain_text(short_date(day))
    site.day = day


def become(page: Page, email: str) -> None:
    """With the button on the demo's own page."""
    page.goto("/demo/")
    go(page, page.locator(f'button[value="{email}"]'))


def enrol(page: Page) -> None:
    """From the first page; the conditions are answered before anything is asked."""
    assert heading(page) == "Mijn jaar 2021"
    follow(page, "Begin: Meld uw praktijk aan")
    assert set(page.locator(".conditions .status").all_inner_texts()) == {"In orde"}
    page.get_by_label("A Zorg op afstand").check()
    page.get_by_label("Ik teken namens de praktijk").check()
    press(page, "Meld de praktijk aan")
    expect(page.locator("h1")).to_have_text("Aanmelding Rijnmond 2022")
    expect(page.locator(".confirmation")).to_contain_text("Uw praktijk is aangemeld.")


def deliver(page: Page, plan: PracticePlan, kind: Kind, folder: Path) -> Path:
    """Fetch a sample list from the demo and hand it over for the second quarter; gives where it was kept."""
    page.goto("/demo/")
    follow(page, f"Lijsten voor {plan.name}")
    saved = fetch_sample(page, Q2, kind, folder)
    follow(page, "Mijn jaar")
    follow(page, "Patiëntenlijst kwartaal 2 van 2022")
    if link(page, "Kies een beter bestand").is_visible():  # a list waits to be handed in
        follow(page, "Kies een beter bestand")
    choose_file(page, saved.name, saved.read_bytes())
    press(page, "Controleer de lijst")
    return saved


def told_by_reason(page: Page) -> None:
    """Each reason once, with its rows and how to mend it; the numbers add up to what the bar says."""
    faults = page.locator(".finding--fault")
    sentences = faults.locator(".finding__what").all_inner_texts()
    assert len(set(sentences)) == len(sentences) == 5
    rows = sum(number(found) for found in re.findall(r"In ([\d.]+) rijen", " ".join(sentences)))
    legend = dict(
        zip(page.locator(".bar dt").all_inner_texts(), page.locator(".bar dd").all_inner_texts(), strict=True)
    )
    assert rows == number(legend["Dubbel"]) + number(legend["Met een fout"])
    assert faults.filter(has=page.locator(".finding__rows")).filter(has_text="Rijen: ").count() == 5


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as begun:
        page.get_by_text(name, exact=True).click()
    saved = folder / begun.value.suggested_filename
    begun.value.save_as(saved)
    return saved


def patients_named(findings: Path, page: Page, delivered: Path) -> set[str]:
    """What the findings or the page repeat of the cells of patients."""
    sheet = load_workbook(findings).worksheets[0]
    told = {str(cell) for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row}
    assert [cell.value for cell in sheet[1]] == ["Rij", "Kolom", "Wat is er", "Zo lost u het op"]
    words = set(re.findall(r"[\w-]+", " ".join(told) + page.locator("main").inner_text()))
    return words & cells_of_patients(delivered)


def cells_of_patients(delivered: Path) -> set[str]:
    """Every cell that points at somebody, dates in two ways of writing."""
    header, *rows = load_workbook(delivered, read_only=True).worksheets[0].iter_rows(values_only=True)
    places = [place for place, name in enumerate(header) if name in OF_PATIENTS]
    assert len(places) == len(OF_PATIENTS)
    cells = [row[place] for row in rows for place in places if row[place]]
    assert len(cells) > 4 * len(rows)
    days = [cell for cell in cells if isinstance(cell, datetime)]
    texts = {str(cell) for cell in cells} | {f"{day:{way}}" for day in days for way in ("%Y-%m-%d", "%d-%m-%Y")}
    return {text for text in texts if not text.isdigit() or len(text) > 5} - IN_OUR_WORDS


def explained(page: Page, counted: int, amount: str) -> None:
    """P13 shows the amount; two clicks later every step with its source."""
    follow(page, "Vergoeding")
    assert nice(page.locator("tbody tr", has_text="Kwartaal 2").locator(".number").last.inner_text()) == amount
    follow(page, "Kwartaal 2: bekijk de uitleg")
    page.locator("details.amount summary").first.click()
    line = page.locator("details.amount").first
    steps = dict(zip(line.locator("dt").all_inner_texts(), line.locator("dd").all_inner_texts(), strict=True))
    assert any(nice(euro(TARIFF)) in nice(value) and "Bron:" in value for value in steps.values())
    totals = [nice(total) for total in page.locator(".amount__total").all_inner_texts()]
    assert (totals[-1], nice(page.locator(".big-number__value").inner_text())) == (amount, amount)
    assert sum(cents(total) for total in totals[:-1]) == cents(amount) == counted * TARIFF


def claimed(file: Path, site: Site) -> int:
    """What the files in the zip come to in cents, after our own command found nothing wrong with them."""
    words = [*COMMAND, "claims", "verify", str(file), "--json"]
    verdict = subprocess.run(words, env=surroundings(site.folder), capture_output=True, text=True)
    assert (verdict.returncode, verdict.stderr) == (0, "")
    found = json.loads(verdict.stdout)["files"]
    with zipfile.ZipFile(file) as inside:
        messages = [read(inside.read(name))[0] for name in inside.namelist()]
    assert [each["breaches"] for each in found] == [[]] * (len(messages) + 1)
    assert all(message is not None and message.order.test for message in messages)
    return sum(message.total_cents for message in messages if message)


def the_region_sees(page: Page, plan: PracticePlan, counted: int, amount: str) -> None:
    """R07: the delivery in its row, and totals that are those of the rows."""
    assert heading(page) == "Patiëntenlijsten van kwartaal 2 van 2022"
    row = page.locator("tbody tr", has_text=plan.name).locator("th, td").all_inner_texts()
    assert (row[1], number(row[3]), nice(row[-1])) == ("Binnen", counted, amount)
    terms, values = page.locator(".figures dt").all_inner_texts(), page.locator(".figures dd").all_inner_texts()
    figures = dict(zip(terms, values, strict=True))
    states, counts = column(page, "Stand per praktijk", "Stand"), column(page, "Stand per praktijk", "Telt mee")
    inside = [number(count) for state, count in zip(states, counts, strict=True) if state == "Binnen"]
    amounts = [cents(each) for each in column(page, "Stand per praktijk", "Bedrag") if each != "–"]
    assert figures["Binnen"] == f"{len(inside)} van {len(states)}"
    assert (number(figures["Patiënten die meetellen"]), sum(amounts)) == (sum(inside), sum(inside) * TARIFF)
    assert cents(figures["Bedrag van dit kwartaal"]) == sum(amounts)


def column(page: Page, caption: str, name: str) -> list[str]:
    """The cells of a column in the body and the foot of a table, first lines only."""
    table = page.locator("table", has=page.locator("caption", has_text=caption))
    place = table.locator("thead th").all_inner_texts().index(name) + 1
    cells: Iterable[str] = table.locator(f"tr > :nth-child({place}):not(thead *)").all_inner_texts()
    return [cell.split("\n")[0] for cell in cells]


def number(text: str) -> int:
    return int(text.replace(".", ""))


def nice(money: str) -> str:
    """With an ordinary space."""
    return money.replace("\N{NO-BREAK SPACE}", " ")


def cents(money: str) -> int:
    return int(re.sub(r"\D", "", money))
