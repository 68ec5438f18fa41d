from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.difference import Change, between
from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import read
from groeiruimte.programme.words import FIELDS, ITEMS

Changed = Callable[..., str]

CHANGES: dict[str, tuple[list[tuple[str, str]], list[Change]]] = {
    "a title": (
        [('title = "U hebt een plan"', 'title = "U hebt een goed plan"')],
        [Change("KPI d-plan, titel", "U hebt een plan", "U hebt een goed plan")],
    ),
    "an amount": (
        [('"3.16"', '"3.20"')],
        [Change("geld, tarief vanaf 1 januari 2022, bedrag", "€ 3,16", "€ 3,20")],
    ),
    "a percentage": (
        [('percent = "2"', 'percent = "1.5"')],
        [Change("geld, groeiruimte van 2022, percentage", "2%", "1,5%")],
    ),
    "a date": (
        [("2022-08-31", "2022-09-30")],
        [Change("uiterste datum plan, datum", "31 augustus 2022", "30 september 2022")],
    ),
    "yes and no": (
        [('key = "concept", text', 'key = "concept", required = false, text')],
        [Change("formulier plan, vraag concept, nodig", "ja", "nee")],
    ),
    "a number deep down": (
        [("at_least = 2", "at_least = 3")],
        [Change("KPI a-training, eis, ten minste", "2", "3")],
    ),
    "a part without a name": (
        [("value = true", "value = false")],
        [Change("KPI d-plan, eis, deel 2, waarde", "ja", "nee")],
    ),
    "one part more": (
        [('    { kind = "submitted", form = "plan" },\n', '    { kind = "submitted", form = "plan" },\n' * 2)],
        [
            Change("KPI d-plan, eis, deel 2, soort", "answered", "submitted"),
            Change("KPI d-plan, eis, deel 2, vraag", "budget", ""),
            Change("KPI d-plan, eis, deel 2, waarde", "ja", ""),
            Change("KPI d-plan, eis, deel 2, status", "", "submitted"),
            Change("KPI d-plan, eis, deel 3", "", "soort answered; formulier plan; vraag budget; waarde ja"),
        ],
    ),
    "something new": (
        [
            (
                "[[phases]]",
                '[[phases]]\nkey = "borgen"\nlabel = "Borgen"\norder = 3\nsource = { text = "beleid" }\n\n[[phases]]',
            )
        ],
        [Change("fase borgen", "", "Borgen")],
    ),
    "something gone": (
        [('[[funding.eligible]]\ncode = "3314"\nname = "OZF"\nend = 2022-12-31\nsource = { text = "register" }\n', "")],
        [Change("geld, UZOVI-code 3314", "OZF", "")],
    ),
    "a list of words": (
        [('excluded_functions = ["medical_assistant"]', 'excluded_functions = ["medical_assistant", "gp"]')],
        [Change("doelstelling B, uitgesloten functies", "medical_assistant", "medical_assistant, gp")],
    ),
}


def programme_of(text: str) -> Programme:
    programme, problems = read(text)
    assert problems == []
    assert programme is not None
    return programme


@pytest.mark.parametrize(("changes", "found"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_in_words(
    frame: str, changed: Changed, changes: list[tuple[str, str]], found: list[Change]
) -> None:
    assert between(programme_of(frame), programme_of(changed(frame, *changes))) == found


def test_a_programme_does_not_differ_from_itself(frame: str) -> None:
    assert between(programme_of(frame), programme_of(frame)) == []


def test_another_order_is_told(frame: str) -> None:
    old = programme_of(frame)
    new = old.model_copy(update={"phases": old.phases[::-1]})
    assert between(old, new) == [Change("volgorde van fasen", "plan, doen", "doen, plan")]


def test_a_region_is_told_apart_from_its_frame(frame: str, region: str) -> None:
    other, problems = read(region, base=frame)
    assert problems == []
    assert other is not None
    changes = between(programme_of(frame), other)
    assert [change.path for change in changes] == [
        "sleutel",
        "basis",
        "titel",
        "korte titel",
        "regio",
        "bron regio",
        "doelstelling D, naam",
        "doelstelling D, bron, tekst",
        "doelstelling D, bron, plaats in de bron",
        "voorwaarde once_a_year",
        "KPI a-training, titel",
        "KPI a-training, eis, ten minste",
        "KPI a-training, bron, tekst",
        "KPI a-training, bron, plaats in de bron",
        "geld, UZOVI-code 3314",
    ]


def test_what_is_new_and_what_is_gone_the_other_way_round_is_the_same(frame: str, region: str) -> None:
    old, new = programme_of(frame), read(region, base=frame)[0]
    assert new is not None
    there, back = between(old, new), between(new, old)
    assert {(change.path, change.was, change.becomes) for change in there} == {
        (change.path, change.becomes, change.was) for change in back
    }


def test_a_change_reads_as_a_sentence() -> None:
    assert [
        str(Change("titel", "Oud", "Nieuw")),
        str(Change("titel", "", "Nieuw")),
        str(Change("titel", "Oud", "")),
    ] == [
        "titel: was Oud, wordt Nieuw.",
        "titel: nieuw, Nieuw.",
        "titel: vervalt, was Oud.",
    ]


def test_every_field_and_every_list_has_a_dutch_word() -> None:
    schema = Programme.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    fields = [(name, node) for part in parts for name, node in part.get("properties", {}).items()]
    tables = {
        name
        for name, node in fields
        if node.get("type") == "array" and node["items"].get("type") != "string" and "enum" not in node["items"]
    }
    assert sorted({name for name, _ in fields}) == sorted(FIELDS)
    assert sorted(tables) == sorted(ITEMS)
