"""A region laid over its frame: what merges, what is replaced, what goes away, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from groeiruimte.programme.kpi import Attended
from groeiruimte.programme.overlay import lay
from groeiruimte.programme.problems import Problem
from groeiruimte.programme.read import read
from groeiruimte.programme.text import Source

Changed = Callable[..., str]
REMOVES = '"conditions.once_a_year"'

MISTAKES: dict[str, tuple[list[tuple[str, str]], list[Problem]]] = {
    "no titles of its own": (
        [('title = "Regio van de proef"\nshort_title = "Regio"\n', "")],
        [
            Problem("title", "Deze tekst heeft geen eigen titel.", "Voeg title toe. Van het kader geldt dit niet."),
            Problem(
                "short_title",
                "Deze tekst heeft geen eigen korte titel.",
                "Voeg short_title toe. Van het kader geldt dit niet.",
            ),
        ],
    ),
    "removes something that is not there": (
        [(REMOVES, '"conditions.once_a_jaar"')],
        [
            Problem(
                "removes[conditions.once_a_jaar]",
                "In kader staat geen conditions.once_a_jaar, dus het kan niet weg.",
                "Bedoelt u conditions.once_a_year?",
            )
        ],
    ),
    "removes from a place that is not there": (
        [(REMOVES, '"zaken.x"')],
        [Problem("removes[zaken.x]", "In kader staat geen zaken.x, dus het kan niet weg.", "Haal het uit removes.")],
    ),
    "removes from a value": (
        [(REMOVES, '"funding.growth_room.2022.year.x"')],
        [
            Problem(
                "removes[funding.growth_room.2022.year.x]",
                "In kader staat geen funding.growth_room.2022.year.x, dus het kan niet weg.",
                "Haal het uit removes.",
            )
        ],
    ),
    "removes a condition that another needs": (
        [(REMOVES, '"conditions.affiliation"')],
        [
            Problem(
                "removes[conditions.affiliation]",
                'De voorwaarde "affiliation" is weggehaald, maar de voorwaarde insurer_contract kan niet zonder.',
                "Laat de voorwaarde staan, of pas de voorwaarde insurer_contract aan.",
            )
        ],
    ),
    "removes a form that a deadline and a KPI need": (
        [(REMOVES, '"forms.plan"')],
        [
            Problem(
                "removes[forms.plan]",
                'Het formulier "plan" is weggehaald, maar de uiterste datum plan kan niet zonder.',
                "Laat het formulier staan, of pas de uiterste datum plan aan.",
            ),
            Problem(
                "removes[forms.plan]",
                'Het formulier "plan" is weggehaald, maar de KPI d-plan kan niet zonder.',
                "Laat het formulier staan, of pas de KPI d-plan aan.",
            ),
        ],
    ),
    "removes a question that a KPI needs": (
        [(REMOVES, '"forms.plan.questions.budget"')],
        [
            Problem(
                "removes[forms.plan.questions.budget]",
                'De vraag "budget" is weggehaald, maar de KPI d-plan kan niet zonder.',
                "Laat de vraag staan, of pas de KPI d-plan aan.",
            )
        ],
    ),
    "removes a whole list that a KPI needs": (
        [(REMOVES, '"choices"')],
        [
            Problem(
                "removes[choices]",
                'De keuze "lean" is weggehaald, maar de KPI d-plan kan niet zonder.',
                "Laat de keuze staan, of pas de KPI d-plan aan.",
            )
        ],
    ),
    "removes a source that an insurer needs": (
        [(REMOVES, '"sources.register"')],
        [
            Problem(
                "removes[sources.register]",
                'De bron "register" is weggehaald, maar de UZOVI-code 3311 kan niet zonder.',
                "Laat de bron staan, of pas de UZOVI-code 3311 aan.",
            )
        ],
    ),
    "removes an objective": (
        [(REMOVES, '"objectives.C"')],
        [
            Problem(
                "removes[objectives.C]",
                "Doelstelling C is weggehaald, maar elk programma heeft A, B, C en D.",
                "Laat haar staan. Zet supported = false als de regio niet helpt.",
            )
        ],
    ),
    "removes what every programme needs": (
        [(REMOVES, '"period.end"')],
        [
            Problem(
                "removes[period.end]",
                "period.end is weggehaald, maar een programma kan niet zonder.",
                "Haal het uit removes.",
            )
        ],
    ),
    "removes part of an item": (
        [(REMOVES, '"objectives.A.time"')],
        [
            Problem(
                "removes[objectives.A.time]",
                "objectives.A.time is weggehaald, maar een programma kan niet zonder.",
                "Haal het uit removes.",
            )
        ],
    ),
    "removes a tariff and leaves a gap": (
        [(REMOVES, '"funding.tariffs.2023-01-01"')],
        [
            Problem(
                "funding.tariffs",
                "Van 1 januari 2023 tot en met 31 december 2023 is er geen tarief.",
                "Voeg een tarief toe, of noem deze periode in tariffs_unknown.",
            )
        ],
    ),
    "removes no list": (
        [('["conditions.once_a_year", "funding.eligible.3314"]', REMOVES)],
        [Problem("removes", "Hier hoort een lijst met tekst.", 'Schrijf bijvoorbeeld removes = ["kpis.a-scan"].')],
    ),
    "an item twice": (
        [("[[kpis]]", '[[kpis]]\nkey = "a-training"\n\n[[kpis]]')],
        [Problem("kpis[a-training]", '"a-training" staat hier 2 keer.', "Geef elk onderdeel een eigen naam.")],
    ),
    "the contract of another region": (
        [("[[kpis]]", '[[conditions]]\nkey = "affiliation"\nvalue = "utrecht"\n\n[[kpis]]')],
        [
            Problem(
                "conditions[affiliation].value",
                '"utrecht" kan hier niet de waarde van affiliation zijn.',
                "Kies uit: rijnmond.",
            )
        ],
    ),
    "a base that is not the one it names": (
        [('extends = "kader"', 'extends = "kadre"')],
        [Problem("extends", 'De basis heet "kader", niet "kadre".', 'Geef de tekst met key = "kadre" mee.')],
    ),
    "itself for a base": (
        [('extends = "kader"', 'extends = "regio"')],
        [Problem("extends", "Deze tekst bouwt voort op zichzelf.", "Noem een andere tekst, of haal dit weg.")],
    ),
}


@pytest.mark.parametrize(("changes", "problems"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_an_overlay_is_refused_with_its_own_sentence(
    frame: str, region: str, changed: Changed, changes: list[tuple[str, str]], problems: list[Problem]
) -> None:
    assert read(changed(region, *changes), base=frame) == (None, problems)


def test_the_sentences_are_plain_dutch(unclear: Callable[..., list[str]]) -> None:
    assert unclear(problem for _, problems in MISTAKES.values() for problem in problems) == []


def test_an_overlay_merges_by_key_and_takes_away(frame: str, region: str) -> None:
    programme, problems = read(region, base=frame)
    assert problems == []
    assert programme is not None
    assert (programme.key, programme.extends, programme.region) == ("regio", "kader", "rijnmond")
    assert [condition.key for condition in programme.conditions] == ["affiliation", "insurer_contract"]
    assert [insurer.code for insurer in programme.funding.eligible] == ["3311"]
    assert [objective.label for objective in programme.objectives_in_order] == [
        "Zorg op afstand",
        "Anders organiseren",
        "Persoonsgerichte zorg",
        "Efficiëntere bedrijfsvoering",
    ]
    assert programme.objective("D").summary == "U maakt het werk slimmer."
    assert [source.key for source in programme.sources] == ["beleid", "register", "regio"]


def test_a_source_and_a_requirement_are_replaced_whole(frame: str, region: str) -> None:
    programme, problems = read(region, base=frame)
    assert problems == []
    assert programme is not None
    assert programme.objective("D").source == Source(text="regio")
    assert programme.kpis_of("A")[0].met_by == Attended(kind="attended", topic="zorg-op-afstand", at_least=1)


def test_an_item_of_another_kind_replaces_the_item_of_the_frame() -> None:
    below = {"conditions": [{"key": "a", "kind": "holds", "standing": "affiliation"}]}
    above = {"conditions": [{"key": "a", "kind": "plan_approved"}]}
    merged, _, _ = lay(below, above)
    assert merged == {"conditions": [{"key": "a", "kind": "plan_approved"}]}


def test_an_empty_list_replaces_the_list_of_the_frame() -> None:
    assert lay({"kpis": [{"key": "a"}]}, {"kpis": []})[0] == {"kpis": []}


def test_an_item_that_was_taken_away_may_come_back_otherwise() -> None:
    below = {"forms": [{"key": "plan", "title": "Oud", "minutes": 5}]}
    above = {"removes": ["forms.plan"], "forms": [{"key": "plan", "title": "Nieuw"}]}
    merged, gone, _ = lay(below, above)
    assert (merged, gone) == ({"forms": [{"key": "plan", "title": "Nieuw"}]}, frozenset())


def test_laying_a_region_leaves_the_frame_as_it_was() -> None:
    below = {"funding": {"tariffs": [{"start": "2022", "amount": "1.00"}]}}
    lay(below, {"funding": {"tariffs": [{"start": "2022", "amount": "2.00"}]}, "removes": ["funding.tariffs.2022"]})
    assert below == {"funding": {"tariffs": [{"start": "2022", "amount": "1.00"}]}}


def test_a_code_that_stands_twice_in_the_frame_is_not_guessed(frame: str, region: str, changed: Changed) -> None:
    base = changed(frame, ('name = "Zilveren Kruis"\n', 'name = "ZK"\nstart = 2023-01-01\n'), ('"3314"', '"3311"'))
    assert read(base)[1] == []
    overlay = changed(
        region,
        (', "funding.eligible.3314"]', "]"),
        ("[[kpis]]", '[[funding.eligible]]\ncode = "3311"\nname = "Een"\n\n[[kpis]]'),
    )
    assert read(overlay, base=base) == (
        None,
        [
            Problem(
                "funding.eligible[3311]",
                "In het kader staat dit meer dan één keer.",
                "Haal beide weg met removes. Schrijf ze hier opnieuw.",
            )
        ],
    )


def test_two_levels_are_refused(frame: str, region: str, changed: Changed) -> None:
    base = changed(frame, ("insurer", 'extends = "moeder"\ninsurer'))
    assert read(region, base=base) == (
        None,
        [
            Problem(
                "extends",
                "kader bouwt zelf voort op moeder. Er mag maar één laag zijn.",
                'Schrijf extends = "moeder".',
            )
        ],
    )


def test_a_text_that_extends_needs_its_base(region: str) -> None:
    what = "De tekst kader waarop deze tekst voortbouwt, is er niet."
    assert read(region) == (None, [Problem("extends", what, "Geef kader.toml mee, of haal extends weg.")])


def test_a_text_that_does_not_extend_takes_no_base(frame: str) -> None:
    what = "Deze tekst kreeg een basis mee, maar noemt er geen."
    mend = "Voeg extends toe, of lees de tekst zonder basis."
    assert read(frame, base=frame) == (None, [Problem("extends", what, mend)])


def test_a_text_without_a_base_removes_nothing(frame: str, changed: Changed) -> None:
    text = changed(frame, ("insurer", 'removes = ["kpis.d-plan"]\ninsurer'))
    mend = "Voeg extends toe of haal dit weg."
    assert read(text) == (None, [Problem("removes", "Er is niets om iets uit weg te halen.", mend)])


def test_a_mistake_in_the_base_names_the_base(frame: str, region: str, changed: Changed) -> None:
    base = changed(frame, ("2022-08-31", "2022-08-32"))
    assert read(region, base=base) == (
        None,
        [
            Problem(
                "kader: regel 140",
                "32 augustus 2022 bestaat niet: augustus heeft 31 dagen.",
                "Schrijf bijvoorbeeld 2022-08-31.",
            )
        ],
    )


def test_a_base_that_cannot_be_read_to_the_end_names_the_base(frame: str, region: str) -> None:
    problem = Problem(
        "kader: regel 211, teken 1", "Deze regel begint met een vreemd teken.", "Begin met een woord of met [naam]."
    )
    assert read(region, base=f"{frame}\n=") == (None, [problem])
