from datetime import date
from decimal import Decimal

import pytest

from flows import conditions
from flows.conditions import BadOperand, holds, parse_condition
from flows.tree import Tree
from flows.values import Period, Value
from tests.flows.books import Findings

KNOWN: dict[str, Value] = {
    "purpose": "earn",
    "members": 5,
    "share": Decimal("30.5"),
    "start": date(2026, 12, 1),
    "term": Period(12, 0),
    "ready": True,
    "labels": ("village",),
    "none": (),
    "today": date(2026, 11, 25),
    "limit": 5,
}


def met(tree: Tree) -> bool:
    found = Findings()
    condition = parse_condition(tree, (), found)
    assert not found
    return holds(condition, KNOWN.get)


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"purpose": "earn"},
        {"purpose": ["buy", "earn"]},
        {"purpose": {"is_not": "buy"}},
        {"purpose": {"none_of": ["buy", "public"]}},
        {"members": {"at_least": "5"}},
        {"members": {"at_least": "5", "at_most": "5"}},
        {"members": {"more_than": "4", "less_than": "6"}},
        {"members": "5"},
        {"members": {"at_least": "{limit}"}},
        {"share": {"more_than": "30"}},
        {"start": {"more_than": "today"}},
        {"start": {"at_most": "2026-12-01"}},
        {"term": {"at_least": "1년"}},
        {"term": {"less_than": "13개월"}},
        {"ready": "yes"},
        {"ready": {"is_not": "no"}},
        {"labels": {"includes": "village"}},
        {"labels": {"includes": ["a", "village"]}},
        {"missing": {"answered": "no"}},
        {"purpose": {"answered": "yes"}},
        {"any": [{"purpose": "buy"}, {"members": "5"}]},
        {"purpose": "earn", "any": [{"members": "9"}, {"ready": "yes"}]},
    ],
    ids=str,
)
def test_holds(tree: Tree) -> None:
    assert met(tree)


@pytest.mark.parametrize(
    "tree",
    [
        {"purpose": "buy"},
        {"purpose": "earn", "members": "6"},
        {"members": {"at_least": "6"}},
        {"members": {"more_than": "5"}},
        {"members": {"less_than": "5"}},
        {"missing": "5"},
        {"missing": {"is_not": "5"}},
        {"missing": {"answered": "yes"}},
        {"labels": {"includes": "other"}},
        {"none": {"includes": "village"}},
        {"ready": "no"},
        {"any": [{"purpose": "buy"}, {"members": "6"}]},
        {"term": {"more_than": "12개월"}},
        {"start": {"less_than": "today"}},
    ],
    ids=str,
)
def test_does_not_hold(tree: Tree) -> None:
    assert not met(tree)


@pytest.mark.parametrize(
    "tree", [{"members": {"at_least": "많이"}}, {"purpose": {"at_least": "5"}}, {"members": {"at_least": "{nothing}"}}]
)
def test_what_cannot_be_compared_is_an_error_and_no_guess(tree: Tree) -> None:
    with pytest.raises(BadOperand):
        met(tree)


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        ("members", "not_a_mapping"),
        ({"members": {"bigger": "5"}}, "unknown_comparison"),
        ({"members": {}}, "empty_value"),
        ({"members": {"at_least": ["5"]}}, "not_a_text"),
        ({"members": [[]]}, "not_a_text"),
        ({"any": "x"}, "not_a_list"),
    ],
)
def test_a_misshapen_condition_is_reported(tree: Tree, code: str) -> None:
    found = Findings()
    parse_condition(tree, (), found)
    assert found.codes == {code}


def test_every_comparison_is_found_inside_alternatives() -> None:
    condition = parse_condition({"a": "1", "any": [{"b": "2"}, {"c": ["3", "4"]}]}, (), Findings())
    assert [test.name for test in conditions.tests_of(condition)] == ["a", "b", "c"]
