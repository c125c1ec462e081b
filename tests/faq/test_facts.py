"""The numbers of facts, and what must be said about those that are not sure."""

import pytest

from faq.facts import FACT_CODES, Facts, numbers, parse_facts
from faq.schema import Tree

TREE: Tree = {
    "dossiers": [
        {
            "name": "labor",
            "topics": ["labor"],
            "known": ["RG-01~RG-05", "labor §10-1~labor §10-3"],
            "unsure": [{"fact": "RG-02", "what": "2027년 요율", "words": ["2027년"]}],
        },
        {"name": "programmes", "topics": ["programme"], "known": ["RG-03", "X-9"], "unsure": [{"fact": "RG-03", "what": "운영 주체"}]},
    ],
    "hedges": ["확실하지 않"],
}


def parsed(tree: Tree) -> tuple[Facts, list[tuple[tuple[str | int, ...], str]]]:
    found: list[tuple[tuple[str | int, ...], str]] = []
    return parse_facts(tree, lambda loc, code, /, **details: found.append((loc, code))), found


FACTS, _ = parsed(TREE)


def codes(facts: list[str], topic: str, text: str) -> list[tuple[int, str]]:
    return [(place, code) for place, code, _ in FACTS.faults(facts, topic, text)]


@pytest.mark.parametrize(
    ("line", "several"),
    [
        ("F-009~F-011", ["F-009", "F-010", "F-011"]),
        ("labor §10-1~labor §10-2", ["labor §10-1", "labor §10-2"]),
        ("PP-06a", ["PP-06a"]),
        ("F-001~G-003", ["F-001~G-003"]),
    ],
)
def test_a_line_stands_for_several_numbers(line: str, several: list[str]) -> None:
    assert list(numbers(line)) == several


def test_a_slip_of_the_hand_does_not_take_forever() -> None:
    assert len(list(numbers("F-1~F-99999999999"))) == 1000


def test_a_number_that_no_dossier_knows() -> None:
    assert codes(["RG-01", "RG-06", "labor §10-3"], "labor", "답") == [(1, "unknown_fact")]
    assert {"unknown_fact", "unsure_fact"} == FACT_CODES


def test_what_is_not_sure_is_told_unless_the_text_says_so() -> None:
    assert codes(["X-9", "RG-03"], "programme", "센터가 맡아요.") == [(1, "unsure_fact")]
    assert codes(["RG-03"], "programme", "누가 맡는지는 확실하지  않아요.") == []


def test_two_dossiers_may_use_one_number() -> None:
    assert codes(["RG-03"], "labor", "답") == []
    assert codes(["RG-03"], "tax", "답") == []
    assert codes(["X-9"], "labor", "답") == []


def test_only_a_text_that_touches_what_is_not_sure_must_say_so() -> None:
    assert codes(["RG-02"], "labor", "2026년 요율은 9.5%예요.") == []
    assert codes(["RG-02"], "labor", "2027 년 요율은 10%예요.") == [(0, "unsure_fact")]


@pytest.mark.parametrize(
    ("tree", "problem"),
    [
        ({"dossiers": []}, (("hedges",), "missing_key")),
        (
            {"dossiers": [{"name": "a", "known": ["F-1"], "unsure": [{"fact": "F-1"}]}]},
            (("dossiers", 0, "unsure", 0, "what"), "missing_key"),
        ),
        (
            {"dossiers": [{"name": "a", "known": ["F-1"], "unsure": [{"fact": "F-2", "what": "b"}]}], "hedges": ["c"]},
            (("dossiers", 0, "unsure", 0, "fact"), "unknown_fact"),
        ),
    ],
)
def test_what_is_wrong_with_the_list_is_told(tree: Tree, problem: tuple[tuple[str | int, ...], str]) -> None:
    assert problem in parsed(tree)[1]
