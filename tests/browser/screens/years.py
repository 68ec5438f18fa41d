"""R12 and A02: the text of a next year, copied, tried on the own practices and played before it is published."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from .. import deeds, people
from ..site import Site
from .screen import Deed, Screen, made, press, then

_LEAD, _ADMIN = people.PROJECT_LEAD, people.ADMIN
_YEARS, _ALL = "../jaar/", "/beheer/jaren/"
_UTRECHT, _DEFINITIONS = people.UTRECHT_LEAD, Path(__file__).parents[3] / "definitions/zilveren-kruis"
_OF_ROHA = "Toekomstbestendige huisartsenzorg, ROHA 2021 en 2022"
_TITLE, _COPY = "Toekomstbestendige huisartsenzorg, Rijnmond Dokters 2022", "Kopie van 2022-utrecht"


def _copied(_: Site, page: Page) -> str:
    """As it comes: amounts of the new year are not known, so it cannot be read yet."""
    deeds.go(page, page.get_by_role("button", name="Kopieer 2022-"))
    return page.url


def _readable(site: Site, page: Page) -> str:
    _copied(site, page)
    for name, kind in (("text", "toml"), ("cases", "cases.toml")):
        page.locator(f"input[name={name}_file]").set_input_files(_DEFINITIONS / f"2022-rijnmond.{kind}")
    deeds.press(page, "Bewaar en kijk na")
    return page.url


def _changed(_: Site, page: Page) -> str:
    """A shorter goal: it can be published as it is."""
    deeds.press(page, "Kopieer 2021-roha van ROHA")
    text, cases = ((_DEFINITIONS / f"2021-roha.{kind}").read_bytes() for kind in ("toml", "cases.toml"))
    for name, content in (
        ("text", text.replace(b"met hulp in de praktijk", b"met hulp")),
        ("cases", cases),
    ):
        file = {"name": f"{name}.toml", "mimeType": "text/plain", "buffer": content}
        page.locator(f"input[name={name}_file]").set_input_files(file)
    deeds.press(page, "Bewaar en kijk na")
    return page.url


_copy, _text = made("draft of Utrecht", _copied), made("draft of Rijnmond", _readable)
_new = made("draft of the platform", _changed)


def _at(part: str) -> Deed:
    return lambda _, page: page.goto(page.url.partition("?")[0] + part)


def _no_text(_: Site, page: Page) -> None:
    file = {"name": "jaar.toml", "mimeType": "text/plain", "buffer": b"\xff\xfe\x00"}
    page.locator("input[name=text_file]").set_input_files(file)
    deeds.press(page, "Bewaar en kijk na")


YEARS = (
    Screen("A02", _ADMIN, _ALL, "Richt een nieuw jaar in", bright=0),
    Screen("R12", _LEAD, _YEARS, "Richt een nieuw jaar in", bright=0),
    Screen("R12 text", _LEAD, _YEARS, _TITLE, _text),
    Screen("R12 text to mend", _UTRECHT, _YEARS, _COPY, _copy),
    Screen("R12 text wrong", _UTRECHT, _YEARS, _COPY, then(_copy, _no_text)),
    Screen("R12 effects", _LEAD, _YEARS, "Wat doet deze tekst", then(_text, _at("gevolgen/"))),
    Screen(
        "R12 effects nothing", _UTRECHT, _YEARS, "Hier is nog niets te zien", then(_copy, _at("gevolgen/")), bright=0
    ),
    Screen("R12 play", _LEAD, _YEARS, "Het jaar in één keer", then(_text, _at("afspelen/")), bright=0),
    Screen("A02 text", _ADMIN, _ALL, _OF_ROHA, _new),
    Screen("A02 play", _ADMIN, _ALL, "Het jaar in één keer", then(_new, _at("afspelen/")), bright=0),
    Screen("A02 publish", _ADMIN, _ALL, f"Publiceer {_OF_ROHA}", then(_new, _at("publiceren/"))),
    Screen(
        "A02 publish not confirmed",
        _ADMIN,
        _ALL,
        f"Publiceer {_OF_ROHA}",
        then(_new, _at("publiceren/"), press("Publiceer")),
    ),
)
