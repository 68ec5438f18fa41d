"""Which scans a practice is offered or owes, and how they stand. Source: R028, R073, R096, R099, R101, R125."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.scan import Scan
from groeiruimte.rules.facts import Facts, Measurement, ScanFact
from groeiruimte.rules.obligations import Obligation, owed
from groeiruimte.rules.prefill import Earlier, Known, of_earlier
from groeiruimte.rules.scan_offer import availability, is_required, offered, recent, window

from .practice import AUTUMN, Varied, tables

MAY, JUNE = date(2022, 5, 2), date(2022, 6, 1)
SCAN: dict[str, Any] = {
    "key": "ict_scan",
    "title": "ICT-scan",
    "minutes": 25,
    "interview_minutes": 60,
    "objectives": ["A", "B"],
    "required_for": ["B"],
    "opens": date(2022, 2, 1),
    "due": date(2022, 5, 31),
    "source": {"text": "regio", "at": "r. 7"},
    "dimensions": [{"key": "safe", "title": "Veilig"}],
    "sections": [{"key": "net", "title": "Netwerk"}],
    "questions": [
        {"key": "wifi", "section": "net", "text": "Werkt de wifi?", "type": "choice", "choices": ["Ja", "Nee"]},
        {"key": "many", "section": "net", "text": "Hoeveel werkplekken?", "type": "number"},
        {"key": "own", "section": "net", "text": "Wat wilt u kwijt?", "type": "long_text", "required": False},
    ],
    "marks": [
        {
            "question": "wifi", "dimensions": ["safe"], "fine": ["Ja"], "risk": ["Nee"], "in_order": "Goede wifi.",
            "advice": "wifi",
        },
    ],
    "advice": [
        {
            "key": "wifi", "title": "Betere wifi", "text": "Koop iets.", "reason": "Het hapert.", "effort": "small",
            "cost": "low", "who": "supplier", "shows": "Een meting",
        },
    ],
}  # fmt: skip
TAKES_PART = Facts(enrolled_on=AUTUMN, enrolled_years=(2022,), objectives=("B",))
LATE = "Dit kon tot en met 31 mei 2022. U kunt het nog insturen. Het komt dan te laat aan."
RECENT = {
    "key": "d1", "objective": "B", "title": "De scan is gedaan", "source": {"text": "regio"},
    "met_by": {"kind": "any_of", "of": [
        {"kind": "scan_finished", "scan": "ict_scan", "recent_months": 12},
        {"kind": "scan_finished", "scan": "other"},
    ]},
}  # fmt: skip


@pytest.fixture(scope="module")
def asked(varied: Varied) -> Programme:
    return varied(scans=[SCAN])


def scan_of(programme: Programme) -> Scan:
    found = programme.scan("ict_scan")
    assert found is not None
    return found


def scan_owed(programme: Programme, facts: Facts, on: date) -> Obligation | None:
    return next((found for found in owed(programme, facts, on) if found.kind == "scan"), None)


def test_a_mandatory_scan_is_owed(asked: Programme) -> None:
    assert scan_owed(asked, TAKES_PART, MAY) == Obligation(
        key="scan-ict_scan",
        kind="scan",
        title="ICT-scan",
        opens=date(2022, 2, 1),
        due=date(2022, 5, 31),
        state="todo",
        because="Doe dit uiterlijk op 31 mei 2022. U hebt nog 29 dagen.",
        quarter=None,
        minutes=25,
        source="Regiotekst, r. 7",
        scan="ict_scan",
    )


@pytest.mark.parametrize(
    ("objectives", "is_offered", "required"), [(("A",), True, False), (("B",), True, True), (("C",), False, False)]
)
def test_to_whom_it_is_offered(asked: Programme, objectives: tuple[str, ...], is_offered: bool, required: bool) -> None:
    facts, scan = replace(TAKES_PART, objectives=objectives), scan_of(asked)
    assert (offered(asked, facts), is_required(scan, facts)) == ((scan,) if is_offered else (), required)
    assert (scan_owed(asked, facts, MAY) is not None) == required


@pytest.mark.parametrize(
    ("on", "state"), [(date(2022, 1, 31), "not_yet"), (MAY, "todo"), (date(2022, 5, 31), "todo"), (JUNE, "late")]
)
def test_how_it_stands_before_it_is_begun(asked: Programme, on: date, state: str) -> None:
    found = scan_owed(asked, TAKES_PART, on)
    assert found is not None
    assert found.state == state


@pytest.mark.parametrize(
    ("status", "state", "because"),
    [
        (
            "answering", "todo",
            "Doe dit uiterlijk op 31 mei 2022. U hebt nog 29 dagen. U bent bezig: 2 van de 3 vragen.",
        ),
        (
            "submitted", "done",
            "Dit is klaar sinds 1 mei 2022. Uw antwoorden zijn verstuurd. U kiest straks een moment voor het gesprek.",
        ),
        (
            "reviewed", "done",
            "Dit is klaar sinds 1 mei 2022. Uw antwoorden zijn bekeken. Kies nu een moment voor het gesprek.",
        ),
        (
            "planned", "done",
            "Dit is klaar sinds 1 mei 2022. Uw gesprek staat gepland. De KPI telt mee zodra het rapport er is.",
        ),
        (
            "interviewed", "done",
            "Dit is klaar sinds 1 mei 2022. Het rapport komt binnen 28 dagen na het gesprek. "
            "De KPI telt mee zodra het rapport er is.",
        ),
        ("finished", "done", "Dit is klaar sinds 1 mei 2022. De scan is klaar."),
    ],
)  # fmt: skip
def test_the_own_part_is_done_once_it_is_sent_in(asked: Programme, status: str, state: str, because: str) -> None:
    sent_on = None if status == "answering" else date(2022, 5, 1)
    facts = replace(TAKES_PART, scans=(ScanFact("ict_scan", status, sent_on, None, 2, 3),))
    found = scan_owed(asked, facts, MAY)
    assert found is not None
    assert (found.state, found.because, found.done_on) == (state, because, sent_on)


def test_late_is_told_also_afterwards(asked: Programme) -> None:
    facts = replace(TAKES_PART, scans=(ScanFact("ict_scan", "finished", JUNE, JUNE, 3, 3),))
    found = scan_owed(asked, facts, JUNE)
    assert found is not None
    assert found.because == (
        "Dit is klaar sinds 1 juni 2022. Dat was te laat: het kon tot en met 31 mei 2022. De scan is klaar."
    )


def test_a_recent_scan_is_not_asked_again(varied: Varied) -> None:
    programme = varied(scans=[SCAN], kpis=[*tables()["kpis"], RECENT])
    before = replace(TAKES_PART, measurements=(Measurement("ict_scan", date(2021, 11, 3)),))
    long_ago = replace(TAKES_PART, measurements=(Measurement("ict_scan", date(2020, 11, 3)),))
    assert [recent(programme, facts, scan_of(programme)) for facts in (before, long_ago, TAKES_PART)] == [
        date(2021, 11, 3), None, None,
    ]  # fmt: skip
    found = scan_owed(programme, before, MAY)
    assert found is not None
    assert (found.state, found.because) == ("done", "Uw scan van 3 november 2021 telt nog mee.")


def test_who_starts_after_the_last_day_has_until_the_end(varied: Varied) -> None:
    programme = varied(scans=[SCAN | {"opens": None, "due": date(2021, 12, 1)}])
    assert window(programme, TAKES_PART, scan_of(programme)) == (date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("facts", "on", "state", "because"),
    [
        (TAKES_PART, MAY, "open", "U kunt dit invullen tot en met 31 mei 2022."),
        (TAKES_PART, JUNE, "open", LATE),
        (TAKES_PART, date(2022, 1, 31), "not_yet", "Dit kan vanaf 1 februari 2022."),
        (TAKES_PART, date(2023, 1, 1), "not_yet", "Dit kon tot en met 31 december 2022."),
        (replace(TAKES_PART, enrolled_on=None), MAY, "not_yet", "Meld u eerst aan voor Klein 2022."),
        (replace(TAKES_PART, objectives=("C",)), MAY, "not_for_you", "Deze scan hoort bij een andere doelstelling."),
    ],
)
def test_when_it_can_be_done(asked: Programme, facts: Facts, on: date, state: str, because: str) -> None:
    found = availability(asked, facts, scan_of(asked), on)
    assert (found.state, found.because) == (state, because)


def test_what_stood_in_the_last_scan_where_it_still_fits(asked: Programme) -> None:
    form = scan_of(asked).form
    before = Earlier(form, {"wifi": "Soms", "many": "12", "own": "De printer", "weg": "x"}, date(2021, 5, 3))
    assert of_earlier(asked, TAKES_PART, form, before, on=MAY) == {
        "many": Known("12", "Stond in uw vorige scan van 3 mei 2021.")
    }
