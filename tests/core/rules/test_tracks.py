"""Tracks of support: a step is done with all its answers, a track with all its steps (R115, R116, R118, R119)."""

from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.programme.region import Track
from groeiruimte.rules.tracks import counted, is_for, lacks, tracks_of, walk

from .practice import Varied

TRACK: dict[str, Any] = {
    "key": "video",
    "label": "Beeldbeltraject",
    "objective": "A",
    "choice": "video",
    "source": {"text": "regio", "at": "r. 25"},
    "steps": [
        {"key": "intake", "label": "Intake"},
        {"key": "visit", "label": "Bezoek"},
        {
            "key": "installation",
            "label": "Klaargezet",
            "questions": [
                {"key": "app", "text": "Welk programma?", "type": "short_text"},
                {"key": "installed", "text": "Het programma staat klaar", "type": "statement"},
                {"key": "outcome", "text": "Wat viel op?", "type": "long_text", "required": False},
            ],
        },
    ],
}
DONE = {"intake": {}, "visit": {}, "installation": {"app": "Beeld", "installed": True}}


@pytest.fixture(scope="module")
def with_track(varied: Varied) -> Programme:
    return varied(tracks=[TRACK])


@pytest.fixture(scope="module")
def track(with_track: Programme) -> Track:
    return with_track.tracks[0]


@pytest.mark.parametrize(
    ("noted", "complete", "following"),
    [
        ({}, False, "intake"),
        ({"intake": {}}, False, "visit"),
        ({"intake": {}, "visit": {}}, False, "installation"),
        ({"visit": {}, "installation": DONE["installation"]}, False, "intake"),
        ({**DONE, "installation": {"app": "Beeld"}}, False, "installation"),
        ({**DONE, "installation": {"app": "Beeld", "installed": False}}, False, "installation"),
        ({**DONE, "installation": {"installed": True, "app": " "}}, False, "installation"),
        (DONE, True, None),
    ],
)
def test_complete_only_with_intake_visit_and_an_installed_app(
    with_track: Programme, track: Track, noted: dict[str, Any], complete: bool, following: str | None
) -> None:
    """R116."""
    found = walk(with_track, track, noted)
    assert (found.complete, found.next.key if found.next else None) == (complete, following)
    assert found.started == bool(noted)


def test_a_step_says_what_it_lacks(with_track: Programme, track: Track) -> None:
    step = track.steps[2]
    assert lacks(with_track, track, step, {}) == "Vul een antwoord in bij “Welk programma?”."
    assert lacks(with_track, track, step, {"app": "Beeld"}) == "Verklaar dit eerst: “Het programma staat klaar”."
    assert lacks(with_track, track, track.steps[0], {}) == ""


def test_a_track_is_for_who_chose_it(with_track: Programme, track: Track) -> None:
    assert is_for(track, ["A"], ["video"])
    assert not is_for(track, ["B"], ["video"])
    assert not is_for(track, ["A"], [])
    assert is_for(track.model_copy(update={"choice": None}), ["A"], [])
    assert tracks_of(with_track, ["A"], ["video"]) == (track,)


def test_the_counts_of_a_region(with_track: Programme, track: Track) -> None:
    """R115, R118: how many chose it, started it, did each step."""
    half = {"intake": {}, "installation": {"app": "Beeld"}}
    found = counted(track, [walk(with_track, track, noted) for noted in (DONE, DONE, half, {})])
    assert (found.chosen, found.started, found.complete) == (4, 3, 2)
    assert found.per_step == {"intake": 3, "visit": 2, "installation": 2}
    assert counted(track, []).per_step == {"intake": 0, "visit": 0, "installation": 0}
