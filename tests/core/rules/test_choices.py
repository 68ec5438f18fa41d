"""What may be chosen within an objective, and what must still be. Source: R085, R111, R126, R163."""

from __future__ import annotations

import pytest

from groeiruimte.programme.programme import Programme
from groeiruimte.rules.choices import KINDS, Refusal, kinds_of, open_kinds, wrong

BOTH = Refusal(
    "Bij “Zorg op afstand” past één traject. U koos er 2: “Beeldbellen” en “Digitale boards”.",
    "Laat er één staan: “Beeldbellen” of “Digitale boards”.",
)
ELSEWHERE = Refusal(
    "“Beeldbellen” hoort bij “Zorg op afstand”. Die doelstelling koos u niet.",
    "Haal deze keuze weg, of kies ook “Zorg op afstand”.",
)


@pytest.mark.parametrize(
    ("objectives", "choices", "refusals"),
    [
        (("A",), (), ()),
        (("A",), ("video",), ()),
        (("A",), ("video", "video"), ()),
        (("A",), ("video", "boards"), (BOTH,)),
        (("A", "C"), ("video", "krachtige-basiszorg"), ()),
        (("C",), ("video",), (ELSEWHERE,)),
        (
            ("A",),
            ("film",),
            (Refusal("De keuze “film” staat niet in dit programma.", "Kies uit: “Beeldbellen” of “Digitale boards”."),),
        ),
        ((), ("film",), (Refusal("De keuze “film” staat niet in dit programma.", "Haal deze keuze weg."),)),
    ],
)
def test_choices_go_together_with_the_objectives(
    year: Programme, objectives: tuple[str, ...], choices: tuple[str, ...], refusals: tuple[Refusal, ...]
) -> None:
    assert wrong(year, objectives, choices) == refusals


@pytest.mark.parametrize(
    ("objectives", "choices", "keys"),
    [
        (("A",), (), ["track-a"]),
        (("A",), ("boards",), []),
        (("A", "C"), ("krachtige-basiszorg",), ["track-a"]),
        (("C",), (), []),
        ((), (), []),
    ],
)
def test_of_a_kind_that_allows_one_one_must_be_chosen(
    year: Programme, objectives: tuple[str, ...], choices: tuple[str, ...], keys: list[str]
) -> None:
    assert [kind.key for kind in open_kinds(year, objectives, choices)] == keys


def test_what_must_be_chosen_says_from_what(year: Programme) -> None:
    (kind,) = kinds_of(year, ("A",))
    assert (kind.kind, kind.objective, kind.title, kind.source) == (
        "track",
        "A",
        "Kies het traject voor “Zorg op afstand”",
        "Regiotekst, r. 13",
    )
    assert [option.key for option in kind.options] == ["video", "boards"]


def test_every_kind_of_choice_has_a_dutch_word(year: Programme) -> None:
    kind = type(year.choices[0]).model_json_schema()["properties"]["kind"]["enum"]
    assert sorted(KINDS) == sorted(kind)
