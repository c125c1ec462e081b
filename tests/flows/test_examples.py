from flows.examples import parse_examples, run_example
from tests.flows.books import TODAY, Findings, book_of, flow_of, tree_of

STEPS = """
  - id: founders
    kind: group
    item: 발기인
    at_least: 1
    why: 적어요
    fields: [{id: name, kind: text, ask: 이름?}, {id: age, kind: number, ask: 나이?}]
  - {id: note, kind: text, optional: true, ask: 더 할 말?, why: 그냥, next: done}
"""
EXAMPLES = """
flow: test
on: 2026-11-25
examples:
  - name: 둘
    answers: {founders: [{name: 김하나, age: "30"}, {name: 이둘, age: "40"}]}
    expect: {result: done}
  - name: 나이에서 멈춤
    on: 2027-01-01
    answers: {founders: [{name: 김하나}]}
    expect: {asks: founders/1/age, says: [나이]}
  - name: 남는 말
    answers: {founders: [{name: 김하나, age: "30"}], note: 안녕, other: x}
    expect: {result: done}
"""


def test_groups_are_answered_item_by_item_and_optional_questions_skipped() -> None:
    found = Findings()
    parsed = parse_examples(tree_of(EXAMPLES), found)
    assert not found
    assert parsed
    book = book_of(flow_of(STEPS))
    runs = [run_example(book, "test", example, TODAY) for example in parsed.examples]
    assert runs[0] == ()
    assert runs[1] == ()
    assert [code for code, _ in runs[2]] == ["example_answer_unused"]


def test_misshapen_examples_are_reported() -> None:
    found = Findings()
    parse_examples({"flow": "a", "examples": [{"name": "x"}, {"name": "y", "expect": {"resultt": "z"}}]}, found)
    assert {"missing_key", "unknown_key", "example_expects_nothing"} <= found.codes
