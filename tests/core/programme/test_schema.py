"""The JSON Schema that editors use."""

from __future__ import annotations

import json
from typing import Any

from groeiruimte.programme.schema import at, for_editors, kinds


def references(node: Any) -> set[str]:
    """Every `$ref` and every target of a discriminator in a schema."""
    if isinstance(node, dict):
        return {value for value in node.values() if isinstance(value, str) and value.startswith("#/")} | {
            found for value in node.values() for found in references(value)
        }
    return {found for value in node for found in references(value)} if isinstance(node, list) else set()


def test_a_text_of_its_own_must_have_all_that_a_programme_needs() -> None:
    schema = for_editors()
    assert schema["else"] == {"$ref": "#/$defs/Programme"}
    assert schema["$defs"]["Programme"]["required"] == [
        "key",
        "title",
        "short_title",
        "insurer",
        "goal",
        "period",
        "care",
        "sources",
        "objectives",
        "funding",
    ]


def test_an_overlay_must_only_say_what_is_its_own() -> None:
    schema = for_editors()
    assert (schema["if"], schema["then"]) == ({"required": ["extends"]}, {"$ref": "#/$defs/Overlay"})
    overlay = schema["$defs"]["Overlay"]
    assert overlay["required"] == ["extends", "key", "title", "short_title", "care"]
    assert overlay["properties"]["removes"]["items"] == {"type": "string"}
    assert [name for name, part in schema["$defs"].items() if name.startswith("Partial") and "required" in part] == []


def test_every_reference_in_the_schema_leads_somewhere() -> None:
    schema = for_editors()
    assert references(schema) <= {f"#/$defs/{name}" for name in schema["$defs"]}


def test_a_question_keeps_its_field_required() -> None:
    assert for_editors()["$defs"]["PartialQuestion"]["properties"]["required"]["type"] == "boolean"


def test_money_is_quoted_text_in_an_editor() -> None:
    assert for_editors()["$defs"]["Tariff"]["properties"]["amount"] == {
        "description": 'euro as quoted text, "3.16"; whole cents once read',
        "pattern": "^[0-9]{1,9}(\\.[0-9]{2})?$",
        "title": "Amount",
        "type": "string",
    }


def test_making_a_schema_for_editors_leaves_the_schema_of_sentences_alone() -> None:
    before = json.dumps(at(()))
    for_editors()["$defs"]["Programme"]["properties"].clear()
    assert json.dumps(at(())) == before


def test_a_place_in_a_text_has_a_schema() -> None:
    assert kinds(at(("conditions", 0))) == ("absent", "holds", "objectives_at_most", "once_a_year", "plan_approved")
    assert at(("kpis", 3, "met_by", "all_of", "of", 0, "attended", "at_least"))["minimum"] == 1
    assert at(("kpis", 3, "niets")) == {}
