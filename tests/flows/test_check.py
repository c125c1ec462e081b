from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import count

import pytest

from flows.calculator import Calculator, Output
from flows.check import EVERYTHING, Effort, check
from flows.examples import Examples, parse_examples
from flows.tree import Loc
from flows.values import Unit
from flows.walk import walk
from tests.flows.books import TODAY, Findings, book_of, flow_of, tree_of

YES = "  - {id: a, kind: yes-no, ask: 예?, why: 그냥, next: done}"
NUMBER = "  - {id: n, kind: number, ask: 몇?, why: 그냥, at_least: 1, at_most: 100, next: NEXT}"
CHOICE = "  - {id: c, kind: choice, ask: 뭐?, why: 그냥, options: [{value: x, label: 엑스}, {value: y, label: 와이}], next: NEXT}"
OTHER = "  - {id: other, title: 다른, text: 다른, law: [법], handoff: 물어보세요}"
CALC = "  - {id: q, kind: calculate, use: USE, with: WITH, next: done}"


def findings_of(steps: str, results: str = "", examples: str = "", effort: Effort = EVERYTHING) -> set[tuple[str, Loc]]:
    """Codes and places of everything found, the wish for examples left out."""
    found: set[tuple[str, Loc]] = set()

    def report(flow: str, loc: Loc, code: str, details: Mapping[str, str], /, *, examples: bool = False) -> None:
        found.add((code, loc))

    parsed: tuple[Examples, ...] = ()
    if examples:
        one = parse_examples(tree_of(examples), Findings())
        assert one
        parsed = (one,)
    check(book_of(flow_of(steps, results)), parsed, report, TODAY, offers=frozenset({"known-entry"}), effort=effort)
    return {(code, loc) for code, loc in found if code != "result_without_example"}


CASES: list[tuple[str, str, str, str, Loc]] = [
    ("a branch to nowhere", YES.replace("next: done", "next: gone"), "", "unknown_target", ("steps", 0, "next")),
    ("the last step leads nowhere", YES.replace(", next: done", ""), "", "last_step_without_next", ("steps", 0, "next")),
    (
        "a branch is missing",
        NUMBER.replace("NEXT", "[{when: {n: {at_least: 5}}, go: done}]"),
        "",
        "dead_end",
        ("steps", 0, "next"),
    ),
    (
        "a branch that no answer reaches",
        NUMBER.replace("NEXT", "[{when: {n: {more_than: 100}}, go: done}, {go: done}]"),
        "",
        "branch_never",
        ("steps", 0, "next", 0),
    ),
    ("a way back to itself", YES.replace("next: done", "next: [{when: {a: 'yes'}, go: a}, {go: done}]"), "", "loop", ("steps", 0, "next")),
    ("a step nobody comes to", YES + "\n" + NUMBER.replace("NEXT", "done"), "", "unreachable_step", ("steps", 1, "id")),
    ("a result nobody comes to", YES, OTHER, "unreachable_result", ("results", 1, "id")),
    (
        "a comparison with a name that does not exist",
        YES.replace("next: done", "next: [{when: {b: 'yes'}, go: done}, {go: done}]"),
        "",
        "unknown_name",
        ("steps", 0, "next", 0, "when", "b"),
    ),
    (
        "a choice that does not exist",
        CHOICE.replace("NEXT", "[{when: {c: z}, go: done}, {go: done}]"),
        "",
        "unknown_option",
        ("steps", 0, "next", 0, "when", "c"),
    ),
    (
        "a number compared with a word",
        NUMBER.replace("NEXT", "[{when: {n: {at_least: 많이}}, go: done}, {go: done}]"),
        "",
        "bad_operand",
        ("steps", 0, "next", 0, "when", "n"),
    ),
    ("a placeholder that does not exist", YES.replace("예?", "'{minimum-wag}?'"), "", "unknown_placeholder", ("steps", 0, "ask")),
    (
        "a rate of a day that it has no value for",
        YES.replace("예?", "'{minimum-wage-hourly@2019}?'"),
        "",
        "rate_not_in_force",
        ("steps", 0, "ask"),
    ),
    (
        "a rate of a day that is none",
        YES.replace("예?", "'{minimum-wage-hourly@soon}?'"),
        "",
        "unknown_placeholder",
        ("steps", 0, "ask"),
    ),
    (
        "an offer of an entry that does not exist",
        YES,
        OTHER.replace("other", "o").replace("law:", "next: [no-entry], law:"),
        "unknown_next",
        ("results", 1, "next", 0),
    ),
    (
        "an offer of a flow that does not exist",
        YES,
        OTHER.replace("law:", "next: ['flow:none'], law:"),
        "unknown_next",
        ("results", 1, "next", 0),
    ),
    (
        "a label that KakaoTalk cuts off",
        CHOICE.replace("엑스", "가" * 15).replace("NEXT", "done"),
        "",
        "label_too_long",
        ("steps", 0, "options", 0, "label"),
    ),
    ("a calculator that does not exist", CALC.replace("USE", "none").replace("WITH", "{}"), "", "unknown_calculator", ("steps", 0, "use")),
    ("an input that is missing", CALC.replace("USE", "founders-quorum").replace("WITH", "{}"), "", "missing_input", ("steps", 0, "with")),
    (
        "an input that does not exist",
        CALC.replace("USE", "founders-quorum").replace("WITH", "{people: today}"),
        "",
        "unknown_input",
        ("steps", 0, "with", "people"),
    ),
    (
        "an input of another kind",
        YES.replace("next: done", "next: q") + "\n" + CALC.replace("USE", "founders-quorum").replace("WITH", "{consenters: a}"),
        "",
        "input_of_other_kind",
        ("steps", 1, "with", "consenters"),
    ),
    (
        "an input with a value the calculator does not know",
        NUMBER.replace("NEXT", "q")
        + "\n"
        + CALC.replace("USE", "share-limit").replace("WITH", "{total-shares: n, own-shares: n, organisation: {fixed: club}}"),
        "",
        "unknown_input_value",
        ("steps", 1, "with", "organisation"),
    ),
]


