"""Scans: what a practice answers and reads (P16, P17), the rooms of the specialist (T01-T03), and who else sees it."""

from __future__ import annotations

from urllib.parse import urljoin

from playwright.sync_api import Page

from .. import people
from ..site import Site
from .screen import Deed, Screen, fill, follow, press, row_of, then

_SCAN, _AT_ROHA = "scan/ict_scan/", "scan/practice_scan/"
_BEGINS, _HALFWAY = people.SCAN_BEGINS.manager.email, people.SCAN_HALFWAY.manager.email
_LOOKED_AT, _PLANNED = people.SCAN_LOOKED_AT.manager.email, people.SCAN_PLANNED.manager.email
_SENT, _TALKED, _READY = (
    people.SCAN_SENT.manager.email,
    people.SCAN_TALKED.manager.email,
    people.SCAN_READY.manager.email,
)
_IMPROVES, _OFFERED = people.SCAN_IMPROVES.manager.email, people.SCAN_OF_ROHA.manager.email
_OPEN_WAY, _OWN_PLAN = (one.manager.email for one in people.SCANS_AT_ROHA)
_TITLE, _MOMENT, _CHECK = "ICT-praktijkscan", "Kies een moment voor het gesprek", "Controleer en verstuur"
_DEVICE, _TOPICS, _ADVICE = "Nieuw apparaat", "Uw onderwerpen voor het gesprek", "Adviesrapport"
_REPORT, _FOLLOW_UP = f"{_SCAN}rapport/", f"{_AT_ROHA}vervolg/"
_T, _MOMENTS = people.SPECIALIST, "momenten/"
_REGION, _BUYER = people.PROJECT_LEAD, people.PURCHASER
_FORMULA = b'soort;merk\r\nLaptop;=HYPERLINK("http://example.org")\r\n'
_GOOD = b"soort;merk;aantal;jaar\r\nLaptop;Vlinder 3;4;2020\r\nPrinter;;1;2018\r\n"


def to(path: str) -> Deed:
    """On to what lies under this page."""
    return lambda _, page: page.goto(urljoin(page.url.partition("#")[0], path))


def read_csv(content: bytes) -> Deed:
    def deed(site: Site, page: Page) -> None:
        file = {"name": "apparatuur.csv", "mimeType": "text/csv", "buffer": content}
        page.get_by_label("Uw lijst").set_input_files(file)
        press("Lees de lijst")(site, page)

    return deed


def _of(practice: people.PracticePlan) -> Deed:
    return lambda _, page: page.goto(
        urljoin(page.url, page.locator("tbody tr", has_text=practice.name).locator("a").first.get_attribute("href"))
    )


