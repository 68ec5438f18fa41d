"""What a region does in its year, page by page; and what the platform and a practice do for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from groeiruimte.programme.calendar import Quarter

from .budget import Spent, over
from .conftest import State
from .deeds import follow, go, heading, press
from .new_region import KEY, PROGRAMME
from .year import download_of, home

DEFINITIONS = Path(__file__).parents[2] / "definitions/zilveren-kruis"
PAIN = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
ANSWER = "Wij bellen elke praktijk die een kwartaal mist."
PLAN, REPORT = f"/regio/{KEY}/regioplan/", f"/regio/{KEY}/rapportage/"
TEXT = "Het ging beter dan vorig jaar. Wat nog mist, doen wij in het voorjaar."
SENT_BACK = "Wat kost dit in het voorjaar?"
ACTIVITY, CHANGED = "Gesprek in de praktijk", "elk kwartaal"
MOST_PARTS = 40
"""More than a plan or a report can have to write."""


@dataclass(frozen=True)
class Paid:
    """What a settlement comes to, in cents: for practices and for the region."""

    practices: int
    oi: int


# --- What the region does -------------------------------------------------------------------------------------------


def to_work(lead: Page) -> None:
    """The first page of a region, where every journey begins."""
    lead.goto(re.sub(r"(/regio/\w+/).*", r"\1werkvoorraad/", lead.url))


def align_all_choices(lead: Page, spent: Spent) -> None:
    """R010, R011: the three criteria once, for all choices that wait."""
    to_work(lead)
    spent.again()
    follow(lead, "Stem keuzes van praktijken af")
    go(lead, lead.get_by_role("button", name=re.compile("^Beoordeel alle .* samen$")))
    for criterion in ("feasibility", "coherence"):
        lead.locator(f"input[name={criterion}][value=yes]").click()
    lead.get_by_label("Op welke dag sprak u de praktijk?").fill("1-10-2021")
    go(lead, lead.get_by_role("button", name=re.compile("^Bevestig .* keuzes$")))
    assert over("choices in bulk", spent) == {}
    to_work(lead)
    expect(lead.get_by_text("Stem keuzes van praktijken af")).to_have_count(0)


def write_the_plan(lead: Page, state: State) -> None:
    """R051: what is known stands there; what is missing is told, with the way to it."""
    lead.goto(PLAN)
    state(lead, "Regioplan")
    press(lead, "Begin met wat wij al weten")
    state(lead, "Regioplan", bright=0)
    follow(lead, "Kies doel en streefwaarde van alle KPI's")
    for aim in lead.locator("main td select").all():
        aim.select_option("experience")
    for target in lead.locator("main td input").all():
        target.fill("Alle praktijken")
    press(lead, "Bewaar de doelen")
    for _ in range(MOST_PARTS):
        needed = lead.locator("section.gaps li a")
        if needed.count() == 0:
            break
        go(lead, needed.first)
        fill_in(lead)
        press(lead, "Bewaar")
    expect(lead.locator("main")).to_contain_text("Uw directie kan het tekenen en versturen.")


def fill_in(lead: Page) -> None:
    """An activity asks what and when, any other part one text."""
    if lead.get_by_label("Wat gaat u doen?").count():
        lead.get_by_label("Wat gaat u doen?").fill(ACTIVITY)
        lead.get_by_label("Wanneer?").fill("in het voorjaar")
    else:
        lead.get_by_label("Tekst").fill("Wij kiezen samen met elke praktijk wat bij haar past.")


def change_the_plan(lead: Page) -> None:
    """R036: what was approved stays; a change makes a new version that both must confirm."""
    lead.goto(PLAN)
    go(lead, lead.locator(".read__change a", has_text=ACTIVITY).first)
    lead.get_by_label("Wanneer?").fill(CHANGED)
    press(lead, "Bewaar")
    expect(lead.get_by_text(CHANGED)).to_have_count(1)


def sign_the_plan(director: Page, state: State) -> None:
    director.goto(PLAN)
    follow(director, "Controleer en teken")
    state(director, "Controleer en teken")
    press(director, "Teken en verstuur")
    expect(director.locator(".confirmation")).to_contain_text("Verstuurd.")
    expect(director.locator(".facts")).to_contain_text("Versie")


def answer_the_insurer(lead: Page, state: State) -> None:
    to_work(lead)
    follow(lead, "Beantwoord vragen van de verzekeraar")
    state(lead, "Regioplan", bright=0)
    lead.locator("summary", has_text="Geef antwoord").click()
    lead.get_by_label("Uw antwoord").fill(ANSWER)
    press(lead, "Verstuur uw antwoord")
    to_work(lead)
    expect(lead.get_by_text("Beantwoord vragen van de verzekeraar")).to_have_count(0)


def the_region_reads_the_decision(lead: Page, folder: Path) -> None:
    lead.goto(PLAN)
    expect(lead.get_by_text("Besluit van 16 december 2021: akkoord")).to_have_count(1)
    assert download_of(lead, "Download de brief", folder)[:5] == b"%PDF-"


def open_the_first(lead: Page, spent: Spent) -> None:
    to_work(lead)
    spent.again()
    follow(lead, "Begin: ")
    assert over("first of the queue", spent) == {}
    assert heading(lead) != "Werkvoorraad"


def remind_of_a_list(lead: Page, spent: Spent) -> None:
    """R07 to R10: everybody who owes the list of the second quarter, with one mail."""
    to_work(lead)
    spent.again()
    follow(lead, "Patiëntenlijst kwartaal 2 van 2022")
    go(lead, lead.get_by_role("button", name=re.compile(r"^Herinner \d+ praktijk(en)?$")))
    go(lead, lead.get_by_role("button", name=re.compile(r"^Stuur \d+ mails?$")))
    assert over("reminder", spent) == {}


def settle(quarter: Quarter, lead: Page, finance: Page, spent: Spent) -> Paid:
    to_work(lead)
    spent.again()
    prepare(quarter, lead)
    assert over("settlement", spent) == {}
    return close(finance)


def prepare(quarter: Quarter, lead: Page) -> None:
    """R08, from the first page of the region: whoever prepares a settlement cannot close it."""
    follow(lead, f"Bereid de afrekening van {quarter.label} voor")
    press(lead, "Zet de afrekening klaar")
    expect(lead.get_by_role("button", name="Sluit deze afrekening")).to_have_count(0)


def close(finance: Page) -> Paid:
    """What was prepared is what is closed. Gives what the closed settlement says."""
    to_work(finance)
    follow(finance, "Sluit de afrekening die klaarstaat")
    before = figures(finance)
    press(finance, "Sluit deze afrekening")
    after = figures(finance)
    same = ("Regels samen", "Voor de regio (O&I)")
    assert [before[name] for name in same] == [after[name] for name in same]
    paid = after["Te betalen"] - after.get("Terug te betalen", 0)
    assert after["Regels samen"] == paid
    return Paid(paid, after["Voor de regio (O&I)"])


def become_cashier(director: Page) -> None:
    director.goto("/regio/utrecht/afrekening/kassier/2022-utrecht/")
    director.get_by_label("Ja, uw regio is kassier").click()
    director.get_by_label("Rekeningnummer van uw regio (IBAN)").fill("NL91 ABNA 0417 1643 00")
    press(director, "Bewaar deze keuze")
    expect(director.locator("main")).to_contain_text("Uw regio is kassier")


def transfers(finance: Page, folder: Path) -> list[int]:
    """The amounts in the payment file (pain.001), in cents; its own control sum must be theirs."""
    message = ElementTree.fromstring(download_of(finance, "Haal het betaalbestand op", folder))
    found = {name: [as_cents(each.text) for each in message.iter(f"{PAIN}{name}")] for name in ("InstdAmt", "CtrlSum")}
    assert {*found["CtrlSum"]} == {sum(found["InstdAmt"])}
    return sorted(found["InstdAmt"])


def as_cents(amount: str | None) -> int:
    whole, _, rest = (amount or "").partition(".")
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def write_the_report(lead: Page, state: State) -> None:
    """R11: the figures stand there; what is still needed is told, with the way to it."""
    lead.goto(REPORT)
    state(lead, "Rapportage")
    press(lead, "Begin de rapportage")
    state(lead, "Rapportage", bright=0)
    fill_the_gaps(lead, TEXT)
    state(lead, "Rapportage", bright=0)
    expect(lead.locator("main")).to_contain_text("Uw directie kan haar tekenen en versturen.")


def fill_the_gaps(lead: Page, text: str) -> None:
    for _ in range(MOST_PARTS):
        needed = lead.locator("section.gaps li a")
        if needed.count() == 0:
            break
        go(lead, needed.first)
        write(lead, text)
    expect(lead.locator("section.gaps")).to_have_count(0)


def write(lead: Page, text: str) -> None:
    for field in lead.locator("main form textarea").all():
        field.fill(text)
    press(lead, "Bewaar")


def explain_nothing(lead: Page, state: State) -> None:
    """An explanation without words is refused at the field."""
    lead.goto(f"{REPORT}{PROGRAMME}/uitleg/all/")
    state(lead, "Uitleg")
    lead.get_by_label("Waarom missen er antwoorden?").fill("")
    press(lead, "Bewaar")
    state(lead, "Uitleg", wrong=True)


def sign_the_report(director: Page, state: State) -> None:
    director.goto(REPORT)
    follow(director, "Controleer en teken")
    state(director, "Controleer en teken")
    press(director, "Teken en verstuur")
    expect(director.locator(".confirmation")).to_contain_text("Verstuurd.")
    state(director, "Rapportage verstuurd")
    director.goto(REPORT)
    state(director, "Rapportage", bright=0)


def mend_the_report(lead: Page, state: State) -> None:
    """What the insurer wants otherwise stands on top; the region changes one text."""
    lead.goto(REPORT)
    expect(lead.locator("main")).to_contain_text(SENT_BACK)
    state(lead, "Rapportage", bright=0)
    go(lead, lead.locator("section[aria-labelledby=teksten] .read__change a").first)
    write(lead, f"{TEXT} Dat kost geen extra geld.")


def note_what_was_paid_back(finance: Page, state: State) -> None:
    """Z12: what a practice owes back is asked apart, and noted when it came."""
    follow(finance, "Noteer dat het terug is")
    state(finance, "Terugbetaling van")
    finance.get_by_label("Op welke dag").fill("binnenkort")
    press(finance, "Noteer de terugbetaling")
    state(finance, "Terugbetaling van", wrong=True)
    finance.get_by_label("Op welke dag").fill("2-5-2022")
    press(finance, "Noteer de terugbetaling")
    expect(finance.get_by_text("Noteer dat het terug is")).to_have_count(0)


# --- What the platform does -----------------------------------------------------------------------------------------


def ask_for_lists(admin: Page) -> None:
    """R055: a new edition of the programme of Utrecht, that asks for the lists that Rijnmond asks for."""
    of_rijnmond = (DEFINITIONS / "2022-rijnmond.toml").read_text()
    layout = of_rijnmond[of_rijnmond.index("[lists]") :].replace('text = "rijnmond-2022"', 'text = "utrecht-2022"')
    texts = {"text": (DEFINITIONS / "2022-utrecht.toml").read_text() + "\n" + layout}
    cases = (DEFINITIONS / "2022-utrecht.cases.toml").read_text().split("[[case]]")
    texts["cases"] = "[[case]]".join(case for case in cases if "geen patiëntenlijsten" not in case)
    admin.goto("/beheer/jaren/")
    press(admin, "Kopieer 2022-utrecht van Huisartsen Utrecht Stad")
    for name, text in texts.items():
        file = {"name": f"{name}.toml", "mimeType": "text/plain", "buffer": text.encode()}
        admin.locator(f"input[name={name}_file]").set_input_files(file)
    press(admin, "Bewaar en kijk na")
    follow(admin, "Gepubliceerd")
    admin.get_by_label("Ik heb de verschillen gelezen").click()
    press(admin, "Publiceer")
    expect(admin.locator(".messages")).to_contain_text("Gepubliceerd: 2022-utrecht, uitgave 2.")


def figures(page: Page) -> dict[str, int]:
    """The amounts above a settlement, in cents."""
    shown = page.locator(".figures").first
    pairs = zip(shown.locator("dt").all_inner_texts(), shown.locator("dd").all_inner_texts(), strict=True)
    return {term: cents(amount) for term, amount in pairs if "€" in amount}


def cents(money: str) -> int:
    return int(re.sub(r"\D", "", money)) * (-1 if re.match(r"\D*[-\N{MINUS SIGN}]", money) else 1)


# --- What the practice sees -----------------------------------------------------------------------------------------


def statements_of(practice: Page) -> list[int]:
    """What each of its statements pays or asks back, in cents."""
    home(practice)
    follow(practice, "Vergoeding")
    rows = practice.locator("section[aria-labelledby=specificaties] tbody tr").all()
    paid = [row.locator("td.number").all_inner_texts()[:2] for row in rows]
    return [cents(payable) - cents(owed_back) for payable, owed_back in paid]


def consent(practice: Page) -> None:
    home(practice)
    follow(practice, "Vergoeding")
    follow(practice, "Stem in")
    practice.get_by_label(re.compile("^Op welk rekeningnummer|Rekeningnummer")).fill("NL02 ABNA 0123 4567 89")
    press(practice, "Stem in")
    expect(practice.locator("main")).to_contain_text("Uw regio betaalt u uit")
