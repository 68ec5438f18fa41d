"""A survey of a team and one of patients, answered on a phone, with scripts and without (R082, R089).

What it takes is counted and worked out in seconds (budget.py). What each screen must be is measured in
screens/survey.py; that no answer leads to a person, in tests/site/respond.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from groeiruimte.pages.survey_scores import NOT_SHOWN
from groeiruimte.records.identity import LENGTH, LETTERS
from tests.pipeline.paper.test_papers import breaches

from .budget import counting, over
from .conftest import Come
from .deeds import follow, heading, path_of, press
from .look import PHONE, sideways
from .people import ASKS_PATIENTS, ASKS_TEAM
from .site import APRIL_5, Site
from .year import home

POCKET: ViewportSize = {"width": PHONE, "height": 740}
THUMB = 44
"""Pixels that a thumb hits."""
_LINK = re.compile(rf"QR-code naar http://[^/]+(/v/[{LETTERS}]{{{LENGTH}}}/[{LETTERS}]{{{LENGTH}}}/)".encode())
_TARGETS = "all => all.map((it) => Math.round(it.getBoundingClientRect().height))"
AGREE, FULLY = "Mee eens", "Helemaal mee eens"
GOOD = "Goed"
WISH = "Een rustig uur in de middag."


def test_a_team_answers_on_cards(travelled: Site, come: Come, tmp_path: Path) -> None:
    travelled.move_to(APRIL_5)
    page = come(travelled, ASKS_TEAM.manager.email)
    assert kpi(page, "b3") == "Nog niet"
    home(page)
    page.goto(f"{path_of(page)}vragenlijsten/")
    follow(page, "Zet deze vragenlijst uit")
    press(page, "Zet de vragenlijst uit")
    page.get_by_label("Aantal kaarten").fill("8")
    cards = saved(page, "Maak de kaarten", tmp_path)
    first, second, third, fourth, fifth, *unused = links_on(cards)
    assert (len(unused), breaches(cards)) == (3, [])

    phone = come(travelled, path=first)
    phone.set_viewport_size(POCKET)
    spent = counting(phone)
    say(phone, [FULLY] * 12, WISH)
    assert over("team survey", spent) == {}
    assert spent.seconds() < 4 * 60
    phone.goto(first)
    assert heading(phone) == "Deze link is al gebruikt. Uw antwoorden zijn binnen."

    plain = come(travelled, path=second, script=False)
    plain.set_viewport_size(POCKET)
    for link in (second, third, fourth, fifth):
        plain.goto(link)
        say(plain, [AGREE] * 12)
    assert phone.context.cookies() == plain.context.cookies() == []

    close(page)
    for link in (unused[0], first):
        plain.goto(link)
        assert heading(plain) == "Deze vragenlijst is gesloten."
    expect(page.locator(".lead")).to_have_text("5 antwoorden op 8 links.")
    means = {row["Vraag"]: (row["Uw score"], row["Antwoorden"]) for row in table_of(page)}
    assert means["Mijn werk geeft mij energie."] == ("4,2", "5")
    assert means["Ik heb vaak meer werk dan er in een dag past. (omgedraaid)"] == ("1,8", "5")
    expect(page.locator("section[aria-labelledby=teksten]")).to_contain_text("Er zijn er te weinig om te tonen.")
    assert WISH not in page.content()
    assert kpi(page, "b3") == "Gehaald"


def test_patients_answer_by_the_poster(travelled: Site, come: Come, tmp_path: Path) -> None:
    """Four are too few to show."""
    travelled.move_to(APRIL_5)
    page = come(travelled, ASKS_PATIENTS.manager.email, "vragenlijsten/")
    follow(page, "Zet deze vragenlijst uit")
    press(page, "Zet de vragenlijst uit")
    link = page.locator(".secret").inner_text()
    poster = saved(page, "Download de poster", tmp_path)
    assert (links_on(poster), breaches(poster)) == ([link[link.index("/v/") :]], [])

    phone = come(travelled, path=link)
    phone.set_viewport_size(POCKET)
    spent = counting(phone)
    say(phone, [GOOD] * 6)
    assert over("patient survey", spent) == {}
    assert spent.seconds() < 2 * 60

    plain = come(travelled, path=link, script=False)
    plain.set_viewport_size(POCKET)
    for word in ("Gaat wel", GOOD, "Weet ik niet"):
        plain.goto(link)
        say(plain, [word] * 6)

    close(page)
    expect(page.locator("main")).to_contain_text("Deze groep is te klein om te tonen.")
    own = [row["Uw score"] for row in table_of(page)]
    assert (set(own) <= {NOT_SHOWN}, page.locator("main .survey-picture").count()) == (True, 0)
    plain.goto(link)
    assert heading(plain) == "Deze vragenlijst is gesloten."


# --- What people do -------------------------------------------------------------------------------------------------


def table_of(page: Page) -> list[dict[str, str]]:
    """The scores by the titles of their columns: where the clock went to and fro, groups stand beside them already."""
    titles = page.locator("main thead th").all_inner_texts()
    return [dict(zip(titles, row.inner_text().split("\t"), strict=True)) for row in page.locator("tbody tr").all()]


def say(phone: Page, answers: Sequence[str], wish: str | None = None) -> None:
    """From the promise to the thanks, a question a page; at each a thumb hits what there is."""
    press(phone, "Begin")
    for answer in answers:
        assert sideways(phone) <= 0
        assert min(phone.locator("label.answer, .button").evaluate_all(_TARGETS)) >= THUMB
        phone.get_by_label(answer, exact=True).check()
        press(phone, "Ga verder")
    box = phone.locator("textarea")
    if box.count():
        box.press_sequentially(wish or "")
        press(phone, "Ga verder")
    assert heading(phone) == "Kijk uw antwoorden na"
    press(phone, "Verstuur")
    assert heading(phone) == "Bedankt. Uw antwoorden zijn binnen."


def kpi(page: Page, key: str) -> str:
    home(page)
    page.goto(f"{path_of(page)}kpi/{key}/")
    return page.locator("main .status").first.inner_text()


def close(page: Page) -> None:
    page.reload()
    follow(page, "Sluit of stop deze vragenlijst")
    press(page, "Sluit de vragenlijst")


def saved(page: Page, words: str, folder: Path) -> bytes:
    """What comes of a button or a link that downloads."""
    with page.expect_download() as begun:
        page.get_by_text(words, exact=True).click()
    begun.value.save_as(folder / "paper.pdf")
    return (folder / "paper.pdf").read_bytes()


def links_on(paper: bytes) -> list[str]:
    """Where the QR codes lead to, as is said of each to who cannot see it; each once."""
    return list(dict.fromkeys(found.decode() for found in _LINK.findall(paper)))
