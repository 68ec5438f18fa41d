"""What the definitions hold that no worked example can ask: lists, orders, names, sources and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.read import load
from groeiruimte.programme.syntax import parse

FOLDER = Path(__file__).parents[2] / "definitions"
KEYS = ("2021", "2021-roha", "2022-rijnmond", "2022-utrecht")
REGIONS = KEYS[1:]

# The requirements that these texts carry, and that a worked example shows.
ROWS = [7, 8, 12, 56, 57, 58, 164, 186, 2, 54, 157]
ROWS += [16, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 75, 76, 77, 78, 79, 95, 158]
ROWS += [67, 68, 69, 70, 80, 81, 82, 83, 87, 88, 89, 90, 96, 97, 98, 99]
ROWS += [112, 113, 114, 119, 121, 122, 123, 124, 128, 129, 130, 131, 144]
ROWS += [59, 61, 139, 170, 175]
ROWS += [15, 31, 35, 38, 39, 51, 53, 155]

BANNED = ("ongeldig", "fout opgetreden", "helaas", "oeps", "verplicht veld", "gelieve", "dient te", "—")
LONGEST_SENTENCE = 15

# Words of a text that no person reads as a sentence.
NOT_READ = {"key", "headers", "address", "title", "form", "question", "topic", "record", "scan", "survey", "evidence"}


def programme(key: str) -> Programme:
    found, problems = load(key, FOLDER)
    assert problems == []
    assert found is not None
    return found


def table(name: str) -> dict[str, Any]:
    found, problems = parse((FOLDER / "zilveren-kruis" / name).read_text(encoding="utf-8"))
    assert problems == []
    assert found is not None
    return found


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_READ:
                yield from texts(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, path)
    elif isinstance(value, str):
        yield path, value


def sources(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name.endswith("source") and isinstance(part, dict):
                yield f"{path}.{name}", part
            yield from sources(part, f"{path}.{name}")
    elif isinstance(value, list):
        for part in value:
            yield from sources(part, path)


def choices(key: str, kind: str, objective: str) -> list[str]:
    return [c.key for c in programme(key).choices if (c.kind, c.objective) == (kind, objective)]


def test_every_requirement_of_the_texts_has_a_worked_example() -> None:
    shown = {row for key in KEYS for case in table(f"{key}.cases.toml")["case"] for row in case["rows"]}
    assert sorted({f"R{row:03}" for row in ROWS} - shown) == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_not_verified_says_why(key: str) -> None:
    doubtful = [(path, source) for path, source in sources(table(f"{key}.toml")) if source.get("verified") is False]
    assert doubtful != []
    assert [path for path, source in doubtful if not source.get("note")] == []


@pytest.mark.parametrize("key", KEYS)
def test_what_is_verified_has_a_place(key: str) -> None:
    sure = [(path, source) for path, source in sources(table(f"{key}.toml")) if source.get("verified", True)]
    assert [path for path, source in sure if not source.get("at")] == []


@pytest.mark.parametrize("name", [f"{key}{end}" for key in KEYS for end in (".toml", ".cases.toml")])
def test_sentences_are_short_and_kind(name: str) -> None:
    read = list(texts(table(name)))
    long = [
        sentence
        for _, text in read
        for sentence in re.split(r"(?<=[.!?:])\s+", text)
        if len(sentence.split()) > LONGEST_SENTENCE
    ]
    assert long == []
    assert [(path, word) for path, text in read for word in BANNED if word in text.lower()] == []


@pytest.mark.parametrize(
    ("key", "order"), [("2021", "ABCD"), ("2021-roha", "ABDC"), ("2022-rijnmond", "ABCD"), ("2022-utrecht", "ABDC")]
)
def test_each_region_has_its_own_order(key: str, order: str) -> None:
    assert "".join(objective.key for objective in programme(key).objectives_in_order) == order


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("2021", "Efficiëntere praktijkvoering"),
        ("2021-roha", "Efficiëntere praktijkvoering"),
        ("2022-rijnmond", "Efficiëntere bedrijfsvoering"),
        ("2022-utrecht", "Efficiënte praktijkvoering"),
    ],
)
def test_the_fourth_objective_has_a_name_per_region(key: str, label: str) -> None:
    assert programme(key).objective("D").label == label


def test_roha_takes_two_objectives_together() -> None:
    assert [(subject.key, subject.objectives) for subject in programme("2021-roha").subjects] == [("2-3", ("B", "D"))]


def test_roha_has_one_track_to_choose() -> None:
    tracks = [choice for choice in programme("2021-roha").choices if (choice.kind, choice.objective) == ("track", "A")]
    assert [(track.key, track.only_one) for track in tracks] == [("beeldbeltraject", True), ("cboards-ouderen", True)]


def test_roha_kpis_follow_the_track() -> None:
    by_track = {kpi.key: kpi.choice for kpi in programme("2021-roha").kpis if kpi.choice}
    video, boards = "beeldbeltraject", "cboards-ouderen"
    assert by_track == {"1a": video, "1b": video, "1c": boards, "1d": boards}


def test_concepts_of_rijnmond() -> None:
    assert sorted(choices("2022-rijnmond", "concept", "C")) == ["krachtige-basiszorg", "pgz", "positieve-gezondheid"]


def test_linked_projects_of_rijnmond() -> None:
    assert (len(choices("2022-rijnmond", "project", "A")), len(choices("2022-rijnmond", "project", "C"))) == (2, 7)


def test_rijnmond_recommends_one_training() -> None:
    assert [c.key for c in programme("2022-rijnmond").choices if c.recommended] == ["organiseer-je-praktijk"]


def test_initiatives_of_utrecht() -> None:
    of_a, of_d = choices("2022-utrecht", "initiative", "A"), choices("2022-utrecht", "initiative", "D")
    assert (of_a, of_d) == (["zelfmeetgegevens", "portaal-econsult", "beeldbellen"], ["lean-werken"])


def test_phases_exist_in_utrecht_only() -> None:
    phases = {key: [phase.key for phase in programme(key).phases] for key in KEYS}
    there = ["action_plan", "execution", "evaluation"]
    assert phases == {"2021": [], "2021-roha": [], "2022-rijnmond": [], "2022-utrecht": there}


@pytest.mark.parametrize(
    ("key", "numbers"), [("2021-roha", (4, 3, 4, 1)), ("2022-rijnmond", (4, 4, 4, 3)), ("2022-utrecht", (5, 5, 5, 5))]
)
def test_number_of_kpis_per_objective(key: str, numbers: tuple[int, ...]) -> None:
    assert tuple(len(programme(key).kpis_of(objective)) for objective in "ABCD") == numbers


@pytest.mark.parametrize(
    ("key", "route"),
    [("2021", "not_stated"), ("2021-roha", "not_stated"), ("2022-rijnmond", "direct"), ("2022-utrecht", "not_stated")],
)
def test_route_of_the_money(key: str, route: str) -> None:
    assert programme(key).funding.route == route


@pytest.mark.parametrize("key", KEYS)
def test_no_tariff_and_no_code_is_sure(key: str) -> None:
    funding = programme(key).funding
    assert [insurer.code for insurer in funding.eligible] == ["3311", "3313", "3351", "3358", "9086"]
    assert [tariff.start for tariff in funding.tariffs if tariff.source.verified] == []
    assert [insurer.code for insurer in funding.eligible if insurer.source.verified] == []


def test_tariff_per_year_where_a_text_gives_one() -> None:
    tariffs = {key: [(t.amount, t.per) for t in programme(key).funding.tariffs] for key in KEYS}
    known = [(316, "year")]
    assert tariffs == {"2021": known, "2021-roha": [], "2022-rijnmond": known, "2022-utrecht": known}


def test_rijnmond_reads_the_tab_of_segment_3() -> None:
    lists = programme("2022-rijnmond").lists
    assert lists is not None
    assert (lists.sheet, len(lists.columns)) == ("segment 3", 13)


@pytest.mark.parametrize("key", REGIONS)
def test_a_form_that_is_due_is_there_for_whom_it_is_due(key: str) -> None:
    found = programme(key)
    due = {deadline.form for deadline in found.deadlines if deadline.form}
    assert due <= {form.key for form in found.forms}


@pytest.mark.parametrize("key", KEYS)
def test_what_a_kpi_reads_out_has_dutch_words(key: str) -> None:
    """An English key without a term would show in the explanation of a KPI."""
    found = programme(key)
    asked = set(re.findall(r"(?:topic|record|scan|survey|evidence)='([^']+)'", repr([k.met_by for k in found.kpis])))
    assert sorted(word for word in asked - {term.key for term in found.terms} if "-" not in word) == []


@pytest.mark.parametrize("key", KEYS)
def test_each_programme_asks_a_regional_plan_and_a_report(key: str) -> None:
    """R037, R050, R051: an approach and an analysis for each objective, each with a last day."""
    found = programme(key)
    assert found.regional_plan is not None
    assert found.report is not None
    assert [s.key for s in found.regional_plan.sections if s.required and not s.every_objective] == ["approach"]
    assert [s.key for s in found.report.sections if s.required] == ["analysis"]
    assert found.regional_plan.due is not None
    assert found.report.due is not None
    assert (found.regional_plan.due < found.report.due, len(found.regional_plan.standard_agreements)) == (True, 3)


def test_utrecht_has_a_plan_for_each_of_its_four_themes() -> None:
    """R155."""
    plan = programme("2022-utrecht").regional_plan
    assert plan is not None
    assert [(s.key, s.per_objective) for s in plan.sections if s.every_objective] == [("support_plan", True)]


def test_kinds_of_support() -> None:
    """R035, R091, R110, R132, R140, R147, R148."""
    kinds = {key: sorted(kind.key for kind in programme(key).support_kinds) for key in KEYS}
    assert kinds == {
        "2021": ["practice_scan", "training"],
        "2021-roha": ["advice_talk", "plan_help", "practical_help", "practice_scan", "training"],
        "2022-rijnmond": ["inspiration_session", "practice_scan", "training"],
        "2022-utrecht": [
            *("content_help", "guidance", "meeting", "plan_help", "practice_scan", "process_help", "training"),
        ],
    }


def test_tracks_exist_at_roha_only() -> None:
    """R115, R116, R118, R119: intake, visit, advice and installation; a start and five boards."""
    tracks = {key: {t.key: [s.key for s in t.steps] for t in programme(key).tracks} for key in KEYS}
    of_roha = {
        "beeldbeltraject": ["intake", "visit", "advice", "installation"],
        "cboards-ouderen": ["start", "boards"],
    }
    assert tracks == {"2021": {}, "2021-roha": of_roha, "2022-rijnmond": {}, "2022-utrecht": {}}
    assert {t.choice for t in programme("2021-roha").tracks} == set(of_roha)
