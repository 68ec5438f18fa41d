"""Aligning on a choice: three steps, three criteria, and objectives that a region does not support (R010-R039)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.alignment import VERDICTS, Judgement, as_supported, gap, needs_talk, state_of

from .practice import FEW

TODAY, TALK = date(2021, 9, 20), date(2021, 9, 16)
WHOLE = Judgement("yes", "with_help", "yes", TALK, "", True)


@pytest.mark.parametrize(
    ("judgement", "state"),
    [
        (None, "preference"),
        (Judgement(), "preference"),
        (Judgement("yes", "yes", "yes"), "preference"),
        (Judgement(aligned_on=TALK), "aligned"),
        (replace(WHOLE, confirmed=False), "aligned"),
        (WHOLE, "confirmed"),
    ],
)
def test_a_day_aligns_and_confirming_is_a_step_of_its_own(judgement: Judgement | None, state: str) -> None:
    """R030: the state "afgestemd" needs a dated talk."""
    assert state_of(judgement) == state


@pytest.mark.parametrize(
    ("change", "field", "because"),
    [
        ({}, "", ""),
        ({"confirmed": False, "feasibility": "", "aligned_on": None}, "", ""),
        ({"feasibility": ""}, "feasibility", "Nog niet beoordeeld: “Haalbaar met onze hulp”."),
        (
            {"preference": "", "coherence": ""},
            "preference",
            "Nog niet beoordeeld: “Voorkeur van de praktijk” en “Past bij het regioplan”.",
        ),
        ({"aligned_on": None}, "aligned_on", "De dag van het overleg ontbreekt."),
        ({"aligned_on": date(2021, 9, 21)}, "aligned_on", "Het overleg is nog niet geweest."),
        ({"aligned_on": TODAY}, "", ""),
        ({"coherence": "no"}, "note", "U koos een keer nee."),
        ({"coherence": "no", "note": " \n"}, "note", "U koos een keer nee."),
        ({"coherence": "no", "note": "Wij huren hulp in."}, "", ""),
        ({"coherence": "no", "confirmed": False}, "", ""),
        ({"preference": "perhaps"}, "preference", "Dit antwoord kennen wij niet bij “Voorkeur van de praktijk”."),
    ],
)
def test_confirming_asks_all_three_criteria_and_the_day(change: dict[str, object], field: str, because: str) -> None:
    """R011."""
    found = gap(replace(WHOLE, **change), TODAY)  # type: ignore[arg-type]
    assert (found.field, found.because) == (field, because) if found else (field, because) == ("", "")


@FEW
@given(st.tuples(*(st.sampled_from(("", *VERDICTS)) for _ in range(3))), st.sampled_from((None, TALK)), st.booleans())
def test_what_may_be_confirmed_is_what_the_database_takes(
    verdicts: tuple[str, str, str], on: date | None, noted: bool
) -> None:
    judgement = Judgement(*verdicts, on, "Reden" if noted else "", True)
    whole = all(verdicts) and on is not None and (noted or "no" not in verdicts)
    assert (gap(judgement, TODAY) is None) == whole
    assert gap(replace(judgement, confirmed=False), TODAY) is None


def test_a_region_switches_objectives_and_the_text_stays(small: Programme) -> None:
    """R039."""
    off = as_supported(small, {"B": False})
    assert [each.key for each in off.objectives if not each.supported] == ["B"]
    assert all(each.supported for each in small.objectives)
    assert as_supported(off, {"B": True}) == small
    assert as_supported(small, {"A": True}) is small
    assert as_supported(small, {}) is small


def test_an_unsupported_choice_is_a_talk_until_they_aligned(small: Programme) -> None:
    off = as_supported(small, {"B": False, "A": False})
    assert needs_talk(off, ["C"], []) == ()
    assert needs_talk(off, ["B", "A", "C"], []) == ("A", "B")
    assert needs_talk(off, ["B", "A"], ["A"]) == ("B",)
    assert needs_talk(off, ["B"], ["B"]) == ()
    assert needs_talk(small, ["A", "B", "C"], []) == ()
