"""P11 and P12: a list on its way in, with everything that can come of it."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Page

from groeiruimte.actions.demo.sample_lists import GOOD_CSV

from .. import people
from ..deeds import deliver, hand_in, of_other_insurers, without_rows
from ..people import Q1, Q2, content_of
from ..site import Site
from .screen import APRIL_20, Screen, follow, made, press, then

_LEAD = people.LEAD.manager.email
_DELIVER, _OUTCOME, _IN = "Patiëntenlijst aanleveren", "Uitkomst controle", "Uw aantallen zijn binnen"
_FIRST, _SEND, _POINT_OUT = "Bekijk: Lijst 1", "Stuur aantallen in", "Wijs de kolommen aan"


def _fewer(_: Site, page: Page) -> str:
    return deliver(page, Q2, without_rows(content_of(people.JUMPS, Q2, GOOD_CSV), keep=1_200))


def _nobody(_: Site, page: Page) -> str:
    return deliver(page, Q2, of_other_insurers(content_of(people.NOBODY, Q2, GOOD_CSV)))


def _pdf(_: Site, page: Page) -> str:
    return deliver(page, Q2, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "lijst.xlsx")


def _own_columns(_: Site, page: Page) -> str:
    _header, *rows = content_of(people.UNREADABLE, Q2, GOOD_CSV).splitlines(keepends=True)
    return deliver(page, Q2, b"A;B;C;D;E;F;G;H;I;J;K;L\r\n" + b"".join(rows[:200]))


def _correction(_: Site, page: Page) -> str:
    """A list that comes in after the region closed the quarter, which it did before the demo begins."""
    good = content_of(people.CORRECTS, Q1, GOOD_CSV)
    outcome = deliver(page, Q1, without_rows(good, keep=good.count(b"\n") - 60))
    hand_in(page)
    return outcome


def claimable(_: Site, page: Page) -> None:
    """The page of an amount with its claim file, made now: one that was made before is swept when a year goes by."""
    amount = urljoin(page.url, f"vergoeding/{Q2}/")
    deliver(page, Q2, content_of(people.CLAIMS, Q2, GOOD_CSV))
    hand_in(page)
    page.goto(amount)


def _claimed(site: Site, page: Page) -> str:
    """Fetches a claim file; gives the first page of the practice."""
    home = page.url
    claimable(site, page)
    with page.expect_download():
        page.get_by_role("button", name="Haal declaratiebestand op").click()
    return home


claimed_before = then(made("claimed", _claimed), claimable)
jumped, nobody_counts = made("jumped", _fewer), made("nobody", _nobody)
not_read, own_columns = made("not read", _pdf), made("own columns", _own_columns)
corrected = made("correction", _correction)

LISTS = (
    Screen("P11", _LEAD, "lijst/", _DELIVER),
    Screen("P11 nothing chosen", _LEAD, "lijst/", _DELIVER, press("Controleer de lijst")),
    Screen("P11 again", people.MENDED.manager.email, f"lijst/kwartaal/{Q1}/", _DELIVER),
    Screen("P11 not open", _LEAD, "lijst/kwartaal/2022Q3/", _DELIVER, bright=0),
    Screen("P11 late", _LEAD, "lijst/", _DELIVER, day=APRIL_20),
    Screen("P11 not asked", people.UTRECHT.manager.email, "lijst/", _DELIVER, bright=0),
    Screen("P11 not enrolled", people.NEW.manager.email, "lijst/", _DELIVER, bright=0),
    Screen("P12 checked", people.CHECKED.manager.email, f"lijst/kwartaal/{Q2}/", _OUTCOME, follow(_FIRST)),
    Screen("P12 counts", people.EARLY.manager.email, f"lijst/kwartaal/{Q2}/", _IN, follow(_FIRST)),
    Screen("P12 overtaken", people.MENDED.manager.email, f"lijst/kwartaal/{Q1}/", _OUTCOME, follow(_FIRST), bright=0),
    Screen("P12 jump", people.JUMPS.manager.email, "", _OUTCOME, jumped),
    Screen("P12 jump no reason", people.JUMPS.manager.email, "", _OUTCOME, then(jumped, press(_SEND))),
    Screen("P12 nil", people.NOBODY.manager.email, "", _OUTCOME, nobody_counts),
    Screen("P12 nil not confirmed", people.NOBODY.manager.email, "", _OUTCOME, then(nobody_counts, press(_SEND))),
    Screen("P12 not read", people.UNREADABLE.manager.email, "", _OUTCOME, not_read),
    Screen("P12 own columns", people.UNREADABLE.manager.email, "", _OUTCOME, own_columns),
    Screen(
        "P12 columns", people.UNREADABLE.manager.email, "", "Kolommen aanwijzen", then(own_columns, follow(_POINT_OUT))
    ),
    Screen(
        "P12 columns empty",
        people.UNREADABLE.manager.email,
        "",
        "Kolommen aanwijzen",
        then(own_columns, follow(_POINT_OUT), press("Bewaar de kolommen")),
    ),
    Screen("P12 correction", people.CORRECTS.manager.email, "", _IN, corrected),
)
