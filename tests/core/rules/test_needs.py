"""What support practices need (R049, R147), and what a question is about."""

from __future__ import annotations

from typing import Any

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.needs import Need, of_practice, per_kind, per_theme
from groeiruimte.rules.subject import subject_title

from .practice import Varied

NEEDS = {
    "key": "needs",
    "section": "help",
    "text": "Wat hebt u nodig?",
    "type": "several",
    "choices": ["Uitleg", "Geld"],
}
SUPPORT = {
    "key": "support",
    "section": "help",
    "text": "Licht dat toe.",
    "type": "long_text",
    "prefill": "intention.support_need",
    "required": False,
}
OTHER = {"key": "days", "section": "when", "text": "Welke dagen?", "type": "several", "choices": ["Maandag", "Dinsdag"]}


@pytest.fixture
def programme(varied: Varied) -> Programme:
    form = {
        "key": "action_plan",
        "title": "Plan van aanpak",
        "kind": "action_plan",
        "sections": [{"key": "help", "title": "Hulp"}, {"key": "when", "title": "Wanneer"}],
        "questions": [NEEDS, SUPPORT, OTHER],
        "source": {"text": "regio"},
    }
    return varied(forms=[form], deadlines=[])


def need(programme: Programme, intention: str = "", **answers: Any) -> Need | None:
    forms = {"action_plan": answers} if answers else {}
    return of_practice(programme, "De Linde", objectives=["A"], choices=[], intention=intention, forms=forms)


def theme(programme: Programme) -> str:
    return f"A {programme.objective('A').label}"


@pytest.mark.parametrize(
    ("intention", "answers", "kinds", "text", "said_in"),
    [
        ("Hulp bij het rooster", {}, (), "Hulp bij het rooster", "Voornemen"),
        ("Hulp bij het rooster", {"support": "Uitleg bij ICT"}, (), "Uitleg bij ICT", "Plan van aanpak"),
        ("", {"needs": ["Uitleg", "Geld", "Uitleg"], "days": ["Maandag"]}, ("Uitleg", "Geld"), "", "Plan van aanpak"),
    ],
)
def test_what_was_said_last_counts(
    programme: Programme, intention: str, answers: dict[str, Any], kinds: tuple[str, ...], text: str, said_in: str
) -> None:
    expected = Need("De Linde", (theme(programme),), kinds, text, said_in)
    assert need(programme, intention, **answers) == expected


@pytest.mark.parametrize(
    ("intention", "answers"), [("", {}), ("  ", {}), ("Hulp", {"support": " ", "needs": [], "days": ["Maandag"]})]
)
def test_who_needs_nothing_is_left_out(programme: Programme, intention: str, answers: dict[str, Any]) -> None:
    """A plan that was sent without a need takes back what the intention said."""
    assert need(programme, intention, **answers) is None


def test_counted_by_theme_and_by_kind() -> None:
    needs = [
        Need("De Linde", ("A Zorg", "Beeldbellen"), ("Uitleg", "Geld"), "", "Plan"),
        Need("Singel", ("A Zorg",), ("Uitleg",), "", "Plan"),
        Need("Duin", (), (), "Iets", "Voornemen"),
    ]
    assert per_theme(needs) == [("A Zorg", 2), ("Beeldbellen", 1), ("Nog geen doelstelling", 1)]
    assert per_kind(needs) == [("Uitleg", 2), ("Geld", 1)]


@pytest.mark.parametrize(
    ("about", "title"),
    [
        ("form:accountability_b", "Verantwoording B"),
        ("kpi:a_training", "Twee scholingen"),
        ("form:a_training", ""),
        ("kpi", ""),
        ("<b>", ""),
        ("", ""),
    ],
)
def test_what_a_question_is_about(small: Programme, about: str, title: str) -> None:
    assert subject_title(small, about) == title


def test_a_question_about_an_objective(small: Programme) -> None:
    assert subject_title(small, "objective:A") == theme(small)
