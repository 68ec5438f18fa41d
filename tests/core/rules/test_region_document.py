"""A regional plan: what is missing, how it begins, what may be kept, what changed (R015, R031, R035, R038, R051-R053,
R155)."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.burden import expected
from groeiruimte.rules.region_document import Change, Missing, difference, filled, missing, to_write
from groeiruimte.rules.region_parts import Fault, wrong
from groeiruimte.rules.region_start import copied, prefilled

from .practice import Varied

SOURCE = {"text": "regio", "at": "r. 1"}
LINDE, MAAS = "bcdfghjkmnpqrstvwxzb", "cdfghjkmnpqrstvwxzbc"
ONE, TWO = "dfghjkmnpqrstvwxzbcd", "fghjkmnpqrstvwxzbcdf"
PLAN = {
    "sections": [
        {"key": "approach", "label": "Aanpak", "per_objective": True, "source": SOURCE},
        {"key": "theme", "label": "Hulp", "per_objective": True, "every_objective": True, "source": SOURCE},
        {"key": "fit", "label": "Waarom dit past", "required": False, "source": SOURCE},
    ],
    "standard_agreements": ["De praktijk meet mee."],
    "source": SOURCE,
}
KINDS = [{"key": "training", "label": "Scholing", "source": SOURCE}]
ACTIVITY = {
    "objective": "A",
    "title": "Scholing beeldbellen",
    "kind": "training",
    "when": "voorjaar",
    "cost_cents": 100_00,
    "other_funding": [],
    "additional": "",
}
KPI = {
    "objective": "A",
    "title": "Praktijken bellen met beeld",
    "dimension": "experience",
    "measure": "number",
    "target": "40 praktijken",
    "source": "",
}
FIGURES: dict[str, Any] = {
    "practices": [
        {"id": LINDE, "name": "De Linde", "objectives": ["A"]},
        {"id": MAAS, "name": "Maaszicht", "objectives": ["A"]},
    ],
    "supported": ["A", "D"],
}
WHOLE: dict[str, Any] = {
    "section": {key: {"text": "Zo doen wij het."} for key in ("approach-A", "theme-A", "theme-D")},
    "activity": {ONE: ACTIVITY},
    "kpi": {TWO: KPI},
    "agreement": {"all": {"text": "De praktijk meet mee."}},
}


@pytest.fixture(scope="module")
def programme(varied: Varied) -> Programme:
    return varied(regional_plan=PLAN, support_kinds=KINDS)


def without(kind: str, key: str) -> dict[str, Any]:
    return {**WHOLE, kind: {name: content for name, content in WHOLE[kind].items() if name != key}}


def changed(kind: str, key: str, **fields: Any) -> dict[str, Any]:
    return {**WHOLE, kind: {**WHOLE[kind], key: {**WHOLE[kind][key], **fields}}}


def test_a_whole_plan_misses_nothing(programme: Programme) -> None:
    assert missing(programme, WHOLE, FIGURES) == ()


GAPS: dict[str, tuple[dict[str, Any], Missing]] = {
    "R051: an approach for each chosen objective": (
        without("section", "approach-A"),
        Missing("section:approach-A", "“Aanpak: A Zorg op afstand” is nog leeg.", "Schrijf dit onderdeel."),
    ),
    "R155: a plan for each theme, chosen or not": (
        changed("section", "theme-D", text=" "),
        Missing("section:theme-D", "“Hulp: D Slimmer werken” is nog leeg.", "Schrijf dit onderdeel."),
    ),
    "R015, R035: an activity for each chosen objective": (
        changed("activity", ONE, objective="D"),
        Missing("objective:A", "Doelstelling A heeft nog geen activiteit.", "Voeg een activiteit toe."),
    ),
    "R015: a KPI for each chosen objective": (
        changed("kpi", TWO, objective="D"),
        Missing("objective:A", "Doelstelling A heeft nog geen KPI.", "Voeg een KPI toe."),
    ),
    "R015: one of the four aims": (
        changed("kpi", TWO, dimension=""),
        Missing(
            f"kpi:{TWO}",
            "Bij de KPI “Praktijken bellen met beeld” is nog geen doel gekozen.",
            "Kies een van de vier doelen.",
        ),
    ),
    "R036: something to reach": (
        changed("kpi", TWO, target=" "),
        Missing(
            f"kpi:{TWO}",
            "Bij de KPI “Praktijken bellen met beeld” staat nog niet wat u wilt bereiken.",
            "Vul de streefwaarde in.",
        ),
    ),
    "R038: other money without what is additional": (
        changed("activity", ONE, other_funding=["Project OPEN"]),
        Missing(
            f"activity:{ONE}",
            "“Scholing beeldbellen” krijgt ook ander geld. Er staat nog niet bij wat extra is.",
            "Schrijf wat u met dit geld extra doet.",
        ),
    ),
    "R031: an agreement with two of two": (
        without("agreement", "all"),
        Missing(
            "agreement:all",
            "Voor 2 praktijken staat er nog geen werkafspraak.",
            "Schrijf een afspraak die voor elke praktijk geldt.",
        ),
    ),
    "R031: an agreement with one of two": (
        {**WHOLE, "agreement": {LINDE: {"text": "Wij bellen."}}},
        Missing(
            "agreement:all",
            "Voor Maaszicht staat er nog geen werkafspraak.",
            "Schrijf een afspraak die voor elke praktijk geldt.",
        ),
    ),
}


@pytest.mark.parametrize(("parts", "gap"), GAPS.values(), ids=GAPS)
def test_what_is_missing_is_said_with_its_place(programme: Programme, parts: dict[str, Any], gap: Missing) -> None:
    assert missing(programme, parts, FIGURES) == (gap,)


def test_an_agreement_with_each_practice_is_enough(programme: Programme) -> None:
    parts = {**WHOLE, "agreement": {LINDE: {"text": "Wij bellen."}, MAAS: {"text": "Wij meten."}}}
    assert missing(programme, parts, FIGURES) == ()


def test_other_money_with_what_is_additional_is_fine(programme: Programme) -> None:
    parts = changed("activity", ONE, other_funding=["Project OPEN"], additional="Een extra avond.")
    assert missing(programme, parts, FIGURES) == ()


def test_a_kpi_for_all_objectives_counts_for_each(programme: Programme) -> None:
    assert missing(programme, changed("kpi", TWO, objective=""), FIGURES) == ()


def test_a_plan_without_practices_shows_nobody(programme: Programme) -> None:
    """R053. Nobody chose an objective, so nothing else is asked but what every theme asks."""
    found = missing(programme, {}, {"practices": [], "supported": ["D"]})
    assert [gap.place for gap in found] == ["section:theme-D", "practices"]


def test_sections_follow_the_choices(programme: Programme) -> None:
    assert [each.key for each in to_write(programme, sections_of(programme), FIGURES, {})] == [
        "approach-A",
        "theme-A",
        "theme-D",
        "fit",
    ]


def test_what_was_written_stays_when_nobody_chooses_it_any_more(programme: Programme) -> None:
    parts = {"section": {"approach-B": {"text": "Wij helpen."}}}
    keys = [each.key for each in to_write(programme, sections_of(programme), FIGURES, parts)]
    assert keys == ["approach-A", "approach-B", "theme-A", "theme-D", "fit"]


def sections_of(programme: Programme) -> Any:
    assert programme.regional_plan is not None
    return programme.regional_plan.sections


def test_a_plan_begins_with_what_is_known(programme: Programme) -> None:
    keys = (f"{number}" for number in count(1))
    trainings = [
        {"objective": "A", "title": "Beeldbellen", "kind": "training", "when": "vanaf 1 maart 2022"},
        {"objective": "B", "title": "Lean", "kind": "training", "when": "vanaf 2 maart 2022"},
        {"objective": "", "title": "Dag", "kind": "meeting", "when": "vanaf 3 maart 2022"},
    ]
    found = prefilled(programme, FIGURES, trainings, lambda: next(keys))
    assert [(each["objective"], each["title"], each["kind"]) for each in found["activity"].values()] == [
        ("A", "Beeldbellen", "training"),
        ("A", "Dag", ""),
    ]
    asked = [kpi.key for kpi in programme.kpis if kpi.objective in (None, "A")]
    assert [each["source"] for each in found["kpi"].values()] == asked
    assert {(each["dimension"], each["target"]) for each in found["kpi"].values()} == {("", "")}
    assert found["agreement"] == {"all": {"text": "De praktijk meet mee."}}


def test_how_much_is_filled_in_is_counted(programme: Programme) -> None:
    assert filled(programme, WHOLE, FIGURES) == (13, 13)
    assert filled(programme, changed("kpi", TWO, dimension="", target=""), FIGURES) == (11, 13)


def test_an_earlier_plan_is_copied_without_what_is_gone(programme: Programme) -> None:
    parts = {
        "section": {"approach-A": {"text": "Zo."}, "fit": {"text": "Past."}, "gone": {"text": "Weg."}},
        "activity": {ONE: {**ACTIVITY, "kind": "visit"}},
        "kpi": {TWO: {**KPI, "source": "old"}},
        "agreement": {"all": {"text": "Meten."}, LINDE: {"text": "Bellen."}},
    }
    assert copied(programme, parts) == {
        "section": {"approach-A": {"text": "Zo."}, "fit": {"text": "Past."}},
        "activity": {ONE: {**ACTIVITY, "kind": ""}},
        "kpi": {TWO: KPI},
        "agreement": {"all": {"text": "Meten."}},
    }


FAULTS: dict[str, tuple[str, str, dict[str, Any], Fault]] = {
    "a kind that is not there": (
        "story",
        "all",
        {"text": "x"},
        Fault("", "Dit onderdeel hoort niet in een regioplan.", "Ga terug naar het plan."),
    ),
    "a section that is not there": (
        "section",
        "approach-E",
        {"text": "x"},
        Fault("", "Dit onderdeel staat niet in dit programma.", "Ga terug naar het plan."),
    ),
    "a field too many": (
        "section",
        "fit",
        {"text": "x", "title": "y"},
        Fault("", "Dit onderdeel is niet heel.", "Open het plan opnieuw en vul het nog eens in."),
    ),
    "a key that is no id": (
        "kpi",
        "../een",
        KPI,
        Fault("", "Dit onderdeel kennen wij niet.", "Ga terug naar het plan."),
    ),
    "a number that looks like a BSN": (
        "agreement",
        "all",
        {"text": "Bel 999990019."},
        Fault("text", "In uw tekst staat een nummer dat op een BSN lijkt. Haal het weg."),
    ),
    "a text that is too long": (
        "kpi",
        ONE,
        {**KPI, "target": "x" * 301},
        Fault("target", "Deze tekst is te lang. Er passen 300 tekens in.", "Maak de tekst korter."),
    ),
    "an amount below nothing": (
        "activity",
        ONE,
        {**ACTIVITY, "cost_cents": -1},
        Fault("cost_cents", "Een bedrag is nul of hoger.", "Verbeter het bedrag."),
    ),
    "a kind of support that is not there": (
        "activity",
        ONE,
        {**ACTIVITY, "kind": "visit"},
        Fault("kind", "Deze soort ondersteuning staat niet in dit programma.", "Kies uit de lijst."),
    ),
    "an aim that is not one of the four": (
        "kpi",
        ONE,
        {**KPI, "dimension": "fun"},
        Fault("dimension", "Dit doel bestaat niet.", "Kies een van de vier doelen."),
    ),
    "an empty agreement": (
        "agreement",
        "all",
        {"text": " "},
        Fault("text", "De afspraak is nog leeg.", "Schrijf wat u afspreekt."),
    ),
}


@pytest.mark.parametrize(("kind", "key", "content", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_kept_says_why(
    programme: Programme, kind: str, key: str, content: dict[str, Any], fault: Fault
) -> None:
    assert wrong(programme, kind, key, content) == fault


@pytest.mark.parametrize(("kind", "key"), [(kind, key) for kind, found in WHOLE.items() for key in found])
def test_what_is_whole_can_be_kept(programme: Programme, kind: str, key: str) -> None:
    assert wrong(programme, kind, key, WHOLE[kind][key]) is None


def sealed(parts: dict[str, Any], **figures: Any) -> dict[str, Any]:
    listed = {kind: [{"key": key, **content} for key, content in found.items()] for kind, found in parts.items()}
    return {"parts": listed, "figures": {**FIGURES, "maximum_cents": None, "oi_cents": None, **figures}}


def test_a_plan_does_not_differ_from_itself() -> None:
    assert difference(sealed(WHOLE), sealed(WHOLE)) == ()


def test_a_changed_field_is_told_with_both_values() -> None:
    new = changed("kpi", TWO, dimension="costs", target="")
    assert difference(sealed(WHOLE), sealed(new)) == (
        Change(f"kpi:{TWO}", "KPI “Praktijken bellen met beeld”, doel", "ervaring van de patiënt", "kosten"),
        Change(f"kpi:{TWO}", "KPI “Praktijken bellen met beeld”, streefwaarde", "40 praktijken", ""),
    )


def test_what_is_new_and_what_is_gone_is_told() -> None:
    other = {**WHOLE, "activity": {MAAS: {**ACTIVITY, "title": "Dag"}}}
    assert difference(sealed(WHOLE), sealed(other)) == (
        Change(f"activity:{MAAS}", "Activiteit “Dag”", "", "Dag"),
        Change(f"activity:{ONE}", "Activiteit “Scholing beeldbellen”", "Scholing beeldbellen", ""),
    )


def test_the_same_activity_with_another_id_is_the_same() -> None:
    """Between two years ids differ; the objective and the name tell that it is the same."""
    other = {**WHOLE, "activity": {MAAS: {**ACTIVITY, "cost_cents": 250_00}}}
    assert difference(sealed(WHOLE), sealed(other)) == (
        Change(f"activity:{MAAS}", "Activiteit “Scholing beeldbellen”, kosten", "€ 100,00", "€ 250,00"),
    )


def test_who_takes_part_and_the_amounts_are_told() -> None:
    fewer = [{**FIGURES["practices"][0], "objectives": ["A", "D"]}]
    assert difference(sealed(WHOLE), sealed(WHOLE, practices=fewer, oi_cents=500_00)) == (
        Change("practices", "Praktijk De Linde", "A", "A en D"),
        Change("practices", "Praktijk Maaszicht", "A", ""),
        Change("budget", "Budget van de regio (O&I)", "", "€ 500,00"),
    )


def test_minutes_of_a_kpi_follow_from_its_form_and_its_notes(varied: Varied) -> None:
    """R052, Z6: a form of 9 minutes for two KPIs is 5 each; three notes are 6, a proof 3, a training nothing."""
    form = {
        "key": "report",
        "title": "Verslag",
        "kind": "evaluation",
        "minutes": 9,
        "source": SOURCE,
        "questions": [{"key": "text", "text": "Wat merkte u?", "type": "long_text"}],
    }
    kpis = [
        {"key": "told", "title": "U vertelt", "met_by": {"kind": "submitted", "form": "report"}, "source": SOURCE},
        {
            "key": "all",
            "title": "U doet alles",
            "met_by": {
                "kind": "all_of",
                "of": [
                    {"kind": "answered", "form": "report", "question": "text"},
                    {"kind": "counted", "record": "cboard", "at_least": 3},
                    {"kind": "evidence", "evidence": "website"},
                    {"kind": "attended", "topic": "zorg-op-afstand"},
                ],
            },
            "source": SOURCE,
        },
    ]
    assert expected(varied(forms=[form], kpis=kpis)) == {"told": 5, "all": 14}
