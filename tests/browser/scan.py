"""What a practice, a specialist and a visitor of a shared report do with a scan, on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from playwright.sync_api import Page, expect

from groeiruimte.programme.form import Question
from groeiruimte.programme.read import load
from groeiruimte.programme.scan import Scan

from .deeds import follow, go, heading, path_of, press

ONWARD = "Bewaar en ga verder"
UNKNOWN = "Weet ik niet"
_DEFINITIONS = Path(__file__).parents[2] / "definitions"


@cache
def scan_of(programme: str, key: str) -> Scan:
    """As the definition asks it."""
    found, _ = load(programme, _DEFINITIONS)
    assert found is not None
    scan = found.scan(key)
    assert scan is not None
    return scan


@dataclass
class Answers:
    """What a practice says: `said` by question, else what is in order. `asked` are the questions that came by."""

    scan: Scan
    said: Mapping[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def of(self, question: Question) -> str:
        mark = self.scan.mark_of(question.key)
        return self.said.get(question.key) or (mark.fine[0] if mark else question.choices[0])


def answer_page(page: Page, answers: Answers) -> None:
    """Answer every question of this page that was not answered yet."""
    for question in _on(page, answers.scan):
        place = page.locator(f"#vraag-{question.key}")
        if question.choices:
            place.get_by_label(answers.of(question), exact=True).check()
        else:
            place.locator("input[type=text], textarea").first.fill(answers.said.get(question.key, "Dat weten wij."))
        if question.key not in answers.asked:
            answers.asked.append(question.key)


def _on(page: Page, scan: Scan) -> Iterator[Question]:
    for key in page.locator(".question").evaluate_all("all => all.map((it) => it.id.replace('vraag-', ''))"):
        question = scan.form.question(key)
        assert question is not None
        yield question


def answer_until(page: Page, answers: Answers, section: str) -> None:
    """Page after page, up to the first page of this title; a page comes again when an answer makes it ask more."""
    while heading(page) != section:
        answer_page(page, answers)
        go(page, page.locator("main .actions .button").first)


# --- The specialist -------------------------------------------------------------------------------------------------


def to_scan(specialist: Page, practice: str) -> None:
    specialist.goto("/scan/rijnmond/")
    go(specialist, specialist.locator("tbody tr", has_text=practice).locator("a").first)


def judge(specialist: Page, question: str, level: str, note: str) -> None:
    """Say otherwise than the scan; the fields are folded away until one wants them."""
    chapter = specialist.locator("main .card", has_text=question)
    asked = chapter.locator(".stack", has_text=question)
    asked.locator("summary").click()
    asked.get_by_label("Uw oordeel").select_option(label=level)
    asked.get_by_label("Notitie voor het gesprek").fill(note)
    go(specialist, chapter.get_by_role("button", name=re.compile("^Bewaar uw oordeel")))


def read_in(specialist: Page, content: bytes) -> None:
    """A list of equipment, up to what was read of it."""
    follow(specialist, "Lees een csv-bestand in")
    specialist.get_by_label("Uw lijst").set_input_files(
        {"name": "apparatuur.csv", "mimeType": "text/csv", "buffer": content}
    )
    press(specialist, "Lees de lijst")


def hold_talk(specialist: Page, notes: str, summary: str) -> None:
    specialist.get_by_label("Uw notities").fill(notes)
    specialist.get_by_label("Samenvatting voor het rapport").fill(summary)
    specialist.get_by_label("Hoe lang duurde het gesprek?").fill("55")
    press(specialist, "Bewaar het gesprek")
    press(specialist, "Meld dat het gesprek is gehouden")


def own_advice(specialist: Page, title: str, reason: str) -> None:
    """Of the specialist, about one dimension, done by the practice."""
    for label, typed in (
        ("Advies in één zin", title),
        ("Wat doet de praktijk?", title),
        ("Waarom is dit nodig?", reason),
    ):
        specialist.get_by_label(label).fill(typed)
    for label in ("weinig werk", "geen kosten", "uw praktijk", "Veilig"):
        specialist.get_by_label(label, exact=True).check()
    press(specialist, "Bewaar het advies")


def titles(page: Page) -> list[str]:
    """The advice of a report in its order, without numbers."""
    found = page.locator("section[aria-labelledby=rapport-beter] h3").all_inner_texts()
    return [title.partition(". ")[2] for title in found]


# --- The practice ---------------------------------------------------------------------------------------------------


def paper_of(page: Page, name: str, folder: Path) -> bytes:
    with page.expect_download() as begun:
        page.get_by_text(name, exact=True).click()
    begun.value.save_as(folder / "paper.pdf")
    return (folder / "paper.pdf").read_bytes()


def finish_milestone(page: Page, title: str, proof: str, day: str) -> None:
    """Put a link on the shelf and report the milestone as done with it; `page` shows the plan."""
    card = page.locator("article.card", has_text=title)
    go(page, card.locator("a", has_text="Meld voortgang"))
    report = page.url
    follow(page, "Voeg eerst een bewijs toe")
    page.get_by_label("Of een link").fill(proof)
    press(page, "Voeg toe")
    page.goto(report)
    page.get_by_label("Op welke dag was het klaar?").fill(day)
    shelf = page.get_by_label("Welk bewijs hoort hierbij?")
    shelf.select_option(shelf.locator("option").last.get_attribute("value"))
    press(page, "Bewaar de voortgang")


def confirm(page: Page, password: str) -> str:
    """Say once more who it is; gives where that was asked."""
    asked = path_of(page)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    press(page, "Bevestig")
    expect(page.locator("h1")).not_to_have_text("Bevestig dat u het bent")
    return asked
