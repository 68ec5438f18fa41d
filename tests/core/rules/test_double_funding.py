"""The radar for double funding: what overlaps, which streams, whose exception (Z13; R021, R038, R072, R077, R092)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from groeiruimte.programme.form import Form
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.double_funding import Activity, Booking, Finding, Link, Place, links_of, radar, summed
from groeiruimte.rules.facts import StandingFact

JANUARY, MARCH, DECEMBER = date(2022, 1, 1), date(2022, 3, 1), date(2022, 12, 31)
HERE = Place("p1", "De Linde", JANUARY, DECEMBER)
HOURS = Booking("B", "practice_rn", "non_patient_time", Decimal(4), MARCH, claimed_nowhere_else=True)
POLICY = StandingFact("poh_s_policy", "current", JANUARY)
PILOT = StandingFact("kbz_pilot", "", date(2021, 1, 1), date(2022, 6, 30))


def streams(found: tuple[Finding, ...]) -> list[tuple[str, str, str, bool]]:
    return [(*each.streams, each.owner, each.open) for each in found]


def test_nothing_overlaps_when_all_is_well(small: Programme) -> None:
    assert radar(small, [replace(HERE, bookings=[HOURS], standings=[POLICY])], [Activity("Scholing")]) == ()
    assert summed(()) == "Wij vonden geen dubbele bekostiging."


def test_hours_without_the_statement_are_open(small: Programme) -> None:
    """R021: only where an objective asks for it."""
    without = replace(HOURS, claimed_nowhere_else=False)
    (found,) = radar(small, [replace(HERE, bookings=[without, replace(without, objective="C")])], [])
    assert (found.practice, found.name, found.streams) == ("p1", "De Linde", ("S3", "een andere declaratie"))
    assert found.what == "4 uur per week van praktijkverpleegkundige, doelstelling B, vanaf 1 maart 2022"
    assert (found.owner, found.open, found.source) == ("practice", True, "Regiotekst, r. 35")


@pytest.mark.parametrize(
    ("booking", "policy", "found"),
    [
        ({"function": "practice_nurse_somatic"}, POLICY, [("S3", "POH-S", "practice", False)]),
        (
            {"function": "practice_nurse_somatic", "claimed_nowhere_else": False},
            POLICY,
            [("S3", "POH-S", "practice", True)],
        ),
        ({"function": "practice_nurse_somatic"}, replace(POLICY, value="former"), [("S3", "POH-S", "practice", False)]),
        ({"function": "practice_nurse_somatic"}, None, []),
        ({"type": "patient_time"}, POLICY, [("S3", "POH-S", "practice", False)]),
        ({"type": "patient_time"}, replace(POLICY, value="former"), []),
        ({"type": "patient_time"}, replace(POLICY, end=date(2022, 2, 28)), []),
        ({"type": "patient_time", "end": date(2022, 3, 31)}, replace(POLICY, start=date(2022, 4, 1)), []),
        (
            {"type": "patient_time", "end": date(2022, 4, 1)},
            replace(POLICY, start=date(2022, 4, 1)),
            [("S3", "POH-S", "practice", False)],
        ),
        ({"objective": "Z", "function": "practice_nurse_somatic"}, POLICY, []),
    ],
)
def test_the_poh_s_regulation_may_pay_the_same_hours(
    small: Programme, booking: dict[str, object], policy: StandingFact | None, found: list[object]
) -> None:
    """R077, R158. Whoever stated that the hours are claimed nowhere else is covered."""
    place = replace(HERE, bookings=[replace(HOURS, **booking)], standings=[policy] if policy else [])  # type: ignore[arg-type]
    assert streams(radar(small, [place], [])) == found


def test_somebody_cannot_have_more_extra_hours_than_hours(small: Programme) -> None:
    mine = replace(HOURS, who="7", contract_hours=Decimal(6))
    also = replace(mine, objective="C", hours=Decimal(3), start=date(2022, 5, 1))
    (found,) = radar(small, [replace(HERE, bookings=[mine, also])], [])
    assert found.streams == ("S3 doelstelling B", "S3 doelstelling C")
    assert found.what == "7 extra uur per week van één praktijkverpleegkundige op 1 mei 2022, die er 6 uur werkt"
    # Just enough hours, one after the other, two people, or somebody whose hours nobody knows: no finding.
    enough = [replace(each, contract_hours=Decimal(7)) for each in (mine, also)]
    after = [replace(mine, end=date(2022, 4, 30)), also]
    two = [mine, replace(also, who="8")]
    unknown = [replace(each, contract_hours=None) for each in (mine, also)]
    for bookings in (enough, after, two, unknown):
        assert radar(small, [replace(HERE, bookings=bookings)], []) == ()


@pytest.mark.parametrize(("start", "open_"), [(JANUARY, True), (date(2022, 6, 30), True), (date(2022, 7, 1), False)])
def test_a_pilot_has_its_own_money(small: Programme, start: date, open_: bool) -> None:
    """R008: a pilot that ended before the practice took part is no overlap."""
    found = radar(small, [replace(HERE, start=start, standings=[PILOT])], [])
    assert streams(found) == ([("S3", "pilot Krachtige Basiszorg", "insurer", True)] if open_ else [])


def test_an_activity_that_names_other_money_is_always_in_the_list(small: Programme) -> None:
    """R038."""
    found = radar(
        small, [], [Activity("Boards", ["Wijkmanagement", "Project OPEN"], " "), Activity("Avond", ["ICT"], "Vervoer")]
    )
    assert [(each.name, each.what, each.streams, each.open) for each in found] == [
        ("Regio", "Activiteit “Boards”", ("O&I", "Wijkmanagement"), True),
        ("Regio", "Activiteit “Boards”", ("O&I", "Project OPEN"), True),
        ("Regio", "Activiteit “Avond”", ("O&I", "ICT"), False),
    ]


def test_a_linked_project_is_covered_by_who_says_what_is_additional(small: Programme) -> None:
    """R072, R092: the practice, or the regional plan."""
    place = replace(HERE, links=[Link("Project OPEN"), Link("Wijkmanagement", "Eén avond extra")])
    bare = radar(small, [place], [])
    assert streams(bare) == [("S3", "Project OPEN", "practice", True), ("S3", "Wijkmanagement", "practice", False)]
    planned = radar(small, [place], [Activity("Inzage", ["Project OPEN"], "Uitleg op locatie")])
    assert [(each.name, each.exception) for each in planned] == [
        ("Regio", "Uitleg op locatie"),
        ("De Linde", "Uitleg op locatie."),
        ("De Linde", "Eén avond extra."),
    ]
    assert summed(bare) == (
        "Wij vonden 2 keer mogelijk dubbel geld. Bij 1 daarvan ontbreekt nog een verklaring. "
        "Het gaat om Project OPEN en Wijkmanagement."
    )
    assert summed(planned).split(". ")[1] == "Overal staat een verklaring bij"


def test_a_form_says_which_projects_and_what_is_extra() -> None:
    projects = {"key": "projects", "text": "Welke projecten?", "type": "several", "choices_from": "choices.project"}
    extra = {
        "key": "extra",
        "text": "Wat deed u extra?",
        "type": "long_text",
        "shown_when": [{"question": "projects", "answered": True}],
    }
    asked = {"key": "note", "text": "Nog iets?", "type": "long_text"}
    form = Form.model_validate(
        {
            "key": "account",
            "title": "Verantwoording",
            "kind": "accountability",
            "minutes": 5,
            "source": {"text": "regio", "at": "r. 1"},
            "questions": [projects, extra, asked],
        }
    )
    answers = {"projects": ["Project OPEN", "ICT"], "extra": " Een avond ", "note": "Niets"}
    assert list(links_of(form, answers)) == [Link("Project OPEN", "Een avond"), Link("ICT", "Een avond")]
    assert list(links_of(form, {})) == []
