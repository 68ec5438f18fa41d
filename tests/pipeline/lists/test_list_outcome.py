"""What leaves a child, in which words, and that nobody can be known by it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.pipeline.lists import messages
from groeiruimte.pipeline.lists.messages import (
    FINDINGS,
    KINDS,
    REFUSALS,
    describe,
    grouped,
    refusal,
    row_numbers,
    weight,
)
from groeiruimte.pipeline.lists.outcome import CATEGORIES, Finding, Job, Outcome, Refusal
from groeiruimte.pipeline.lists.population import population
from groeiruimte.pipeline.lists.register import load_register
from groeiruimte.pipeline.lists.sample import VARIANTS, sample
from groeiruimte.pipeline.lists.seal import SealError, new_key, open_sealed, seal
from groeiruimte.pipeline.vektis.plan import ClaimPlan
from groeiruimte.programme.calendar import Quarter

from .lists import GOOD, HEADER, JOB, make_csv, make_xlsx, read

REGISTER = Path(__file__).parents[3] / "definitions" / "registers" / "uzovi.toml"
PLAN = ClaimPlan("01012345", "99999", "008", 79, 1, date(2022, 4, 12), True)
QUARTER = Quarter(2022, 2)

words = st.text(max_size=20)
counts = st.dictionaries(st.text("0123456789", min_size=4, max_size=4), st.integers(0, 9000), max_size=4)
outcomes = st.builds(
    Outcome,
    ok=st.booleans(),
    sha256=words,
    size=st.integers(0),
    refusal=st.none() | st.builds(Refusal, words, words, words),
    rows=st.integers(0),
    counted=counts,
    other_insurer=st.integers(0),
    not_active=st.integers(0),
    findings=st.lists(
        st.builds(Finding, st.none() | st.integers(1), st.none() | words, words, st.sampled_from(sorted(CATEGORIES)))
    ).map(tuple),
    missing_columns=st.lists(words).map(tuple),
    headers=st.lists(words).map(tuple),
    mapping=counts,
    uzovi_totals=counts,
    sealed_claim=st.none() | st.binary(),
    claim_total_cents=st.none() | st.integers(0),
    claim_unknown=st.lists(words).map(tuple),
    seconds=st.floats(0, 99),
)


@given(outcomes)
def test_an_outcome_survives_the_way_to_its_parent(outcome: Outcome) -> None:
    assert Outcome.from_json(json.loads(json.dumps(outcome.to_json()))) == outcome


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": "x"},
        {"findings": [[1, "a", "b", "secret"]]},
        {"findings": [[1]]},
        {"sealed_claim": "*"},
        {"counted": 1},
    ],
)
def test_an_answer_that_is_no_outcome_is_not_believed(wrong: dict[str, Any]) -> None:
    answer = Outcome(ok=True, sha256="", size=0).to_json() | wrong
    with pytest.raises((ValueError, TypeError, AttributeError)):
        Outcome.from_json(answer)


def test_a_job_survives_the_way_to_its_child() -> None:
    job = replace(JOB, mapping={"bsn": "Nr", "sex": 3}, previous={"3311": 9}, claim=PLAN, seal_key=new_key())
    assert Job.from_json(json.loads(json.dumps(job.to_json()))) == job
    assert Job.from_json(json.loads(json.dumps(JOB.to_json()))) == JOB


def test_a_job_does_not_show_its_key() -> None:
    key = new_key()
    job = replace(JOB, claim=PLAN, seal_key=key)
    assert repr(key) not in repr(job)
    with pytest.raises(ValueError, match="a claim needs a key"):
        replace(JOB, claim=PLAN)


@pytest.mark.parametrize("variant", range(len(VARIANTS)))
def test_nobody_can_be_known_by_an_outcome(variant: int) -> None:
    people = population(7, 300, QUARTER)
    told = json.dumps(read(sample(7, 300, QUARTER, variant, mistakes=True).content).to_json(), ensure_ascii=False)
    secrets = {str(one.bsn) for one in people} | {one.insured_number for one in people} | {one.name for one in people}
    secrets |= {one.postcode for one in people} | {one.birth.isoformat() for one in people if one.birth.year > 1900}
    assert [secret for secret in secrets if re.search(rf"\b{secret}\b", told)] == []


@pytest.mark.parametrize("rows", [[GOOD] * 3, [["Jansen", *GOOD]] * 2, [["", *GOOD]], [["x" * 70, GOOD[0]]]])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nobody_can_be_known_by_a_refusal(rows: list[list[str]], kind: str) -> None:
    data = make_csv(rows) if kind == "csv" else make_xlsx({f"Segment 3 {GOOD[0]}": rows})
    told = json.dumps(read(data).to_json())
    assert [secret for secret in GOOD if secret and secret in told] == []


SPELLINGS = (
    "999990019",
    "999,990,019",
    "999/990/019",
    "999_990_019",
    "999–990–019",
    "999 990 019",
    "9 9 9 9 9 0 0 1 9",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("place", ["tab", "surplus", "title", "over", "unknown"])
def test_a_name_outside_the_rows_is_not_told(place: str, spelling: str) -> None:
    """Whether the list is read or refused: a patient on the tab, beside the header, above it, over it or instead."""
    canary = f"Kanariewieg, P. {spelling}"
    tab = canary.replace("/", "_")[:31]  # as a tab can be called
    sheets: dict[str, list[list[str]]] = {
        "tab": [HEADER, GOOD],
        "surplus": [[*HEADER, canary, "Kanariewieg"], GOOD],
        "title": [[canary], HEADER, GOOD],
        "over": [[canary] * 6, HEADER, ["x", *GOOD[1:]]],
        "unknown": [["Kanariewieg", "Wie", "Geboren", "Verzekering"], GOOD],
    }
    outcome = read(make_xlsx({tab if place == "tab" else "Segment 3": sheets[place]}))
    told = json.dumps(replace(outcome, sha256="", seconds=0.0).to_json(), ensure_ascii=False)
    assert re.findall(r"Kanariewieg|9[\W_]?9[\W_]?9", told) == []
    assert outcome.ok is (place not in ("tab", "unknown"))


BANNED = (
    "ongeldig", "fout opgetreden", "helaas", "oeps", "verplicht veld", "gelieve", "dient te", "error", "upload",
)  # fmt: skip
FACTS = {
    "kind": "een OpenDocument-bestand", "size": "34", "most": "50.000", "sheet": "Segment 3",
    "seen": "9 tabbladen: tabblad 1, tabblad 2, tabblad 3 en nog 6", "missing": "BSN",
}  # fmt: skip


def texts() -> list[str]:
    refused = [refusal(code, **FACTS) for code in REFUSALS]
    grouped_words = [grouped(code, count) for code, each in FINDINGS.items() if each.group for count in (1, 12)]
    return [text for each in refused for text in (each.message, each.mend)] + [
        text for each in FINDINGS.values() for text in (each.message, each.mend)
    ] + grouped_words  # fmt: skip


@pytest.mark.parametrize("text", texts())
def test_every_sentence_is_short_and_friendly(text: str) -> None:
    assert not [word for word in BANNED if word in text.lower()]
    assert text.endswith((".", "?"))
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.?!]) ", text)) <= 15


def test_every_finding_has_words() -> None:
    assert describe("bsn") == (
        "Dit BSN klopt niet, of het ontbreekt. Meestal is dat een typefout.",
        "Zoek het BSN op in uw HIS en verbeter het.",
    )
    assert {code for code in FINDINGS if weight(code) == "fault"} == {"bsn", "birth", "uzovi", "dates", "double"}
    assert set(KINDS) == {"pdf", "word", "slides", "opendocument", "zip", "image", "html", "xml", "program", "unknown"}


def test_rows_with_one_finding_are_said_together() -> None:
    assert grouped("bsn", 12) == "In 12 rijen klopt het BSN niet. Meestal is dat een typefout."
    assert grouped("birth", 1) == "In 1 rij kan de geboortedatum niet kloppen."
    assert grouped("jump", 1) == FINDINGS["jump"].message
    assert row_numbers([14]) == "Rij: 14."
    assert row_numbers([14, 88, 131]) == "Rijen: 14, 88, 131."
    assert row_numbers(list(range(1, 1031)), 3) == "Rijen: 1, 2, 3 en nog 1.027."
    assert messages.number(50_000) == "50.000"


def test_a_finding_says_where() -> None:
    outcome = read(make_csv([HEADER, GOOD, ["x", *GOOD[1:]], [*GOOD[:5], "1-1-2000"]]))
    assert outcome.findings == (Finding(3, "BSN", "bsn", "value"), Finding(4, "Uitschrijfdatum", "dates", "row"))


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_with_its_key_alone(content: bytes) -> None:
    key = new_key()
    sealed = seal(content, key)
    assert open_sealed(sealed, key) == content
    for other, altered in (
        (new_key(), sealed),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (key, sealed[:5]),
        (key, b""),
    ):
        with pytest.raises(SealError):
            open_sealed(altered, other)


def test_a_key_has_its_size() -> None:
    with pytest.raises(ValueError, match="a key has 32 bytes"):
        seal(b"x", b"short")


def test_the_register_of_this_product() -> None:
    codes = load_register(REGISTER)
    assert len(codes) == 95
    assert codes >= {"3311", "3313", "3351", "3358", "9086", "7095", "7119", "3332", "7029", "3343"}
    assert "1234" not in codes
    assert load_register(REGISTER, date(2022, 4, 1)) == codes


def test_a_register_knows_days(tmp_path: Path) -> None:
    path = tmp_path / "uzovi.toml"
    path.write_text(
        '[[code]]\ncode = "3311"\n'
        '[[code]]\ncode = "3314"\nto = 2021-12-31\n'
        '[[code]]\ncode = "9999"\nfrom = 2022-01-01\n'
    )
    assert load_register(path) == {"3311", "3314", "9999"}
    assert load_register(path, date(2021, 12, 31)) == {"3311", "3314"}
    assert load_register(path, date(2022, 1, 1)) == {"3311", "9999"}


@pytest.mark.parametrize(
    "text", ["", "code = 1", '[[code]]\ncode = "33"', "[[code]]\ncode = 3311", "[[code]]\n", "[[code"]
)
def test_what_is_no_register(tmp_path: Path, text: str) -> None:
    path = tmp_path / "uzovi.toml"
    path.write_text(text)
    with pytest.raises(ValueError):
        load_register(path)
