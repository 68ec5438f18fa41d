"""No calculation with published outcomes isolates one to four people, or the outcome of one practice (T8, G28)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groeiruimte.rules.suppression import FEWEST_IN_A_GROUP, FEWEST_PEOPLE
from groeiruimte.rules.survey_groups import REGION, Answered, shown

Tree = Sequence[Answered]

PRACTICES = st.tuples(st.sampled_from(["", "Noord", "Oost", "Zuid", "West"]), st.integers(0, 12))
TREES = st.lists(PRACTICES, max_size=14).map(
    lambda found: [Answered(f"p{number}", district, people) for number, (district, people) in enumerate(found)]
)


def published(tree: Tree) -> list[frozenset[str]]:
    """Everything that somebody can read, as the set of practices it covers."""
    practices = [frozenset({each.practice}) for each in tree if each.people >= FEWEST_PEOPLE]
    return [*practices, *(members(tree, group) for group in shown(tree))]


def members(tree: Tree, group: str) -> frozenset[str]:
    return frozenset(each.practice for each in tree if each.people and group in (REGION, each.district))


def remainders(tree: Tree) -> list[frozenset[str]]:
    """Each published result without every published result inside it: all else is a sum of these."""
    everything = published(tree)
    return [whole.difference(*(part for part in everything if part < whole)) for whole in everything]


def wrong(tree: Tree) -> list[int]:
    """How many people remain where it may not be."""
    people = {each.practice: each.people for each in tree}
    counts = [sum(people[name] for name in rest) for rest in remainders(tree)]
    return [count for count in counts if 0 < count < FEWEST_PEOPLE]


def wrong_practices(tree: Tree) -> list[int]:
    """How many practices remain between groups where it may not be: their own outcomes are for them alone."""
    groups = [members(tree, group) for group in shown(tree)]
    rests = [whole.difference(*(part for part in groups if part < whole)) for whole in groups]
    return [len(rest) for rest in rests if 0 < len(rest) < FEWEST_IN_A_GROUP]


def random_tree(random: Random) -> list[Answered]:
    districts = [REGION, *(f"d{number}" for number in range(random.randint(0, 5)))]
    most = random.choice((3, 6, 12, 30))
    return [
        Answered(f"p{number}", random.choice(districts), random.randint(0, most))
        for number in range(random.randint(0, 16))
    ]


def test_fifty_thousand_trees_isolate_nobody() -> None:
    random = Random(20220)
    shown_regions = shown_districts = 0
    for _ in range(50_000):
        tree = random_tree(random)
        assert (wrong(tree), wrong_practices(tree)) == ([], [])
        groups = shown(tree)
        shown_regions += REGION in groups
        shown_districts += len(groups - {REGION})
    assert shown_regions > 10_000  # a rule that never shows anything would be safe as well
    assert shown_districts > 10_000


@settings(max_examples=300, deadline=None)
@given(TREES)
def test_no_tree_isolates_anybody(tree: list[Answered]) -> None:
    assert (wrong(tree), wrong_practices(tree)) == ([], [])


@settings(max_examples=150, deadline=None)
@given(TREES.filter(lambda tree: len(tree) <= 9))
def test_no_result_less_any_results_inside_it_leaves_one_to_four(tree: list[Answered]) -> None:
    """The long way: every published result without every set of disjoint published results inside it."""
    people = {each.practice: each.people for each in tree}
    everything = published(tree)
    left = []
    for whole in everything:
        inside = [part for part in set(everything) if part < whole]
        for size in range(1, len(inside) + 1):
            for parts in combinations(inside, size):
                if sum(map(len, parts)) == len(frozenset().union(*parts)):
                    left.append(sum(people[name] for name in whole.difference(*parts)))
    assert [count for count in left if 0 < count < FEWEST_PEOPLE] == []


@settings(max_examples=200, deadline=None)
@given(TREES, st.lists(st.integers(0, 12), min_size=14, max_size=14))
def test_a_single_question_is_decided_again_within_what_is_shown(tree: list[Answered], fewer: list[int]) -> None:
    of_question = [
        Answered(each.practice, each.district, max(0, each.people - less))
        for each, less in zip(tree, fewer, strict=False)
    ]
    whole = shown(tree)
    groups = shown(of_question, among=whole)
    assert groups <= whole
    people = {each.practice: each.people for each in of_question}
    own = [frozenset({each.practice}) for each in of_question if each.people >= FEWEST_PEOPLE]
    everything = [*own, *(members(of_question, group) for group in groups)]
    rests = [each.difference(*(part for part in everything if part < each)) for each in everything]
    assert [count for rest in rests if 0 < (count := sum(people[name] for name in rest)) < FEWEST_PEOPLE] == []


def tree_of(**districts: tuple[int, ...]) -> list[Answered]:
    return [
        Answered(f"{district}{number}", "" if district == "alone" else district, people)
        for district, found in districts.items()
        for number, people in enumerate(found)
    ]


@pytest.mark.parametrize(
    ("tree", "groups"),
    [
        (tree_of(), set()),
        (tree_of(noord=(2, 2, 1)), {"", "noord"}),
        (tree_of(noord=(2, 1, 1)), set()),
        (tree_of(noord=(6, 7, 8)), {"", "noord"}),
        (tree_of(noord=(6, 7, 8, 3)), set()),
        (tree_of(noord=(6, 7, 8, 3), zuid=(2, 2, 2)), {""}),
        (tree_of(noord=(3, 3, 3), zuid=(2, 1, 1)), {""}),
        (tree_of(noord=(9, 9)), set()),
        (tree_of(noord=(6, 7, 8), alone=(9,)), {""}),
    ],
)
def test_what_is_shown(tree: list[Answered], groups: set[str]) -> None:
    assert shown(tree) == groups


def test_the_smallest_district_makes_room_for_the_region() -> None:
    tree = tree_of(noord=(3, 3, 3), oost=(2, 2, 2), zuid=(1, 1, 1))
    assert shown(tree) == {"", "noord"}


def test_the_order_of_the_practices_changes_nothing() -> None:
    change: Callable[[Tree], frozenset[str]] = lambda tree: shown(list(reversed(tree)))  # noqa: E731
    random = Random(7)
    trees = [random_tree(random) for _ in range(200)]
    assert [change(tree) for tree in trees] == [shown(tree) for tree in trees]