@pytest.mark.parametrize(("reason", "steps", "results", "code", "loc"), CASES, ids=[case[0] for case in CASES])
def test_every_mistake_is_found_where_it_stands(reason: str, steps: str, results: str, code: str, loc: Loc) -> None:
    assert (code, loc) in findings_of(steps, results), reason


def test_a_sound_flow_has_no_findings() -> None:
    assert findings_of(NUMBER.replace("NEXT", "[{when: {n: {at_least: 5}}, go: other}, {go: done}]"), OTHER) == set()


def test_a_result_longer_than_a_bubble_is_found() -> None:
    long = OTHER.replace("text: 다른", f"text: {'가' * 890}").replace("물어보세요", "나" * 150)
    assert findings_of(YES.replace("next: done", "next: [{when: {a: 'yes'}, go: done}, {go: other}]"), long) == {
        ("result_too_long", ("results", 1, "text"))
    }


EXAMPLE = """
flow: test
examples:
  - name: 하나
    answers: {n: "7"}
    expect: {result: done, says: [다 됐어요], law: [협동조합 기본법 제15조]}
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("", "", ""),
        ("flow: test", "flow: gone", "unknown_flow"),
        ('"7"', "많이", "example_refused"),
        ("done", "other", "example_other_result"),
        ("다 됐어요", "안 됐어요", "example_not_said"),
        ("says", "not_says", "example_said"),
        ("협동조합 기본법 제15조", "민법 제32조", "example_law_missing"),
        ("law: [협동조합 기본법 제15조]", "next: [known-entry]", "example_next_missing"),
        ('{n: "7"}', '{n: "7", z: "1"}', "example_answer_unused"),
        ('{n: "7"}', "{}", "example_unfinished"),
        ("result: done, says: [다 됐어요], law: [협동조합 기본법 제15조]", "asks: n", "example_other_question"),
        ('answers: {n: "7"}', 'answers: {n: "7"}\n    refuse: {n: "8"}', "example_not_refused"),
    ],
)
def test_examples_are_run(old: str, new: str, code: str) -> None:
    found = findings_of(NUMBER.replace("NEXT", "done"), examples=EXAMPLE.replace(old, new) if old else EXAMPLE)
    assert {name for name, _ in found} == ({code} if code else set())


READING = Effort(run=(), walk=())
APART = YES + "\n" + NUMBER.replace("NEXT", "other")


@pytest.mark.parametrize("effort", [EVERYTHING, READING, Effort(go_on=lambda: False)], ids=["everything", "reading", "no_time"])
def test_what_no_way_leads_to_is_seen_by_reading(effort: Effort) -> None:
    assert findings_of(APART, OTHER, effort=effort) == {
        ("unreachable_step", ("steps", 1, "id")),
        ("unreachable_result", ("results", 1, "id")),
    }


@pytest.mark.parametrize(
    ("effort", "codes"),
    [
        pytest.param(READING, set(), id="only by reading"),
        pytest.param(Effort(run=("test",), walk=()), {"example_refused"}, id="its examples"),
        pytest.param(Effort(run=(), walk=("test",)), {"dead_end"}, id="its ways"),
        pytest.param(Effort(run=("gone",), walk=("gone",)), set(), id="a flow that there is not"),
        pytest.param(Effort(go_on=lambda: False), set(), id="no time"),
    ],
)
def test_goes_as_far_as_it_is_asked_to(effort: Effort, codes: set[str]) -> None:
    steps = NUMBER.replace("NEXT", "[{when: {n: {at_least: 5}}, go: done}]")
    found = findings_of(steps, examples=EXAMPLE.replace('"7"', "많이"), effort=effort)
    assert {code for code, _ in found} == codes


def test_what_there_was_no_time_for_is_told() -> None:
    flow = flow_of(NUMBER.replace("NEXT", "done"))
    hurried = check(book_of(flow), (), lambda *_told, **_more: None, TODAY, effort=Effort(go_on=lambda: False))
    assert (hurried.left, check(book_of(flow), (), lambda *_told, **_more: None, TODAY).left) == (("test",), ())


def test_time_may_end_while_results_are_measured() -> None:
    flow, asked = flow_of(YES), count()
    assert not walk(book_of(flow), flow, TODAY, go_on=lambda: next(asked) >= 0).stopped
    steps = next(asked)
    for more, left in ((0, ("test",)), (9, ())):
        time = iter([True] * (steps + more))
        hurry = Effort(go_on=partial(next, time, False))
        assert check(book_of(flow), (), lambda *_told, **_more: None, TODAY, effort=hurry).left == left


def test_words_of_a_calculator_must_have_a_wording() -> None:
    calculator = Calculator(
        name="size",
        inputs=(),
        outputs=(Output(name="word", unit=Unit.WORD, values=("small", "large")),),
        function=lambda _inputs, _rates, _today: {"word": "small"},
        source="test",
    )
    flow = flow_of(CALC.replace("USE", "size").replace("WITH", "{}"), extra="words: {small: 작아요}")
    book = replace(book_of(flow), calculators={"size": calculator})
    found: list[tuple[str, str]] = []

    def report(flow: str, loc: Loc, code: str, details: Mapping[str, str], /, *, examples: bool = False) -> None:
        found.append((code, details.get("word", "")))

    check(book, (), report, TODAY)
    assert ("missing_word", "large") in found
    assert ("missing_word", "small") not in found
