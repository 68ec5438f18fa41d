"""Which questions are asked, what is missing, what an answer says in words, and what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groeiruimte.programme.form import Form
from groeiruimte.programme.item import ItemKind
from groeiruimte.programme.programme import Programme
from groeiruimte.rules.answers import (
    AnswerChange,
    Missing,
    calculated,
    changes,
    cleaned,
    is_empty,
    missing,
    options,
    questions,
    ranked,
    sections,
    shown,
    table,
)
from groeiruimte.rules.facts import Facts

from .filling import FACTS, FORM, RIGHT, ROWS, SOURCE, programme, question
from .practice import FEW, FEWER

PROGRAMME = programme()


def form_of(*asked: dict[str, Any], **others: Any) -> Form:
    return Form.model_validate(
        {"key": "f", "title": "Een formulier", "kind": "evaluation", "questions": asked, "source": SOURCE, **others}
    )


def yes_no(key: str, **others: Any) -> dict[str, Any]:
    return {"key": key, "text": f"Vraag {key}", "type": "yes_no", **others}


@pytest.mark.parametrize(
    ("value", "empty"),
    [
        (None, True),
        ("", True),
        ("  \n", True),
        ([], True),
        ([{"idea": " "}, {}], True),
        ({"holds": None, "text": ""}, True),
        (False, False),
        (0, False),
        ("0", False),
        (["a"], False),
        ({"holds": False, "text": ""}, False),
    ],
)
def test_empty_is_not_the_same_as_no(value: Any, empty: bool) -> None:
    assert is_empty(value) == empty


def test_the_sections_are_those_in_which_something_is_asked() -> None:
    assert [section.key for section in sections(FORM, {})] == ["plan", "proof"]
    assert [section.key for section in sections(FORM, RIGHT)] == ["plan", "money", "proof"]
    assert [section.key for section in sections(FORM, {"tool": "E-consult"})] == ["plan", "proof"]


def test_a_form_without_sections_is_one_page_with_its_own_title() -> None:
    form = form_of(yes_no("a"), minutes=4)
    assert [(section.key, section.title, section.minutes) for section in sections(form, {})] == [
        ("form", "Een formulier", 4)
    ]
    assert [asked.key for asked in questions(form, {}, "form")] == ["a"]


def test_a_question_without_a_section_is_never_lost() -> None:
    form = form_of(yes_no("a"), yes_no("b", section="s"), sections=[{"key": "s", "title": "Deel"}])
    assert [section.key for section in sections(form, {})] == ["form", "s"]
    assert [asked.key for asked in questions(form, {}, "s")] == ["b"]


def test_a_section_in_which_all_is_hidden_is_not_shown() -> None:
    hidden = yes_no("b", section="s", shown_when=[{"question": "a", "equals": False}])
    form = form_of(yes_no("a"), hidden, sections=[{"key": "s", "title": "Deel"}])
    assert [[s.key for s in sections(form, {"a": answer})] for answer in (True, False)] == [["form"], ["form", "s"]]


def test_a_kind_of_item_has_questions_too() -> None:
    kind = ItemKind.model_validate(
        {
            "key": "board",
            "title": "Board",
            "many": "boards",
            "source": SOURCE,
            "questions": [yes_no("a"), yes_no("b", shown_when=[{"question": "a", "equals": True}])],
        }
    )
    assert [section.title for section in sections(kind, {})] == ["Board"]
    assert [asked.key for asked in questions(kind, {"a": True})] == ["a", "b"]
    assert [found.question for found in missing(PROGRAMME, FACTS, kind, {})] == ["a"]


@pytest.mark.parametrize(
    ("when", "answer", "asked"),
    [
        ({"equals": True}, True, True),
        ({"equals": True}, False, False),
        ({"equals": True}, None, False),
        ({"equals": True}, "true", False),
        ({"equals": False}, False, True),
        ({"equals": "a"}, "a", True),
        ({"equals": "a"}, "b", False),
        ({"equals": "a"}, ["b", "a"], True),
        ({"equals": "a"}, ["b"], False),
        ({"one_of": ["a", "b"]}, "b", True),
        ({"one_of": ["a", "b"]}, "c", False),
        ({"answered": True}, False, True),
        ({"answered": True}, " ", False),
        ({"equals": True}, {"holds": True, "text": ""}, True),
        ({"equals": True}, {"holds": False, "text": ""}, False),
        ({"equals": False}, {"holds": False, "text": ""}, True),
    ],
)
def test_a_condition_waits_for_an_answer(when: dict[str, Any], answer: Any, asked: bool) -> None:
    form = form_of(yes_no("a"), yes_no("b", shown_when=[{"question": "a", **when}]))
    assert ("b" in [found.key for found in questions(form, {"a": answer})]) == asked


def test_all_conditions_must_hold() -> None:
    both = [{"question": "a", "equals": True}, {"question": "b", "equals": True}]
    form = form_of(yes_no("a"), yes_no("b"), yes_no("c", shown_when=both))
    assert [found.key for found in questions(form, {"a": True, "b": False})] == ["a", "b"]
    assert [found.key for found in questions(form, {"a": True, "b": True})] == ["a", "b", "c"]


def test_what_hangs_on_a_hidden_answer_is_hidden_too() -> None:
    answers = {"together": False, "with_whom": "Praktijk Noord", "why_them": "Dichtbij"}
    assert [asked.key for asked in questions(FORM, answers, "plan")][:3] == ["together", "tool", "bottlenecks"]
    assert cleaned(FORM, answers) == {"together": False}


def test_what_waits_for_itself_or_for_nothing_is_not_asked() -> None:
    form = form_of(
        yes_no("a", shown_when=[{"question": "b", "answered": True}]),
        yes_no("b", shown_when=[{"question": "a", "answered": True}]),
        yes_no("c", shown_when=[{"question": "nowhere", "answered": True}]),
    )
    assert questions(form, {"a": True, "b": True, "nowhere": True}) == ()


def test_cleaned_leaves_out_what_is_calculated_or_unknown() -> None:
    assert cleaned(FORM, {**RIGHT, "spent": 5, "of_another_form": "x"}) == RIGHT


HALF = st.fixed_dictionaries({}, optional={key: st.sampled_from([RIGHT[key], None, False]) for key in RIGHT})


@FEWER
@given(HALF)
def test_cleaning_twice_is_cleaning_once_and_hidden_is_never_missing(answers: dict[str, Any]) -> None:
    kept = cleaned(FORM, answers)
    asked = {found.key for found in questions(FORM, answers)}
    assert cleaned(FORM, kept) == kept
    assert {found.key for found in questions(FORM, kept)} == asked
    assert {found.question for found in missing(PROGRAMME, FACTS, FORM, answers)} <= asked
    assert missing(PROGRAMME, FACTS, FORM, kept) == missing(PROGRAMME, FACTS, FORM, answers)
    assert changes(PROGRAMME, FACTS, FORM, answers, kept) == ()


def test_calculated_values_follow_from_the_answers() -> None:
    assert calculated(FORM, RIGHT) == {
        "spent": Decimal(50000),
        "left": Decimal(100000),
        "all_hours": Decimal("26.0"),
        "many": Decimal(3),
    }


def test_what_is_empty_or_no_number_counts_as_nothing() -> None:
    answers = {"tool": "App", "budget": None, "costs": [{"what": "x"}, {"amount": "veel"}], "hours": "acht"}
    assert calculated(FORM, answers) == {"spent": 0, "left": 0, "all_hours": 0, "many": 0}


def test_a_hidden_value_is_not_calculated() -> None:
    assert list(calculated(FORM, {**RIGHT, "tool": "E-consult"})) == ["many"]


@pytest.mark.parametrize(
    ("of", "answers", "many"),
    [
        (["a"], {"a": True}, 1),
        (["a"], {"a": False}, 0),
        (["a", "b"], {"a": True, "b": True}, 2),
        (["rows"], {"rows": [{"x": True}, {"x": None}]}, 1),
        (["rows.x"], {"rows": [{"x": True}, {"x": False}, {"x": True}]}, 2),
        (["rows.x"], {}, 0),
    ],
)
def test_counting_takes_yes_and_rows(of: list[str], answers: dict[str, Any], many: int) -> None:
    rows = {
        "key": "rows",
        "text": "Rijen",
        "type": "table",
        "columns": [{"key": "x", "label": "Ja?", "type": "yes_no"}],
    }
    sum_of = {"key": "n", "text": "Samen", "type": "calculated", "calculation": {"kind": "count", "of": of}}
    assert calculated(form_of(yes_no("a"), yes_no("b"), rows, sum_of), answers) == {"n": many}


@FEW
@given(st.lists(st.integers(0, 10**9), max_size=5))
def test_a_sum_is_exact(cents: list[int]) -> None:
    answers = {**RIGHT, "costs": [{"what": "x", "amount": amount} for amount in cents]}
    assert calculated(FORM, answers)["spent"] == sum(cents)


def test_a_calculation_that_needs_itself_stops() -> None:
    loop = {"key": "n", "text": "Samen", "type": "calculated", "calculation": {"kind": "sum", "of": ["n"]}}
    assert calculated(form_of(loop), {}) == {"n": 0}


def test_rows_are_ranked_by_the_product_of_their_places() -> None:
    assert [row["idea"] for row in ranked(question("ideas"), ROWS)] == [
        "Digitaal loket",  # 3 x 2
        "Minder papier",  # 2 x 1
        "Vaker bellen",  # 1 x 1
    ]


def test_without_a_rank_the_order_stays() -> None:
    rows = [{"what": "b"}, {"what": "a"}]
    assert ranked(question("costs"), rows) == rows


IDEA = st.fixed_dictionaries(
    {
        "idea": st.sampled_from(["een", "twee", ""]),
        "impact": st.sampled_from(["klein", "groot", "onbekend", None]),
        "priority": st.sampled_from(["laag", "hoog", None]),
    }
)


@FEW
@given(st.lists(IDEA, max_size=5))
def test_ranking_loses_nothing_and_doubles_nothing(rows: list[dict[str, Any]]) -> None:
    after = ranked(question("ideas"), rows)
    assert sorted(map(repr, after)) == sorted(map(repr, rows))
    assert ranked(question("ideas"), after) == after


OPTIONS = {
    "tool": ("Beeldbellen", "E-consult", "App"),
    "bottlenecks": ("Werkdruk", "Te weinig ruimte"),
    "chosen": ("Digitaal loket", "Minder papier", "Vaker bellen"),
    "start": (),
}


@pytest.mark.parametrize(("key", "choices"), OPTIONS.items(), ids=OPTIONS)
def test_choices_stand_in_the_question_or_elsewhere(key: str, choices: tuple[str, ...]) -> None:
    assert options(PROGRAMME, FACTS, FORM, question(key), RIGHT) == choices


def test_choices_of_a_column_come_from_elsewhere_too() -> None:
    costs = question("costs")
    who = next(column for column in costs.columns if column.key == "who")
    assert options(PROGRAMME, FACTS, FORM, costs, {}, who) == (
        "huisarts",
        "waarnemend huisarts",
        "praktijkverpleegkundige",
        "doktersassistent",
    )


@pytest.mark.parametrize(
    ("objectives", "of_form", "labels"),
    [
        (("A",), (), ("Beeldbellen",)),
        (("A", "C"), (), ("Beeldbellen",)),
        (("A", "C"), ("C",), ()),
        (("C",), (), ()),
        ((), (), ()),
    ],
)
def test_choices_of_a_kind_are_those_of_the_objectives_chosen(
    objectives: tuple[str, ...], of_form: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    asked = {"key": "track", "text": "Welk traject?", "type": "choice", "choices_from": "choices.track"}
    form = form_of(asked, objectives=list(of_form))
    assert options(PROGRAMME, Facts(objectives=objectives), form, form.questions[0], {}) == labels


def test_right_answers_miss_nothing() -> None:
    assert missing(PROGRAMME, FACTS, FORM, RIGHT) == ()


def test_an_empty_form_misses_what_is_required_in_the_words_of_the_questions() -> None:
    assert missing(PROGRAMME, FACTS, FORM, {}, "plan") == (
        Missing("together", "plan", "Kies ja of nee bij “Werkt u samen?”."),
        Missing("tool", "plan", "Maak een keuze bij “Welk middel kiest u?”."),
        Missing("bottlenecks", "plan", "Kies er ten minste 2 bij “Welke knelpunten pakt u aan?”."),
        Missing("ideas", "plan", "Vul ten minste 2 regels in bij “Welke ideeën hebt u?”."),
        Missing("chosen", "plan", "Maak een keuze bij “Welk idee kiest u?”."),
        Missing("start", "plan", "Vul een datum in bij “Wanneer begint u?”."),
        Missing("people", "plan", "Kies iemand uit uw team bij “Wie doen mee?”."),
    )
    assert missing(PROGRAMME, FACTS, FORM, {}, "proof") == (
        Missing("proof", "proof", "Voeg een bestand of link toe bij “Waar blijkt dat uit?”."),
        Missing("a_training", "proof", "Zeg of dit klopt: “Volgde u twee scholingen?”."),
        Missing("honest", "proof", "Verklaar dit eerst: “Dit is naar waarheid ingevuld”."),
    )


UNSOUND: list[tuple[str, Any, str]] = [
    ("together", "ja", "Kies ja of nee bij “Werkt u samen?”."),
    ("tool", "Fax", "Kies iets uit de lijst bij “Welk middel kiest u?”."),
    ("bottlenecks", ["Werkdruk"], "Kies er ten minste 2 bij “Welke knelpunten pakt u aan?”. Nu: 1."),
    ("bottlenecks", ["Werkdruk", "Werkdruk"], "Kies er ten minste 2 bij “Welke knelpunten pakt u aan?”. Nu: 1."),
    ("bottlenecks", "Werkdruk", "Kies er ten minste 2 bij “Welke knelpunten pakt u aan?”."),
    ("ideas", ROWS[:1], "Vul ten minste 2 regels in bij “Welke ideeën hebt u?”. Nu: 1."),
    (
        "ideas",
        [ROWS[0], {}, {"idea": "Half", "priority": ""}],
        "Regel 3 is nog niet goed bij “Welke ideeën hebt u?”. Vul nog in: Effect en Belang.",
    ),
    (
        "ideas",
        [ROWS[0], {**ROWS[1], "impact": "enorm"}],
        "Regel 2 is nog niet goed bij “Welke ideeën hebt u?”. Kies iets uit de lijst bij “Effect”.",
    ),
    ("ideas", "veel", "Vul ten minste 2 regels in bij “Welke ideeën hebt u?”."),
    ("chosen", "Een ander idee", "Kies iets uit de lijst bij “Welk idee kiest u?”."),
    ("start", "31 augustus", "Vul een datum in, zoals 31-8-2022, bij “Wanneer begint u?”."),
    (
        "people",
        ["7", "9"],
        "Deze persoon staat niet in uw team, bij “Wie doen mee?”. Haal de keuze weg of kies opnieuw.",
    ),
    ("people", "7", "Kies iemand uit uw team bij “Wie doen mee?”."),
    ("hours", "200", "Vul uren in van 0 tot 168, zoals 6,5, bij “Hoeveel uur per week?”."),
    ("hours", "-1", "Vul uren in van 0 tot 168, zoals 6,5, bij “Hoeveel uur per week?”."),
    ("weeks", "vier", "Vul een getal in, zoals 12 of 6,5, bij “Hoeveel weken?”."),
    ("weeks", "NaN", "Vul een getal in, zoals 12 of 6,5, bij “Hoeveel weken?”."),
    ("budget", "12,50", "Vul een bedrag in, zoals 12,50, bij “Wat is uw budget?”."),
    ("budget", -1, "Vul een bedrag in, zoals 12,50, bij “Wat is uw budget?”."),
    ("with_whom", 5, "Vul tekst in bij “Met wie?”."),
    (
        "proof",
        ["99"],
        "Dit bewijs is er niet meer, bij “Waar blijkt dat uit?”. Haal de keuze weg of kies opnieuw.",
    ),
    ("a_training", {"holds": None, "text": "?"}, "Zeg of dit klopt: “Volgde u twee scholingen?”."),
    (
        "a_training",
        {"holds": False, "text": " "},
        "Leg uit waarom dit nog niet zo is: “Volgde u twee scholingen?”.",
    ),
    ("honest", False, "Verklaar dit eerst: “Dit is naar waarheid ingevuld”."),
]


@pytest.mark.parametrize(("key", "value", "because"), UNSOUND)
def test_an_answer_that_cannot_be_right_is_missing(key: str, value: Any, because: str) -> None:
    found = missing(PROGRAMME, FACTS, FORM, {**RIGHT, key: value})
    assert [each.because for each in found if each.question == key] == [because]


def test_no_with_a_reason_is_an_answer() -> None:
    answers = {**RIGHT, "a_training": {"holds": False, "text": "In januari volgt de tweede."}}
    assert missing(PROGRAMME, FACTS, FORM, answers) == ()


def test_what_need_not_be_answered_is_missing_only_when_it_cannot_be_right() -> None:
    free = [
        {"key": "day", "text": "Wanneer?", "type": "date", "required": False},
        {"key": "sure", "text": "Weet u het zeker?", "type": "statement", "required": False},
        {"key": "rows", "text": "Rijen", "type": "table", "required": False, "columns": [{"key": "x", "label": "Wat"}]},
    ]
    form = form_of(*free)
    assert missing(PROGRAMME, FACTS, form, {}) == ()
    assert [found.question for found in missing(PROGRAMME, FACTS, form, {"day": "morgen"})] == ["day"]


def test_a_question_without_a_section_is_missing_on_the_page_of_the_form() -> None:
    assert missing(PROGRAMME, FACTS, form_of(yes_no("a")), {}) == (
        Missing("a", "form", "Kies ja of nee bij “Vraag a”."),
    )


WORDS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("together", True, ("ja",)),
    ("together", False, ("nee",)),
    ("together", None, ()),
    ("tool", "App", ("App",)),
    ("bottlenecks", ["Werkdruk", "Ruimte"], ("Werkdruk", "Ruimte")),
    ("why_them", "Eerst dit.\nDan dat.", ("Eerst dit.", "Dan dat.")),
    ("start", "2022-03-01", ("1 maart 2022",)),
    ("start", date(2022, 3, 1), ("1 maart 2022",)),
    ("start", "ooit", ("ooit",)),
    ("people", ["7", "8"], ("Anna de Wit", "Bas Bos")),
    ("people", ["99"], ("Iemand die hier niet meer werkt",)),
    ("hours", "6.5", ("6,5 uur",)),
    ("weeks", "1200", ("1.200 weken",)),
    ("weeks", "veel", ("veel",)),
    ("budget", 150005, ("€ 1.500,05",)),
    ("spent", Decimal(150005), ("€ 1.500,05",)),
    ("all_hours", Decimal("26.0"), ("26 uur",)),
    ("many", Decimal(3), ("3",)),
    ("proof", ["12"], ("Onze pagina over beeldbellen",)),
    ("proof", ["99"], ("Een bewijs dat er niet meer is",)),
    ("a_training", {"holds": True, "text": "Twee keer.\nIn mei."}, ("ja", "Twee keer.", "In mei.")),
    ("a_training", {"holds": False, "text": ""}, ("nee",)),
    (
        "ideas",
        [ROWS[1], {}, ROWS[0]],
        (
            "Idee: Digitaal loket; Effect: groot; Belang: hoog; Opmerking: Met de buren",
            "Idee: Vaker bellen; Effect: klein; Belang: laag",
        ),
    ),
]


@pytest.mark.parametrize(("key", "value", "lines"), WORDS)
def test_an_answer_in_words(key: str, value: Any, lines: tuple[str, ...]) -> None:
    assert shown(PROGRAMME, FACTS, question(key), value) == lines


def test_a_table_in_words_has_a_header_and_a_cell_for_each_column() -> None:
    assert table(PROGRAMME, FACTS, question("costs"), [*RIGHT["costs"], {}]) == (
        ("Wat", "Bedrag", "Wie", "Uren"),
        ("Scherm", "€ 499,95", "huisarts", "1,5 uur"),
        ("Les", "€ 0,05", "", ""),
    )


def test_a_change_says_what_it_was_and_becomes_also_of_what_is_calculated_or_hidden() -> None:
    new = {**RIGHT, "together": False, "costs": RIGHT["costs"][:1], "start": "2022-04-01"}
    assert changes(PROGRAMME, FACTS, FORM, RIGHT, new) == (
        AnswerChange("together", "Werkt u samen?", ("ja",), ("nee",)),
        AnswerChange("with_whom", "Met wie?", ("Praktijk Noord",), ()),
        AnswerChange("start", "Wanneer begint u?", ("1 maart 2022",), ("1 april 2022",)),
        AnswerChange(
            "costs",
            "Wat kost het?",
            ("Wat: Scherm; Bedrag: € 499,95; Wie: huisarts; Uren: 1,5 uur", "Wat: Les; Bedrag: € 0,05"),
            ("Wat: Scherm; Bedrag: € 499,95; Wie: huisarts; Uren: 1,5 uur",),
        ),
        AnswerChange("spent", "Samen", ("€ 500,00",), ("€ 499,95",)),
        AnswerChange("left", "Over", ("€ 1.000,00",), ("€ 1.000,05",)),
    )


def test_the_same_answers_written_otherwise_are_no_change(small: Programme) -> None:
    assert changes(small, FACTS, FORM, RIGHT, RIGHT) == ()
    assert changes(small, FACTS, FORM, RIGHT, {**RIGHT, "hours": "6.50", "with_whom": " Praktijk Noord "}) == ()
