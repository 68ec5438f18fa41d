"""What must hold for every screen, and for every screen where something was filled in wrongly."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .look import amiss, frame


def good(page: Page, shows: str, judged: set[str], *, bright: int = 1, wrong: bool = False) -> None:
    """Everything that is measured of a screen whose heading begins with `shows` (see `screens.Screen`)."""
    shown = frame(page)
    assert shown.headings[0].startswith(shows), shown.headings
    if wrong:
        told_first(page)
    found = amiss(page, judged)
    assert found == {}, found
    whole = (len(shown.headings), shown.bright, shown.title.endswith(" – Groeiruimte"))
    assert whole == (1, bright, True), whole


def told_first(page: Page) -> None:
    assert page.title().startswith("Fout: ")
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert summary.locator("li").count() > 0
    for number, line in enumerate(summary.locator("li a").all()):
        target = page.locator(line.get_attribute("href") or "")
        assert line.inner_text() in told_at(page, target.get_attribute("id") or "")
        if number == 0:
            line.click()
            expect(target).to_be_focused()


def told_at(page: Page, field: str) -> list[str]:
    """The sentences that stand at a field, by the id that the field says describes it."""
    ids = page.locator(f"#{field}").get_attribute("aria-describedby") or ""
    group = page.locator(f"fieldset:has(#{field})")
    if group.count():
        ids += " " + (group.get_attribute("aria-describedby") or "")
    said = [page.locator(f"#{each} p").all_inner_texts() for each in ids.split() if each.endswith("_error")]
    return [sentence.removeprefix("Fout:").strip() for sentences in said for sentence in sentences]