SCAN = (
    Screen("scan begin", _BEGINS, _SCAN, _TITLE),
    Screen("scan halfway", _HALFWAY, _SCAN, _TITLE),
    Screen("scan page", _HALFWAY, f"{_SCAN}vragen/his/", "HIS en koppelingen"),
    Screen("scan page many", _BEGINS, f"{_SCAN}vragen/ransom/", "Digitale gijzeling"),
    Screen("scan check with gaps", _HALFWAY, f"{_SCAN}controleer/", _CHECK, bright=0),
    Screen("scan sent", _SENT, _SCAN, _TITLE, bright=0),
    Screen("scan moments not yet", _SENT, f"{_SCAN}gesprek/", _MOMENT, bright=0),
    Screen("scan looked at", _LOOKED_AT, _SCAN, _TITLE),
    Screen("scan moments", _LOOKED_AT, f"{_SCAN}gesprek/", _MOMENT),
    Screen("scan moments nothing chosen", _LOOKED_AT, f"{_SCAN}gesprek/", _MOMENT, press("Kies dit moment")),
    Screen("scan planned", _PLANNED, _SCAN, _TITLE, bright=0),
    Screen("scan moment chosen", _PLANNED, f"{_SCAN}gesprek/", "Uw gesprek"),
    Screen("scan topics", _PLANNED, f"{_SCAN}onderwerpen/", _TOPICS),
    Screen("scan talked", _TALKED, _SCAN, _TITLE, bright=0),
    Screen("scan ready", _READY, _SCAN, _TITLE),
    Screen("devices", _TALKED, "apparatuur/", "Uw apparatuur"),
    Screen("devices nothing", _BEGINS, "apparatuur/", "Uw apparatuur"),
    Screen("device add", _BEGINS, "apparatuur/nieuw/", _DEVICE),
    Screen("device add empty", _BEGINS, "apparatuur/nieuw/", _DEVICE, press("Bewaar het apparaat")),
    Screen("device edit", _TALKED, "apparatuur/", "Apparaat wijzigen", follow("Laptop")),
    Screen("scan report", _READY, _REPORT, _ADVICE),
    Screen("scan report nothing chosen", _READY, _REPORT, _ADVICE, press("Zet in uw plan")),
    Screen("scan report chosen", _IMPROVES, _REPORT, _ADVICE),
    Screen("scan report to share", _READY, f"{_REPORT}delen/verzekeraar/", "Deel het rapport met"),
    Screen("scan report shared", people.SCAN_SHARES.manager.email, f"{_REPORT}delen/regio/", "U deelt dit met"),
    Screen("praktijkscan", _OFFERED, _AT_ROHA, "Praktijkscan"),
    Screen("praktijkscan ready", _OPEN_WAY, _AT_ROHA, "Praktijkscan"),
    Screen("praktijkscan outcome", _OPEN_WAY, f"{_AT_ROHA}rapport/", "Uitkomst en advies"),
    Screen("praktijkscan follow-up", _OPEN_WAY, _FOLLOW_UP, "Hoe gaat u verder?"),
    Screen("praktijkscan follow-up empty", _OPEN_WAY, _FOLLOW_UP, "Hoe gaat u verder?", press("Bewaar uw keuze")),
    Screen("praktijkscan follow-up chosen", _OWN_PLAN, _FOLLOW_UP, "Hoe gaat u verder?"),
    Screen("T01", _T, "", "Scans", bright=0),
    Screen("T01 nothing", "specialist.roha@example.org", "", "Scans", bright=0),
    Screen("T01 moments", _T, _MOMENTS, "Momenten voor een gesprek"),
    Screen("T01 moments empty", _T, _MOMENTS, "Momenten voor een gesprek", press("Bied deze momenten aan")),
    Screen("T01 moments nothing", "specialist.utrecht@example.org", _MOMENTS, "Momenten voor een gesprek"),
    Screen("T02 busy", _T, "", _TITLE, row_of(people.SCAN_HALFWAY.name, table=2), bright=0),
    Screen("T02 review", _T, "", _TITLE, _of(people.SCAN_SENT)),
    Screen("T02 waits", _T, "", _TITLE, _of(people.SCAN_LOOKED_AT)),
    Screen("T02 interview", _T, "", _TITLE, _of(people.SCAN_PLANNED)),
    Screen(
        "T02 interview wrong",
        _T,
        "",
        _TITLE,
        then(_of(people.SCAN_PLANNED), fill(minutes="veel"), press("Bewaar het gesprek")),
    ),
    Screen("T02 device", _T, "", _DEVICE, then(_of(people.SCAN_PLANNED), follow("Zet een apparaat op de lijst"))),
    Screen("T02 csv", _T, "", "Apparatuur inlezen", then(_of(people.SCAN_PLANNED), follow("Lees een csv-bestand in"))),
    Screen(
        "T02 csv with a formula",
        _T,
        "",
        "Apparatuur inlezen",
        then(_of(people.SCAN_PLANNED), follow("Lees een csv-bestand in"), read_csv(_FORMULA)),
    ),
    Screen(
        "T02 csv read",
        _T,
        "",
        "Klopt deze lijst?",
        then(_of(people.SCAN_PLANNED), follow("Lees een csv-bestand in"), read_csv(_GOOD)),
    ),
    Screen("T03", _T, "", "Rapport", _of(people.SCAN_TALKED)),
    Screen("T03 advice", _T, "", "Advies wijzigen", then(_of(people.SCAN_TALKED), follow("Wijzig"))),
    Screen("T03 own advice", _T, "", "Eigen advies", then(_of(people.SCAN_TALKED), follow("Schrijf een eigen advies"))),
    Screen(
        "T03 own advice empty",
        _T,
        "",
        "Eigen advies",
        then(_of(people.SCAN_TALKED), follow("Schrijf een eigen advies"), press("Bewaar het advies")),
    ),
    Screen(
        "T03 preview",
        _T,
        "",
        _TITLE,
        then(_of(people.SCAN_TALKED), follow("Bekijk het rapport zoals de praktijk het ziet")),
    ),
    Screen("T03 sent", _T, "", "Rapport", _of(people.SCAN_READY)),
    Screen("scans of a region", _REGION, "../scans/", "Scans", bright=0),
    Screen("scans of a region ROHA", people.ROHA_LEAD, "../scans/", "Scans", bright=0),
    Screen("scans of a region nothing", people.UTRECHT_LEAD, "../scans/", "Scans", bright=0),
    Screen("shared reports", _REGION, "/gedeeld/regio/rijnmond/", "Gedeelde scans", bright=0),
    Screen("shared report", _REGION, "/gedeeld/regio/rijnmond/", _TITLE, row_of(people.SCAN_SHARES.name), bright=0),
    Screen("shared reports nothing", _BUYER, "/gedeeld/verzekeraar/zilveren-kruis/", "Gedeelde scans", bright=0),
)
